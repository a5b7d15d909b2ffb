"""The numbered sections of a Word document: each heading begins one, and tables stand where they are read."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from casefiles.domain.file_kinds import Unreadable

MAX_UNZIPPED = 150 * 1024 * 1024
MAX_XML = 20 * 1024 * 1024
MAX_ENTRIES = 5_000
DAMAGED = "This Word document is damaged: it cannot be opened. Get a new copy and add that."
TOO_LARGE = "This Word document is too large inside to be opened safely. Save it as PDF and add that."
PROTECTED = "This Word document is protected with a password. Save a copy without one and add that."

PARAGRAPH, TEXT, TAB = qn("w:p"), qn("w:t"), qn("w:tab")
LINE_ENDS = (qn("w:br"), qn("w:cr"))
HYPHEN = qn("w:noBreakHyphen")
TAB_STOPS, ALTERNATIVE = qn("w:tabs"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_sections(data: bytes) -> list[str]:
    """Return the text of each section, without empty ones; text before the first heading is a section of its own.

    Inserted text counts and deleted text does not; headers, footers, footnotes and comments are left out.
    Raises Unreadable for a file that is damaged, protected, or too large inside.
    """
    _refuse_bombs(data)
    try:
        document = Document(BytesIO(data))
        headings = _heading_styles(document)
        paragraphs = [(_begins(p, headings), _text(p)) for p in _paragraphs(document.element.body)]
    except Exception as error:  # a damaged archive makes the libraries raise nearly anything
        raise Unreadable(DAMAGED) from error
    sections: list[list[str]] = [[]]
    for begins, text in paragraphs:
        if begins:
            sections.append([])
        if text.strip():
            sections[-1].append(text)
    return ["\n".join(section) for section in sections if section]


def _refuse_bombs(data: bytes) -> None:
    """Look at the declared sizes, which reading cannot pass, before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(DAMAGED) from error
    unzipped = sum(entry.file_size for entry in entries)
    xml = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > MAX_ENTRIES or unzipped > MAX_UNZIPPED or xml > MAX_XML:
        raise Unreadable(TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(PROTECTED)


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield the paragraphs in reading order, those of table cells and text boxes where they stand."""
    for paragraph in body.iter(PARAGRAPH):
        if next(paragraph.iterancestors(ALTERNATIVE), None) is None:
            yield paragraph


def _heading_styles(document: Any) -> set[str]:
    names = ((style.style_id, (style.name or "").lower()) for style in document.styles)
    return {style_id for style_id, name in names if name == "title" or name.startswith("heading")}


def _begins(paragraph: Any, headings: set[str]) -> bool:
    return paragraph.style in headings and bool(_text(paragraph).strip())


def _text(paragraph: Any) -> str:
    """Return the paragraph's own text: that of a text box inside it is a paragraph of its own."""
    pieces = (_piece(node) for node in paragraph.iter() if next(node.iterancestors(PARAGRAPH), None) is paragraph)
    return "".join(pieces)


def _piece(node: Any) -> str:
    if node.tag == TEXT:
        return node.text or ""
    if node.tag == TAB and node.getparent().tag != TAB_STOPS:
        return "\t"
    if node.tag == HYPHEN:
        return "-"
    return "\n" if node.tag in LINE_ENDS else ""
