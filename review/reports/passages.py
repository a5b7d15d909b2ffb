"""Victim-blaming language in a report: passages flagged, and cases with one, for the whole and for each group."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.counting.dimensions import CRITERION, LANGUAGE
from review.counting.method import Method
from review.domain.wording import named_words
from review.reports.building import Report
from review.reports.document import Column, Line, Sheet, Value
from review.reports.exact import Numbers, numbers_of

COLUMNS = (
    Column("Passages", "count", figure="flags"),
    Column("Cases with a passage", "count", figure="cases-with-flag"),
    Column("Cases counted (n)", "count", figure="n"),
)
NOTE = "The same words on the same page are one passage, in however many categories they are flagged."
OVERLAP = "The groups overlap: a case can be in several of them, so their passages do not add up to the whole."


@dataclass(frozen=True)
class Passages:
    """The passages of a group of cases: how many, in how many cases, of how many that are counted."""

    headings: tuple[str, ...]
    keys: tuple[str, ...]
    passages: int
    cases: int
    n: int


def passages_of(method: Method, report: Report) -> list[Passages]:
    """Return the passages of all cases that a report counts and of each group; none where it counts something else.

    One query.
    """
    if report.measure != LANGUAGE:
        return []
    numbers = numbers_of(method, report)
    return [_row(headings, keys, numbers) for headings, keys in _groups(report)]


def _groups(report: Report) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the headings and keys of the whole and of each group, one within the other; not those by criterion."""
    yield ("All",), ()
    if report.by[:1] == (CRITERION,):
        return
    for group in report.groups:
        yield (group.label,), (group.key,)
        if not report.inner_repeats:
            yield from (((group.label, one.label), (group.key, one.key)) for one in group.rows)


def _row(headings: tuple[str, ...], keys: tuple[str, ...], numbers: Numbers) -> Passages:
    found = numbers.get(keys, Counter[int]())
    passages = sum(number * cases for number, cases in found.items())
    return Passages(headings, keys, passages, sum(cases for number, cases in found.items() if number), found.total())


def passages_sheet(report: Report, rows: Sequence[Passages]) -> Sheet:
    """Return the passages as a table."""
    titles = [title for name, title in zip(report.by, report.titles, strict=True) if name != CRITERION]
    title = f"Passages by {named_words(titles)}" if titles else "Passages"
    width = max(len(titles), 1)
    lines = tuple(
        Line(
            (*row.headings, *["All"] * (width - len(row.headings))),
            tuple(Value(number, str(number)) for number in (row.passages, row.cases, row.n)),
            row.keys,
        )
        for row in rows
    )
    return Sheet("passages", title, tuple(titles) or ("Group",), COLUMNS, lines, passages_notes(report), report.by)


def passages_notes(report: Report) -> tuple[str, ...]:
    """Return what must be known of a table of passages."""
    return (NOTE, OVERLAP) if report.overlapping else (NOTE,)
