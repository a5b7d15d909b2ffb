"""The reports, counted once more from what was signed: every table, every group, and the cases behind every figure."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from review.counting.dimensions import CRITERION, FORCE, TEAM_TYPE
from review.counting.method import Method
from review.domain.tabulation import EVERY_CASE, NOT_ANSWERED, Table, Where
from review.inspections.models import Inspection
from review.moderation.models import SignOff
from review.reports import building, tracing
from review.reports.asking import Asked
from review.reports.building import Report
from review.reports.data import report_data

QUESTION = "group-based"
PAIRS = 3
"""How many pairs of names a report is broken down by each time."""
TRACED = 6
"""How many figures of a report are followed down to their cases each time."""


def figures_are_right(chance: random.Random) -> Iterator[str]:
    """Yield every figure of every inspection that is not what was signed, and some whose cases cannot be found."""
    for inspection in Inspection.objects.all():
        method = building.method_of(inspection)
        signed = [
            json.loads(row.content) for row in SignOff.objects.filter(subject__inspection=inspection, ended_at=None)
        ]
        chosen = {EVERY_CASE.__str__(): EVERY_CASE, "group": building.chosen(method, [f"{QUESTION}=yes"])}
        for where in chosen.values():
            for by in (*_names(method, chance), ()):
                report = building.own_report(method, building.Definition(where, by))
                for wrong in (
                    *_whole(report, inspection, signed),
                    *_groups(report, inspection, signed),
                    *_some_traced(report, method, chance),
                ):
                    yield f"inspection {inspection.pk}, where “{where}”, by “{by}”: {wrong}"


def _names(method: Method, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield every name to break down by, and some pairs of them."""
    names = [*(name for name, one in method.dimensions.items() if not one.of_suspects), CRITERION]
    yield from ((name,) for name in names)
    yield from (tuple(chance.sample(names, 2)) for _ in range(PAIRS))


def _whole(report: Report, inspection: Inspection, signed: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with the whole of a report."""
    if report.table.selected != inspection.subjects.count():
        yield f"{report.table.selected} selected of {inspection.subjects.count()}"
    counted = Counter(_grade(one) for one in signed if _is_in(one, report.where))
    if +Counter(dict(report.table.counts)) != counted:
        yield f"counts {dict(report.table.counts)}, signed {dict(counted)}"
    yield from _adds_up(report.table)
    json.dumps(report_data(report))


def _adds_up(table: Table) -> Iterator[str]:
    if table.n != sum(table.counts.values()) or table.selected != table.n + sum(table.left_out.values()):
        yield f"{table} does not add up"


def _groups(report: Report, inspection: Inspection, signed: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with the groups of a report."""
    for group in report.groups:
        yield from _adds_up(group.table)
        if report.by == (CRITERION,) and group.table.selected != report.table.selected:
            yield f"{group.key}: {group.table.selected} selected of {report.table.selected}"
        if report.by in ((TEAM_TYPE,), (QUESTION,)):
            of_group = [one for one in signed if _is_in(one, report.where) and _answer(one, report.by[0]) == group.key]
            if group.table.n != len(of_group):
                yield f"{group.key}: n {group.table.n}, signed {len(of_group)}"
    if report.by in ((FORCE,), (TEAM_TYPE,), (QUESTION,)):
        for name in ("selected", "n"):
            total = sum(getattr(group.table, name) for group in report.groups)
            if total != getattr(report.table, name):
                yield f"the groups have {total} {name}, the whole {getattr(report.table, name)}"


def _some_traced(report: Report, method: Method, chance: random.Random) -> Iterator[str]:
    """Yield those of a few figures that have other cases behind them than they count."""
    figures = list(_figures(report))
    for asked, count in chance.sample(figures, min(TRACED, len(figures))):
        found = tracing.traced(method, asked)
        if (found.count(), found.subjects().count()) != (count, count):
            yield f"{asked.query()}: {count} counted, {found.count()} behind it in {found.subjects().count()} cases"


def _figures(report: Report) -> Iterator[tuple[Asked, int]]:
    """Yield every figure of a report with what its link asks for."""
    tables: list[tuple[tuple[str, ...], Table]] = [((), report.table)]
    for group in report.groups:
        tables.append(((group.key,), group.table))
        tables += [((group.key, one.key), one.table) for one in group.rows]
    for key, table in tables:
        asked = Asked(where=report.where, by=report.by[: len(key)], key=key)
        yield asked, table.n
        yield from ((replace(asked, answer=answer), count) for answer, count in table.counts.items())
        yield from ((replace(asked, left_out=reason), count) for reason, count in table.left_out.items())


def _grade(signed: dict[str, Any]) -> str:
    """Return the overall grade that was signed."""
    return str(signed["judgments"][-1]["grade"])


def _answer(signed: dict[str, Any], by: str) -> str:
    """Return what was signed as the answer to a question, or as the team's type."""
    if by == TEAM_TYPE:
        return str(signed["facts"]["team_type"])
    return next((str(one["choice"]) for one in signed["judgments"] if one["criterion"] == by), "") or NOT_ANSWERED


def _is_in(signed: dict[str, Any], where: Where) -> bool:
    """Return whether a signed case is in the subset of those who found a group."""
    return not where or _answer(signed, QUESTION) == "yes"
