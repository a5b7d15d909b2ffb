"""Documents as they are read: their text for the reader, a citation marked in its page, kept by no browser."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import AuditEvent
from casefiles.documents.models import Document
from review.reviewing.actions import EvidenceInput, FlagInput, add_evidence, add_flag, remove_evidence
from review.reviewing.models import Evidence, LanguageFlag, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text
from tests.review.reviewing.pages import ONE, signed_in, text_of


@pytest.fixture
def client(world: World) -> Client:
    """Return the inspector's browser."""
    return signed_in(world.inspector)


def at(name: str, document: Document) -> str:
    return reverse(name, args=[document.public_id])


def page_with(client: Client, document: Document, passage: object, page: int = 1) -> str:
    return text_of(client.get(f"{at('document', document)}?page={page}&evidence={passage}"))


def marks(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)


def cited(world: World, review: Review, document: Document, page: int = 1, words: str = "seen on the day") -> Evidence:
    return add_evidence(builders.acting(world.inspector), review, ONE, EvidenceInput(document, page, words))


def flagged(world: World, review: Review, document: Document) -> LanguageFlag:
    flag = FlagInput(category="minimising", document=document, page=2, quotation="streetwise")
    return add_flag(builders.acting(world.inspector), review, flag)


def test_text_of_every_part_is_sent_to_the_reader(client: Client, review: Review, log: Document) -> None:
    answer = client.get(at("document-parts", log))
    told: dict[str, Any] = answer.json()
    assert [(part["number"], part["text"][:10]) for part in told.pop("parts")] == [(1, "Entry one."), (2, "Entry two.")]
    assert told == {"title": "Investigation log", "kind": "text", "unit": "section", "file": at("document-file", log)}


def test_picture_has_one_page_without_text(world: World, client: Client, review: Review) -> None:
    told = client.get(at("document-parts", add_picture(world, review.subject))).json()
    assert (told["unit"], told["parts"]) == ("page", [{"number": 1, "text": ""}])


@pytest.mark.parametrize("name", ["document", "document-parts", "document-file"])
def test_what_is_in_a_document_is_kept_by_no_browser(client: Client, review: Review, log: Document, name: str) -> None:
    answer = client.get(at(name, log))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("name", ["document", "document-parts", "document-file"])
def test_anothers_document_is_not_there(world: World, review: Review, log: Document, name: str) -> None:
    administrator = builders.make_administrator()
    answers = [signed_in(user).get(at(name, log)).status_code for user in (world.other, administrator)]
    assert answers == [404, 404]
    assert Client().get(at(name, log)).status_code == 302


def test_reading_beside_the_form_is_in_the_trail_once_a_session(client: Client, review: Review, log: Document) -> None:
    for name in ("document-parts", "document-file", "document", "document-parts"):
        client.get(at(name, log))
    opened = AuditEvent.objects.filter(action="document.opened")
    assert list(opened.values_list("thing_id", flat=True)) == [str(log.public_id)]


def test_parts_ask_the_same_queries_for_one_and_three(world: World, client: Client, review: Review) -> None:
    counted = []
    for number in (1, 3):
        document = add_text(world, review.subject, f"Log {number}", "\n\n".join(["An entry."] * number))
        client.get(at("document-parts", document))
        with CaptureQueriesContext(connection) as queries:
            client.get(at("document-parts", document))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_citation_is_marked_in_its_page(world: World, client: Client, review: Review, log: Document) -> None:
    passage = cited(world, review, log)
    assert marks(page_with(client, log, passage.public_id)) == ["seen on the day"]


def test_flag_is_marked_in_its_page(world: World, client: Client, review: Review, log: Document) -> None:
    passage = flagged(world, review, log)
    assert marks(page_with(client, log, passage.public_id, 2)) == ["streetwise"]


def test_marked_words_stay_words(world: World, client: Client, review: Review) -> None:
    document = add_text(world, review.subject, "Note", "He said <b>no</b> & left.")
    passage = cited(world, review, document, words="<b>no</b> &")
    assert marks(page_with(client, document, passage.public_id)) == ["&lt;b&gt;no&lt;/b&gt; &amp;"]


def test_typed_quotation_is_shown_above_the_page(world: World, client: Client, review: Review, log: Document) -> None:
    passage = cited(world, review, log, words="a week later")
    shown = page_with(client, log, passage.public_id)
    assert (marks(shown), "a week later" in shown) == ([], True)
    assert "This quotation is not in the text of section 1. The reviewer typed it:" in shown


def test_quotation_from_a_picture_is_shown_with_it(world: World, client: Client, review: Review) -> None:
    picture = add_picture(world, review.subject)
    passage = cited(world, review, picture, words="Visit at nine")
    assert "This quotation cannot be found in the text, because the page has none:" in page_with(
        client, picture, passage.public_id
    )


def test_nothing_is_marked_that_is_not_of_this_page_or_not_to_see(
    world: World, client: Client, review: Review, log: Document
) -> None:
    passage, taken = cited(world, review, log), cited(world, review, log, words="Entry one")
    remove_evidence(builders.acting(world.inspector), taken)
    other = add_text(world, review.subject, "Another", "The child was seen on the day again.")
    shown = [
        page_with(client, log, passage.public_id, 2),
        page_with(client, other, passage.public_id),
        page_with(client, log, taken.public_id),
        page_with(client, log, uuid4()),
        page_with(client, log, "nonsense"),
        page_with(signed_in(world.supervisor), log, passage.public_id),
    ]
    assert [marks(html) for html in shown] == [[]] * 6


def test_link_of_a_citation_leads_to_its_mark(world: World, client: Client, review: Review, log: Document) -> None:
    passage = cited(world, review, log)
    html = text_of(client.get(reverse("review-topic", args=[review.public_id, "first-topic"])))
    assert f"{at('document', log)}?page=1&amp;evidence={passage.public_id}#passage" in html
    assert 'id="passage"' in page_with(client, log, passage.public_id)


def test_badge_says_that_a_whole_document_has_no_text(world: World, client: Client, review: Review) -> None:
    cited(world, review, add_picture(world, review.subject), words="Visit at nine")
    html = text_of(client.get(reverse("review-topic", args=[review.public_id, "first-topic"])))
    assert "Cannot be checked: this document has no text" in html
