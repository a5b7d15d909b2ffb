"""Importing a list of published results: checked whole and shown first, then taken whole or not at all."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.domain.import_checks import Checked, Problem, read_table
from casefiles.domain.import_layouts import Layout
from review.external.actions import save_external_result
from review.external.facts import ExternalFacts, facts_of, known_names, tidy
from review.external.misfits import Beside, layout
from review.external.models import ExternalResult
from review.external.queries import every_result, named_scales
from review.external.table import ExternalRow, facts_from

MOST_ROWS = 1000
MOST_BYTES = 500_000
TOO_LARGE = "The file is larger than 500 kB. Split it into smaller ones."
CHANGED_SINCE = "Published results were changed since the file was checked. Check it again."
ADDED, CHANGED, SAME = "Is added", "Is corrected", "Stays as it is"


@dataclass(frozen=True)
class Planned:
    """What importing a line would do, and which facts it would change, as (name, before, after)."""

    line: int
    facts: ExternalFacts
    does: str
    version: int = 0
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def said(self) -> str:
        """Say the counts of a line as they were read: of single grades, and of grades together."""
        content = self.facts.content()
        parts = [_said(content["counts"]) if content["counts"] else "", *(_said([one]) for one in content["joints"])]
        return "; ".join(part for part in parts if part) or "no count but n"


@dataclass(frozen=True)
class Plan:
    """What importing a file would do, or all that is wrong with it; `unread` where it was not read to its end."""

    rows: tuple[Planned, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: bool = False

    @property
    def digest(self) -> str:
        """Return a mark of what was checked, which differs once anything of it would come out otherwise."""
        said = [(one.facts.slug, one.does, one.version, str(one.facts.content())) for one in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def number(self, does: str) -> int:
        """Return how many rows would do this."""
        return sum(one.does == does for one in self.rows)


def the_layout(source: str = "") -> tuple[Layout[ExternalRow], Beside]:
    """Return the layout of the table as it can be imported here, and what its lines are checked beside."""
    rows = ExternalResult.objects.order_by().values_list("slug__slug", "force__code", "withdrawn_at")
    forces = {slug: code or "" for slug, code, _ in rows}
    beside = Beside(named_scales(), known_names(), source, forces, frozenset(slug for slug, _, gone in rows if gone))
    return layout(beside), beside


def plan_of(actor: Actor, data: bytes, source: str = "") -> Plan:
    """Return what importing a file would do; nothing is written. Raises NotAllowed.

    A constant number of queries, whatever the number of rows.
    """
    require(actor, "external.edit")
    if len(data) > MOST_BYTES:
        return Plan(problems=(Problem(0, "", TOO_LARGE),), unread=True)
    table, beside = the_layout(source)
    known = {"force_code": list(beside.names.forces), "scale": list(beside.scales)}
    checked: Checked[ExternalRow] = read_table(data, table, known, most_rows=MOST_ROWS, today=actor.today)
    if checked.problems:
        return Plan(problems=checked.problems, unread=checked.cut_short)
    found = [(row.line, tidy(facts_from(row, beside.scales, source))) for row in checked.rows]
    there = {one.slug_id: one for one in every_result(actor).filter(slug__in=[facts.slug for _, facts in found])}
    return Plan(tuple(_planned(line, facts, there.get(facts.slug)) for line, facts in found))


def import_results(actor: Actor, data: bytes, source: str, seen: str) -> Plan:
    """Import a file as it was checked, all of it in one transaction, and return what was done.

    `seen` is the digest of the plan that was looked at. Raises NotAllowed, Invalid where anything is wrong, or Conflict
    where it would come out otherwise by now; then nothing was written. Doing it again changes nothing.
    """
    require(actor, "external.edit")
    with transaction.atomic(), audit.together():
        plan = plan_of(actor, data, source)
        if plan.problems:
            raise Invalid({"file": ["Nothing was imported.", *map(str, plan.problems)]})
        if plan.digest != seen and any(one.does != SAME for one in plan.rows):
            raise Conflict(CHANGED_SINCE)
        names = known_names()
        for one in plan.rows:
            if one.does != SAME:
                save_external_result(actor, one.facts, names)
    return plan


def _planned(line: int, facts: ExternalFacts, there: ExternalResult | None) -> Planned:
    if there is None:
        return Planned(line, facts, ADDED)
    before, after = facts_of(there).content(), facts.content()
    changes = tuple((name, _said(before[name]), _said(after[name])) for name in after if before[name] != after[name])
    return Planned(line, facts, CHANGED if changes else SAME, there.version, changes)


def _said(value: object) -> str:
    """Return a value of the facts in words."""
    if isinstance(value, dict):
        return ", ".join(f"{code} {count}" for code, count in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(f"{' and '.join(one['grades'])} {one['count']}" for one in value) or "none"
    return str(value) or "empty"
