"""A report as a document: titles, typed tables, notes and pictures. Every page, file and format is made of it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["count", "percent", "limit", "text"]
NOT_PUBLISHED, NOT_SHOWN, NO_CASE = "not published", "not shown", "no case"
"""Why a cell has no value: the source does not say; too few cases for a percentage; nothing was counted."""


@dataclass(frozen=True)
class Value:
    """One value of a table with the words that show it. A share or a limit is a part of 1; None is no value."""

    number: int | Fraction | float | None
    words: str


@dataclass(frozen=True)
class Column:
    """A column: its title, what its values are, and the code of the answer that it counts, if it counts one."""

    title: str
    kind: Kind
    code: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table: its headings, one for each heading column, and its values, one for each column."""

    headings: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """One table: a short name, a title, its heading columns, columns and rows, and the notes that stand under it."""

    name: str
    title: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, with its title."""

    name: str
    title: str
    svg: str


@dataclass(frozen=True)
class ReportDocument:
    """A whole report: its title and marking, what must be known of it as (label, words), tables, pictures, notes."""

    name: str
    title: str
    marking: str
    about: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]
