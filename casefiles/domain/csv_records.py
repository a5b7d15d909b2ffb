"""Reading the bytes of a CSV file as records with true line numbers, or a sentence that says why it cannot be read."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

# What people upload by mistake, by its first bytes.
_OTHER_FILES = (
    (b"PK\x03\x04", "This is a spreadsheet or another packed file, not CSV. Save it as CSV UTF-8 and try again."),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet file, not CSV. Save it as CSV UTF-8 and try again."),
    (b"%PDF", "This is a PDF, not CSV. Save the table as CSV UTF-8 and try again."),
    (b"\xff\xfe", "This file is saved as UTF-16. Save it as CSV UTF-8 and try again."),
    (b"\xfe\xff", "This file is saved as UTF-16. Save it as CSV UTF-8 and try again."),
)
_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}


@dataclass(frozen=True)
class Problem:
    """What is wrong, for the user: the line of the file (0 for the file as a whole), the column or "", a sentence."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.column) if part)
        return f"{place[:1].upper()}{place[1:]}: {self.message}" if place else self.message


class Unreadable(ValueError):
    """A file that cannot be read as a table at all; `problem` says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, "", message)


def read_records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not blank with the line it starts on, its values without spaces around them.

    A record of nothing but empty values is blank. Values keep line breaks that stand in quotation marks.
    Raises Unreadable where the bytes are not UTF-8 text with commas, or a quotation mark is never closed.
    """
    text = _decode(data)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    first, line = True, 1
    while True:
        try:
            values = [value.strip() for value in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(line, _explain(error)) from error
        if any(values):
            if first:
                _check_delimiter(line, values)
            yield line, values
            first = False
        line = reader.line_num + 1


def _decode(data: bytes) -> str:
    for start, message in _OTHER_FILES:
        if data.startswith(start):
            raise Unreadable(0, message)
    if b"\0" in data:
        raise Unreadable(_line_of(data, data.index(b"\0")), "This file is not plain text: it has a NUL byte here.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "A character here is not UTF-8. Save the file as CSV UTF-8 and try again."
        # Counted as utf-8-sig sees it, without the byte order mark; that has no line break, so the line is the same.
        raise Unreadable(_line_of(data, error.start), message) from error


def _line_of(data: bytes, place: int) -> int:
    before = data[:place].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1


def _check_delimiter(line: int, values: list[str]) -> None:
    for mark, words in _OTHER_DELIMITERS.items():
        if len(values) == 1 and mark in values[0]:
            raise Unreadable(line, f"The columns are separated by {words}. Save the file as CSV with commas.")


def _explain(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "A quotation mark opens a value here and is never closed."
    if "field limit" in str(error):
        return "A value here is far too long. A quotation mark may be missing."
    return "This line cannot be read as CSV. Check its quotation marks: one inside a value is written twice."
