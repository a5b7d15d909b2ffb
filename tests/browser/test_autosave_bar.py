"""The bar that says how it stands: heard only when a problem comes or goes, never over what has the focus."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Person

WORDS = "It was begun late, and finished well."
ZOOMED = {"width": 320, "height": 256}
LISTEN = """() => {
    window.heard = [];
    const spoken = document.querySelector("[data-save-spoken]");
    const hear = () => window.heard.push(spoken.textContent.replace(/\\d\\d:\\d\\d/, "now"));
    new MutationObserver(hear).observe(spoken, { childList: true });
}"""
COVERED = """() => {
    const focused = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector("[data-save-state]").getBoundingClientRect();
    return document.activeElement.closest("#answers") && focused.bottom > bar.top + 1 && focused.height < bar.top
        ? document.activeElement.outerHTML : "";
}"""
Somebody = Callable[..., Person]


def test_bar_is_heard_only_when_a_problem_comes_or_goes(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.evaluate(LISTEN)
    saving.types(page, WORDS)
    saving.comes_to(page, "saved")
    saving.types(page, " More.")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert page.evaluate("heard") == []
    page.context.set_offline(True)
    saving.types(page, " And more.")
    saving.comes_to(page, "trying")
    page.context.set_offline(False)
    saving.comes_to(page, "saved")
    assert page.evaluate("heard") == ["Not saved: kept in this browser, trying again", "Saved now"]


def test_bar_covers_nothing_that_has_the_focus_at_strong_zoom(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody(viewport=ZOOMED)
    page = saving.opens(ines, saving.second_topic(world.review))
    page.context.set_offline(True)
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    page.get_by_role("link", name="Skip to the questions").focus()
    covered = []
    for _ in range(40):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    assert set(covered) == {""}
    assert page.evaluate("document.documentElement.scrollWidth") == ZOOMED["width"]


def test_page_older_than_the_last_save_reads_itself_again(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    older = page.content()
    saving.types(page, WORDS)
    saving.comes_to(page, "saved")
    saving.none_left(page)
    page.route("**/topics/second-topic/", lambda route: route.fulfill(body=older, content_type="text/html"), times=1)
    page.reload()
    expect(page.locator(RATIONALE)).to_have_value(WORDS, timeout=SOON)
    saving.types(page, " More.")
    saving.comes_to(page, "saved")
    assert saving.stored() == f"{WORDS} More."
