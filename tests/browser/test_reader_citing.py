"""Citing from the document beside the form: by mouse and by keyboard, and nothing chosen is lost on the way."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from review.reviewing.models import LanguageFlag
from tests.browser import worlds
from tests.browser.reading import FILES, ONE, Desk, add_file, at_the_desk, cited
from tests.browser.steps import Check, Person

SENT_AGAIN = "returned on 18 October 2021 and sent again the same day. The hospital's own referral"


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


def test_selected_passage_lands_on_the_question_in_focus(desk: Desk, axe: Check) -> None:
    desk.opens("Strategy discussion")
    desk.page.get_by_label("Good").focus()
    desk.selects("returned on 18 October")
    expect(desk.page.locator("[data-cite-words]")).to_contain_text(SENT_AGAIN)
    assert desk.page.locator("#reader-question option:checked").inner_text() == ONE
    axe(desk.page)
    assert desk.cites() == f"Cited for “{ONE}”. Found on page 1."
    assert cited() == [("first-criterion", 1, SENT_AGAIN, "found")]
    expect(desk.page.locator("#c-first-criterion .cg-quote")).to_have_text(SENT_AGAIN)
    assert desk.page.locator("#c-first-criterion .cg-badge").inner_text() == "Found on page 1"
    axe(desk.page)
    assert desk.faults == []


def test_selection_over_several_lines_is_one_passage(desk: Desk) -> None:
    desk.opens("Strategy discussion")
    desk.selects("returned on 18 October", "reached social care on time")
    desk.cites()
    assert cited() == [("first-criterion", 1, f"{SENT_AGAIN} reached social care on time.", "found")]


def test_same_passage_twice_is_one_evidence(desk: Desk) -> None:
    desk.opens("Strategy discussion")
    for told in ("Cited for", "Cited already for"):
        desk.selects("returned on 18 October")
        desk.page.locator("[data-cite-do]").click()
        desk.hears(told)
    assert len(cited()) == 1


def test_passage_stays_until_the_server_has_taken_it(desk: Desk) -> None:
    desk.opens("Strategy discussion")
    desk.page.route(re.compile("/evidence/$"), lambda route: route.abort())
    desk.selects("returned on 18 October")
    desk.page.locator("[data-cite-do]").click()
    desk.hears("Not cited yet: the server cannot be reached. The passage is kept here.")
    expect(desk.page.locator("[data-cite-words]")).to_contain_text(SENT_AGAIN)
    desk.page.unroute(re.compile("/evidence/$"))
    desk.cites()
    assert len(cited()) == 1


def test_lost_reply_does_not_cite_twice(desk: Desk) -> None:
    desk.opens("Strategy discussion")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.page.route(re.compile("/evidence/$"), lose, times=1)
    desk.selects("returned on 18 October")
    desk.page.locator("[data-cite-do]").click()
    desk.hears("Not cited yet")
    desk.page.locator("[data-cite-do]").click()
    desk.hears("Cited already")
    assert len(cited()) == 1


def test_somebody_signed_out_signs_in_again_and_cites(desk: Desk) -> None:
    desk.opens("Strategy discussion")
    desk.selects("returned on 18 October")
    cookies = desk.page.context.cookies()
    desk.page.context.clear_cookies()
    desk.page.locator("[data-cite-do]").click()
    desk.hears("You are signed out")
    expect(desk.page.locator("[data-cite-sign-in]")).to_be_visible()
    desk.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    desk.cites()
    assert len(cited()) == 1


def test_sentences_are_cited_by_keyboard_alone(desk: Desk, axe: Check) -> None:
    desk.opens("Strategy discussion")
    page = desk.page
    page.locator("[data-reader-view]").focus()
    page.keyboard.press("t")
    sentences = page.get_by_role("listbox", name="Sentences of page 1")
    expect(sentences).to_be_focused()
    for key in ("End", "ArrowUp", "Shift+ArrowDown"):
        page.keyboard.press(key)
    axe(page)
    page.keyboard.press("Enter")
    assert desk.hears("Cited") == f"Cited for “{ONE}”. Found on page 1."
    expect(sentences).to_be_focused()
    assert [(page_number, check) for _, page_number, _, check in cited()] == [(1, "found")]
    page.keyboard.press("PageDown")
    expect(page.get_by_role("listbox", name="Sentences of page 2")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('[data-question]')?.dataset.question") == "first-criterion"
    assert desk.faults == []


def test_passage_over_two_sections_is_cited_in_two_parts(desk: Desk) -> None:
    desk.opens("Investigation log")
    options = desk.view.get_by_role("option")
    options.nth(1).click()
    options.nth(2).click(modifiers=["Shift"])
    expect(desk.page.locator("[data-cite-words]")).to_contain_text("so it is cited in 2 parts")
    assert desk.cites() == f"Cited for “{ONE}”. Found in section 1. Found in section 2."
    assert [(page, words) for _, page, words, _ in cited()] == [
        (1, "The child was seen on the day of the report."),
        (2, "Entry two."),
    ]


def test_selected_words_come_to_the_flags_filled_in(desk: Desk) -> None:
    desk.opens("Investigation log")
    desk.view.get_by_role("option").last.click()
    with desk.page.context.expect_page() as opening:
        desk.page.get_by_role("button", name="Flag this language").click()
    flags = opening.value
    expect(flags.get_by_label("Words quoted")).to_have_value("She is said to be streetwise.")
    assert (flags.get_by_label("Page or section").input_value(), "streetwise" in flags.url) == ("2", False)
    assert LanguageFlag.objects.count() == 0
