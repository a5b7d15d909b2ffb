"""Suggested grades in a supervisor's decisions: what is approved holds them, and the pages mark what differs."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.inspections.models import Subject
from review.moderation import actions, queries
from review.moderation.content import approved_content
from review.moderation.models import SignOff
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.ruled import ALONE, GROUP

OVERALL = "overall-grade"
WHY, OTHERWISE = "The rule does not see how hard the case was.", "Both visits came late."
REASONS = {OVERALL: WHY, "victims-grade": OTHERWISE}
MARK = "Differs from the suggested grade: Requires improvement"
DIFFERING = {**GROUP, OVERALL: "good", "victims-grade": "inadequate"}


def submitted(world: World, answers: Any = DIFFERING, **facts: str) -> Review:
    """Return a review by the framework with rules, submitted."""
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force, **facts)
    return builders.submitted(world.supervisor, subject, world.inspector, answers, REASONS)


@pytest.fixture
def review(world: World) -> Review:
    """Return a submitted review with two grades that differ from the suggested ones."""
    return submitted(world)


@pytest.fixture
def client(world: World) -> Client:
    """Return the supervisor's browser."""
    client = Client()
    client.force_login(world.supervisor)
    return client


def fresh(review: Review) -> Subject:
    """Return the review's subject as it stands in the database."""
    return Subject.objects.select_related("case__force", "inspection").get(pk=review.subject_id)


def content_of(review: Review) -> dict[str, Any]:
    """Return what signing the review off approves, as it is kept."""
    row = Review.objects.select_related("reviewer", "framework_version").get(pk=review.pk)
    kept: dict[str, Any] = json.loads(json.dumps(approved_content(fresh(review), row), default=str))
    return kept


def test_content_has_the_suggestions_with_rules_traces_and_the_fingerprint(review: Review) -> None:
    content = content_of(review)
    results = {result["rule"]: result for result in content["results"]}
    assert list(results) == ["victims-rule", "group-rule", "taskforce-rule", "case-rule"]
    case = results["case-rule"]
    assert (case["kind"], case["grade"], case["grade_when_shown"]) == ("suggested", "requires-improvement", "good")
    assert case["trace"][-1] == "Suggested: Requires improvement."
    assert (results["taskforce-rule"]["kind"], results["group-rule"]["grade_label"]) == ("no_rule", "Good")
    assert content["framework_version"] == review.framework_version.sha256


def test_content_has_what_differs_and_every_kind_of_answer(review: Review) -> None:
    judged = {row["criterion"]: row for row in content_of(review)["judgments"]}
    assert [code for code, row in judged.items() if row["differs"]] == ["victims-grade", OVERALL]
    assert (judged[OVERALL]["suggested_grade"], judged[OVERALL]["texts"]["reason"]) == ("requires-improvement", WHY)
    assert {code: judged[code]["answer"] for code in ("suspects", "roles", "first-known", "how-linked")} == {
        "suspects": "7 suspects",
        "roles": "Leader and Other",
        "first-known": "28 February 2025",
        "how-linked": "By telephone records.",
    }
    assert (judged["roles"]["choices"], judged["used"]["asked"]) == (["leader", "other"], False)


def test_sign_off_page_marks_what_differs_with_the_reasons(review: Review, client: Client) -> None:
    page = client.get(reverse("case-sign-off", args=[review.subject.public_id])).content.decode()
    assert (page.count(MARK), WHY in page, OTHERWISE in page) == (2, True, True)


def test_sign_off_keeps_the_suggestions_to_be_read(world: World, review: Review, client: Client) -> None:
    signed = actions.sign_off(builders.acting(world.supervisor), fresh(review))
    page = client.get(reverse("sign-off", args=[signed.public_id])).content.decode()
    assert (page.count(MARK), WHY in page, OTHERWISE in page) == (2, True, True)
    assert ("What the rules gave" in page, "Rule case-rule" in page) == (True, True)
    assert review.framework_version.sha256 in page
    assert "Was the taskforce used well?" not in page


def test_sign_off_of_before_there_were_rules_can_be_read(world: World, review: Review, client: Client) -> None:
    """Its content has neither suggestions nor answers in words."""
    signed = actions.sign_off(builders.acting(world.supervisor), fresh(review))
    content = json.loads(signed.content)
    del content["results"]
    for judgment in content["judgments"]:
        del judgment["answer"], judgment["differs"], judgment["suggested_label"]
    SignOff.objects.filter(pk=signed.pk).update(content=json.dumps(content))
    answer = client.get(reverse("sign-off", args=[signed.public_id]))
    page = answer.content.decode()
    assert (answer.status_code, "Requires improvement" in page, "What the rules gave" in page) == (200, True, False)


def test_sign_off_approves_no_other_suggestion_than_the_one_on_screen(world: World, review: Review) -> None:
    actor = builders.acting(world.supervisor)
    before = queries.decision(actor, review.subject.public_id).digest
    assert queries.decision(actor, review.subject.public_id).digest == before
    assert actions.sign_off(actor, fresh(review), before).digest == before


def test_case_page_marks_an_overall_grade_that_differs(world: World, review: Review, client: Client) -> None:
    address = reverse("case", args=[review.subject.public_id])
    for _ in range(2):
        page = client.get(address).content.decode()
        assert (page.count(MARK), WHY in page) == (1, True)
        if fresh(review).status != Subject.Status.SIGNED_OFF:
            actions.sign_off(builders.acting(world.supervisor), fresh(review))


def test_case_page_is_without_a_mark_where_the_grade_is_the_suggested_one(world: World, client: Client) -> None:
    review = submitted(world, ALONE)
    page = client.get(reverse("case", args=[review.subject.public_id])).content.decode()
    assert ("Overall judgment: <strong>Requires improvement</strong>" in page, "Differs" in page) == (True, False)


def test_case_page_tells_its_reviewer_nothing_of_grades(world: World, review: Review) -> None:
    client = Client()
    client.force_login(world.inspector)
    page = client.get(reverse("case", args=[review.subject.public_id])).content.decode()
    assert ("Overall judgment" in page, "Differs" in page, WHY in page) == (False, False, False)


def test_returned_review_can_be_changed_and_gets_its_suggestion_anew(world: World, review: Review) -> None:
    actions.return_review(builders.acting(world.supervisor), fresh(review), "Look again at the visits.")
    review.refresh_from_db()
    builders.answer(world.inspector, review, {"safe": "good", "victims-grade": "good"})
    builders.reviewing.submit(builders.acting(world.inspector), review)
    judged = {row["criterion"]: row for row in content_of(review)["judgments"]}
    assert (judged[OVERALL]["suggested_grade"], judged[OVERALL]["differs"]) == ("good", False)
