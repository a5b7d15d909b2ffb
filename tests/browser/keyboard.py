"""Somebody who works by keyboard alone: Tab, arrows, Enter, Space, digits and the combinations that a page tells of."""

import re

from playwright.sync_api import BrowserContext, Locator, Response, expect

from tests.browser.steps import Check, plain

STOPS_AT_MOST = 300
"""Presses of Tab after which something counts as not to be reached: no page has as many places."""
PATIENCE = 30_000
WATCH = """
window.addEventListener("pointerdown", () => { document.documentElement.dataset.mouse = "used"; }, true);
window.addEventListener("mousedown", () => { document.documentElement.dataset.mouse = "used"; }, true);
"""


class Keyboard:
    """A person before a page who has no mouse; every page that they come to is checked for accessibility."""

    def __init__(self, context: BrowserContext, check: Check) -> None:
        """Take a browser, which tells from now on where a mouse was used, and the check of each page."""
        context.add_init_script(WATCH)
        self.context, self._check = context, check
        self.page = context.new_page()

    # Going somewhere: each of these ends on a page that was checked

    def goes_to(self, address: str) -> int:
        """Type an address, and return the status of the answer."""
        answer = self.page.goto(address)
        assert answer is not None
        return self.arrived(answer)

    def follows(self, words: str) -> int:
        """Go to a link with Tab and press Enter; return the status of the answer."""
        return self._leaves_by(self.page.get_by_role("link", name=words, exact=True))

    def presses(self, words: str | re.Pattern[str]) -> int:
        """Go to a button that leads to another page with Tab and press Enter; return the status of the answer."""
        return self._leaves_by(self.page.get_by_role("button", name=words, exact=True))

    def leaves_with(self, keys: str) -> int:
        """Press a combination that leads to another page, and return the status of the answer."""
        with self.page.expect_navigation() as leaving:
            self.page.keyboard.press(keys)
        return self.arrived(leaving.value)

    def _leaves_by(self, way: Locator) -> int:
        self.tabs_to(way)
        return self.leaves_with("Enter")

    def opens_tab(self) -> "Keyboard":
        """Open another tab in front of this one, and return the same person before it."""
        return Keyboard(self.context, self._check)

    def arrived(self, answer: Response | None = None) -> int:
        """Check the page that stands here now, and that no mouse was used on it."""
        self._check(self.page)
        assert self.page.locator("html").get_attribute("data-mouse") is None
        return answer.status if answer else 200

    # Moving on the page

    def tabs_to(self, place: Locator, backwards: bool = False) -> None:
        """Press Tab until a place has the focus; the first that can be seen where there are several."""
        target = place.locator("visible=true").first
        target.wait_for()
        handle = target.element_handle()
        for _ in range(STOPS_AT_MOST):
            if handle and handle.evaluate("(place) => place === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"{place} cannot be reached with Tab.")

    def keys(self, *pressed: str) -> None:
        """Press keys one after the other where the focus is."""
        for key in pressed:
            self.page.keyboard.press(key)

    def writes(self, label: str, words: str) -> None:
        """Go to a field with Tab and write at its end."""
        self.tabs_to(self.page.get_by_label(label, exact=True))
        self.keys("Control+End")
        self.page.keyboard.type(words)

    def types(self, words: str) -> None:
        """Write where the focus is."""
        self.page.keyboard.type(words)

    def ticks(self, label: str) -> None:
        """Go to a tick box with Tab and press Space."""
        self.tabs_to(self.page.get_by_label(label, exact=True))
        self.keys("Space")

    @property
    def focus(self) -> Locator:
        """What has the focus."""
        return self.page.locator("*:focus")

    # Reading

    @property
    def heading(self) -> str:
        """The page's one heading of the first level."""
        return plain(self.page.locator("h1").inner_text())

    def read(self, selector: str) -> list[str]:
        """Return the words of each such part that can be seen."""
        return [plain(part.inner_text()) for part in self.page.locator(selector).all() if part.is_visible()]

    def waits_for(self, selector: str, words: str) -> None:
        """Wait until a part of the page says these words, among others."""
        expect(self.page.locator(selector).first).to_contain_text(words)

    def says(self, state: str) -> None:
        """Wait until the page says that it is in this state of saving: saved, trying, conflict and so on."""
        expect(self.page.locator("[data-save-state]")).to_have_attribute("data-save-state", state, timeout=PATIENCE)
