"""Reading beside the form: every kind of document, found again where it was left, citations opened in it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from access.models import AuditEvent
from review.reviewing.actions import EvidenceInput, add_evidence
from tests import builders
from tests.browser import worlds
from tests.browser.reading import FILES, Desk, add_bytes, add_file, add_long, at_the_desk, cited, scanned
from tests.browser.steps import Check, Person, plain


@pytest.fixture
def world() -> worlds.Fieldwork:
    """Return a case with documents of every kind."""
    world = worlds.fieldwork()
    for title, path in FILES.items():
        add_file(world, title, path)
    return world


@pytest.fixture
def desk(somebody: Callable[..., Person], world: worlds.Fieldwork) -> Desk:
    """Return the inspector at the form of the first topic."""
    return at_the_desk(somebody, world)


def test_pdf_opens_under_the_content_policy_and_is_in_the_trail(desk: Desk, axe: Check) -> None:
    desk.opens("Strategy discussion")
    expect(desk.view.locator("canvas").first).to_be_visible()
    expect(desk.drawn("Record of strategy discussion")).to_be_attached()
    assert desk.number == "1"
    axe(desk.page)
    opened = AuditEvent.objects.filter(action="document.opened").values_list("actor_name", flat=True)
    assert (list(opened), desk.faults) == (["ines", "ines"], [])


def test_citation_opens_its_document_at_the_passage(desk: Desk, world: worlds.Fieldwork) -> None:
    bound = builders.case_of(world.subject).documents.get(title="Bound file")
    actor = builders.acting(world.inspector)
    words = plain(bound.pages.get(number=12).text)[200:300].strip()
    add_evidence(actor, world.review, "first-criterion", EvidenceInput(bound, 12, words))
    desk.goes_to_the_form()
    link = desk.page.locator("#c-first-criterion [data-passage] a")
    assert "(opens beside the form)" in link.inner_text()
    link.click()
    desk.is_drawn()
    assert "".join(desk.marked().split()) == "".join(words.split())
    assert (desk.number, desk.page.url.partition("#")[0].endswith("first-topic/")) == ("12", True)
    assert desk.faults == []


def test_search_goes_from_place_to_place(desk: Desk, axe: Check) -> None:
    desk.opens("Strategy discussion")
    search = desk.pane.get_by_label("Search in this document")
    search.fill("SCHOOL")
    search.press("Enter")
    expect(desk.page.locator("[data-reader-found]")).to_have_text("3 places on 2 pages.")
    assert [plain(hit)[:7] for hit in desk.pane.locator(".cg-reader__hit").all_inner_texts()] == [
        "Page 1:",
        "Page 2:",
        "Page 2:",
    ]
    assert (desk.marked("cg-hit"), desk.number) == ("school", "1")
    axe(desk.page)
    search.press("Enter")
    expect(desk.pane.locator("#reader-page")).to_have_value("2")
    assert desk.marked("cg-hit") == "School"
    search.press("Shift+Enter")
    expect(desk.pane.locator("#reader-page")).to_have_value("1")
    search.fill("no such words")
    search.press("Enter")
    expect(desk.page.locator("[data-reader-found]")).to_have_text("Not found.")


def test_scan_says_that_it_has_no_text_and_leads_to_typing(desk: Desk, axe: Check) -> None:
    desk.opens("Interview form")
    expect(desk.page.locator("[data-reader-scan]")).to_contain_text("This document has no text")
    assert desk.pane.get_by_role("button", name="Text of the page").count() == 0
    axe(desk.page)
    desk.page.get_by_role("button", name="Next page").click()
    expect(desk.pane.locator("#reader-page")).to_have_value("2")
    desk.page.get_by_role("button", name="Type words from this page").click()
    quotation = desk.page.get_by_label("Words quoted")
    expect(quotation).to_be_focused()
    assert desk.page.locator("#id_first-criterion-page").input_value() == "2"
    quotation.fill("Nothing to do")
    desk.person.presses("Save and add this quotation")
    assert desk.page.locator("#c-first-criterion .cg-badge").inner_text() == (
        "Cannot be checked: this document has no text"
    )
    assert desk.faults == []


def test_picture_is_shown_and_grows(desk: Desk, axe: Check) -> None:
    desk.opens("Timeline")
    picture = desk.view.locator("img")
    expect(picture).to_be_visible()
    before = picture.bounding_box()
    desk.page.get_by_role("button", name="Zoom in").click()
    after = picture.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    axe(desk.page)
    assert desk.faults == []


@pytest.mark.parametrize(("title", "last"), [("Supervision review", "6"), ("Investigation log", "2")])
def test_text_is_read_as_numbered_sections(desk: Desk, axe: Check, title: str, last: str) -> None:
    desk.opens(title)
    assert desk.view.get_by_role("group").last.get_attribute("aria-label") == f"Section {last}"
    assert desk.pane.get_by_role("link", name="Original").get_attribute("href").endswith("/file/")  # type: ignore[union-attr]
    axe(desk.page)
    desk.view.get_by_role("listbox").press("End")
    assert desk.cites().endswith(f"Found in section {last}.")
    assert [(page, check) for _, page, _, check in cited()] == [(int(last), "found")]


def test_sentence_goes_on_over_the_end_of_a_line(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    add_bytes(world, "Wrapped note", "note.txt", b"HEADING\nShe was seen on\nthe same day. Then\nA second visit.\n")
    desk = at_the_desk(somebody, world)
    desk.opens("Wrapped note")
    assert [plain(words) for words in desk.view.get_by_role("option").all_text_contents()] == [
        "HEADING",
        "She was seen on the same day.",
        "Then",
        "A second visit.",
    ]


def test_reader_is_found_again_where_it_was_left(desk: Desk) -> None:
    desk.opens("Bound file")
    box = desk.pane.locator("#reader-page")
    box.fill("9")
    box.press("Enter")
    expect(desk.view.locator("[data-page='9'] canvas")).to_be_visible()
    desk.goes_to_the_form("second-topic")
    desk.is_drawn()
    expect(box).to_have_value("9")
    assert plain(desk.pane.locator("#reader-document option:checked").inner_text()) == "Bound file (20 pages)"
    kept = desk.page.evaluate("JSON.stringify({...localStorage})")
    assert [word for word in ("Bound", "Tern", "CASE-1") if word in kept] == []
    desk.pane.get_by_role("button", name="Close").click()
    expect(desk.page.get_by_role("button", name="Read a document beside the form")).to_be_focused()
    desk.goes_to_the_form()
    expect(desk.pane).to_be_hidden()


def test_long_pdf_draws_only_what_is_near(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    add_long(world)
    desk = at_the_desk(somebody, world)
    desk.opens("Long file")
    box = desk.pane.locator("#reader-page")
    box.fill("250")
    box.press("Enter")
    expect(desk.view.locator("[data-page='250'] canvas")).to_be_visible()
    assert desk.pane.locator("[data-reader-of]").inner_text() == "of 300"
    expect(desk.view.locator("[data-page='1'] canvas")).to_have_count(0)
    assert desk.view.locator("canvas").count() < 8
    desk.page.get_by_role("button", name="Zoom in").click()
    expect(desk.view.locator("[data-page='250'] canvas")).to_be_visible()
    assert (desk.number, desk.faults) == ("250", [])


@pytest.mark.parametrize("coding", ["fax", "jpeg2000"])
def test_scan_of_an_old_machine_is_drawn_without_webassembly(somebody: Callable[..., Person], coding: str) -> None:
    world = worlds.fieldwork()
    add_bytes(world, "Old scan", "scan.pdf", scanned(coding))
    desk = at_the_desk(somebody, world)
    desk.opens("Old scan")
    expect(desk.view.locator(".cg-reader__words-end")).to_be_attached()
    shades = desk.view.locator("canvas").first.evaluate(
        """(canvas) => [0.25, 0.75].map((part) => {
            const place = [Math.floor(canvas.width / 2), Math.floor(canvas.height * part), 1, 1];
            return canvas.getContext("2d").getImageData(...place).data[0];
        })"""
    )
    assert (shades, desk.faults) == ([0, 255], [])


def test_link_with_a_key_held_opens_a_tab_as_ever(desk: Desk) -> None:
    link = desk.page.get_by_role("link", name="Investigation log").first
    with desk.page.context.expect_page() as opening:
        link.click(modifiers=["Control"])
    assert opening.value.locator("h1").inner_text() == "Investigation log"
    expect(desk.pane).to_be_hidden()
    link.click()
    desk.is_drawn()
    expect(desk.pane).to_be_visible()


def test_narrow_screen_has_links_and_typed_quotations(somebody: Callable[..., Person], world: worlds.Fieldwork) -> None:
    builders_cite(world)
    desk = at_the_desk(somebody, world, viewport={"width": 390, "height": 800})
    page = desk.page
    assert (desk.pane.is_visible(), page.get_by_role("button", name="Read a document").count()) == (False, 0)
    goes_to_the_mark(page)
    assert page.locator("mark").inner_text() == "seen on the day"


def test_citation_is_marked_without_scripts(somebody: Callable[..., Person], world: worlds.Fieldwork) -> None:
    builders_cite(world)
    ines = somebody(java_script_enabled=False)
    ines.signs_in("ines")
    ines.goes_to(reverse("review-topic", args=[world.review.public_id, "first-topic"]))
    assert (ines.page.locator("[data-reader]").is_visible(), ines.read(".cg-reader-open")) == (False, [])
    link = ines.page.locator("#c-first-criterion [data-passage] a")
    assert "(opens in new tab)" in link.inner_text()
    assert ines.goes_to(str(link.get_attribute("href"))) == 200
    assert ines.page.locator("mark").inner_text() == "seen on the day"


def builders_cite(world: worlds.Fieldwork) -> None:
    """Let the first question rest on a passage of the log."""
    passage = EvidenceInput(world.document, 1, "seen on the day")
    add_evidence(builders.acting(world.inspector), world.review, "first-criterion", passage)


def goes_to_the_mark(page: Page) -> None:
    """Follow the link of the citation in this tab."""
    link = page.locator("#c-first-criterion [data-passage] a")
    assert "(opens in new tab)" in link.inner_text()
    page.goto(str(link.get_attribute("href")))
