"""The language screen's page, as its reviewer and, once the review is submitted, a supervisor see it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.actor import Actor
from casefiles.documents.models import Document
from review.reviewing.actions import submit
from review.reviewing.models import LanguageFlag, Review
from review.reviewing.queries import flags_of
from review.reviewing.screening.actions import confirm, dismiss
from review.reviewing.screening.models import ScreenDecision
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text
from tests.review.reviewing.pages import address, signed_in
from tests.review.reviewing.screening.screens import TEXT, keys, proposals, standing, wording, words

NEUTRAL = "neutral"
NEUTRAL_WORDS = "Neutral here: no blame is put on anybody"


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def text_of(reply: Any) -> str:
    """Return a page's words without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", reply.content.decode()).split())


def post(client: Client, review: Review, do: str, code: str, *chosen: str, **more: Any) -> Any:
    """Post a decision on proposals of a wording, as its form does."""
    offered = [one.key for one in proposals(review) if one.pattern.code == code]
    given = {"wording": code, "category": "minimising", "note": "", "usual": "", "reason": "", "do": do} | more
    return client.post(address("screen-decide", review), given | {"proposal": chosen, "offered": offered}, follow=True)


def test_the_page_marks_the_words_and_says_why(client: Client, review: Review, notes: Document) -> None:
    page = client.get(address("flag-add", review))
    assert '<mark class="cg-mark">street-wise</mark>' in page.content.decode()
    for words_shown in (
        "Proposed passages: 3 to decide",
        "Pages and sections read: 3. That is all of them.",
        "“street-wise” and 1 more: makes the harm small",
        "It may blame the victim. Say what was done.",
        "Case notes, section 2",
        "Dismiss all 2",
    ):
        assert words_shown in text_of(page)


def test_the_page_says_what_it_could_not_read(world: World, client: Client, review: Review, notes: Document) -> None:
    add_picture(world, review.subject)
    page = text_of(client.get(address("flag-add", review)))
    assert "Not readable: 1 , because it has no text (a scan or a picture). Read it yourself." in page
    assert "Photograph : 0 pages read, 1 not readable" in page


def test_ticked_passages_are_confirmed(client: Client, review: Review, notes: Document) -> None:
    page = post(client, review, "confirm", "street-wise", keys(review)[0], note="Said by a visitor.")
    assert "1 passage was confirmed and flagged." in text_of(page)
    flag = flags_of(review).get()
    assert (flag.category, flag.note, flag.quotation) == ("minimising", "Said by a visitor.", "She is street-wise.")
    assert "Flagged so far: 1" in text_of(page)


def test_all_passages_of_a_wording_are_dismissed_for_one_reason(
    client: Client, review: Review, notes: Document
) -> None:
    page = post(client, review, "dismiss-all", "street-wise", usual=NEUTRAL, reason="It describes a cat.")
    assert "2 passages were dismissed." in text_of(page)
    assert standing(review) == [("dismissed", f"{NEUTRAL_WORDS}: It describes a cat.")] * 2
    assert words(review) == ["poor lifestyle choices"]


def test_dismissing_all_takes_only_what_stood_on_the_page(
    world: World, client: Client, review: Review, notes: Document
) -> None:
    offered = [one.key for one in proposals(review) if one.pattern.code == "street-wise"]
    add_text(world, review.subject, "Added meanwhile", "She is streetwise.")
    posted = {"wording": "street-wise", "category": "other", "usual": NEUTRAL, "do": "dismiss-all", "offered": offered}
    client.post(address("screen-decide", review), posted)
    assert sorted(words(review)) == ["poor lifestyle choices", "streetwise"]


def test_own_words_are_reason_enough(client: Client, review: Review, notes: Document) -> None:
    post(client, review, "dismiss", "street-wise", keys(review)[0], reason="A quotation from a poem.")
    assert standing(review) == [("dismissed", "A quotation from a poem.")]


@pytest.mark.parametrize(
    ("do", "ticked", "more", "sentence"),
    [
        ("confirm", False, {"note": "My own note."}, "Tick the passages that you mean."),
        ("dismiss", False, {"usual": NEUTRAL}, "Tick the passages that you mean."),
        ("dismiss", True, {"note": "My own note."}, "Select a reason, or give one in your own words"),
        ("dismiss-all", False, {}, "Select a reason, or give one in your own words"),
        ("confirm", True, {"note": "x" * 1001}, "Note must be 1,000 characters or fewer: there are 1001"),
        ("confirm", True, {"category": "rude"}, "not one of the choices"),
    ],
)
def test_a_refused_decision_keeps_what_was_typed_and_ticked(
    client: Client, review: Review, notes: Document, do: str, ticked: bool, more: dict[str, str], sentence: str
) -> None:
    chosen = keys(review)[:1] if ticked else []
    page = post(client, review, do, "street-wise", *chosen, **more)
    assert sentence in text_of(page)
    assert (more.get("note", "") in page.content.decode(), standing(review)) == (True, [])
    assert page.content.decode().count(" checked>") == (1 if ticked else 0) + 1


def test_the_other_groups_are_shown_as_they_were(client: Client, review: Review, notes: Document) -> None:
    """The one proposal of the other wording stays ticked, as it is on a fresh page."""
    page = post(client, review, "confirm", "street-wise")
    form = page.content.decode().partition('id="g-poor-choice"')[2].partition("</form>")[0]
    assert (form.count(" checked>"), "govuk-error" in form) == (1, False)


def test_a_post_for_passages_that_are_all_decided_says_so_and_shows_the_words(
    actor: Actor, client: Client, review: Review, notes: Document
) -> None:
    seen = [one.key for one in proposals(review) if one.pattern.code == "street-wise"]
    dismiss(actor, review, seen, "Neutral here.")
    page = post(client, review, "confirm", "street-wise", note="My own note.")
    assert (page.status_code, "None of these passages is left" in text_of(page)) == (409, True)
    assert "My own note." in text_of(page)
    page = post(client, review, "confirm", "street-wise", seen[0], note="My own note.")
    assert (page.status_code, "was dismissed already" in text_of(page), "My own note." in text_of(page)) == (
        409,
        True,
        True,
    )


def test_a_decision_is_listed_and_taken_back(client: Client, review: Review, notes: Document) -> None:
    page = post(client, review, "confirm", "street-wise", keys(review)[0])
    assert "Decided: 1 confirmed, 0 dismissed" in text_of(page)
    decision = ScreenDecision.objects.get()
    page = client.post(address("screen-decide", review), {"take_back": str(decision.public_id)}, follow=True)
    assert "The decision was taken back." in text_of(page)
    assert (len(words(review)), flags_of(review).count()) == (3, 0)


@pytest.mark.parametrize("value", ["", "nothing", "8b6c0f4e-0000-4000-8000-000000000000"])
def test_an_unknown_decision_cannot_be_taken_back(client: Client, review: Review, notes: Document, value: str) -> None:
    assert client.post(address("screen-decide", review), {"take_back": value}).status_code == 409


def test_anothers_decision_cannot_be_taken_back(
    world: World, actor: Actor, client: Client, review: Review, notes: Document
) -> None:
    (decision,) = dismiss(actor, review, keys(review)[:1], "Neutral here.")
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    own = builders.assign(world.supervisor, subject, world.inspector)
    assert client.post(address("screen-decide", own), {"take_back": str(decision.public_id)}).status_code == 409
    assert len(standing(review)) == 1


def test_a_flag_removed_on_its_page_takes_the_decision_with_it(client: Client, review: Review, notes: Document) -> None:
    post(client, review, "confirm", "street-wise", keys(review)[0])
    client.post(address("flag-remove", review, LanguageFlag.objects.get().public_id))
    assert (standing(review), len(words(review))) == ([], 3)


def test_the_form_can_be_filled_from_elsewhere_without_a_write(client: Client, review: Review, notes: Document) -> None:
    filled = {"prefill": "yes", "document": str(notes.public_id), "page": "3", "quotation": "with <older> men"}
    page = client.post(address("flag-add", review), filled)
    form = page.content.decode()
    assert f'<option value="{notes.public_id}" selected>' in form
    assert "with &lt;older&gt; men</textarea>" in form
    assert "govuk-error-summary" not in form
    assert LanguageFlag.objects.count() == 0


def test_a_supervisor_reads_the_decisions_once_the_review_is_submitted(
    world: World, actor: Actor, review: Review, notes: Document
) -> None:
    add_picture(world, review.subject)
    confirm(actor, review, keys(review)[:1])
    dismiss(actor, review, keys(review), "Neutral here.")
    sam = signed_in(world.supervisor)
    assert sam.get(address("review", review)).status_code == 404
    submit(actor, builders.answer(world.inspector, review))
    page = text_of(sam.get(address("review", review)))
    assert "Screen: 3 proposed, 1 confirmed, 2 dismissed, 1 page not readable." in page
    assert "Dismissed : Neutral here." in page
    assert "Take back" not in page


def test_nobody_else_comes_to_the_screen(world: World, review: Review, notes: Document) -> None:
    for user in (world.other, world.supervisor, builders.make_administrator()):
        other = signed_in(user)
        for name in ("flag-add", "screen-decide"):
            assert {other.get(address(name, review)).status_code, other.post(address(name, review)).status_code} <= {
                403,
                404,
            }


def test_a_case_without_documents_says_what_to_do(client: Client, review: Review) -> None:
    page = text_of(client.get(address("flag-add", review)))
    assert "The case has no documents yet." in page


def test_many_proposals_are_shown_a_part_at_a_time(
    world: World, administrator: Actor, client: Client, review: Review
) -> None:
    wording(administrator, "streetwise")
    add_text(world, review.subject, "Long", "She is streetwise. " * 230)
    page = client.get(address("flag-add", review))
    assert page.content.decode().count('name="proposal"') == 200
    assert "The others follow as you decide on these." in text_of(page)


def test_the_page_asks_the_same_number_of_questions_whatever_is_proposed(
    world: World, actor: Actor, client: Client, review: Review, notes: Document
) -> None:
    asked = []
    for number in (1, 3):
        for place in range(number):
            add_text(world, review.subject, f"Document {number} {place}", f"{number} {place}. {TEXT}")
        dismiss(actor, review, keys(review)[:number], "Neutral here.")
        confirm(actor, review, keys(review)[:number])
        client.get(address("flag-add", review))
        with CaptureQueriesContext(connection) as queries:
            client.get(address("flag-add", review))
        asked.append(len(queries))
    assert asked[0] == asked[1]
