"""Words save by themselves, whatever becomes of the network, the server and the tab."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Person

WORDS = "It was begun late, and finished well."
TRYING = "Not saved: kept in this browser, trying again"
FILL_UP = """() => {
    for (let size = 5e6; size >= 1; size = Math.floor(size / 2)) {
        try { while (true) localStorage.setItem(Math.random(), "x".repeat(size)); } catch {}
    }
}"""
Somebody = Callable[..., Person]


def test_words_arrive_by_themselves(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    assert saving.said(page) == "Every answer is saved as you write it."
    ines.ticks("Requires improvement")
    saving.types(page, WORDS)
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert re.fullmatch(r"Saved \d\d:\d\d", saving.said(page))
    assert (saving.stored(), page.evaluate("document.activeElement.id")) == (WORDS, RATIONALE[1:])
    ines.presses("Save and stay")
    assert (page.locator(RATIONALE).input_value(), ines.problems) == (WORDS, [])


def test_save_is_tried_again_with_the_same_key_until_it_is_taken(somebody: Somebody, axe: Callable[..., None]) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    sent: list[tuple[str, str]] = []

    def busy_twice(route: Route) -> None:
        body = parse_qs(route.request.post_data or "")
        sent.append((body["key"][0], body["second-criterion-rationale"][0]))
        if len(sent) < 3:
            saving.states(503, "unavailable")(route)
        else:
            route.continue_()

    saving.answering(page.context, busy_twice)
    page.locator(RATIONALE).fill(WORDS)
    saving.comes_to(page, "trying")
    assert saving.said(page) == TRYING
    axe(page)
    saving.types(page, " More.")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert [words for _, words in sent] == [WORDS, WORDS, WORDS, f"{WORDS} More."]
    assert [sent.index(one) for one in sent] == [0, 0, 0, 3]
    assert saving.stored() == f"{WORDS} More."


def test_words_typed_offline_are_sent_once_the_network_is_back(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.context.set_offline(True)
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("[data-save-state]")).to_be_focused(timeout=SOON)
    assert (saving.said(page), saving.stored()) == (TRYING, "")
    page.context.set_offline(False)
    saving.comes_to(page, "saved")
    assert saving.stored() == WORDS


def leaves_words_unsent(
    world: worlds.Fieldwork, ines: Person, meanwhile: Callable[[Route], None] | None = None
) -> Page:
    """Type without a network and close the tab; return a new one of the same browser, with the network back.

    `meanwhile` answers writes in the server's place from before the network is back.
    """
    page = saving.opens(ines, saving.second_topic(world.review))
    page.context.set_offline(True)
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")  # or it hears of the network again
    page.close()
    again = page.context.new_page()
    if meanwhile:
        saving.answering(again.context, meanwhile)
    page.context.set_offline(False)
    return again


def test_words_of_a_closed_tab_come_back_and_are_sent(somebody: Somebody) -> None:
    world = worlds.fieldwork()
    again = leaves_words_unsent(world, somebody(), meanwhile=saving.states(503, "unavailable"))
    again.goto(saving.second_topic(world.review))
    expect(again.locator(RATIONALE)).to_have_value(WORDS, timeout=SOON)
    saving.comes_to(again, "trying")
    again.context.unroute_all()
    saving.comes_to(again, "saved")
    saving.none_left(again)
    assert saving.stored() == WORDS


def test_words_of_a_closed_tab_are_sent_from_any_page(somebody: Somebody) -> None:
    world = worlds.fieldwork()
    again = leaves_words_unsent(world, somebody())
    again.goto(saving.first_topic(world.review))
    saving.none_left(again)
    assert saving.stored() == WORDS


def test_answer_whose_reply_was_lost_is_no_conflict_with_itself(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))

    def deaf(route: Route) -> None:
        route.fetch()
        route.abort()

    saving.answering(page.context, deaf)
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    saving.types(page, " More.")
    page.close()
    page.context.unroute_all()
    again = page.context.new_page()
    again.goto(saving.second_topic(world.review))
    saving.comes_to(again, "saved")
    saving.none_left(again)
    assert (again.locator(RATIONALE).input_value(), saving.stored()) == (f"{WORDS} More.",) * 2


def test_words_go_along_when_the_page_is_left_at_once(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.locator(RATIONALE).fill(WORDS)
    ines.follows("Home")
    saving.none_left(page)
    assert saving.stored() == WORDS
    page.go_back()
    expect(page.locator(RATIONALE)).to_have_value(WORDS, timeout=SOON)
    saving.types(page, " More.")
    saving.comes_to(page, "saved")
    assert saving.stored() == f"{WORDS} More."


def test_two_hundred_quick_edits_end_as_the_last_text(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    words = " ".join(f"word-{number:03}" for number in range(1, 201))
    page.locator(RATIONALE).focus()
    for word in words.split():
        page.keyboard.insert_text(f" {word}")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == words


def test_continuous_typing_is_sent_before_it_ends(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    with page.expect_response("**/answers/**"):
        while page.locator("[data-save-state=saved]").count() == 0 and saving.stored() == "":
            page.locator(RATIONALE).press_sequentially("on and ")
    saving.comes_to(page, "saved")


def test_clock_that_jumps_back_changes_nothing(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    saving.types(page, WORDS)
    page.clock.set_fixed_time("2001-01-01T00:00:00")
    saving.types(page, " More.")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == f"{WORDS} More."


def test_page_that_cannot_keep_words_says_so(somebody: Somebody, axe: Callable[..., None]) -> None:
    world, ines = worlds.fieldwork(), somebody()
    ines.page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    ines.signs_in("ines")
    ines.goes_to(saving.second_topic(world.review))
    saving.comes_to(ines.page, "unkept")
    axe(ines.page)
    assert saving.said(ines.page) == "Your words are not kept in this browser: save often."
    saving.types(ines.page, WORDS)
    ines.page.locator(
        "[data-save-words]", has_text=re.compile(r"^Saved \d\d:\d\d\. Your words are not kept")
    ).wait_for()
    assert (saving.stored(), saving.drafts(ines.page)) == (WORDS, {})


def test_browser_without_room_says_that_words_are_not_kept(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.evaluate(FILL_UP)
    page.context.set_offline(True)
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    assert saving.said(page) == "Not saved, and not kept in this browser: leave this page open, trying again"
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    saving.comes_to(page, "saved")
    assert saving.stored() == WORDS
