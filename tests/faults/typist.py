"""Somebody who types numbered words into the rationales of a review all day, whatever happens to the computer."""

import random
import re
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from tests.faults.places import NewBrowser, Place
from tests.faults.words import difference, numbered

TOPICS = {"beginning": ("recorded", "answered"), "middle": ("several", "supervised"), "overall": ("overall-grade",)}
"""The questions that are typed into, by topic."""
LONGEST_BURST = 60
WOULD_ASK = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
WAITS = 300
PATIENCE = 30_000
"""Milliseconds for what a page must come to: a busy machine is no fault of it."""


class Typist:
    """Types at the end of what stands in a field, and only where it shows all that was typed into it before."""

    def __init__(self, place: Place, new_browser: NewBrowser, seed: int, words: int) -> None:
        """Take where they work, a browser of their own, the chance that moves them, and how many words to type."""
        self.place, self.chance, self.words = place, random.Random(seed), words
        self.context = new_browser()
        self.context.clock.install()
        self.page = self.context.new_page()
        self.typed: dict[str, list[str]] = {code: [] for codes in TOPICS.values() for code in codes}
        self.topic = "beginning"
        self.number = 0

    # Coming to the page

    def signs_in(self, page: Page | None = None, username: str = "ines") -> None:
        """Sign in from the sign-in page."""
        page = page or self.page
        page.goto("/accounts/login/")
        page.get_by_label("Username", exact=True).fill(username)
        page.get_by_label("Password", exact=True).fill(self.place.there["password"])
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    def opens(self, topic: str = "") -> None:
        """Open a topic's page, signing in where that is asked, and wait until it shows all words typed there."""
        self.stays_while_asked()
        self.topic = topic or self.topic
        path = f"/reviews/{self.place.there['review']}/topics/{self.topic}/"
        self.page.goto(path)
        if "/accounts/login/" in self.page.url:
            self.signs_in()
            self.page.goto(path)
        self.sees_all_words()

    def opens_anew(self) -> None:
        """Close the tab without ado, and open the topic in another."""
        self.stays_while_asked()
        self.page.close()
        self.page = self.context.new_page()
        self.opens()

    def starts_browser_anew(self, new_browser: NewBrowser) -> None:
        """Close the browser, and start another that has what this one kept on its disk."""
        kept = self.context.storage_state()
        self.context.close()
        self.context = new_browser(storage_state={"cookies": [], "origins": kept["origins"]})
        self.context.clock.install()
        self.page = self.context.new_page()

    def field(self, code: str) -> Locator:
        """Return the field of a rationale."""
        return self.page.locator(f"#id_{code}-rationale")

    def sees_all_words(self) -> None:
        """Wait until the page says how it stands with words, and every field shows all that were typed into it."""
        expect(self.bar).to_be_visible(timeout=PATIENCE)
        for code in TOPICS[self.topic]:
            self.sees_words(code)

    def sees_words(self, code: str) -> None:
        """Wait until a field shows the words that were typed into it, in their order and nothing else."""
        try:
            expect(self.field(code)).to_have_value(as_typed(self.typed[code]), timeout=PATIENCE)
        except AssertionError:
            shown = {code: self.field(code).input_value()}
            raise AssertionError(difference({code: self.typed[code]}, shown) or self.says()) from None

    # Typing

    def bursts(self) -> None:
        """Type some words into one of the page's fields, sometimes key by key, sometimes a word at once."""
        code = self.chance.choice(TOPICS[self.topic])
        field, slowly = self.field(code), self.chance.random() < 0.3
        self.sees_words(code)
        field.focus()
        self.page.keyboard.press("Control+End")
        for _ in range(min(self.chance.randint(1, LONGEST_BURST), self.words - self.number)):
            self.number += 1
            word = numbered(self.number)
            text = f" {word}" if self.typed[code] else word
            if slowly:
                self.page.keyboard.type(text)
            else:
                self.page.keyboard.insert_text(text)
            self.typed[code].append(word)

    # Going on

    def stays(self) -> None:
        """Do nothing."""

    def moves(self) -> None:
        """Go to another topic by its link, without waiting for anything."""
        self.stays_while_asked()
        self.topic = self.chance.choice([topic for topic in TOPICS if topic != self.topic])
        self.page.locator(f"a[href$='/topics/{self.topic}/']:visible").first.click()
        self.page.wait_for_url(f"**/topics/{self.topic}/**")
        self.sees_all_words()

    def reloads(self) -> None:
        """Load the page again, without waiting for anything."""
        self.opens()

    def saves_by_button(self) -> None:
        """Press a button of the form, and settle a conflict with an own save of which no answer was heard."""
        before = self.page.url
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=self.chance.choice(["Save and stay", "Save and continue"])).click()
        choices = self.page.get_by_label("Mine, as it is written here")
        if choices.count():
            for choice in choices.all():
                choice.check()
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="Save what was chosen").click()
        self.page.goto(before)
        self.sees_all_words()

    def grades(self) -> None:
        """Choose an answer to one of the page's questions."""
        self.chance.choice(self.page.locator("#answers input[type=radio]:visible").all()).check()

    def signs_in_beside(self) -> None:
        """Once the page says that they are signed out, sign in again by its link, in another tab.

        An answer that was under way may have signed them in again before that: then everything comes to be saved.
        """
        link = self.bar.locator("a[data-save-sign-in]")
        for _ in range(WAITS):
            if link.is_visible():
                self._signs_in_by(link)
                return
            if self.says() == "saved" and not self.drafts():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"Neither signed out nor saved after all this time: {self.bar.inner_text()!r}")

    def _signs_in_by(self, link: Locator) -> None:
        with self.context.expect_page() as opening:
            link.click()
        beside = opening.value
        beside.goto("/accounts/login/")
        if beside.url.endswith("/accounts/login/"):  # or a late answer brought the session's cookie back just now
            self.signs_in(beside)
        beside.close()
        expect(link).to_be_hidden(timeout=PATIENCE)

    # The page's own words, and the computer's clock

    @property
    def bar(self) -> Locator:
        """What says how it stands with the words."""
        return self.page.locator("[data-save-state]")

    def says(self) -> str:
        """Return the name of the state that the page says it is in."""
        return self.bar.get_attribute("data-save-state") or ""

    def waits_until_saved(self) -> None:
        """Wait until the page says that everything is saved, and keeps nothing of it any more."""
        for _ in range(WAITS):
            self.lets_time_pass(30)
            if self.bar.is_visible() and self.says() in ("saved", "idle") and not self.drafts():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"Not saved after all this time: {self.bar.inner_text()!r}, drafts {self.drafts()}")

    def stays_while_asked(self) -> None:
        """Stay on the page as long as it would have the browser ask whether to leave, since words would be lost."""
        for _ in range(WAITS):
            if not self.page.evaluate(WOULD_ASK):
                return
            self.lets_time_pass(30)
            self.page.wait_for_timeout(100)
        raise AssertionError(f"Words would be lost after all this time: {self.bar.inner_text()!r}")

    def drafts(self) -> list[str]:
        """Return the questions of this page of which this browser keeps words."""
        kept = self.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('casegrade:draft:'))")
        return [code for code in TOPICS[self.topic] if any(f":{code}:" in f"{key}:" for key in kept)]

    def lets_time_pass(self, seconds: float) -> None:
        """Let the computer's clock run on at once, its timers with it."""
        self.context.clock.fast_forward(int(seconds * 1000))

    def puts_clock(self, seconds: float) -> None:
        """Put the computer's clock so many seconds forward or, below 0, back."""
        now = self.page.evaluate("Date.now()") / 1000
        self.context.clock.set_system_time(datetime.fromtimestamp(now + seconds, UTC))


def as_typed(words: list[str]) -> re.Pattern[str]:
    """Return what a field holds that has these words in this order and nothing else."""
    return re.compile(r"^\s*" + r"\s+".join(words) + r"\s*$")
