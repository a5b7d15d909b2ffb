"""What a PDF's tags need besides what setting its pages gives: which way a header counts, and margins left out.

PDF/UA-1 (ISO 14289-1) asks that a header says its scope, and that the lines in the margins of every page are artifacts,
which nobody has read out between two rows of a table.
"""

from collections.abc import Iterator
from typing import Any

SCOPES = {"/THead": "/Column", "/TBody": "/Row"}
"""What a header counts for, by the part of the table in which it stands."""


def finish(_document: Any, made: Any) -> None:
    """Complete the tags of a PDF that is set but not written yet, in place."""
    root = _at(made, made.catalog["StructTreeRoot"])
    read = set()
    for element, part in _elements(made, root, ""):
        read.add(element.number)
        if element["S"] == "/TH":
            element["A"]["Scope"] = SCOPES[part]
    owners = _at(made, root["ParentTree"])["Nums"]
    for page, reference in enumerate(made.page_references):
        _leave_out(_at(made, _at(made, reference)["Contents"]), owners[2 * page + 1], read)


def _at(made: Any, reference: bytes) -> Any:
    """Return the object that a reference ("12 0 R") leads to."""
    return made.objects[int(reference.split()[0])]


def _elements(made: Any, parent: Any, part: str) -> Iterator[tuple[Any, str]]:
    """Yield what is read out, in order, each with the part of a table in which it stands."""
    for child in parent["K"]:
        element = _at(made, child) if isinstance(child, bytes) else {}
        if "S" in element:
            within = element["S"] if element["S"] in SCOPES else part
            yield element, within
            yield from _elements(made, element, within)


def _leave_out(page: Any, owners: Any, read: set[int]) -> None:
    """Make an artifact of every piece of a page's content whose element is not read out."""
    for place, what in enumerate(page.stream):
        if what == b"BDC":
            number = page.stream[place - 1]["MCID"]
            if int(owners[number].split()[0]) not in read:
                page.stream[place - 2 : place + 1] = ["/Artifact", b"", b"BMC"]
                owners[number] = "null"
