"""The pages of a PDF with their text, within limits that a malicious file cannot pass."""

import logging
from io import BytesIO
from time import monotonic

from pypdf import PageObject, PdfReader

from casefiles.domain.file_kinds import Unreadable

MAX_PAGES = 5_000
MAX_PAGE_CONTENT = 8 * 1024 * 1024
"""Bytes of drawing instructions; a page with more is a drawing and is kept without text."""
SECONDS = 60
DAMAGED = "This PDF is damaged: it cannot be read. Get a new copy and add that."
PROTECTED = "This PDF is protected with a password or against copying. Save a copy without protection and add that."
SLOW = "This PDF takes too long to read. Split it into smaller files."

logger = logging.getLogger(__name__)


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page, empty for a page without (a scan) or whose text cannot be made out.

    Raises Unreadable for a PDF that is damaged, protected, without pages, or too large inside.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable(PROTECTED)
        pages = list(reader.pages) if 0 < len(reader.pages) <= MAX_PAGES else []
    except Unreadable:
        raise
    except Exception as error:  # a damaged PDF makes the library raise nearly anything
        raise Unreadable(DAMAGED) from error
    if not pages:
        raise Unreadable(f"This PDF has no pages, or more than {MAX_PAGES:,}.")
    return _texts(pages)


def _texts(pages: list[PageObject]) -> list[str]:
    until = monotonic() + SECONDS
    texts: list[str] = []
    failed = 0
    for page in pages:
        if monotonic() > until:
            raise Unreadable(SLOW)
        try:
            texts.append(_text(page))
        except Exception as error:  # noqa: BLE001  as above; one odd page must not cost the other pages
            logger.warning("The text of a page could not be made out: %s", type(error).__name__)
            texts.append("")
            failed += 1
    if failed == len(pages):
        raise Unreadable(DAMAGED)
    return texts


def _text(page: PageObject) -> str:
    contents = page.get_contents()
    if contents is None or len(contents.get_data()) > MAX_PAGE_CONTENT:
        return ""
    return page.extract_text().replace("\x7f", "•")  # where PDF's own fonts keep the bullet
