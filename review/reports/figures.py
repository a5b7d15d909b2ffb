"""The figures of a report one by one: to be kept with it, and compared with what they come to later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from review.domain.statistics_wording import MINUS
from review.domain.tabulation import Table
from review.domain.wording import left_out_words, lower_first
from review.reports.building import GroupRow, Report

Figures = list[list[str | int]]
"""Each figure as [group, inner group, kind, code, words, count]; no words of a case are among them."""


def figures_of(report: Report) -> Figures:
    """Return every figure of a report, zeros too."""
    found = list(_of_table("", "", "", report.table, dict(_labels(report)), report.unanswered))
    for group in report.groups:
        found += _of_group(group, "", "")
    return found


def _of_group(group: GroupRow, outer: str, words: str) -> Iterator[list[str | int]]:
    labels = {grade.code: grade.label for grade in group.scale.grades}
    keys = (outer, group.key) if outer else (group.key, "")
    said = f"{words}, {group.label}" if words else group.label
    yield from _of_table(*keys, said, group.table, labels, group.unanswered)
    for one in group.rows:
        yield from _of_group(one, group.key, group.label)


def _labels(report: Report) -> Iterator[tuple[str, str]]:
    return ((grade.code, grade.label) for grade in report.scale.grades)


def _of_table(
    key: str, inner: str, said: str, table: Table, labels: Mapping[str, str], unanswered: str
) -> Iterator[list[str | int]]:
    start = f"{said}: " if said else ""
    yield [key, inner, "selected", "", f"{start}selected", table.selected]
    yield [key, inner, "n", "", f"{start}counted (n)", table.n]
    for code, count in table.counts.items():
        yield [key, inner, "answer", code, f"{start}{labels.get(code, code)}", count]
    for code, count in table.left_out.items():
        words = lower_first(left_out_words(code, unanswered))
        yield [key, inner, "left-out", code, f"{start}left out, {words}", count]


@dataclass(frozen=True)
class Changed:
    """A figure that is another one now; None where it was, or is, not there at all."""

    words: str
    before: int | None
    now: int | None

    @property
    def difference(self) -> int | None:
        """Return the change; None where one of the two is not there."""
        return self.now - self.before if self.before is not None and self.now is not None else None

    @property
    def by(self) -> str:
        """Return the change with its sign; nothing where one of the two is not there."""
        return "" if self.difference is None else f"{self.difference:+d}".replace("-", MINUS)


def changes(before: Figures, now: Figures) -> list[Changed]:
    """Return the figures that changed, in the order of what they are now, those that are gone last."""
    old, new = _by_place(before), _by_place(now)
    places = [*new, *(place for place in old if place not in new)]
    return [
        Changed(str((new.get(place) or old[place])[4]), _count(old.get(place)), _count(new.get(place)))
        for place in places
        if _count(old.get(place)) != _count(new.get(place))
    ]


def _by_place(figures: Figures) -> dict[tuple[object, ...], list[str | int]]:
    return {tuple(figure[:4]): figure for figure in figures}


def _count(figure: list[str | int] | None) -> int | None:
    return int(figure[5]) if figure else None
