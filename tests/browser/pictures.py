"""Take the pictures of docs/images from a demonstration built for it: `python -m tests.browser.pictures`.

By hand, after a change of the pages. The demonstration lies in a scratch folder and is gone afterwards.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
DESK, PHONE = (1280, 1000), (390, 844)
"""Width and greatest height of a picture, in pixels."""
COLOURS = 96
"""The pages have few: a small palette keeps a picture under 150 kB without a visible loss."""
SECONDS_TO_START = 60
SHORT = 600
"""The height of the window: a short page then ends where its footer does."""


def to_the_report(page: Page) -> None:
    """From the supervisor's home to the report of the model inspection."""
    page.get_by_role("link", name="Report of Group-based child sexual exploitation, model inspection").click()


def to_a_case(page: Page) -> None:
    """From the supervisor's home to a case that waits for a decision."""
    page.get_by_role("link", name="A-2025-019").click()


def to_a_topic(page: Page) -> None:
    """From the inspector's home to a topic that is half answered."""
    page.get_by_role("link", name="A-2025-011").click()
    page.get_by_role("button", name="Continue: Language about the victim").click()


def to_the_framework(page: Page) -> None:
    """From the administrator's home to the framework's published version."""
    row = page.get_by_role("row").filter(has_text="Published")
    row.get_by_role("link", name="Group-based child sexual exploitation investigations").click()


def at_home(page: Page) -> None:
    """Stay where one comes to by signing in."""


PICTURES: tuple[tuple[str, str, tuple[int, int], Callable[[Page], None]], ...] = (
    ("report", "supervisor", DESK, to_the_report),
    ("home-supervisor", "supervisor", DESK, at_home),
    ("home-supervisor-phone", "supervisor", PHONE, at_home),
    ("case", "supervisor", DESK, to_a_case),
    ("home-inspector", "inspector", DESK, at_home),
    ("review-form", "inspector", DESK, to_a_topic),
    ("review-form-phone", "inspector", PHONE, to_a_topic),
    ("framework", "administrator", DESK, to_the_framework),
)
"""Each picture: its name, who looks, on what screen, and the way there from home."""


@contextmanager
def demonstration(password: str) -> Iterator[str]:
    """Build the demonstration in a scratch folder, serve it, and give its address."""
    with tempfile.TemporaryDirectory(prefix="casegrade-pictures-") as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CASEGRADE_", "DATABASE_"))}
        environment = kept | {"CASEGRADE_DATA": folder, "CASEGRADE_DEMO_PASSWORD": password}
        build = [sys.executable, "-m", "config.prepare", "migrate", "collectstatic", "demo_data"]
        subprocess.run(build, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        server = subprocess.Popen([sys.executable, "manage.py", "serve", "--port", port], cwd=ROOT, env=environment)
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def free_port() -> str:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def answering(address: str) -> str:
    """Return the address once the server there answers; raise TimeoutError where it does not start."""
    for _ in range(SECONDS_TO_START):
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=5).close()  # noqa: S310 - our own server
            return address
        except OSError:  # nobody there yet, or nobody who answers in time
            time.sleep(1)
    raise TimeoutError(f"Nothing answered at {address}.")


def take(
    browser: Browser, address: str, username: str, password: str, size: tuple[int, int], way: Callable[[Page], None]
) -> bytes:
    """Return the picture of the page to which a way leads somebody who signs in."""
    context = browser.new_context(base_url=address, viewport={"width": size[0], "height": SHORT})
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    way(page)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot(full_page=True)
    context.close()
    return picture


def keep(name: str, picture: bytes, height: int) -> None:
    """Write the top of a picture with few colours, and say how large it became."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    top = image.crop((0, 0, image.width, min(height, image.height)))
    path = IMAGES / f"{name}.png"
    top.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {top.width} x {top.height}  {path.stat().st_size // 1000} kB")


def main() -> int:
    """Take all pictures and return 0, or 1 where there is no browser."""
    executable = chromium.find()
    if executable is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with demonstration(password) as address, sync_playwright() as playwright:
        no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=no_sandbox)
        for name, username, size, way in PICTURES:
            keep(name, take(browser, address, username, password, size, way), size[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
