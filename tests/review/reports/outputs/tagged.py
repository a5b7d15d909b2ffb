"""What a tagged PDF says to somebody who has it read out, and what PDF/UA-1 (ISO 14289-1) would find wrong with it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

SHOWS = (b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"f*", b"S", b"s", b"B", b"b", b"sh")
"""The operators that put something on a page: words, pictures, lines and areas."""
KIDS = {"/L": ("/LI", "/Caption"), "/LI": ("/Lbl", "/LBody"), "/TR": ("/TH", "/TD"), "/THead": ("/TR",)}
"""What may stand directly in a part that is strict about it."""


@dataclass(frozen=True)
class Part:
    """A part of the structure: what it is, in what, its own entries, and its pieces of content: page and number."""

    kind: str
    within: str
    entries: DictionaryObject
    pieces: tuple[tuple[int, int], ...]


def parts_of(reader: PdfReader) -> list[Part]:
    """Return every part of the structure in reading order."""
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    return list(_parts(reader.root_object["/StructTreeRoot"], "", pages))  # type: ignore[arg-type]


def _parts(parent: DictionaryObject, within: str, pages: dict[int, int]) -> Iterator[Part]:
    for kid in _kids(parent):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            page = pages[kid.raw_get("/Pg").idnum] if "/Pg" in kid else 0
            pieces = tuple((page, int(one)) for one in _kids(kid) if isinstance(one, int))
            yield Part(str(kid["/S"]), within, kid, pieces)
            yield from _parts(kid, str(kid["/S"]), pages)


def _kids(parent: DictionaryObject) -> list[Any]:
    found = parent.get("/K", [])
    return [one.get_object() for one in (found if isinstance(found, list) else [found])]


def faults(data: bytes) -> list[str]:
    """Return what is wrong with the tags of a PDF."""
    reader = PdfReader(io.BytesIO(data))
    parts = parts_of(reader)
    return [*_of_document(reader), *_of_parts(parts), *_of_content(reader, parts)]


def _of_document(reader: PdfReader) -> Iterator[str]:
    root = reader.root_object
    if root.get("/Lang") != "en-GB":
        yield "the document has no language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "the document does not say that it is tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown"
    if not (reader.metadata and reader.metadata.title):
        yield "it has no title"


def _of_parts(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if part.within in KIDS and part.kind not in KIDS[part.within]:
            yield f"{part.kind} stands in {part.within}"
        if part.kind == "/Figure" and not part.entries.get("/Alt"):
            yield "a figure has no alternative text"
        if part.kind == "/TH" and part.entries["/A"].get("/Scope") not in ("/Row", "/Column"):  # type: ignore[union-attr,call-overload]
            yield "a header has no scope"
        if part.kind == "/TD" and not part.entries["/A"].get("/Headers"):  # type: ignore[union-attr,call-overload]
            yield "a cell has no header"
    levels = [int(part.kind[2:]) for part in parts if part.kind[:2] == "/H" and part.kind[2:].isdigit()]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings skip a level: {levels}"


def _of_content(reader: PdfReader, parts: list[Part]) -> Iterator[str]:
    order = [piece for part in parts for piece in part.pieces]
    pages = [page for page, _ in order]
    if pages != sorted(pages):
        yield "it is not read page by page"
    read = set(order)
    for number, page in enumerate(reader.pages):
        open_marks: list[int | None] = []
        for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            if operator in (b"BMC", b"BDC"):
                open_marks.append(_mark(operands))
            elif operator == b"EMC":
                open_marks.pop()
            elif operator in SHOWS and not any(mark is ARTIFACT or (number, mark) in read for mark in open_marks):
                yield f"content of page {number + 1} is neither read out nor an artifact"
                break


ARTIFACT = None


def _mark(operands: list[Any]) -> int | None:
    """Return the number of a piece of content, ARTIFACT for what is none, -1 where it has no number."""
    if operands[0] == "/Artifact":
        return ARTIFACT
    return int(operands[1]["/MCID"]) if len(operands) > 1 and "/MCID" in operands[1] else -1
