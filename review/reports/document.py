"""A report as a document: titles, typed tables, notes and pictures. Every page, file and format is made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from review.domain.wording import NO_CASE as NO_CASE

CASES_CHOSEN, NUMBER_COUNTED, COMPARED = "Cases chosen", "Number counted (n)", "What is compared"
"""Labels of what must be known of a report, by which a table says it of itself; of a published exercise that stands
beside others nothing was counted, so a comparison says what is compared."""
Kind = Literal["count", "percent", "limit", "difference", "difference-limit", "number", "text"]
LIMITS: tuple[Kind, ...] = ("limit", "difference-limit")
NOT_PUBLISHED, NOT_SHOWN, NO_SHARE = "not published", "not shown", "not a share"
"""Why a cell has no value: the source does not say; too few cases; nothing was counted; the row has no share of n."""


@dataclass(frozen=True)
class Value:
    """One value of a table with the words that show it; None is no value.

    Shares and their limits are parts of 1; differences of shares and their limits are percentage points; a plain number
    is a p value, or days.
    """

    number: int | Fraction | float | None
    words: str


@dataclass(frozen=True)
class Column:
    """A column: its title and what its values are.

    `figure` says what it counts (n, selected, grade, left-out; empty where its rows say that), `code` the answer or
    reason.
    """

    title: str
    kind: Kind
    code: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table: its headings, one for each heading column, and its values, one for each column.

    `keys` are the codes of the groups that it is of, an empty one where it is of all. Where the row, not its columns,
    says what is counted, `figure` and `code` do so.
    """

    headings: tuple[str, ...]
    values: tuple[Value, ...]
    keys: tuple[str, ...] = ()
    code: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table: a short name, a title, its heading columns, columns and rows, and the notes that stand under it.

    `by` are the names that its rows are groups of, `scale` the code of the answers that are counted. A table of other
    cases than its report has `where` for them, and in `about` what is known of it instead. `several`: a case can have
    several of the answers that are counted, so that they do not add up to n.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Sequence[Line]
    notes: tuple[str, ...]
    by: tuple[str, ...] = ()
    scale: str = ""
    where: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    several: bool = False

    @property
    def cells(self) -> int:
        """Return how many cells its rows have."""
        return len(self.lines) * (len(self.headings) + len(self.columns))

    def figures(self) -> list[tuple[int, ...]]:
        """Return the places of its columns by figure: a count or difference, and the share and limits after it."""
        found: list[tuple[int, ...]] = []
        for place, column in enumerate(self.columns):
            if column.kind in ("percent", *LIMITS) and found:
                found[-1] += (place,)
            else:
                found.append((place,))
        return found


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, with its title."""

    name: str
    title: str
    svg: str


@dataclass(frozen=True)
class ReportDocument:
    """A whole report: its title and marking, what must be known of it as (label, words), tables, pictures, notes.

    `name` is the exercise's short name; `where` and `measure` are what was asked for, in codes. `data` holds the
    figures as programs read them. `told_apart` are the words of its files' names that tell it from other reports of the
    exercise; the measure where there are none.
    """

    name: str
    title: str
    marking: str
    about: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]
    where: str = ""
    measure: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    told_apart: tuple[str, ...] = ()


def about_sheet(document: ReportDocument, sheet: Sheet) -> list[tuple[str, str]]:
    """Return what must be known of one table: what is known of the report, where the table is not of other cases."""
    own = dict(sheet.about)
    return [(label, own.get(label, words)) for label, words in document.about]


def cases_line(document: ReportDocument, sheet: Sheet) -> str:
    """Return which cases a table counts, and how many where that is its own; nothing where no table could differ."""
    chosen = dict(about_sheet(document, sheet)).get(CASES_CHOSEN, "")
    if not chosen or len(document.sheets) == 1:
        return ""
    n = dict(sheet.about).get(NUMBER_COUNTED, "")
    return f"{CASES_CHOSEN}: {chosen}{f'; n = {n}' if n else ''}"


def figure_words(columns: Sequence[Column], values: Sequence[Value]) -> str:
    """Return a figure in words: a count with its share and interval, if it has them, in brackets."""
    more = [value.words for column, value in zip(columns, values, strict=True) if _is_share(column, value)]
    limits = [value.words for column, value in zip(columns, values, strict=True) if _is_limit(column, value)]
    more += [f"interval {' to '.join(limits)}"] if limits else []
    return f"{values[0].words} ({', '.join(more)})" if more else values[0].words


def _is_share(column: Column, value: Value) -> bool:
    return column.kind == "percent" and value.number is not None


def _is_limit(column: Column, value: Value) -> bool:
    return column.kind in LIMITS and value.number is not None


def shown(sheet: Sheet, line: Line) -> Iterator[str]:
    """Yield the figures of a row in words, one for each figure of the table."""
    for places in sheet.figures():
        yield figure_words([sheet.columns[place] for place in places], [line.values[place] for place in places])
