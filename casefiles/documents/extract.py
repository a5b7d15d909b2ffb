"""The pages, or numbered sections, of a file's content with their text."""

import re
from collections.abc import Callable, Mapping

from casefiles.documents.docx_sections import docx_sections
from casefiles.documents.pdf_pages import pdf_pages
from casefiles.documents.pictures import checked_picture
from casefiles.domain import file_kinds
from casefiles.domain.file_kinds import Unreadable, decoded

MAX_PARTS = 5_000
MAX_CHARACTERS = 20_000_000
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def parts_of(kind: str, data: bytes) -> list[str]:
    """Return the text of each page or section of a file, empty where it has none; there is at least one part.

    Raises Unreadable, with a sentence, where the file is damaged, protected or too large inside.
    """
    parts = [storable(part) for part in READERS[kind](data)] or [""]
    if len(parts) > MAX_PARTS:
        raise Unreadable(f"The file has {len(parts):,} parts. Split it into files of at most {MAX_PARTS:,}.")
    if sum(map(len, parts)) > MAX_CHARACTERS:
        raise Unreadable("The file holds too much text. Split it into smaller files.")
    return parts


def text_sections(data: bytes) -> list[str]:
    """Return the blocks of a text file that blank lines separate. Raises Unreadable where there are none."""
    lines = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    sections = [block for block in BLANK_LINES.split(lines) if block.strip()]
    if not sections:
        raise Unreadable("The file has no text in it.")
    return sections


def storable(text: str) -> str:
    """Return a text as it can be stored: no NUL, no half characters, no white space around it."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "").strip()


READERS: Mapping[str, Callable[[bytes], list[str]]] = {
    file_kinds.PDF: pdf_pages,
    file_kinds.DOCX: docx_sections,
    file_kinds.TEXT: text_sections,
    file_kinds.PNG: checked_picture,
    file_kinds.JPEG: checked_picture,
}
