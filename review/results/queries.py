"""Results of an inspection and of each of its forces from all their signed-off cases, worked out when asked for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max

from access.actor import Actor
from access.permissions import Scope
from review.counting.models import StandingReview
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.domain.rules.over_cases import Case, CasesResults, evaluate_cases, rules_over_cases, takes
from review.inspections.models import Inspection, InspectionForce
from review.inspections.queries import forces_of, report_scope
from review.results.basis import Basis, Counted, basis_of
from review.results.cases import signed_cases
from review.results.entered import Entered, in_force, level

NO_CASES = "No case is signed off here yet, so there is nothing to count."


@dataclass(frozen=True)
class PlaceResults:
    """What the inspection as a whole, or one force, comes to: its cases, what was entered, and the results."""

    force: InspectionForce | None
    label: str
    counted: Counted
    entered: Entered
    results: CasesResults
    topics: frozenset[str]

    def result(self, topic: str) -> Result | None:
        """Return the result for a topic (empty: the whole), None where no rule gives one for this place."""
        if topic not in self.topics:
            return None
        return self.results.topics[topic] if topic else self.results.whole


@dataclass(frozen=True)
class InspectionResults:
    """The results of an inspection as they stood at the moment `as_of`; nothing of them is stored."""

    inspection: Inspection
    basis: Basis
    as_of: datetime
    last_signed_off_on: date | None
    whole: PlaceResults
    forces: tuple[PlaceResults, ...]

    @property
    def places(self) -> tuple[PlaceResults, ...]:
        """The whole, where a rule gives a result for it, and each force where one does so."""
        return tuple(place for place in (self.whole, *self.forces) if place.topics)

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Code and title of each topic that a rule over cases is about, in order; the whole, without a code, last."""
        about = {rule.topic for rule in rules_over_cases(self.basis.method)}
        topics = [(topic.code, topic.title) for topic in self.basis.method.topics if topic.code in about]
        return (*topics, ("", "Overall")) if "" in about else tuple(topics)


def results_scope(actor: Actor, inspection: Inspection) -> Scope:
    """Return how the actor stands to the inspection's results: as to its report, and whether it is closed."""
    scope = report_scope(actor, inspection)
    return replace(scope, closed=inspection.status == Inspection.Status.CLOSED)


def results_of(inspection: Inspection, as_of: datetime, basis: Basis | None = None) -> InspectionResults:
    """Return the results of an inspection and of its forces as they are now. A constant number of queries."""
    basis = basis or basis_of(inspection)
    standing = StandingReview.objects.filter(inspection=inspection)
    signed = signed_cases(basis, standing)
    by_force: dict[int, list[Case]] = defaultdict(list)
    for one in signed:
        by_force[one.force_id].append(one.case)
    entered, forces = in_force(basis, inspection), forces_of(inspection)
    return InspectionResults(
        inspection=inspection,
        basis=basis,
        as_of=as_of,
        last_signed_off_on=standing.aggregate(last=Max("signed_off_on"))["last"],
        whole=_place(basis, None, [one.case for one in signed], entered.get(None, {})),
        forces=tuple(_place(basis, force, by_force[force.force_id], entered.get(force.pk, {})) for force in forces),
    )


def _place(basis: Basis, force: InspectionForce | None, cases: Sequence[Case], entered: Entered) -> PlaceResults:
    of = level(force)
    grades = {code: row.grade.code for code, row in entered.items()}
    results = evaluate_cases(basis.method, cases, grades, of)
    return PlaceResults(
        force=force,
        label=label_of(force),
        counted=basis.counted(force.force_id if force else None),
        entered=entered,
        results=results if cases else _without_cases(basis.method, of, results),
        topics=frozenset(rule.topic for rule in rules_over_cases(basis.method, of)),
    )


def label_of(force: InspectionForce | None) -> str:
    """Return what a force is called on reports, by label or name as its inspection says; or the whole."""
    if force is None:
        return "All forces"
    return force.label if force.inspection.show_labels else force.force.name


def _without_cases(method: Method, of: str, results: CasesResults) -> CasesResults:
    """Return results without those that rest on cases, where there is none: not yet is not the same as not ever."""
    topics, whole = dict(results.topics), results.whole
    empty: set[str] = set()
    for rule in rules_over_cases(method, of):
        looks_at = {ref.code for step in rule.steps for ref in step.refs if ref.kind == "topic"}
        if not takes(rule) and not looks_at & empty:
            continue
        result = Result(Kind.INCOMPLETE, trace=(NO_CASES,), rule=rule.code)
        if rule.topic:
            empty.add(rule.topic)
            topics[rule.topic] = result
        else:
            whole = result
    return CasesResults(topics, whole, results.taken)
