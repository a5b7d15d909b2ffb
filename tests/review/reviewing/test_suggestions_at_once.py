"""Suggestions that an inspection shows at once: with their trace, and with what was judged before they were seen."""

from dataclasses import replace

import pytest

from access.actor import Actor
from access.refusals import Invalid
from review.inspections import actions as inspecting
from review.inspections.details import details_of
from review.inspections.models import Subject
from review.moderation.content import approved_content
from review.reviewing.actions import submit
from review.reviewing.models import Review, RuleResult
from review.reviewing.queries import review_at
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of
from tests.review.reviewing.pages import address, signed_in, text_of, topic
from tests.ruled import ALONE

OVERALL = "overall-grade"
REST = {code: value for code, value in ALONE.items() if code != OVERALL}


def show(world: World, review: Review, when: str) -> None:
    """Let the inspection of a review show suggestions then."""
    inspection = Review.objects.select_related("subject__inspection").get(pk=review.pk).subject.inspection
    details = replace(details_of(inspection), suggestions_shown=when)
    inspecting.update_inspection(builders.acting(world.supervisor), inspection, details, version=inspection.version)


@pytest.fixture
def at_once(world: World, ruled: Review) -> Review:
    """Return a review in an inspection that shows suggestions at once."""
    show(world, ruled, "at-once")
    return review_at(builders.acting(world.inspector), ruled.public_id)


def in_force(review: Review, rule: str = "case-rule") -> RuleResult:
    """Return the result of a rule that is in force."""
    rows = RuleResult.objects.select_related("grade", "grade_when_shown")
    return rows.get(review=review, rule__code=rule, current=True)


def suggestion(world: World, review: Review) -> str:
    """Return what is shown beside the overall judgment, empty for nothing."""
    found = review_at(builders.acting(world.inspector), review.public_id)
    entry = whole_review(found).topic("overall").entries[0]
    return entry.suggestion.words if entry.suggestion else ""


def test_suggestion_is_shown_before_an_own_grade_with_its_trace(world: World, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, REST)
    row = in_force(at_once)
    assert (suggestion(world, at_once), row.shown_at, row.grade_when_shown) == (
        "Requires improvement",
        builders.NOW,
        None,
    )
    page = text_of(signed_in(world.inspector).get(topic(at_once, "overall")))
    assert ("<strong>Suggested grade:</strong>" in page, "The lowest topic" in page) == (True, True)
    assert ("Differs from" in page, "The same as the grade given" in page) == (False, False)


def test_page_says_that_suggestions_are_shown_at_once(world: World, ruled: Review) -> None:
    client, words = signed_in(world.inspector), "This inspection shows suggestions at once"
    builders.answer(world.inspector, ruled, REST)
    assert words not in text_of(client.get(topic(ruled, "overall")))
    show(world, ruled, "at-once")
    builders.answer(world.inspector, ruled, {"seen": "requires-improvement"})
    assert words in text_of(client.get(topic(ruled, "overall")))


def test_grade_before_the_suggestion_stays_unknown_for_ever(world: World, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, REST)
    builders.answer(world.inspector, at_once, {OVERALL: "requires-improvement"})
    builders.answer(world.inspector, at_once, {OVERALL: "good"})
    assert (in_force(at_once).grade_when_shown, in_force(at_once).shown_at) == (None, builders.NOW)


def test_own_grade_before_the_suggestion_is_kept_as_ever(world: World, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, {OVERALL: "inadequate"})
    builders.answer(world.inspector, at_once, REST)
    assert in_force(at_once).grade_when_shown.code == "inadequate"  # type: ignore[union-attr]


def test_what_is_not_asked_suggests_nothing(world: World, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, REST)
    shown = {row.rule.code for row in RuleResult.objects.filter(review=at_once, current=True, shown_at__isnull=False)}
    kinds = dict(RuleResult.objects.filter(review=at_once, current=True).values_list("rule__code", "kind"))
    assert {code for code in shown if kinds[code] == "incomplete"} == set()
    assert {"case-rule", "victims-rule"} <= shown


def test_difference_needs_a_reason_all_the_same_and_both_stay(world: World, actor: Actor, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, {**REST, OVERALL: "good"})
    with pytest.raises(Invalid):
        submit(actor, at_once)
    builders.answer(world.inspector, at_once, {OVERALL: "good"}, reasons={OVERALL: "The case was a hard one."})
    submit(actor, at_once)
    judgment = judgment_of(at_once, OVERALL)
    assert (judgment.grade.code, judgment.suggested_grade.code) == ("good", "requires-improvement")  # type: ignore[union-attr]


def test_policy_changed_during_the_work_shows_what_is_noted_from_then_on(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, REST)
    assert suggestion(world, ruled) == ""
    show(world, ruled, "at-once")
    assert (suggestion(world, ruled), in_force(ruled).shown_at) == ("", None)
    again = review_at(builders.acting(world.inspector), ruled.public_id)
    builders.answer(world.inspector, again, {"seen": "requires-improvement"})
    assert (suggestion(world, ruled), in_force(ruled).shown_at) == ("Requires improvement", builders.NOW)
    show(world, ruled, "after-own-grade")
    assert suggestion(world, ruled) == ""


def test_sign_off_keeps_that_there_was_no_grade_when_it_was_shown(world: World, actor: Actor, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, REST)
    builders.answer(world.inspector, at_once, {OVERALL: "requires-improvement"})
    submit(actor, at_once)
    review = Review.objects.select_related("reviewer", "framework_version").get(pk=at_once.pk)
    subject = Subject.objects.select_related("case__force", "inspection").get(pk=at_once.subject_id)
    (kept,) = (row for row in approved_content(subject, review)["results"] if row["rule"] == "case-rule")
    assert (kept["grade"], kept["grade_when_shown"]) == ("requires-improvement", "")


def test_reader_sees_the_suggestion_with_the_answer(world: World, actor: Actor, at_once: Review) -> None:
    builders.answer(world.inspector, at_once, ALONE)
    submit(actor, at_once)
    page = text_of(signed_in(world.supervisor).get(address("review", at_once)))
    assert page.count("Suggested grade:") == 2
