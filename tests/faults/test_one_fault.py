"""One fault at a time, met by somebody in a real browser before a real server."""

import pytest
from playwright.sync_api import expect

from tests.faults.line import Fault
from tests.faults.places import NewBrowser
from tests.faults.steps import CODE, KEPT, holds, says, shows, signed_in, words_of, writes
from tests.faults.typist import PATIENCE, Typist
from tests.faults.words import numbered, stored

pytestmark = pytest.mark.browser
HOUR = 3600
REVISIONS = """\
SELECT count(*) FROM review_judgmenttext t JOIN review_judgment j ON j.id = t.judgment_id
JOIN review_criterion c ON c.id = j.criterion_id WHERE t.part = 'rationale' AND c.code = ?"""


def test_words_typed_on_a_full_disk_are_kept_here_and_sent_once_there_is_room(ines: Typist) -> None:
    long = "The report was recorded within the hour. " * 200
    ines.place.installation.told(full=True)
    writes(ines, long)
    ines.lets_time_pass(2)
    says(ines, KEPT)
    ines.opens_anew()
    shows(ines, long)
    assert words_of(ines) == {}
    ines.place.installation.told(full=False)
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: long.strip()}


def test_typing_never_waits_for_an_answer_that_hangs(ines: Typist) -> None:
    ines.place.line.hold()
    ines.place.line.next(Fault.LATE)
    writes(ines, "First.")
    ines.lets_time_pass(2)
    says(ines, "Saving")
    ines.field(CODE).focus()
    ines.page.keyboard.press("Control+End")
    ines.page.keyboard.type(" Second, while the first hangs.")
    shows(ines, "First. Second, while the first hangs.")
    ines.place.line.release()
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "First. Second, while the first hangs."}


def test_tab_closed_while_an_answer_hangs_finds_its_words_again_without_a_conflict(ines: Typist) -> None:
    ines.place.line.hold()
    ines.place.line.next(Fault.LATE)
    writes(ines, "First.")
    ines.lets_time_pass(2)
    says(ines, "Saving")
    ines.page.keyboard.press("Control+End")
    ines.page.keyboard.type(" Second.")
    ines.typed[CODE].append("Second.")
    ines.opens_anew()
    ines.place.line.release()
    shows(ines, "First. Second.")
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "First. Second."}


def test_browser_closed_without_network_brings_the_words_back_when_it_is_opened_again(
    ines: Typist, new_browser: NewBrowser
) -> None:
    ines.place.line.cut()
    writes(ines, "Typed on the train.")
    ines.lets_time_pass(2)
    says(ines, KEPT)
    ines.starts_browser_anew(new_browser)
    ines.place.line.mend()
    signed_in(ines)
    shows(ines, "Typed on the train.")
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "Typed on the train."}


def test_two_hundred_quick_edits_leave_the_last_words_in_few_saves_and_revisions(ines: Typist) -> None:
    ines.field(CODE).focus()
    for number in range(1, 201):
        ines.page.keyboard.insert_text(f"{numbered(number)} ")
    ines.waits_until_saved()
    posts = [path for method, path in ines.place.line.seen if method == "POST" and "/answers/" in path]
    assert words_of(ines) == {CODE: " ".join(map(numbered, range(1, 201)))}
    assert (len(posts) < 50, ines.place.installation.sql(REVISIONS, [CODE])) == (True, [(1,)])


def test_clock_that_jumps_back_in_the_browser_holds_nothing_up(ines: Typist) -> None:
    writes(ines, "Before.")
    ines.puts_clock(-26 * HOUR)
    writes(ines, "Before. And after.")
    ines.waits_until_saved()
    ines.reloads()
    shows(ines, "Before. And after.")
    assert words_of(ines) == {CODE: "Before. And after."}


def test_server_killed_in_mid_typing_is_told_on_the_page_and_loses_nothing(ines: Typist) -> None:
    writes(ines, "Half of")
    ines.waits_until_saved()
    ines.place.server.kill()
    writes(ines, "Half of a sentence.")
    ines.lets_time_pass(2)
    says(ines, KEPT)
    ines.place.server.restart()
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "Half of a sentence."}


def test_button_pressed_while_the_server_is_gone_loses_nothing_that_was_typed(ines: Typist) -> None:
    writes(ines, "Pressed in vain.")
    ines.place.line.cut()
    with ines.page.expect_event("requestfailed"):
        ines.page.get_by_role("button", name="Save and stay").click()
    ines.place.line.mend()
    ines.opens()
    shows(ines, "Pressed in vain.")
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "Pressed in vain."}


def test_two_people_on_one_browser_never_see_or_send_each_others_words(ines: Typist) -> None:
    ines.place.line.cut()
    writes(ines, "Of ines alone.")
    ines.lets_time_pass(2)
    says(ines, KEPT)
    ines.page.close()
    ines.place.line.mend()
    ines.context.clear_cookies()
    ines.page = ines.context.new_page()
    ines.signs_in(username="otto")
    ines.page.goto(f"/reviews/{ines.place.there['others']}/topics/beginning/")
    expect(ines.field(CODE)).to_have_value("")
    ines.lets_time_pass(60)
    assert "Of ines alone" not in ines.page.content()
    ines.context.clear_cookies()
    signed_in(ines)
    shows(ines, "Of ines alone.")
    ines.waits_until_saved()
    others = stored(ines.place.installation, ines.place.there["others"])
    assert (words_of(ines), others) == ({CODE: "Of ines alone."}, {})


def test_words_typed_before_older_unsent_ones_came_back_lose_neither(ines: Typist) -> None:
    ines.place.line.cut()
    writes(ines, "Older words.")
    says(ines, KEPT)
    ines.place.line.hold()
    ines.place.line.weather = lambda method, path: (
        Fault.LATE if path == "/session/" else Fault.LOST if "/answers/" in path else None
    )
    ines.page.close()
    ines.place.line.mend()
    ines.page = ines.context.new_page()
    ines.page.goto(f"/reviews/{ines.place.there['review']}/topics/beginning/")
    ines.place.line.weather = lambda method, path: Fault.LATE if path == "/session/" else None
    writes(ines, "Newer words.")
    ines.place.line.release()
    expect(ines.bar).to_have_attribute("data-save-state", "conflict", timeout=PATIENCE)
    assert words_of(ines) == {CODE: "Newer words."}
    ines.bar.get_by_role("button", name="Compare and choose").click()
    expect(ines.page.locator(".cg-compare .cg-written")).to_have_text("Newer words.")
    expect(ines.field(CODE)).to_have_value("Older words.")


def test_words_saved_on_the_way_out_do_not_come_back_over_what_is_written_next(ines: Typist) -> None:
    writes(ines, "First.")
    ines.page.goto("about:blank")
    holds(ines, "First.")
    ines.place.line.hold()
    ines.place.line.weather = lambda method, path: Fault.LATE if path == "/session/" else None
    ines.opens()
    writes(ines, "First. Second.")
    holds(ines, "First. Second.")
    ines.place.line.release()
    ines.waits_until_saved()
    assert (ines.field(CODE).input_value(), words_of(ines)) == ("First. Second.", {CODE: "First. Second."})


def test_save_that_was_not_heard_of_before_the_session_ended_is_no_conflict_after_it(ines: Typist) -> None:
    ines.place.line.next(Fault.UNHEARD)
    writes(ines, "First.")
    holds(ines, "First.")
    ines.place.installation.sql("DELETE FROM django_session")
    writes(ines, "First. Second.")
    ines.lets_time_pass(60)
    ines.signs_in_beside()
    ines.waits_until_saved()
    assert words_of(ines) == {CODE: "First. Second."}
