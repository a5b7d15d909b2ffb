"""A workbook as it comes from outside, taken apart and packed anew with nothing in it but what was looked at.

Whoever reads it next sees no part that is packed otherwise than it says, and no cell that stands far from the others:
a table is laid out in memory as far as its last cell.
"""

import lzma
import re
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from review.frameworks.problems.problem import BrokenFramework, Problem

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 100
MOST_CELLS = 500_000
NOT_A_BOOK = "The file is no Excel workbook (XLSX) that can be read. Save it as XLSX and choose it again."
TOO_LARGE = "The workbook is larger than any framework. Check that it is the right file."
PART = re.compile(r"xl/.*\.(xml|rels)|_rels/\.rels|\[Content_Types\]\.xml", re.IGNORECASE | re.DOTALL)
"""The parts that a table of cells is made of; pictures, macros and what belongs to other programs are left out."""
CELL = re.compile(r"([A-Za-z]{1,4})(\d{1,9})", re.ASCII)
PACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
DAMAGED = (*PACKING, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


def repacked(data: bytes) -> bytes:
    """Return a workbook with those of its parts that were looked at, unpacked. Raises BrokenFramework."""
    if len(data) > MOST_BYTES:
        raise _broken(TOO_LARGE)
    output = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(output, "w") as whole:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise _broken(TOO_LARGE)
            parts = {one.filename.replace("\\", "/"): one for one in packed.infolist()}
            for name, one in parts.items():
                if not PART.fullmatch(name):
                    continue
                part = packed.read(one)
                _Cells().look(part)
                whole.writestr(name, part)
    except DAMAGED as error:
        raise _broken(NOT_A_BOOK) from error
    return output.getvalue()


def _broken(sentence: str) -> BrokenFramework:
    return BrokenFramework([Problem(0, "", sentence)])


class _Cells:
    """Walks through a part of a workbook and counts where its cells stand, as whoever reads it will."""

    def __init__(self) -> None:
        self.row = self.column = self.cells = 0
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.StartElementHandler = self._begins
        self.parser.StartDoctypeDeclHandler = self._refuse

    def look(self, part: bytes) -> None:
        """Raise BrokenFramework where a cell stands too far away, or the part is no XML."""
        try:
            self.parser.Parse(part, True)
        except expat.ExpatError as error:
            raise _broken(NOT_A_BOOK) from error

    def _begins(self, name: str, given: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = _whole(given["r"]) if "r" in given else self.row + 1, 0
        elif kind == "c":
            self.cells += 1
            self._cell(given.get("r"))
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS or self.cells > MOST_CELLS:
            raise _broken(TOO_LARGE)

    def _cell(self, written: str | None) -> None:
        if written is None:
            self.column += 1
            return
        found = CELL.fullmatch(written)
        if not found:
            raise _broken(NOT_A_BOOK)
        self.column, self.row = _number(found[1]), int(found[2])

    def _refuse(self, *_: object) -> None:
        """A document type can make much of little, and no program writes one here."""
        raise _broken(NOT_A_BOOK)


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise _broken(NOT_A_BOOK)
    return int(text)


def _number(letters: str) -> int:
    """Return the number of a column that is written as letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
