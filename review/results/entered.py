"""Results that a supervisor entered: which the framework asks for, which are in force, and what was said before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max

from review.domain.rules.over_cases import rules_over_cases
from review.frameworks.file.model import EnteredFile
from review.frameworks.models import Grade
from review.frameworks.rows import content
from review.frameworks.scales import content_hash
from review.inspections.models import Inspection, InspectionForce
from review.results.basis import Basis
from review.results.models import EnteredResult

INSPECTION, FORCE = "inspection", "force"
"""What a rule over cases can be for."""


@dataclass(frozen=True)
class AskedFor:
    """A result that the framework asks somebody to enter: its words, and its grades, the best first."""

    code: str
    title: str
    guidance: str
    grades: tuple[Grade, ...]


def level(force: InspectionForce | None) -> str:
    """Return what results are for: the inspection as a whole, or one of its forces."""
    return FORCE if force else INSPECTION


def read_by_rules(basis: Basis, of: str) -> tuple[EnteredFile, ...]:
    """Return what is entered for the inspection, or for each force: what a rule for it looks at."""
    refs = (ref for rule in rules_over_cases(basis.method, of) for step in rule.steps for ref in step.refs)
    read = {ref.code for ref in refs if ref.kind == "entered"}
    return tuple(one for one in basis.file.entered if one.code in read)


def asked_for(basis: Basis, of: str) -> tuple[AskedFor, ...]:
    """Return what is entered for the inspection, or for each force, with its grades. One query."""
    wanted, hashes = read_by_rules(basis, of), scale_hashes(basis)
    grades: dict[str, list[Grade]] = defaultdict(list)
    rows = Grade.objects.filter(scale__content_hash__in={hashes[one.code] for one in wanted}).select_related("scale")
    for grade in rows.order_by("rank"):
        grades[grade.scale.content_hash].append(grade)
    return tuple(AskedFor(one.code, one.title, one.guidance, tuple(grades[hashes[one.code]])) for one in wanted)


def scale_hashes(basis: Basis) -> dict[str, str]:
    """Return for the code of each entered result what its scale is known by."""
    scales = {scale.code: content_hash(*content(scale)) for scale in basis.file.scales}
    return {one.code: scales[one.scale] for one in basis.file.entered}


Entered = Mapping[str, EnteredResult]


def in_force(basis: Basis, inspection: Inspection) -> dict[int | None, Entered]:
    """Return the entered results of the inspection (under None) and of its forces, by code. One query.

    One that was entered on another scale than the framework's version has counts as not entered.
    """
    hashes = scale_hashes(basis)
    found: dict[int | None, dict[str, EnteredResult]] = defaultdict(dict)
    rows = EnteredResult.objects.filter(inspection=inspection, current=True).select_related("grade__scale", "by")
    for row in rows:
        if hashes.get(row.code) == row.grade.scale.content_hash:
            found[row.inspection_force_id][row.code] = row
    return dict(found)


def revisions(inspection: Inspection, force: InspectionForce | None, codes: Iterable[str]) -> list[EnteredResult]:
    """Return all that was ever entered for the inspection or one force, the newest first. One query."""
    rows = EnteredResult.objects.filter(inspection=inspection, inspection_force=force, code__in=list(codes))
    return list(rows.select_related("grade", "by").order_by("-at", "-pk"))


def last_revisions(inspection: Inspection, force: InspectionForce | None) -> dict[str, int]:
    """Return the number of the last revision of each result entered for the inspection or one force. One query."""
    rows = EnteredResult.objects.filter(inspection=inspection, inspection_force=force).order_by()
    return dict(rows.values_list("code").annotate(last=Max("revision")))
