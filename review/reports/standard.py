"""The standard report of one inspection: overall, by force, by criterion, and language, from one set of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from review.counting.cells import at_each_criterion, criterion_cells, open_cells, signed_cells
from review.counting.choosing import needed, spelled
from review.counting.dimensions import CRITERION, FORCE
from review.counting.measures import measure_of
from review.counting.method import Method
from review.counting.standard import IN_HEADLINE, FlagCount, kept_cells
from review.domain.tabulation import EVERY_CASE, Cell, Where
from review.reports import queries
from review.reports.building import Definition, Report, report_of


@dataclass(frozen=True)
class StandardTable:
    """One table of the standard report: its short name, its title, and the report that it shows whole or by groups."""

    name: str
    title: str
    report: Report
    by_groups: bool = False


@dataclass(frozen=True)
class StandardReport:
    """The headline (or all cases) by force and by criterion, language by force, and when figures last changed."""

    by_force: Report
    by_criterion: Report
    flags: dict[tuple[int, int], FlagCount]
    changed_at: datetime | None

    @property
    def tables(self) -> tuple[StandardTable, ...]:
        """Return its tables of grades in their order: the page, the command and every file show these and no others."""
        whole = StandardTable("whole", "All cases", self.everything)
        first = (StandardTable("headline", "Headline", self.by_force), whole) if self.by_force.where else (whole,)
        by_force = StandardTable("by-force", "By force", self.by_force, by_groups=True)
        by_criterion = StandardTable("by-criterion", "By criterion", self.by_criterion, by_groups=True)
        return (*first, by_force, by_criterion)

    @property
    def everything(self) -> Report:
        """Return the table of all cases, whether the headline is of all of them or not."""
        table = self.by_force.whole or self.by_force.table
        return replace(self.by_force, where=EVERY_CASE, table=table, by=(), titles=(), groups=(), overlapping=False)


def standard_report(method: Method, headline: Where) -> StandardReport:
    """Return the standard report of an inspection over the cases that `headline` chooses.

    It is read from the kept figure counts where the inspection keeps them by its headline, in two queries whatever
    the number of cases; otherwise, with equal figures, from the facts.
    """
    measure = measure_of(method)
    kept = kept_cells(method)
    if kept is None:
        return _from_facts(method, headline)
    not_signed = open_cells(method, [FORCE], measure)
    where = IN_HEADLINE if headline else EVERY_CASE
    cells, criteria = [*kept.overall, *not_signed], [*kept.criteria, *at_each_criterion(method, not_signed)]
    return _report(method, headline, where, cells, criteria, kept.flags, kept.changed_at)


def _from_facts(method: Method, headline: Where) -> StandardReport:
    where = spelled(method, headline)
    names = needed(method, where, [FORCE])
    measure = measure_of(method)
    not_signed = open_cells(method, names, measure)
    cells = [*signed_cells(method, names, measure), *not_signed]
    criteria = criterion_cells(method, names, not_signed)
    changed = queries.last_changed(method.inspections[0])
    return _report(method, headline, where, cells, criteria, queries.flags_by_force(method), changed)


def _report(
    method: Method,
    headline: Where,
    where: Where,
    cells: Sequence[Cell],
    criteria: Sequence[Cell],
    flags: dict[tuple[int, int], FlagCount],
    changed: datetime | None,
) -> StandardReport:
    by_force = report_of(method, Definition(headline, (FORCE,)), where, cells, [])
    by_criterion = report_of(method, Definition(headline, (CRITERION,)), where, cells, criteria)
    return StandardReport(by_force, by_criterion, flags, changed)
