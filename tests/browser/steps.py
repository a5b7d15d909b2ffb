"""What a person does in a browser, step by step. Every page that they come to is checked for accessibility."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, Response

from tests.builders import PASSWORD

Check = Callable[[Page], None]


class Person:
    """Somebody before a browser; words that name a link, a button or a field are those that a screen reader says."""

    def __init__(self, page: Page, check: Check, place: Locator | None = None) -> None:
        """Take the page, the check of each page that is come to, and the part of the page that they look at."""
        self.page, self._check = page, check
        self.place = place or page.locator("body")

    def looking_at(self, selector: str, having: str = "") -> "Person":
        """Return the same person, who looks at one part of the page only: the first that has these words."""
        part = self.page.locator(selector).filter(has_text=having or None).first
        return Person(self.page, self._check, part)

    # Going somewhere: each of these ends on a page that was checked

    def goes_to(self, address: str) -> int:
        """Open an address, and return the status of the answer."""
        answer = self.page.goto(address)
        assert answer is not None
        return self._arrived(answer)

    def signs_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in from the sign-in page."""
        self.goes_to("/accounts/login/")
        self.enters("Username", username)
        self.enters("Password", password)
        self.presses("Sign in")

    def signs_out(self) -> None:
        """Sign out with the button that is on every page."""
        self.presses("Sign out")

    def follows(self, words: str) -> int:
        """Follow a link, and return the status of the answer."""
        return self._leaves_by(self.place.get_by_role("link", name=words, exact=True).first)

    def presses(self, words: str) -> int:
        """Press a button that leads to another page, and return the status of the answer."""
        return self._leaves_by(self.place.get_by_role("button", name=words, exact=True).first)

    def _leaves_by(self, way: Locator) -> int:
        with self.page.expect_navigation() as leaving:
            way.click()
        return self._arrived(leaving.value)

    def _arrived(self, answer: Response | None) -> int:
        self._check(self.page)
        return answer.status if answer else 200

    # Filling in

    def enters(self, label: str, words: str) -> None:
        """Write words into a field."""
        self.place.get_by_label(label, exact=True).fill(words)

    def enters_date(self, legend: str, day: int, month: int, year: int) -> None:
        """Write a date into its three boxes."""
        boxes = self.place.get_by_role("group", name=legend, exact=True)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            boxes.get_by_label(label, exact=True).fill(str(number))

    def ticks(self, *labels: str) -> None:
        """Choose radio buttons or tick boxes."""
        for label in labels:
            self.place.get_by_label(label, exact=True).check()

    def selects(self, label: str, option: str) -> None:
        """Select an option of a list."""
        self.place.get_by_label(label, exact=True).select_option(label=option)

    def attaches(self, label: str, name: str, text: str) -> None:
        """Choose a file with this name and text."""
        file = FilePayload(name=name, mimeType="text/plain", buffer=text.encode())
        self.place.get_by_label(label, exact=True).set_input_files(file)

    def unfolds(self, words: str) -> None:
        """Open what a summary line hides."""
        self.place.locator("summary", has_text=words).first.click()

    def begins(self, quotation: str = "Add a quotation") -> None:
        """Press the button below a question that makes room for a quotation."""
        self.place.get_by_role("button", name=quotation, exact=True).first.click()
        self.place.get_by_label("Words quoted").first.wait_for()

    # Reading

    @property
    def heading(self) -> str:
        """The page's one heading of the first level."""
        return plain(self.page.locator("h1").inner_text())

    @property
    def told(self) -> list[str]:
        """What the page tells of the step just taken."""
        return self.read(".govuk-notification-banner__heading, .cg-saved")

    @property
    def problems(self) -> list[str]:
        """What the error summary lists."""
        return self.read(".govuk-error-summary__list li")

    def read(self, selector: str) -> list[str]:
        """Return the words of each such part that can be seen."""
        return [plain(part.inner_text()) for part in self.place.locator(selector).all() if part.is_visible()]

    def cells(self, row: str) -> list[str]:
        """Return the cells of the first row of a table that begins with these words."""
        heads = self.place.locator("tbody th[scope=row]").filter(has_text=row)
        return [plain(cell) for cell in heads.first.locator("xpath=..").locator("td").all_inner_texts()]

    def value(self, label: str) -> str:
        """Return what a summary list says beside a label."""
        key = self.place.locator("dt").filter(has_text=label).first
        return plain(key.locator("xpath=following-sibling::dd[1]").inner_text())

    def misses(self, *words: str) -> list[str]:
        """Return which of these words the page does not show."""
        shown = plain(self.place.inner_text())
        return [text for text in words if text not in shown]


def plain(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())
