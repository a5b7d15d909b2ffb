"""Reading beside the form in a browser: a case with documents of every kind, and what one does in the pane."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.urls import reverse
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from casefiles.documents.actions import add_document
from casefiles.documents.models import Document
from review.reviewing.models import Evidence
from review.reviewing.queries import subject_scope
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person, plain

DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo" / "documents"
FILES = {
    "Strategy discussion": "C-2021-016/strategy-discussion.pdf",
    "Bound file": "F-2022-018/bound-file.pdf",
    "Interview form": "A-2021-004/return-interview-scan.pdf",
    "Timeline": "C-2022-007/timeline.png",
    "Supervision review": "D-2022-031/supervision-review.docx",
}
"""Documents of the demonstration: a PDF of two pages and one of twenty, a scan, a picture, a Word document."""
DESK = {"width": 1366, "height": 900}
ONE, TWO = "Is the first thing done well?", "Is the second thing done well?"


def add_file(world: worlds.Fieldwork, title: str, path: str) -> Document:
    """Return a document of the demonstration, added to the world's case."""
    return add_bytes(world, title, path.rpartition("/")[2], (DEMO / path).read_bytes())


def add_long(world: worlds.Fieldwork) -> Document:
    """Return a PDF of 300 pages, added to the world's case."""
    pages, file = PdfWriter(), BytesIO()
    for _ in range(15):
        pages.append(PdfReader(DEMO / FILES["Bound file"]))
    pages.write(file)
    return add_bytes(world, "Long file", "long.pdf", file.getvalue())


def add_bytes(world: worlds.Fieldwork, title: str, name: str, data: bytes) -> Document:
    """Return a file, added to the world's case by its supervisor."""
    actor, case = builders.acting(world.supervisor), builders.case_of(world.subject)
    return add_document(actor, subject_scope(actor, world.subject), case, title, name, data)


def scanned(coding: str) -> bytes:
    """Return a PDF of one page, half of it black, coded as fax machines do or as JPEG 2000."""
    picture, file = Image.new("L", (600, 800), 255), BytesIO()
    picture.paste(0, (0, 0, 600, 400))
    if coding == "fax":
        picture.convert("1").save(file, "PDF")
        return file.getvalue()
    picture.save(file, "JPEG2000")
    pages = PdfWriter()
    page = pages.add_blank_page(600, 800)
    drawn, shown = StreamObject(), StreamObject()
    drawn.set_data(file.getvalue())
    names = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray", "Filter": "/JPXDecode"}
    drawn |= {NameObject(f"/{name}"): NameObject(value) for name, value in names.items()}
    sizes = {"Width": 600, "Height": 800, "BitsPerComponent": 8}
    drawn |= {NameObject(f"/{name}"): NumberObject(value) for name, value in sizes.items()}
    shown.set_data(b"q 600 0 0 800 0 0 cm /Im0 Do Q")
    pictures = DictionaryObject({NameObject("/Im0"): pages._add_object(drawn)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    page[NameObject("/Contents")] = pages._add_object(shown)
    file = BytesIO()
    pages.write(file)
    return file.getvalue()


def cited() -> list[tuple[str, int | None, str, str]]:
    """Return what was cited: question, page, quotation, and what the check gave."""
    rows = Evidence.objects.filter(removed_at__isnull=True).order_by("pk")
    return list(rows.values_list("judgment__criterion__code", "page", "quotation", "check_result"))


@dataclass
class Desk:
    """Somebody at the form with a document beside it."""

    person: Person
    world: worlds.Fieldwork
    faults: list[str]

    @property
    def page(self) -> Page:
        """The page."""
        return self.person.page

    @property
    def pane(self) -> Locator:
        """The pane with the documents."""
        return self.page.locator("[data-reader]")

    @property
    def view(self) -> Locator:
        """The document itself."""
        return self.page.locator("[data-reader-view]")

    @property
    def number(self) -> str:
        """The page that the reader is at."""
        return self.pane.locator("#reader-page").input_value()

    def goes_to_the_form(self, topic: str = "first-topic") -> None:
        """Go to a topic's page."""
        self.person.goes_to(reverse("review-topic", args=[self.world.review.public_id, topic]))

    def opens(self, title: str) -> None:
        """Open a document beside the form, and wait until it is drawn."""
        opener = self.page.get_by_role("button", name="Read a document beside the form")
        if not self.pane.is_visible():
            opener.click()
        option = self.pane.locator("#reader-document option", has_text=title)
        self.pane.locator("#reader-document").select_option(str(option.get_attribute("value")))
        self.is_drawn()

    def is_drawn(self) -> None:
        """Wait until something of the document is drawn whole, its words too."""
        drawn = ".cg-reader__words-end, .cg-reader__sentences, .cg-reader__picture"
        expect(self.view.locator(drawn).first).to_be_attached()

    def selects(self, first: str, last: str = "") -> None:
        """Drag the mouse from the beginning of some drawn words to the end of others."""
        self.brings_to_the_middle(first)
        start, end = self.box_of(first), self.box_of(last or first)
        self.page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
        self.page.mouse.down()
        for share in (0.5, 0.9):
            self.page.mouse.move(end["x"] + end["width"] * share, end["y"] + end["height"] / 2, steps=4)
        self.page.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2)
        self.page.mouse.up()

    def brings_to_the_middle(self, words: str) -> None:
        """Scroll to words and wait until all stands still: at its edges a view scrolls on while one drags."""
        self.drawn(words).evaluate(
            """async (part) => {
                const still = () => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60));
                for (let before = NaN; before !== part.getBoundingClientRect().top; await still()) {
                    part.scrollIntoView({ block: "center" });
                    before = part.getBoundingClientRect().top;
                    await still();
                }
            }"""
        )

    def drawn(self, words: str) -> Locator:
        """Return the line of the document that has these words."""
        return self.view.locator(".cg-reader__words-layer span", has_text=words).first

    def box_of(self, words: str) -> FloatRect:
        """Return where words are drawn."""
        box = self.drawn(words).bounding_box()
        assert box is not None
        return box

    def cites(self) -> str:
        """Press Cite and return what is told."""
        self.page.locator("[data-cite-do]").click()
        return self.hears("Cited")

    def hears(self, beginning: str) -> str:
        """Wait until the pane tells something that begins so, and return it."""
        told = self.page.locator("[data-cite-told]")
        expect(told).to_contain_text(beginning)
        return plain(told.inner_text())

    def marked(self, name: str = "cg-cited") -> str:
        """Return the words that are marked in the document under a name, as soon as some are."""
        self.page.wait_for_function("name => CSS.highlights.get(name)?.size", arg=name)
        words = self.page.evaluate("name => [...CSS.highlights.get(name)].map(String).join(' ')", name)
        return plain(words)


def at_the_desk(somebody: Callable[..., Person], world: worlds.Fieldwork, **options: object) -> Desk:
    """Return the inspector at the form of a world's review; what the browser complains of is collected."""
    person = somebody(**{"viewport": DESK} | options)
    faults: list[str] = []
    person.page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    person.page.on("pageerror", lambda fault: faults.append(str(fault)))
    person.signs_in("ines")
    desk = Desk(person, world, faults)
    desk.goes_to_the_form()
    return desk
