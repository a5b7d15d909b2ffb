"""The signed-off cases and suspects that a release counts, one by one, by reference and codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from access.refusals import Invalid
from review.counting.cells import grouping_of, signed
from review.counting.dimensions import FORCE
from review.counting.method import Method
from review.counting.models import StandingSuspect
from review.counting.sources import OF_SUSPECT, STANDING, Base
from review.domain.disclosure import Population, Published, Row, joined
from review.domain.rules.together import Form
from review.domain.tabulation import NOT_ANSWERED
from review.releases.forces import PublicForces
from review.releases.ties import ties_of

Snapshot = Mapping[str, Mapping[str, str]]
"""The cases or suspects as they stand in a release: reference -> name -> code."""
CASES, SUSPECTS = "cases", "suspects"
SEVERAL = "“{name}” can have several answers in one case, so it cannot be released as one table."


@dataclass(frozen=True)
class Before:
    """What an earlier release told of cases, or of suspects, and those that it counted."""

    told: Published
    counted: Snapshot


def snapshot(method: Method, forces: PublicForces, names: Sequence[str], of: str) -> dict[str, dict[str, str]]:
    """Return every signed-off case, or suspect, with its code for each name, as it was signed off. One query.

    Names that the method does not know (any more) are left out. Raises Invalid for one with several answers in a case.
    """
    known = [name for name in names if name in method.dimensions]
    grouping = grouping_of(method, known)
    rows, base, reference = _counted(method, of)
    found: dict[str, dict[str, str]] = {}
    for row in grouping.selected(rows, base, **reference):
        cell = grouping.cell(row, "signed", 1)
        codes = {name: _code(method, name, codes) for name, codes in cell.answers}
        if FORCE in codes:
            codes[FORCE] = forces.code_of[codes[FORCE]]
        found[":".join(str(row[part]) for part in reference)] = codes
    return found


def _counted(method: Method, of: str) -> tuple[QuerySet[Any], Base, dict[str, F]]:
    """Return the rows that count, where they stand, and what a row is known by."""
    if of == SUSPECTS:
        rows = StandingSuspect.objects.filter(standing__in=signed(method))
        return rows, OF_SUSPECT, {"case_ref": F("standing__subject__public_id"), "person_ref": F("person_id")}
    return signed(method), STANDING, {"case_ref": F("subject__public_id")}


def _code(method: Method, name: str, codes: Sequence[str]) -> str:
    if len(set(codes)) > 1:
        raise Invalid(SEVERAL.format(name=method.title(name)))
    return codes[0] if codes else NOT_ANSWERED


def population(
    now: Snapshot,
    name: str,
    earlier: Mapping[str, Snapshot],
    known: Mapping[str, Sequence[str]],
    forms: Sequence[Form] = (),
) -> Population:
    """Return the cases of a release called `name` with those of all earlier ones, in their order.

    `forms` are those by which the cases are reviewed: they say which answers can stand together.

    Of a name that a release did not ask for, none of its tables tells anything, so that a case may have there what it
    has in another release: that keeps it one case. Raises ValueError where a code is not known, TooManyWays as
    `ties_of` does.
    """
    snapshots = {**earlier, name: now}
    names = list(known)
    filled = {
        release: {ref: _filled(ref, codes, names, snapshots) for ref, codes in cases.items()}
        for release, cases in snapshots.items()
    }
    rows: list[Row] = joined(filled)
    return Population(known, rows, tuple(snapshots), ties_of(known, forms, [row.values for row in rows]))


def _filled(
    ref: str, codes: Mapping[str, str], names: Sequence[str], snapshots: Mapping[str, Snapshot]
) -> dict[str, str]:
    """Return the codes of a case in one release, with those that it did not ask for from the latest that did."""
    others = [cases[ref] for cases in reversed(list(snapshots.values())) if ref in cases]
    return {name: codes.get(name) or next((one[name] for one in others if name in one), NOT_ANSWERED) for name in names}


def occurring(snapshots: Sequence[Snapshot], more: Sequence[Published]) -> dict[str, set[str]]:
    """Return the codes of each name that occur in cases, or in the tables of earlier releases."""
    found: dict[str, set[str]] = {}
    for cases in snapshots:
        for codes in cases.values():
            for name, code in codes.items():
                found.setdefault(name, set()).add(code)
    for told in more:
        for cell in told.figures:
            for name, allowed in cell.conditions:
                found.setdefault(name, set()).update(allowed)
    return found
