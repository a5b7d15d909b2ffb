"""Checking an uploaded table whole: all its rows, or what is wrong with it by line and column, never a part."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from casefiles.domain.csv_records import Problem, Unreadable, read_records
from casefiles.domain.import_layouts import CASE_FILES, ETHNICITY_RECORDS, PERSONS, Column, Layout, Row
from casefiles.domain.import_rows import CaseRow, EthnicityRow, KnownCodes, PersonRow
from casefiles.domain.import_values import Wrong, hint, read_value

__all__ = [
    "CASE_FILES",
    "ETHNICITY_RECORDS",
    "PERSONS",
    "CaseRow",
    "Checked",
    "Column",
    "EthnicityRow",
    "Layout",
    "PersonRow",
    "Problem",
    "read_table",
]

MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Checked(Generic[Row]):
    """The result: rows and no problem, or problems and no rows; `cut_short` when there may be more problems.

    `sound` are the rows without a problem of their own, to be looked at further even where others have one.
    """

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    cut_short: bool = False
    sound: tuple[Row, ...] = ()


def read_table(data: bytes, layout: Layout[Row], known: KnownCodes, *, most_rows: int, today: date) -> Checked[Row]:
    """Read and check a CSV file in UTF-8 with commas against a layout.

    `known` gives the codes allowed, under "force" and "outcome_type" for those columns and under each ethnicity
    scheme for its codes; no date may lie after `today`. Blank lines are skipped, white space within a value becomes
    single spaces, and text that looks like a formula stays text. Reading stops after 200 problems, at a line that
    cannot be read, and above `most_rows`. Raises KeyError where `known` lacks a list.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        for row, found in _read_rows(data, _Checker(layout, known, today), most_rows):
            problems += found
            if row is not None and not found:
                rows.append(row)
            if len(problems) >= MOST_PROBLEMS:
                return Checked(problems=tuple(problems[:MOST_PROBLEMS]), cut_short=True)
    except Unreadable as unreadable:
        return Checked(problems=(*problems, unreadable.problem), cut_short=True)
    sound = tuple(rows)
    return Checked(problems=tuple(problems), sound=sound) if problems else Checked(rows=sound, sound=sound)


def _read_rows(data: bytes, checker: "_Checker[Row]", most_rows: int) -> Iterator[tuple[Row | None, list[Problem]]]:
    records = read_records(data)
    line, header = next(records, (0, []))
    if not header:
        raise Unreadable(0, "The file is empty.")
    if wrong_header := list(_check_header(line, header, checker.layout.columns)):
        yield None, wrong_header
        return
    count = 0
    for count, (line, values) in enumerate(records, start=1):
        if count > most_rows:
            raise Unreadable(line, f"There are more than {most_rows:,} rows. Split the file into smaller ones.")
        if len(values) == len(header):
            yield checker.check(line, dict(zip(header, values, strict=True)))
        else:
            yield None, [Problem(line, "", _wrong_length(len(values), len(header)))]
    if not count:
        raise Unreadable(0, "The file has column names but no rows.")


def _wrong_length(found: int, expected: int) -> str:
    cause = "A value that has a comma needs quotation marks." if found > expected else "A value or a comma is missing."
    return f"This row has {found} values where there are {expected} columns. {cause}"


def _check_header(line: int, header: list[str], columns: Iterable[Column]) -> Iterator[Problem]:
    required = {column.name: column.required for column in columns}
    for place, name in enumerate(header):
        if not name:
            yield Problem(line, "", f"Column {place + 1} has no name.")
        elif name in header[:place]:
            yield Problem(line, name, f"The column “{name}” is there twice.")
        elif name not in required:
            yield Problem(line, name, f"“{name}” is not a column of this table. {hint(name, required)}")
    for name, needed in required.items():
        if needed and name not in header:
            yield Problem(line, name, f"The column “{name}” is missing.")


class _Checker(Generic[Row]):
    """Turns one record after the other into a row or problems, and remembers which rows it has seen."""

    def __init__(self, layout: Layout[Row], known: KnownCodes, today: date) -> None:
        self.layout, self.known, self.today = layout, known, today
        self.order = {column.name: place for place, column in enumerate(layout.columns)}
        self.first_lines: dict[Hashable, int] = {}

    def check(self, line: int, record: dict[str, str]) -> tuple[Row, list[Problem]]:
        values: dict[str, Any] = {}
        wrong: dict[str, list[str]] = {}
        for column in self.layout.columns:
            try:
                values[column.name] = read_value(column, record.get(column.name, ""), self.known)
            except Wrong as error:
                values[column.name], wrong[column.name] = error.stand_in, [str(error)]
        row = self.layout.build(line, values)
        # The first thing wrong with a value hides what else would be wrong with it.
        wrong = self.layout.misfits(row, self.known, self.today) | wrong
        if wrong.keys().isdisjoint(self.layout.unique):
            wrong |= self._repeated(line, row)
        # What is wrong with the row as a whole has no column, and comes last.
        columns = sorted(wrong, key=lambda name: self.order.get(name, len(self.order)))
        return row, [Problem(line, column, sentence) for column in columns for sentence in wrong[column]]

    def _repeated(self, line: int, row: Row) -> dict[str, list[str]]:
        first = self.first_lines.setdefault(self.layout.key(row), line)
        repeated = f"This {self.layout.one} is already on line {first}."
        return {} if first == line else {self.layout.unique[-1]: [repeated]}
