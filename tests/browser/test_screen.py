"""The language screen and its list in a real browser: decided by mouse and by keyboard, every page checked."""

from collections.abc import Callable

from access.models import User
from review.language.actions import PatternInput, add_pattern
from review.reviewing.screening.models import ScreenDecision
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person

WIDTHS = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})


def listed() -> User:
    """Return the administrator of a list of two wordings, of which the log holds one."""
    ada = builders.make_administrator("ada")
    for pattern, category in (("street-wise", "minimising"), ("on the day of the report", "other")):
        add_pattern(builders.acting(ada), PatternInput(pattern, category, "It may blame the victim."))
    return ada


def test_a_reviewer_decides_on_what_is_proposed(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    listed()
    ines = somebody()
    ines.signs_in("ines")
    address = f"/reviews/{world.review.public_id}/flags/"
    ines.goes_to(address)
    assert ines.misses("Proposed passages: 2 to decide", "Pages and sections read: 2. That is all of them.") == []
    ines.looking_at(".cg-proposals", "streetwise").presses("Confirm and flag the ticked passages: “streetwise”")
    assert ines.told == ["1 passage was confirmed and flagged."]
    other = ines.looking_at(".cg-proposals", "on the day")
    other.selects("Reason to dismiss", "It is not about the victim")
    other.presses("Dismiss the ticked passages: “on the day of the report”")
    assert ines.misses("Every proposal is decided.", "Flagged so far: 1") == []
    ines.unfolds("Decided: 1 confirmed, 1 dismissed")
    ines.presses("Take back the decision on “streetwise”, section 2")
    assert ines.misses("Proposed passages: 1 to decide", "Flagged so far: 0") == []


def test_a_decision_needs_no_mouse(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    listed()
    ines = somebody()
    ines.signs_in("ines")
    ines.goes_to(f"/reviews/{world.review.public_id}/flags/")
    box = ines.page.locator(".cg-proposals").filter(has_text="streetwise").locator("input[type=checkbox]")
    box.focus()
    for _ in range(3):
        ines.page.keyboard.press("Tab")
    with ines.page.expect_navigation():
        ines.page.keyboard.press("Enter")
    assert ScreenDecision.objects.get().outcome == "confirmed"


def test_a_decision_without_a_reason_says_so_beside_its_passages(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    listed()
    ines = somebody(java_script_enabled=False)
    ines.signs_in("ines")
    ines.goes_to(f"/reviews/{world.review.public_id}/flags/")
    ines.looking_at(".cg-proposals", "streetwise").presses("Dismiss the ticked passages: “streetwise”")
    assert ines.problems == ["Select a reason, or give one in your own words"]
    assert ines.page.title().startswith("Error: ")


def test_an_administrator_keeps_the_list(somebody: Callable[..., Person]) -> None:
    listed()
    ada = somebody()
    ada.signs_in("ada")
    ada.follows("Language list")
    ada.presses("Add a wording")
    ada.enters("Wording", "(poor|bad) ... choice*")
    ada.ticks("Calls it a choice or lifestyle")
    ada.enters("Why it may blame the victim", "It makes what others do a choice of the child.")
    ada.enters("Text to try it on (optional)", "She made a bad choice.")
    ada.presses("Try it on the text")
    assert ada.read(".cg-mark") == ["bad choice"]
    ada.presses("Add the wording")
    assert ada.told == ["“(poor|bad) ... choice*” is looked for from now on."]
    ada.unfolds("Try the list on a text")
    ada.enters("Text to try", "Poor choices were made.")
    ada.presses("Try it")
    assert ada.read(".cg-mark") == ["Poor choices"]
    ada.follows("Retire “street-wise”")
    ada.presses("Retire")
    assert ada.misses("Retired (1)") == []


def test_the_pages_fit_wide_and_narrow_screens(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    listed()
    for viewport in WIDTHS:
        ines = somebody(viewport=viewport)
        ines.signs_in("ines")
        for address in (f"/reviews/{world.review.public_id}/flags/", "/language/"):
            ines.goes_to(address)
            assert ines.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_words_in_one_form_are_not_lost_by_sending_another(somebody: Callable[..., Person]) -> None:
    """The browser asks before the page goes; whoever stays has both."""
    world = worlds.fieldwork()
    listed()
    ines = somebody()
    ines.signs_in("ines")
    ines.goes_to(f"/reviews/{world.review.public_id}/flags/")
    written = (
        ines.page.locator(".cg-proposals").filter(has_text="on the day").locator("input[type=text], textarea").last
    )
    written.fill("Said of the call.")
    asked: list[str] = []
    ines.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ines.page.get_by_role("button", name="Confirm and flag the ticked passages: “streetwise”").click(no_wait_after=True)
    ines.page.wait_for_function("() => true")
    ines.page.wait_for_timeout(500)
    assert (asked, written.input_value()) == (["beforeunload"], "Said of the call.")
    assert ScreenDecision.objects.count() == 0
