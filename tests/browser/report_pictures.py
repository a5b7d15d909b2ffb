"""Take the guide's pictures of reports, comparisons and judged forces: `python -m tests.browser.report_pictures`.

By hand, after a change of the pages; with names after it, these pictures alone. The demonstration lies in a scratch
folder and is gone afterwards.
"""

import os
import secrets
import sys
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.browser.guide_pictures import IMAGES
from tests.browser.pictures import COLOURS, ROOT, demonstration

REPORT = "/inspections/group-based-cse-2023/report/"
BUILD = f"{REPORT}build/"
ONE_FORCE = "with=north-yorkshire-2021&with=north-yorkshire-2022&with=north-yorkshire-2022-child-protection"
ONE_LINE = "with=metropolitan-2017-q3&with=metropolitan-2017-18-q4"
JUDGMENTS = "/inspections/child-exploitation-follow-up-2026/judgments/"
PICTURES: tuple[tuple[str, str, str], ...] = (
    ("report-headline", REPORT, "section[aria-labelledby=main-heading]"),
    ("report-language", REPORT, "section[aria-labelledby=flags]"),
    ("report-teams", f"{BUILD}?by=team-type&all=yes&intervals=yes", "section[aria-labelledby=comparison]"),
    ("report-ethnicity", f"{BUILD}?count=ethnicity&by=ethnicity-stage", "section[aria-labelledby=records]"),
    ("report-flagged", f"{BUILD}?count=force-flag&by=group-based&all=yes", "section[aria-labelledby=breakdown]"),
    ("report-builder", BUILD, "form.cg-build"),
    ("beside-not-a-trend", f"/reports/beside/?{ONE_FORCE}", "section[aria-labelledby=part-side-by-side]"),
    ("beside-why-not", f"/reports/beside/?{ONE_FORCE}", "section[aria-labelledby=part-not-compared]"),
    ("beside-difference", f"/reports/beside/?{ONE_LINE}", "section[aria-labelledby=part-differences]"),
    ("force-judgments", JUDGMENTS, "main"),
)
"""Each picture: its name, the address, and the part of the page that it shows."""
HEIGHT, TALLER = 1100, {"release-looked-at": 1640}
"""A longer part is cut off below; what is said of a picture must be in it."""


def signed_in(page: Page, password: str) -> None:
    """Sign in as the supervisor."""
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill("supervisor")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours, and say how large it became; others than those that are named are let be."""
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    image = Image.open(BytesIO(picture)).convert("RGB")
    top = image.crop((0, 0, image.width, min(TALLER.get(name, HEIGHT), image.height)))
    path = IMAGES / f"{name}.png"
    top.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {top.width} x {top.height}  {path.stat().st_size // 1000} kB", flush=True)


def take(page: Page, told: Callable[[str, bytes], None]) -> None:
    """Take every picture."""
    for name, address, part in PICTURES:
        page.goto(address)
        told(name, page.locator(part).first.screenshot())
    told("release-looked-at", release(page))
    told("force-cite", citing(page))
    told("force-reasons", reasons(page))


def release(page: Page) -> bytes:
    """Prepare a release, and return the picture of what is looked at before it is given out."""
    page.goto("/inspections/group-based-cse-2023/releases/prepare/")
    page.get_by_label("Title").fill("Grades of group-based investigations")
    page.get_by_label("For whom is it, and why?").fill("The published report")
    for table in ("headline", "force"):
        page.locator(f"input[value={table}]").check()
    page.get_by_role("button", name="Show what would be released").click()
    return page.locator("section[aria-labelledby=look]").screenshot()


def citing(page: Page) -> bytes:
    """Go on with a force that is half judged, and return the picture of choosing what a judgment rests on."""
    page.goto(JUDGMENTS)
    page.get_by_role("link", name="Force H", exact=True).click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Investigating crime").click()
    page.locator("#c-investigating-crime-judgment").get_by_role("button", name="Cite cases or figures").click()
    page.get_by_role("heading", name="What does this judgment rest on?").wait_for()
    return page.locator("main").screenshot()


def reasons(page: Page) -> bytes:
    """Return the picture of a signed-off judgment with its reasons and evidence."""
    page.goto(JUDGMENTS)
    page.get_by_role("link", name="Force A", exact=True).click()
    return page.locator("section.cg-read-topic", has=page.locator("#c-investigating-crime-judgment")).screenshot()


def main() -> int:
    """Take all pictures and return 0, or 1 where there is no browser."""
    executable = chromium.find()
    if executable is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    password = secrets.token_urlsafe(12)
    with demonstration(password) as address, sync_playwright() as playwright:
        no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=no_sandbox)
        page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()
        signed_in(page, password)
        take(page, keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
