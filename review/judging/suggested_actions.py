"""Taking up what the rules over cases give for a force, so that it stands beside the judgments of that force."""

from dataclasses import dataclass

from django.db import transaction

from access import audit
from access.actor import Actor
from review.domain.rules.outcomes import Result
from review.frameworks.models import Grade, Rule
from review.frameworks.published import offered_by
from review.inspections.models import InspectionForce
from review.results.basis import basis_of
from review.results.queries import InspectionResults, results_of
from review.reviewing.actions import work_out_anew
from review.reviewing.hands import take_in_hand
from review.reviewing.models import Review, RuleResult


@dataclass(frozen=True)
class Given:
    """What a rule over cases gives for a force now."""

    rule: Rule
    result: Result
    grade: Grade | None

    def says(self, row: RuleResult | None) -> bool:
        """Return whether a result that was taken up says the same."""
        if row is None:
            return False
        stored = (row.kind, row.grade_id, row.trace)
        return stored == (self.result.kind.value, self.grade.pk if self.grade else None, list(self.result.trace))


def given_now(actor: Actor, force: InspectionForce) -> list[Given]:
    """Return what the rules over cases give for each topic of a force now; no rule, nothing."""
    basis = basis_of(force.inspection)
    if not basis.gives_results:
        return []
    return _given(results_of(force.inspection, actor.now, basis), force)


def _given(found: InspectionResults, force: InspectionForce) -> list[Given]:
    place = next(one for one in found.forces if one.force and one.force.pk == force.pk)
    offered = offered_by(found.basis.version)
    rules = {rule.code: rule for rule in found.basis.method.rules}
    given = []
    for topic in sorted(place.topics):
        result = place.result(topic)
        scale = rules[result.rule].scale if result and result.rule in rules else None
        if topic and result and result.rule in offered.rules:
            grade = offered.rule_grades[scale.code, result.grade] if scale and result.grade else None
            given.append(Given(offered.rules[result.rule], result, grade))
    return given


def changed_since_taken_up(actor: Actor, force: InspectionForce) -> list[Given]:
    """Return what the rules over cases give now that is another than what was taken up."""
    taken = _taken(force)
    return [one for one in given_now(actor, force) if not one.says(taken.get(one.rule.pk))]


def _taken(force: InspectionForce) -> dict[int, RuleResult]:
    return {row.rule_id: row for row in RuleResult.objects.filter(inspection_force=force, current=True).order_by()}


def take_up(actor: Actor, force: InspectionForce, review: Review) -> int:
    """Keep what the rules over cases give for a force, beside the judgments of the review; return how many are new.

    Raises NotAllowed; Conflict where the review is out of its judge's hands.
    """
    with transaction.atomic():
        take_in_hand(actor, review)
        return keep_given(actor, force, review)


def keep_given(actor: Actor, force: InspectionForce, review: Review) -> int:
    """Keep what the rules give now, as take_up does, for whoever locked the review's subject already."""
    taken, new = _taken(force), changed_since_taken_up(actor, force)
    for one in new:
        RuleResult.objects.filter(pk__in=[taken[one.rule.pk].pk] if one.rule.pk in taken else []).update(current=False)
        RuleResult.objects.create(
            inspection_force=force,
            rule=one.rule,
            kind=one.result.kind.value,
            grade=one.grade,
            trace=list(one.result.trace),
            missing=list(one.result.missing),
            at=actor.now,
        )
    if new:
        work_out_anew(actor, review)
        grades = {one.rule.topic_code: one.grade.code if one.grade else one.result.kind.value for one in new}
        ids = {"force": force.public_id}
        audit.record(
            actor, "force-results.taken-up", "review", review.public_id, fields=list(grades), ids=ids, new=grades
        )
    return len(new)
