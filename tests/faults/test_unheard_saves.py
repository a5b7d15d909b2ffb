"""Saves that were made and of which the browser never heard: they are no conflict with what is written next."""

import time

import pytest
from playwright.sync_api import expect

from tests.faults.line import Fault
from tests.faults.places import Place
from tests.faults.steps import CODE, holds, shows, words_of, writes
from tests.faults.typist import WAITS, Typist

pytestmark = pytest.mark.browser
AFTER = "after"
OTHER = "answered"
HELD_ENCRYPTION = """() => {
const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
const held = new Promise((resolve) => (window.letDraftsBeWritten = resolve));
crypto.subtle.encrypt = async (...all) => (await held, encrypt(...all));
}"""

DRAFTS = "Object.fromEntries(Object.entries(localStorage).filter(([place]) => place.startsWith('casegrade:draft:')))"

RELOADS_AND_TYPES = """([id, words]) => {
setTimeout(() => location.reload());
setTimeout(() => {
const field = document.getElementById(id);
field.value = words;
field.dispatchEvent(new Event("input", { bubbles: true }));
}, 1500);
}"""
"""Typing while the page is under way again, for which a browser's driver would wait."""


def unheard_from_now(place: Place) -> None:
    """Let every save from now on be made without the browser hearing of it, until the line is mended."""
    place.line.weather = lambda method, path: Fault.UNHEARD if method == "POST" and "/answers/" in path else None


def lost_from_now(place: Place) -> None:
    """Let no save from now on be heard of by the server."""
    place.line.weather = lambda method, path: Fault.LOST if method == "POST" and "/answers/" in path else None


def saved_as(ines: Typist, words: str) -> None:
    """Let all be well again, and find these words saved, without a conflict."""
    ines.place.line.weather = None
    ines.waits_until_saved()
    assert (words_of(ines), ines.field(CODE).input_value()) == ({CODE: words}, words)


def test_page_loaded_twice_after_an_unheard_save_goes_on_from_it(ines: Typist) -> None:
    unheard_from_now(ines.place)
    writes(ines, "First of them.")
    holds(ines, "First of them.")
    lost_from_now(ines.place)
    writes(ines, "Not the first.")
    ines.opens_anew()
    shows(ines, "Not the first.")
    ines.opens_anew()
    shows(ines, "Not the first.")
    writes(ines, "Something else.")
    ines.opens_anew()
    shows(ines, "Something else.")
    saved_as(ines, "Something else.")


def test_words_changed_while_a_save_taken_up_anew_is_unheard_meet_no_conflict(ines: Typist) -> None:
    ines.place.line.cut()
    writes(ines, "Typed on the train.")
    ines.lets_time_pass(2)
    ines.page.close()
    ines.place.line.mend()
    unheard_from_now(ines.place)
    ines.page = ines.context.new_page()
    ines.opens()
    holds(ines, "Typed on the train.")
    writes(ines, "Typed at the desk.")
    saved_as(ines, "Typed at the desk.")


def test_save_on_the_way_out_that_came_after_the_next_page_is_no_conflict_with_its_words(ines: Typist) -> None:
    lost_from_now(ines.place)
    writes(ines, "Typed before.")
    ines.lets_time_pass(2)
    expect(ines.bar).to_have_attribute("data-save-state", "trying")
    ines.place.line.weather = None
    ines.place.line.hold()
    ines.place.line.weather = lambda method, path: Fault.LATE if path == "/session/" else None
    with ines.page.expect_request("**/answers/**"):
        ines.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    holds(ines, "Typed before.")
    ines.place.line.release()
    writes(ines, "Typed after.")
    saved_as(ines, "Typed after.")


def test_server_that_dies_after_its_work_twice_in_a_row_leaves_no_conflict(ines: Typist) -> None:
    for words in ("First of them.", "Not the first."):
        ines.place.installation.told(power=AFTER, path="/answers/")
        writes(ines, words)
        holds(ines, words)
        ines.place.server.died()
        ines.place.installation.told()
        writes(ines, words.upper())
        ines.place.server.restart()
        ines.opens_anew()
        shows(ines, words.upper())
        holds(ines, words.upper())  # or the power would go at the repetition of a save, before the next words are there
    saved_as(ines, "NOT THE FIRST.")


def test_saving_by_a_button_of_which_nobody_hears_is_no_conflict_after_it(ines: Typist) -> None:
    lost_from_now(ines.place)
    writes(ines, "By the button.")
    ines.place.line.weather = lambda method, path: (
        None if method == "GET" else Fault.LOST if "/answers/" in path else Fault.UNHEARD
    )
    button = ines.page.get_by_role("button", name="Save and stay")
    button.click()
    for _ in range(100):
        if words_of(ines):
            break
        ines.lets_time_pass(5)
        ines.page.wait_for_timeout(100)
        if ines.bar.is_visible() and button.is_enabled():
            button.click()
    holds(ines, "By the button.")
    ines.opens()
    writes(ines, "Edited after the button.")
    saved_as(ines, "Edited after the button.")


def is_held_up(ines: Typist) -> None:
    """Wait until a request is on its way, and is held up there: not only until the browser has made it."""
    line = ines.place.line
    for _ in range(WAITS):
        if any(told.endswith(f" {Fault.SLOW}") for told in line.told):
            return
        ines.page.wait_for_timeout(100)
    raise AssertionError(line.told)


def test_save_that_arrives_after_its_question_was_written_anew_is_no_conflict(ines: Typist) -> None:
    ines.place.line.hold()
    ines.place.line.weather = lambda method, path: (
        None if method == "GET" else Fault.SLOW if f"/answers/{OTHER}/" in path else Fault.LOST
    )
    ines.field(OTHER).fill("Under way for long.")
    ines.lets_time_pass(2)
    is_held_up(ines)
    ines.field(CODE).fill("Another question.")
    ines.page.wait_for_function("Object.keys(localStorage).filter((key) => key.includes(':draft:')).length === 2")
    lost_from_now(ines.place)
    ines.page.close()
    ines.page = ines.context.new_page()
    ines.page.goto(f"/reviews/{ines.place.there['review']}/topics/beginning/")
    expect(ines.field(OTHER)).to_have_value("Under way for long.")
    expect(ines.bar).to_have_attribute("data-save-state", "trying")
    ines.field(OTHER).fill("Written anew.")
    ines.place.line.release()
    for _ in range(WAITS):
        if words_of(ines):
            break
        ines.page.wait_for_timeout(100)
    assert words_of(ines) == {OTHER: "Under way for long."}
    ines.place.line.weather = None
    ines.waits_until_saved()
    assert words_of(ines) == {OTHER: "Written anew.", CODE: "Another question."}


def test_draft_found_long_after_it_was_saved_gives_way_to_what_was_saved_since(ines: Typist) -> None:
    ines.place.line.next(Fault.UNHEARD)
    field = ines.field(OTHER)
    field.fill("Saved once.")
    ines.page.wait_for_function(f"Object.keys({DRAFTS}).length === 1")
    late = ines.page.evaluate(DRAFTS)
    ines.waits_until_saved()
    field.fill("Saved twice.")
    ines.waits_until_saved()
    ines.page.close()
    ines.page = ines.context.new_page()
    ines.page.goto("/static/casegrade/start.js")
    ines.page.evaluate("(late) => Object.entries(late).forEach((draft) => localStorage.setItem(...draft))", late)
    with ines.page.expect_response(f"**/answers/{OTHER}/"):
        ines.page.goto(f"/reviews/{ines.place.there['review']}/topics/beginning/")
        ines.page.locator(f"#id_{OTHER}-rationale").focus()
    expect(ines.field(OTHER)).to_have_value("Saved twice.")
    ines.waits_until_saved()
    ines.field(OTHER).fill("Saved three times.")
    ines.waits_until_saved()
    assert words_of(ines) == {OTHER: "Saved three times."}


def test_no_save_leaves_before_its_draft_is_written(ines: Typist) -> None:
    ines.page.evaluate(HELD_ENCRYPTION)
    writes(ines, "First the draft.")
    ines.lets_time_pass(60)
    expect(ines.bar).to_have_attribute("data-save-state", "saving")
    ines.page.wait_for_timeout(500)
    assert [path for method, path in ines.place.line.seen if method == "POST" and "/answers/" in path] == []
    ines.page.evaluate("letDraftsBeWritten()")
    saved_as(ines, "First the draft.")


def test_page_asked_for_before_a_save_is_read_anew_until_it_can_be(ines: Typist) -> None:
    writes(ines, "Saved")
    ines.waits_until_saved()
    line, busy = ines.place.line, [Fault.LATE, Fault.BUSY, Fault.LOST]
    line.hold()
    line.weather = lambda method, path: busy.pop(0) if busy and method == "GET" and "/topics/" in path else None
    ines.page.evaluate(RELOADS_AND_TYPES, [f"id_{CODE}-rationale", "Saved while it was under way."])
    holds(ines, "Saved while it was under way.")
    assert len(busy) == 2
    time.sleep(1)  # the page that typed hears of it, and keeps nothing any more
    line.release()
    shows(ines, "Saved while it was under way.")
    assert busy == []
    ines.typed[CODE] = ["Saved", "while", "it", "was", "under", "way."]
