"""Take the pictures of docs/guide/images, each state of the review form: `python -m tests.browser.guide_pictures`.

By hand, after a change of the pages. A server of its own has one case of the demonstration; faults are made on the way.
"""

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from tests import chromium
from tests.browser.pictures import COLOURS, ROOT
from tests.faults import places
from tests.faults.places import Place

IMAGES = ROOT / "docs" / "guide" / "images"
DESK, WIDE, PHONE = (1280, 800), (1440, 860), (320, 700)
FIRST, SECOND = "The log names the second child on the first day.", "Nobody linked the two reports until May."


class Guide:
    """Whoever takes the pictures: a browser at a review that is being worked on."""

    def __init__(self, context: BrowserContext, place: Place) -> None:
        """Take the browser and the server with the case."""
        self.context, self.place, self.page = context, place, context.new_page()

    def take(self, name: str, size: tuple[int, int] = DESK, page: Page | None = None) -> None:
        """Keep what is seen of the page as a picture with few colours."""
        page = page or self.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(300)
        image = Image.open(BytesIO(page.screenshot())).convert("RGB")
        path = IMAGES / f"{name}.png"
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}  {image.width} x {image.height}  {path.stat().st_size // 1000} kB", flush=True)

    def stands(self, state: str, page: Page | None = None) -> None:
        """Wait until the page says that it stands so with what is typed."""
        expect((page or self.page).locator(f"[data-save-state={state}]")).to_be_visible(timeout=40_000)

    def question(self, number: int, page: Page | None = None) -> Locator:
        """Return a question of the page, from 0."""
        return (page or self.page).locator("[data-question]").nth(number)

    def writes(self, number: int, words: str, page: Page | None = None) -> None:
        """Write at the end of a question's rationale."""
        field = self.question(number, page).locator("textarea[name$=-rationale]")
        field.focus()
        (page or self.page).keyboard.press("Control+End")
        field.press_sequentially(words, delay=5)

    def presses(self, words: str) -> None:
        """Press a button that leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()


def saving(guide: Guide) -> None:
    """Take the states of what is typed: saving, saved, not saved, signed out."""
    guide.page.locator("[data-question] input[type=radio]").nth(1).check()
    guide.stands("saved")
    guide.place.line.hold()
    guide.writes(0, FIRST)
    guide.stands("saving")
    guide.take("saving")
    guide.place.line.release()
    guide.stands("saved")
    guide.take("saved")
    guide.place.line.cut()
    guide.writes(0, f" {SECOND}")
    guide.stands("trying")
    guide.take("not-saved")
    guide.place.line.mend()
    guide.stands("saved")
    kept = guide.context.cookies()
    guide.context.clear_cookies(name="sessionid")
    guide.writes(0, " A strategy discussion followed.")
    guide.stands("out")
    guide.take("signed-out")
    guide.context.add_cookies(kept)  # type: ignore[arg-type]
    guide.page.reload()
    guide.stands("saved")


def keyboard(guide: Guide) -> None:
    """Take the list of keys."""
    guide.page.keyboard.press("Control+/")
    guide.take("keyboard")
    guide.page.keyboard.press("Control+/")


def conflicting(guide: Guide) -> None:
    """Take a conflict with a second tab, and the page that compares the two answers."""
    other = guide.context.new_page()
    other.goto(guide.page.url)
    guide.writes(0, " Seen in another tab.", other)
    guide.stands("saved", other)
    other.close()
    guide.writes(0, " Seen in this tab.")
    guide.stands("conflict")
    guide.take("conflict")
    guide.presses("Compare and choose")
    guide.take("comparison")
    guide.page.get_by_label("Mine, as it is written here").check()
    guide.presses("Save what was chosen")


def reading(guide: Guide) -> None:
    """Take the reader with a PDF beside the form, a passage that is chosen, and what cites it."""
    page = guide.page
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.get_by_role("button", name="Read a document beside the form").click()
    pdf = page.locator("#reader-document option[data-kind=pdf]").first
    page.locator("#reader-document").select_option(str(pdf.get_attribute("value")))
    expect(page.locator("[data-reader-view] canvas").first).to_be_visible()
    page.locator("#reader-page").fill("7")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    guide.take("reader", WIDE)
    page.locator("[data-do=text]").click()
    sentences = page.get_by_role("listbox")
    sentences.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-reader-cite]")).to_be_visible()
    guide.take("passage", WIDE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-cite-told]")).to_contain_text("Cited")
    guide.question(0).locator("[data-passage]").first.scroll_into_view_if_needed()
    guide.take("cited", WIDE)
    page.keyboard.press("F2")


def screening(guide: Guide) -> None:
    """Take the language screen."""
    guide.page.goto(f"/reviews/{guide.place.there['review']}/flags/")
    guide.page.locator("#proposals").scroll_into_view_if_needed()
    guide.take("language", (1280, 900))


def answering(guide: Guide) -> None:
    """Take the check page with what is missing, answer everything, and take it with warnings and after submission."""
    review = f"/reviews/{guide.place.there['review']}/"
    guide.page.goto(f"{review}check/")
    guide.take("check-missing", (1280, 900))
    guide.page.goto(review)
    topics = [str(one.get_attribute("href")) for one in guide.page.locator(".govuk-task-list a").all()]
    for topic in topics:
        guide.page.goto(topic)
        answer_topic(guide)
    guide.page.goto(f"{review}check/")
    guide.take("check-warnings", (1280, 900))
    guide.page.locator("#submit").scroll_into_view_if_needed()
    guide.take("submit")
    guide.page.locator("#submit input[type=checkbox]").check()
    guide.presses("Submit the review")
    guide.take("submitted")


def answer_topic(guide: Guide) -> None:
    """Answer each question of a topic, those that come to be asked too."""
    done: set[str] = set()
    while open_ones := [
        one for one in guide.page.locator("[data-question]").all() if one.get_attribute("data-question") not in done
    ]:
        code = str(open_ones[0].get_attribute("data-question"))
        done.add(code)
        section = guide.page.locator(f"[data-question={code}]")
        options = section.locator("input[type=radio][name$=-answer]")
        if not section.locator("input[type=radio][name$=-answer]:checked").count():
            options.nth(1 if options.count() > 2 else 0).check()
        field = section.locator("textarea[name$=-rationale]")
        if not field.input_value():
            field.fill(f"What the file shows of {code.replace('-', ' ')} bears it out.")
        quote(section)
        guide.presses("Save and stay")
        why = guide.page.locator("textarea[name$=-difference]:visible")
        for one in why.all():
            if not one.input_value():
                one.fill("The rule does not weigh how late it was done.")
    guide.presses("Save and stay")


def quote(section: Locator) -> None:
    """Add a quotation where a question needs one and has none."""
    if not section.get_by_text("at least one quotation needed").count() or section.locator("[data-passage]").count():
        return
    section.get_by_role("button", name="Add a quotation").click()
    bound = section.locator("select[name$=-document] option", has_text="Bound file")
    section.locator("select[name$=-document]").select_option(str(bound.get_attribute("value")))
    section.locator("input[name$=-page]").fill("7")
    section.locator("textarea[name$=-quotation]").fill("Missing episodes before the report")


def recording(guide: Guide) -> None:
    """Take the record of work, and two revisions compared."""
    page = guide.page
    page.goto(f"/reviews/{guide.place.there['review']}/record/")
    guide.take("record")
    changed = page.locator("tbody tr", has_text="rationale 2").or_(page.locator("tbody tr", has_text="rationale 3"))
    changed.first.get_by_role("link").click()
    page.locator("#comparison").scroll_into_view_if_needed()
    guide.take("revisions")


def narrow(guide: Guide) -> None:
    """Take the form on a narrow screen."""
    guide.take("narrow", PHONE)


def main() -> int:
    """Take all pictures and return 0, or 1 where there is no browser."""
    executable = chromium.find()
    if executable is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        tempfile.TemporaryDirectory(prefix="casegrade-guide-") as folder,
        sync_playwright() as playwright,
        places.template(Path(folder, "template"), "tests.faults.demo_case") as made,
        places.served(made, Path(folder, "served")) as place,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=no_sandbox)
        context = browser.new_context(base_url=place.line.address)
        context.set_default_timeout(30_000)
        journey(Guide(context, place))
    return 0


def journey(guide: Guide) -> None:
    """Go through a review from first reading to submission, and take each state of it."""
    page = guide.page
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto("/")
    page.get_by_label("Username", exact=True).fill(guide.place.there["reviewer"])
    page.get_by_label("Password", exact=True).fill(guide.place.there["password"])
    guide.presses("Sign in")
    page.get_by_role("button", name="Start F-2022-018").first.click()
    guide.presses("Start: Identifying and recording")
    saving(guide)
    keyboard(guide)
    conflicting(guide)
    reading(guide)
    narrow(guide)
    screening(guide)
    answering(guide)
    recording(guide)


if __name__ == "__main__":
    sys.exit(main())
