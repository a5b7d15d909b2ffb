"""What is behind each figure, compared with the table's own rule case by case."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet

from review.counting.behind import NOT_SIGNED
from review.counting.cells import counted_rows, grouping_of, open_subjects
from review.counting.choosing import needed, spelled
from review.counting.dimensions import CRITERION, Dimension
from review.counting.measures import measure_of
from review.counting.method import Method
from review.counting.sources import OF_SUSPECT, OPEN_SUBJECT, STANDING, Base
from review.domain.tabulation import NOT_ANSWERED, Cell, Table, reason_left_out
from review.domain.where import Where
from review.reports.asking import Asked
from review.reports.building import Definition, own_report
from review.reports.tracing import traced

PERIODS = {"month": "2026-03", "quarter": "2026-Q1", "year": "2026"}


def known(dimension: Dimension) -> list[str]:
    """Return the answers of a name, for periods one that has cases."""
    return [PERIODS[dimension.step]] if dimension.step else list(dimension.answers)


def bases(method: Method) -> dict[str, tuple[QuerySet[Any], Base]]:
    """Return the rows of each sort with where they stand."""
    ethnicity = measure_of(method, "ethnicity")
    return {
        "signed": (counted_rows(method, measure_of(method))[0], STANDING),
        "suspects": (counted_rows(method, ethnicity)[0], OF_SUSPECT),
        "open": (open_subjects(method), OPEN_SUBJECT),
    }


def check_sources(method: Method) -> None:
    """Check that each name's source finds exactly the rows of each sort that it reads a code of."""
    for sort, (rows, base) in bases(method).items():
        for dimension in method.dimensions.values():
            if not dimension.of_suspects or sort != "signed":
                _check_source(method, dimension, rows, base)


def _check_source(method: Method, dimension: Dimension, rows: QuerySet[Any], base: Base) -> None:
    grouping = grouping_of(method, [dimension.name])
    read = {row["key"]: dimension.source.codes(row, "d0") for row in grouping.selected(rows, base, key=F("pk"))}
    for wanted in (None, *([code] for code in known(dimension)), known(dimension)):
        found = grouping.named(rows, base).filter(dimension.source.having("d0", base, wanted))
        expected = {key for key, codes in read.items() if codes and (wanted is None or set(codes) & set(wanted))}
        assert set(found.values_list("pk", flat=True)) == expected, (dimension.name, wanted)


def placed(method: Method, asked: Asked) -> list[int]:
    """Return the cases behind a figure as the table's own rule places each of them, one by one."""
    group = dict(zip(asked.by, asked.key, strict=False))
    criterion = group.pop(CRITERION, "")
    measure = measure_of(method, f"grade.{criterion}" if criterion else asked.measure)
    where = spelled(method, asked.where)
    grouping = grouping_of(method, needed(method, where, group), measure.source)
    rows, base, subject = counted_rows(method, measure)
    cells = [
        (row["subject_of"], grouping.cell(row, "signed", 1))
        for row in grouping.selected(rows, base, subject_of=F(subject))
    ]
    if not measure.of_suspects:
        grouping = replace(grouping, outcome=None)
        cells += [
            (row["subject_of"], grouping.cell(row, row["state"], 1))
            for row in grouping.selected(open_subjects(method), OPEN_SUBJECT, state=F("state"), subject_of=F("pk"))
        ]
    return sorted(key for key, cell in cells if _is_in(cell, asked, where, group))


def _is_in(cell: Cell, asked: Asked, where: Where, group: dict[str, str]) -> bool:
    answers = dict(cell.answers)
    if any(code not in (answers.get(name) or (NOT_ANSWERED,)) for name, code in group.items()):
        return False
    reason = reason_left_out(cell, where)
    if asked.left_out:
        return reason == asked.left_out
    return reason is None and (not asked.answer or asked.answer in cell.values)


def figures(method: Method, definition: Definition) -> Iterator[tuple[Asked, int]]:
    """Yield every figure of a report with its count."""
    report = own_report(method, definition)
    tables: list[tuple[tuple[str, ...], Table]] = [((), report.table)]
    for group in report.groups:
        tables.append(((group.key,), group.table))
        tables += [((group.key, one.key), one.table) for one in group.rows]
    for key, table in tables:
        asked = Asked(report.where, report.by[: len(key)], report.measure, key=key)
        yield asked, table.n
        yield from ((replace(asked, answer=answer), count) for answer, count in table.counts.items())
        yield from ((replace(asked, left_out=reason), count) for reason, count in table.left_out.items())


def check_every_figure(method: Method, definition: Definition) -> None:
    """Check that behind every figure of a report are exactly the cases, or suspects, that it counts."""
    for asked, count in figures(method, definition):
        found = traced(method, asked)
        assert found.count() == count, asked.query()
        subjects = list(found.subjects().values_list("pk", flat=True))
        if not measure_of(method, asked.measure).of_suspects:
            assert sorted(subjects) == placed(method, asked), asked.query()
        elif asked.left_out not in NOT_SIGNED:
            assert set(subjects) == set(placed(method, asked)), asked.query()
