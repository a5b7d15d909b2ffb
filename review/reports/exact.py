"""What a report counts in bands or as yes and no, number by number: days, or passages, for each of its groups."""

from collections import Counter, defaultdict
from dataclasses import replace

from review.counting.cells import signed_cells
from review.counting.choosing import needed, spelled
from review.counting.dimensions import CRITERION
from review.counting.fact_sources import Days, Flagged
from review.counting.measures import measure_of
from review.counting.method import Method
from review.domain.tabulation import NOT_ANSWERED, Cell, reason_left_out
from review.reports.building import Report

Numbers = dict[tuple[str, ...], Counter[int]]
"""How many cases have each number, by the keys of the group; all cases stand under no key."""


def numbers_of(method: Method, report: Report) -> Numbers:
    """Return the numbers behind what a report counts, of the cases that it counts. One query.

    By criterion nothing is parted: each case would be there once for each. Raises TypeError where it counts no numbers.
    """
    where = spelled(method, report.where)
    by = [name for name in report.by if name != CRITERION]
    measure = measure_of(method, report.measure)
    if not isinstance(measure.source, Days | Flagged):
        raise TypeError(f"There are no numbers behind {report.measure}.")
    exact = replace(measure, source=replace(measure.source, exact=True))
    cells = signed_cells(method, needed(method, where, by), exact)
    return _by_group([cell for cell in cells if reason_left_out(cell, where) is None], by)


def _by_group(cells: list[Cell], by: list[str]) -> Numbers:
    found: Numbers = defaultdict(Counter)
    for cell in cells:
        for key in _keys(dict(cell.answers), by):
            found[key][int(cell.outcome[1])] += cell.count
    return found


def _keys(answers: dict[str, tuple[str, ...]], by: list[str]) -> list[tuple[str, ...]]:
    """Return the groups that a cell is in: the whole, those by the first name, and those within them."""
    keys: list[tuple[str, ...]] = [()]
    latest: list[tuple[str, ...]] = [()]
    for name in by:
        latest = [(*key, code) for key in latest for code in answers[name] or (NOT_ANSWERED,)]
        keys += latest
    return keys
