"""Overview, reading, checking and submitting, as the people who come there see them."""

import re
from typing import Any

import pytest
from django.test import Client

from access.actor import Actor
from access.models import AuditEvent
from casefiles.documents.models import Document
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing.actions import EvidenceInput, FlagInput, add_evidence, add_flag, save_answers, submit
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text, graded, not_applicable, stamp_of
from tests.review.reviewing.pages import ONE, TOPICS, address, signed_in, text_of, topic

ALL = builders.ANSWERS | {f"question-{number}": "no" for number in range(3)}
"""An answer to each question of the small framework and of the larger one."""

UNCHECKED = (
    "2 quotations were not found in the text. 1 quotation could not be checked, because the page has no text. "
    "This is said beside each."
)


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def returned(world: World, review: Review, reason: str = "Look again at the first criterion.") -> Review:
    """Return the review submitted and given back."""
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    moderation.return_review(builders.acting(world.supervisor), Subject.objects.get(pk=review.subject_id), reason)
    review.refresh_from_db()
    return review


def states_of(page: str) -> list[str]:
    """Return the states in a page's task list."""
    found = re.findall(r'<div class="govuk-task-list__status"[^>]*>(.*?)</div>', page, re.S)
    return [re.sub(r"<[^>]*>", "", state).strip() for state in found]


def test_overview_of_a_new_review_says_what_is_next(client: Client, review: Review, log: Document) -> None:
    page = text_of(client.get(address("review", review)))
    assert "<h1" in page
    assert "Review of case CASE-1" in page
    assert states_of(page) == ["Not started"] * 4
    assert "Start: First topic" in page
    assert "Investigation log" in page
    assert "No passage is flagged." in page


def test_overview_follows_the_answers(client: Client, actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review), graded(review, "second-criterion")])
    page = text_of(client.get(address("review", review)))
    assert states_of(page) == ["Complete", "In progress", "Not started", "Not started"]
    assert "Continue: Second topic" in page
    assert "1 of 1 answered, rationale missing" in page


def test_overview_of_a_complete_review_leads_to_checking(world: World, client: Client, review: Review) -> None:
    builders.answer(world.inspector, review)
    page = text_of(client.get(address("review", review)))
    assert states_of(page) == ["Complete"] * 4
    assert "Check your answers</a>" in page


def test_overview_of_a_returned_review_tells_why(world: World, client: Client, review: Review) -> None:
    page = text_of(client.get(address("review", returned(world, review))))
    assert "Look again at the first criterion." in page
    assert "Returned by Sam, 2 March 2026" in page


def test_opening_a_review_is_in_the_trail_as_opening_its_case(world: World, client: Client, review: Review) -> None:
    for _ in range(2):
        client.get(address("review", review))
        client.get(topic(review))
    supervisor = signed_in(world.supervisor)
    assert supervisor.get(address("review", review)).status_code == 404
    case = builders.case_of(Subject.objects.get(pk=review.subject_id))
    opened = AuditEvent.objects.filter(action="case.opened")
    assert list(opened.values_list("thing_id", "actor_name")) == [(str(case.public_id), "ines")]


def test_draft_is_its_reviewers_alone(world: World, review: Review) -> None:
    strangers = (world.other, world.supervisor, builders.make_inspector(), builders.make_administrator())
    for user in strangers:
        for name in ("review", "review-check", "review-submit", "flag-add"):
            assert signed_in(user).get(address(name, review)).status_code == 404


def test_submitted_review_is_read_by_reviewer_and_supervisor(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    add_flag(actor, review, FlagInput("minimising", log, 2, "streetwise", "Makes it small."))
    submit(actor, builders.answer(world.inspector, review))
    for user in (world.inspector, world.supervisor):
        page = text_of(signed_in(user).get(address("review", review)))
        for words in ("by Ines, submitted 2 March 2026", "Reasons for overall-grade.", "Makes it small."):
            assert words in page
        assert [f'id="c-{code}"' in page for code in builders.ANSWERS] == [True] * 4
        assert f"/documents/{log.public_id}/?page=1" in page
        assert "Requires improvement" in page
    assert signed_in(world.other).get(address("review", review)).status_code == 404


def test_read_view_tells_the_reviewer_why_nothing_can_be_changed(world: World, client: Client, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert "ask the supervisor to return it to you" in text_of(client.get(address("review", review)))
    moderation.sign_off(builders.acting(world.supervisor), Subject.objects.get(pk=review.subject_id))
    page = text_of(client.get(address("review", review)))
    assert "ask a supervisor to reopen the case" in page
    assert '<strong class="govuk-tag govuk-tag--green">Signed off</strong>' in page
    assert "Locked" not in page


def test_review_of_a_closed_inspection_can_only_be_read(world: World, client: Client, review: Review) -> None:
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    assert "The inspection is not in fieldwork" in text_of(client.get(address("review", review)))
    assert client.get(topic(review))["Location"] == f"{address('review', review)}#t-first-topic"


def test_check_lists_what_is_missing_with_the_way_there(client: Client, actor: Actor, review: Review) -> None:
    save_answers(actor, review, [not_applicable(review, ""), graded(review, "overall-grade")])
    page = text_of(client.get(address("review-check", review)))
    panel = page[page.index('id="missing"') : page.index('id="t-first-topic"')]
    assert "4 things still to do" in panel
    assert re.findall(r'href="([^"]+)"', panel) == [
        f"{topic(review, code)}?check=1#{spot}"
        for code, spot in zip(
            TOPICS,
            (f"id_{ONE}-reason", "c-second-criterion", "c-group-based", "id_overall-grade-rationale"),
            strict=True,
        )
    ]
    assert "Say why it is not applicable." in panel
    assert '<form method="post" action="' + address("review-submit", review) not in page


def test_check_asks_for_answers_and_for_changes(client: Client, actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review)])
    page = text_of(client.get(address("review-check", review)))
    links = re.findall(r'<a class="govuk-link cg-judgment__change"[^>]*>(\w+)<', page)
    assert links == ["Change", "Answer", "Answer", "Answer"]


def test_check_and_read_view_say_how_many_quotations_were_not_found(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    picture = add_picture(world, review.subject)
    add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    add_flag(actor, review, FlagInput("blame", log, 2, "streetwise"))
    version = builders.answer(world.inspector, review)
    assert UNCHECKED not in text_of(client.get(address("review-check", review)))
    add_evidence(actor, review, ONE, EvidenceInput(log, 1, "never written"))
    add_flag(actor, review, FlagInput("blame", log, 1, "not written either"))
    add_flag(actor, review, FlagInput("blame", picture, 1, "seen in the picture"))
    assert UNCHECKED in text_of(client.get(address("review-check", review)))
    submit(actor, version)
    page = text_of(signed_in(world.supervisor).get(address("review", review)))
    assert page.index(UNCHECKED) < page.index("Answers at a glance")


def test_submitting_ends_in_the_read_view(world: World, client: Client, review: Review) -> None:
    builders.answer(world.inspector, review)
    page = text_of(client.get(address("review-check", review)))
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    done = client.post(address("review-submit", review), {"version": found[1], "statement": "on"}, follow=True)
    assert done.redirect_chain == [(address("review", review), 302)]
    assert "Case CASE-1: your review was submitted." in text_of(done)
    assert Review.objects.get(pk=review.pk).status == "submitted"
    assert client.get(address("review-check", review))["Location"] == address("review", review)


def test_submitting_asks_for_the_statement(world: World, client: Client, review: Review) -> None:
    version = stamp_of(builders.answer(world.inspector, review))
    page = text_of(client.post(address("review-submit", review), {"version": version}))
    assert "<title>Error: Check your answers" in page
    assert '<a href="#id_statement">Tick the box to confirm the statement</a>' in page
    assert Review.objects.get(pk=review.pk).status == "in-progress"


def test_submitting_what_is_incomplete_shows_what_is_missing(client: Client, review: Review) -> None:
    page = text_of(client.post(address("review-submit", review), {"version": review.version, "statement": "on"}))
    assert "The review is not complete, so it was not submitted." in page
    assert "4 things still to do" in page


def test_submitting_what_was_changed_since_is_a_conflict(
    world: World, client: Client, actor: Actor, review: Review
) -> None:
    version = stamp_of(builders.answer(world.inspector, review))
    save_answers(actor, review, [graded(review, value="inadequate")])
    answer = client.post(address("review-submit", review), {"version": version, "statement": "on"})
    assert (answer.status_code, "was changed after you opened this page" in text_of(answer)) == (409, True)


def test_submitting_twice_is_a_conflict(world: World, client: Client, review: Review) -> None:
    version = stamp_of(builders.answer(world.inspector, review))
    post = {"version": version, "statement": "on"}
    statuses = [client.post(address("review-submit", review), post).status_code for _ in range(2)]
    assert statuses == [302, 409]


def test_submit_without_a_post_leads_to_checking(client: Client, review: Review) -> None:
    assert client.get(address("review-submit", review))["Location"] == address("review-check", review)


def test_supervisor_cannot_submit_or_check(world: World, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    supervisor = signed_in(world.supervisor)
    for name in ("review-check", "review-submit", "flag-add"):
        assert supervisor.get(address(name, review)).status_code == 403
        assert supervisor.post(address(name, review), {}).status_code in (403, 405)


def test_flag_is_added_listed_and_removed(client: Client, review: Review, log: Document) -> None:
    post = {"category": "minimising", "document": str(log.public_id), "page": "2", "quotation": "streetwise"}
    page = text_of(client.post(address("flag-add", review), post, follow=True))
    assert "The passage was flagged. Found in section 2." in page
    assert "Flagged so far: 1" in page
    flag = review.flags.get()
    removal = address("flag-remove", review, flag.public_id)
    assert "streetwise" in text_of(client.get(removal))
    assert "Flagged so far: 0" in text_of(client.post(removal, follow=True))
    assert client.get(removal).status_code == 404


def test_flag_says_everything_that_is_wrong(client: Client, review: Review, log: Document) -> None:
    page = text_of(client.post(address("flag-add", review), {"note": "Kept all the same."}))
    for sentence in (
        "Select what the language does",
        "Choose the document that you quote",
        "Enter the number of the page or section",
        "Enter the words that you quote",
        "Kept all the same.</textarea>",
    ):
        assert sentence in page


def test_flag_with_a_wrong_page_is_said_beside_it(client: Client, review: Review, log: Document) -> None:
    post = {"category": "blame", "document": str(log.public_id), "page": "9", "quotation": "streetwise"}
    page = text_of(client.post(address("flag-add", review), post))
    assert '<a href="#id_page">“Investigation log” has sections 1 to 2: enter one of these</a>' in page


def test_flag_on_another_page_is_saved_with_a_warning(client: Client, review: Review, log: Document) -> None:
    post = {"category": "blame", "document": str(log.public_id), "page": "1", "quotation": "streetwise"}
    assert "it stands in section 2" in text_of(client.post(address("flag-add", review), post, follow=True))


def test_flag_that_was_not_found_is_said_after_the_save(client: Client, review: Review, log: Document) -> None:
    post = {"category": "blame", "document": str(log.public_id), "page": "1", "quotation": "never written"}
    page = text_of(client.post(address("flag-add", review), post, follow=True))
    assert "Saved. 1 quotation was not found in the text: it is marked as typed by you." in page
    assert "The passage was flagged." not in page


def test_flags_without_documents_say_what_to_do(client: Client, review: Review) -> None:
    assert "The case has no documents yet." in text_of(client.get(address("flag-add", review)))


def test_parts_of_another_review_are_not_found(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    evidence = add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    flag = add_flag(actor, review, FlagInput("blame", log, 2, "streetwise"))
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    other = builders.assign(world.supervisor, subject, world.inspector)
    for name, part in (("evidence-remove", evidence), ("flag-remove", flag)):
        assert client.post(address(name, other, part.public_id)).status_code == 404
        part.refresh_from_db()
        assert part.removed_at is None


def test_words_of_a_review_are_text_and_never_markup(
    world: World, client: Client, actor: Actor, review: Review
) -> None:
    builders.answer(world.inspector, review)
    save_answers(actor, review, [graded(review, rationale="<script>alert(1)</script>")])
    assert "<script>alert" not in text_of(client.get(address("review-check", review)))
    submit(actor, review)
    page = text_of(client.get(address("review", review)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_queries_of_each_page_are_the_same_for_more_documents_flags_and_cases(
    world: World, client: Client, actor: Actor, review: Review, log: Document, django_assert_num_queries: Any
) -> None:
    client.get(address("review", review))
    for rounds in (1, 3):
        for number in range(rounds):
            add_text(world, review.subject, f"Document {rounds} {number}", f"Text {rounds} {number}")
            add_flag(actor, review, FlagInput("blame", log, 2, f"words {rounds} {number}"))
            builders.assign(
                world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
            )
        for name, queries in (("review", 18), ("review-check", 22), ("flag-add", 15)):
            with django_assert_num_queries(queries):
                client.get(address(name, review))
        builders.answer(world.inspector, review)


def test_queries_of_each_page_are_the_same_for_more_questions(
    world: World, client: Client, review: Review, django_assert_num_queries: Any
) -> None:
    question = builders.FRAMEWORK[
        builders.FRAMEWORK.index("  - code: group-based") : builders.FRAMEWORK.index("overall:")
    ]
    more = "".join(question.replace("group-based", f"question-{number}") for number in range(3))
    text = builders.FRAMEWORK.replace("framework: small", "framework: larger").replace("overall:", f"{more}overall:", 1)
    inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(text), inspectors=[world.inspector]
    )
    subject = builders.add_case(world.supervisor, inspection, world.force)
    larger = builders.assign(world.supervisor, subject, world.inspector)
    for one in (review, larger):
        client.get(address("review", one))
        for page, queries in ((address("review", one), 18), (topic(one, "classification"), 16)):
            with django_assert_num_queries(queries):
                client.get(page)
        submit(builders.acting(world.inspector), builders.answer(world.inspector, one, ALL))
        with django_assert_num_queries(20):
            client.get(address("review", one))
