"""An answer that was changed meanwhile: both texts on one page, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from access.actor import Actor
from review.reviewing.actions import save_answers
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text, graded, judgment_of, words_of
from tests.review.reviewing.pages import ONE, posted, signed_in, text_of, topic

TWO_QUESTIONS = builders.FRAMEWORK.replace("framework: small", "framework: double").replace(
    "  - code: second-topic\n    title: Second topic\n    headline: The second headline.\n    criteria:\n", ""
)


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


@pytest.fixture
def review(world: World) -> Review:
    """Return a review whose first topic has two questions."""
    version = builders.published_framework(TWO_QUESTIONS)
    inspection = builders.make_inspection(world.supervisor, version, inspectors=[world.inspector])
    subject = builders.add_case(world.supervisor, inspection, world.force)
    return builders.assign(world.supervisor, subject, world.inspector)


@pytest.fixture
def stale(actor: Actor, review: Review) -> dict[str, Any]:
    """Return a post of both questions, of which the first was changed in another window since."""
    post = posted(review, answer="grade:inadequate", rationale="Mine, typed here.")
    post |= posted(review, "second-criterion", answer="grade:good", rationale="Beside it.")
    save_answers(actor, review, [graded(review, rationale="Stored, from elsewhere.")])
    return post


def fields_of(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page with their values."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(value[1])
    return {name: values for name, values in found.items() if name != "key"}


def test_conflict_shows_both_texts_and_carries_the_rest(client: Client, review: Review, stale: dict[str, Any]) -> None:
    answer = client.post(topic(review), stale)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Stored, from elsewhere.</p>" in page
    assert "Mine, typed here.</textarea>" in page
    assert re.search(r'value="grade:inadequate" checked', page)
    assert fields_of(page) == {
        "compare": [ONE],
        f"{ONE}-version": ["1"],
        "second-criterion-version": ["0"],
        "second-criterion-answer": ["grade:good"],
        "second-criterion-rationale": ["Beside it."],
    }
    assert judgment_of(review, "second-criterion").kind == "none"


@pytest.mark.parametrize(
    ("keep", "grade", "rationale"),
    [("mine", "inadequate", "Mine, and edited."), ("stored", "good", "Stored, from elsewhere.")],
)
def test_choosing_saves_what_was_chosen_and_everything_else(
    client: Client, review: Review, stale: dict[str, Any], keep: str, grade: str, rationale: str
) -> None:
    chosen = fields_of(text_of(client.post(topic(review), stale))) | {
        f"{ONE}-answer": "grade:inadequate",
        f"{ONE}-rationale": "Mine, and edited.",
        f"{ONE}-keep": keep,
        "then": "stay",
    }
    assert client.post(topic(review), chosen).status_code == 302
    judgment = judgment_of(review, ONE)
    assert judgment.grade.code == grade  # type: ignore[union-attr]
    assert words_of(review, ONE, "rationale")[-1][2] == rationale
    assert words_of(review, "second-criterion", "rationale") == [(1, True, "Beside it.")]


def test_not_choosing_is_said_and_keeps_both(client: Client, review: Review, stale: dict[str, Any]) -> None:
    chosen = fields_of(text_of(client.post(topic(review), stale))) | {f"{ONE}-rationale": "Mine, and edited."}
    answer = client.post(topic(review), chosen)
    page = text_of(answer)
    assert (answer.status_code, "Select which answer should stand" in page) == (409, True)
    assert "Stored, from elsewhere.</p>" in page
    assert "Mine, and edited.</textarea>" in page
    assert fields_of(page)["second-criterion-rationale"] == ["Beside it."]


def test_another_change_meanwhile_is_another_conflict(
    client: Client, actor: Actor, review: Review, stale: dict[str, Any]
) -> None:
    chosen = fields_of(text_of(client.post(topic(review), stale))) | {
        f"{ONE}-rationale": "Mine.",
        f"{ONE}-keep": "mine",
    }
    save_answers(actor, review, [graded(review, rationale="Stored again.")])
    page = text_of(client.post(topic(review), chosen))
    assert "Stored again.</p>" in page
    assert "Mine.</textarea>" in page
    assert fields_of(page)[f"{ONE}-version"] == ["2"]


def test_half_a_quotation_is_said_before_a_conflict_with_everything_kept(
    world: World, client: Client, review: Review, stale: dict[str, Any]
) -> None:
    add_text(world, review.subject)
    stale |= {f"{ONE}-page": "3", f"{ONE}-quotation": "Half a quotation"}
    page = text_of(client.post(topic(review), stale))
    assert "Choose the document that you quote" in page
    assert "Half a quotation</textarea>" in page
    assert "Mine, typed here.</textarea>" in page


def test_errors_name_their_question_where_there_are_several(world: World, client: Client, review: Review) -> None:
    add_text(world, review.subject)
    post = posted(review, page="1") | posted(review, "second-criterion", page="1")
    page = text_of(client.post(topic(review), post))
    summary = page[page.index("There is a problem") : page.index("<h1")]
    assert re.findall(r'<a href="#([^"]+)">(Enter[^<]*)</a>', summary) == [
        (f"id_{ONE}-quotation", "Enter the words that you quote: Is the first thing done well?"),
        ("id_second-criterion-quotation", "Enter the words that you quote: Is the second thing done well?"),
    ]
    assert "</span> Enter the words that you quote</p>" in page


def test_quotation_typed_before_a_conflict_is_saved_after_it(
    world: World, client: Client, review: Review, stale: dict[str, Any]
) -> None:
    document = add_text(world, review.subject)
    stale |= {f"{ONE}-document": str(document.public_id), f"{ONE}-page": "1", f"{ONE}-quotation": "seen on the day"}
    chosen = fields_of(text_of(client.post(topic(review), stale))) | {f"{ONE}-keep": "stored"}
    assert client.post(topic(review), chosen).status_code == 302
    assert Evidence.objects.get().quotation == "seen on the day"


def test_same_text_in_both_windows_is_no_conflict(
    client: Client, actor: Actor, review: Review, stale: dict[str, Any]
) -> None:
    same = stale | {f"{ONE}-answer": "grade:good", f"{ONE}-rationale": "Stored, from elsewhere."}
    assert client.post(topic(review), same).status_code == 302


def test_wrong_page_carried_through_a_conflict_is_said_on_the_topic_itself(
    world: World, client: Client, review: Review, stale: dict[str, Any]
) -> None:
    document = add_text(world, review.subject)
    stale |= {f"{ONE}-document": str(document.public_id), f"{ONE}-page": "9", f"{ONE}-quotation": "seen on the day"}
    chosen = fields_of(text_of(client.post(topic(review), stale)))
    chosen |= {f"{ONE}-answer": ["grade:inadequate"], f"{ONE}-rationale": ["Mine, edited."], f"{ONE}-keep": ["mine"]}
    answer = client.post(topic(review), chosen)
    page = text_of(answer)
    assert (answer.status_code, "has sections 1 to 2: enter one of these" in page) == (200, True)
    assert "Mine, edited.</textarea>" in page
    assert "seen on the day</textarea>" in page
    assert words_of(review, "second-criterion", "rationale") == []
