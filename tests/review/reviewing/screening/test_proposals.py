"""What the language screen proposes, and what needs no decision."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.actor import Actor
from casefiles.documents.models import Document
from review.language.actions import PatternInput, change_pattern, retire_pattern
from review.language.models import LanguagePattern
from review.reviewing.actions import FlagInput, add_flag, submit
from review.reviewing.models import Review
from review.reviewing.screening.actions import dismiss
from review.reviewing.screening.queries import ScreenSummary, screen_of, screen_summary, undecided
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text
from tests.review.reviewing.screening.screens import TEXT, keys, proposals, wording, words


def test_each_place_is_proposed_once_with_its_sentence_and_the_longest_wording(review: Review, notes: Document) -> None:
    found = [
        (one.pattern.pattern, one.passage.place, one.passage.words, one.passage.sentence) for one in proposals(review)
    ]
    assert found == [
        ("street-wise", "section 1", "street-wise", "She is street-wise."),
        ("poor ... choice*", "section 2", "poor lifestyle choices", SENTENCE),
        ("street-wise", "section 2", "streetwise", SENTENCE),
    ]


SENTENCE = "She makes poor lifestyle choices and is streetwise."


def test_places_are_those_of_the_stored_page(review: Review, notes: Document) -> None:
    for one in proposals(review):
        text = notes.pages.get(number=one.passage.page).text
        assert text[one.passage.start : one.passage.end] == one.passage.words


def test_no_list_means_no_proposal(world: World, review: Review) -> None:
    add_text(world, review.subject)
    assert (words(review), undecided(review)) == ([], 0)


def test_documents_of_other_cases_are_not_read(world: World, review: Review, notes: Document) -> None:
    other = builders.add_case(world.supervisor, world.inspection, world.force)
    add_text(world, other, "Elsewhere", "She is streetwise.")
    assert len(words(review)) == 3


def test_what_was_read_and_what_could_not_be_is_told_by_document(world: World, review: Review, notes: Document) -> None:
    add_picture(world, review.subject)
    screen = screen_of(review)
    assert [(one.document.title, one.read, one.unread) for one in screen.documents] == [
        ("Case notes", 3, 0),
        ("Photograph", 0, 1),
    ]
    assert screen_summary(review) == ScreenSummary(undecided=3, read=3, unread=1)
    assert screen.summary.words == "3 proposed, 0 confirmed, 0 dismissed, 3 not decided, 1 page not readable"


def test_a_passage_that_the_reviewer_flagged_needs_no_decision(actor: Actor, review: Review, notes: Document) -> None:
    add_flag(actor, review, FlagInput("lifestyle", notes, 2, "makes poor lifestyle choices"))
    assert words(review) == ["street-wise", "streetwise"]
    add_flag(actor, review, FlagInput("minimising", notes, 2, SENTENCE))
    screen = screen_of(review)
    assert words(review) == ["street-wise"]
    assert [one.passage.words for one in screen.covered] == ["poor lifestyle choices", "streetwise"]
    assert screen.summary.words == (
        "3 proposed, 0 confirmed, 0 dismissed, 2 within a passage flagged already, 1 not decided"
    )


def test_words_flagged_on_another_page_cover_nothing(actor: Actor, review: Review, notes: Document) -> None:
    add_flag(actor, review, FlagInput("minimising", notes, 3, "She is street-wise."))
    assert len(words(review)) == 3


def test_the_example_of_the_press_is_on_no_list_and_the_reviewer_adds_it(
    actor: Actor, review: Review, notes: Document
) -> None:
    phrase = "her general proclivity with older men"
    assert all("proclivity" not in one.passage.sentence for one in proposals(review))
    flag = add_flag(actor, review, FlagInput("blame", notes, 3, phrase))
    assert (flag.check_result, flag.quotation, len(words(review))) == ("found", phrase, 3)


def test_a_wording_added_or_retired_changes_what_is_proposed(
    administrator: Actor, review: Review, notes: Document, wordings: list[LanguagePattern]
) -> None:
    retire_pattern(administrator, wordings[0], 0)
    wording(administrator, "written down", "other")
    assert words(review) == ["poor lifestyle choices", "written down"]


def test_a_decided_place_is_not_proposed_anew_by_another_wording(
    administrator: Actor, actor: Actor, review: Review, notes: Document, wordings: list[LanguagePattern]
) -> None:
    dismiss(actor, review, keys(review)[:1], "Neutral here.")
    change_pattern(administrator, wordings[0], PatternInput("is street-wise", "minimising", "Because."), 0)
    screen = screen_of(review)
    assert [one.passage.words for one in screen.undecided] == ["poor lifestyle choices", "is streetwise"]
    assert [(one.decision.pattern.active, one.passage.words) for one in screen.decided] == [(False, "street-wise")]


def test_a_submitted_review_shows_the_screen_by_the_list_as_it_was_then(
    world: World, administrator: Actor, actor: Actor, review: Review, notes: Document
) -> None:
    dismiss(actor, review, keys(review), "Neutral here.")
    submit(actor, builders.answer(world.inspector, review))
    later = builders.acting(world.supervisor, builders.NOW + timedelta(days=1))
    late = Actor(administrator.user_id, administrator.name, administrator.roles, later.now)
    wording(late, "written down")
    assert screen_summary(Review.objects.get(pk=review.pk)).words == "3 proposed, 0 confirmed, 3 dismissed"


def test_undecided_proposals_do_not_stop_a_submission(
    world: World, actor: Actor, review: Review, notes: Document
) -> None:
    assert undecided(review) == 3
    assert submit(actor, builders.answer(world.inspector, review)).status == "submitted"


@pytest.mark.parametrize("number", [1, 3])
def test_the_screen_asks_five_questions_whatever_is_in_the_case(
    world: World, actor: Actor, review: Review, notes: Document, number: int
) -> None:
    for place in range(number):
        add_text(world, review.subject, f"Document {place}", f"{place}. {TEXT}")
    dismiss(actor, review, keys(review)[:number], "Neutral here.")
    add_flag(actor, review, FlagInput("other", notes, 3, "was written down"))
    with CaptureQueriesContext(connection) as queries:
        screen_summary(review)
    assert len(queries) == 5
