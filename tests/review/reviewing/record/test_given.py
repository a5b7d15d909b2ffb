"""Every answer given, with its time and by whom, and what was changed since a review came back."""

from datetime import timedelta

import pytest
from django.test import Client

from access.models import AuditDetail
from casefiles.documents.models import Document
from review.moderation import actions as moderation
from review.reviewing.actions import AnswerInput, EvidenceInput, add_evidence, save_answers, submit
from review.reviewing.models import Review
from tests import builders
from tests.review.casework.newer import adopted, moved
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, judgment_of, not_applicable
from tests.review.reviewing.pages import ONE, address, signed_in, text_of
from tests.review.reviewing.record.conftest import plain, queries_of, write
from tests.review.reviewing.test_answer_kinds import answered

__all__ = ["answered"]
RECORD = "review-record"


def save(world: World, review: Review, minutes: int, *answers: AnswerInput) -> None:
    """Save answers of the inspector so many minutes after the tests' moment."""
    review.refresh_from_db()
    save_answers(builders.acting(world.inspector, builders.NOW + timedelta(minutes=minutes)), review, answers)


def send(world: World, review: Review, minutes: int) -> None:
    """Submit the review likewise."""
    review.refresh_from_db()
    submit(builders.acting(world.inspector, builders.NOW + timedelta(minutes=minutes)), review)


def give_back(world: World, review: Review, minutes: int) -> None:
    """Return the review to its reviewer likewise."""
    subject = review.subject
    subject.refresh_from_db()
    supervisor = builders.acting(world.supervisor, builders.NOW + timedelta(minutes=minutes))
    moderation.return_review(supervisor, subject, "Look at the first question again.")


@pytest.fixture
def back(world: World, review: Review) -> Review:
    """Return a review submitted with the first question graded as requiring improvement, and returned at 09:20."""
    builders.answer(world.inspector, review)
    save(world, review, 5, graded(review, value="requires-improvement", rationale="Some was done."))
    send(world, review, 10)
    give_back(world, review, 20)
    review.refresh_from_db()
    return review


def page_of(world: World, review: Review, code: str = "", query: str = "", reader: str = "supervisor") -> str:
    """Return the words of the record of a review, or of one of its questions."""
    path = address("review-record-question", review, code) if code else address(RECORD, review)
    return plain(text_of(signed_in(getattr(world, reader)).get(path + query)))


def test_every_grade_is_shown_with_its_time_and_by_whom(world: World, back: Review) -> None:
    save(world, back, 30, graded(back, value="good"))
    send(world, back, 40)
    page = page_of(world, back, ONE)
    assert "Answers given (3)" in page
    assert (
        "Good in place of Requires improvement In force when submitted 2 March 2026, 09:40 2 March 2026, 09:30 Ines "
        "Requires improvement in place of Good In force when submitted 2 March 2026, 09:10 2 March 2026, 09:05 Ines"
    ) in page
    assert "Good the first answer 2 March 2026, 09:00 Ines" in page


def test_not_applicable_and_taking_an_answer_back_are_answers_given(world: World, review: Review) -> None:
    save(world, review, 1, graded(review))
    save(world, review, 2, not_applicable(review))
    save(world, review, 3, AnswerInput(ONE, judgment_of(review, ONE).version, "none"))
    page = page_of(world, review, ONE, reader="inspector")
    assert "Taken back in place of Not applicable 2 March 2026, 09:03 Ines" in page
    assert "Not applicable in place of Good 2 March 2026, 09:02 Ines" in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("linked", "Yes the first answer"),
        ("suspects", "7 suspects the first answer"),
        ("first-known", "28 February 2025 the first answer"),
        ("roles", "Leader and Other the first answer"),
        ("how-linked", "Words: revision 1 the first answer"),
    ],
)
def test_every_kind_of_answer_is_told_in_words(world: World, answered: Review, code: str, words: str) -> None:
    assert words in page_of(world, answered, code, reader="inspector")


def test_what_was_changed_since_the_return_is_one_list(world: World, back: Review, log: Document) -> None:
    save(world, back, 30, graded(back, value="good", rationale="All was done."))
    add_evidence(
        builders.acting(world.inspector, builders.NOW + timedelta(minutes=31)),
        back,
        ONE,
        EvidenceInput(log, 1, "seen on the day"),
    )
    send(world, back, 40)
    page = page_of(world, back)
    assert "Changed since it was returned 2 March 2026, 09:20 (1)" in page
    page = page_of(world, back, query="?since=1")
    assert "Requires improvement became Good , 2 March 2026, 09:30 by Ines" in page
    assert "Rationale: revision 2 became revision 3 , compared: Is the first thing done well? , 2 March 2026" in page
    assert "1 quotation added" in page
    assert "Is the second thing done well?" not in page
    link = address("review-record-question", back, ONE) + "?of=rationale&amp;older=2&amp;newer=3#comparison"
    assert link in text_of(signed_in(world.supervisor).get(address(RECORD, back) + "?since=1"))


def test_a_grade_that_is_what_it_was_again_was_changed_all_the_same(world: World, back: Review) -> None:
    save(world, back, 30, graded(back, value="good"))
    save(world, back, 31, graded(back, value="requires-improvement"))
    page = page_of(world, back, query="?since=1", reader="inspector")
    assert "Requires improvement again, after 2 changes" in page


def test_return_after_which_nothing_was_changed_says_so(world: World, back: Review) -> None:
    page = page_of(world, back, query="?since=1", reader="inspector")
    assert "No question was changed since then." in page


@pytest.mark.parametrize("query", ["?since=0", "?since=9", "?since=no", "?since=-1"])
def test_unknown_return_shows_all_questions(world: World, back: Review, query: str) -> None:
    assert "Is the second thing done well?" in page_of(world, back, query=query, reader="inspector")


def test_review_that_never_came_back_offers_no_such_list(world: World, review: Review) -> None:
    assert "Changed since" not in page_of(world, review, reader="inspector")


def test_second_return_has_a_list_of_its_own(world: World, back: Review) -> None:
    save(world, back, 30, graded(back, value="good"))
    send(world, back, 40)
    give_back(world, back, 50)
    save(world, back, 55, graded(back, "second-criterion", "good", rationale="Reasons for second-criterion."))
    send(world, back, 60)
    assert "Is the first thing" not in page_of(world, back, query="?since=2")
    assert "Is the second thing" in page_of(world, back, query="?since=2")
    assert "Is the first thing" in page_of(world, back, query="?since=1")


def test_answers_whose_detail_was_erased_still_stand_in_the_list(world: World, back: Review) -> None:
    AuditDetail.objects.all().delete()
    assert "What was answered was erased" in page_of(world, back, ONE, reader="inspector")


def test_answers_before_a_move_stand_in_the_record_of_what_goes_on(world: World, review: Review) -> None:
    save(world, review, -20, graded(review, "overall-grade", "good", rationale="Reasons."))
    save(world, review, -10, graded(review, "overall-grade", "inadequate", rationale="Reasons."))
    adopted(world)
    subject = review.subject
    subject.refresh_from_db()
    new = moved(world, subject).review
    assert new is not None
    page = page_of(world, new, "overall-grade", reader="inspector")
    assert "Inadequate in place of Good By version 1 of the framework" in page


def test_queries_are_the_same_for_more_answers(world: World, back: Review) -> None:
    client: Client = signed_in(world.inspector)
    client.get(address(RECORD, back))
    asked = {}
    for rounds in (1, 3):
        for number in range(rounds):
            value = ("good", "inadequate")[number % 2]
            save(world, back, 30 + rounds * 5 + number, graded(back, value=value, rationale=f"Turn {rounds} {number}"))
            write(world.inspector, back, f"Second {rounds} {number}", 50, "second-criterion")
        paths = (
            address(RECORD, back),
            address(RECORD, back) + "?since=1",
            address("review-record-question", back, ONE),
        )
        asked[rounds] = [queries_of(client, path) for path in paths]
    assert asked[1] == asked[3]
