"""Every write to the published results of exercises made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from casefiles.domain.facts import Problems
from casefiles.forces.models import Force
from review.frameworks.models import Scale
from review.inspections.details import slug_problem
from review.inspections.models import ExerciseSlug, ExerciseType, ExternalCount, ExternalResult


@dataclass(frozen=True)
class ExternalFacts:
    """What was published of an exercise. `counts` is grade code to count; a grade that was not published is absent.

    `force_code` is empty where several forces stand together; `fieldwork` is the period as it was published.
    """

    slug: str
    title: str
    force_code: str
    exercise_type: str
    fieldwork: str
    scope: str
    scale: Scale
    n: int
    counts: Mapping[str, int]
    source: str
    note: str = ""


def save_external_result(actor: Actor, facts: ExternalFacts) -> ExternalResult:
    """Add a published result, or bring the one of this slug up to date, and return it. Doing it again does nothing.

    Raises NotAllowed, or Invalid by field of ExternalFacts: among others where the counts do not add up to n.
    """
    require(actor, "reference.load")
    with transaction.atomic():
        _refuse(_problems(facts))
        slug, _ = ExerciseSlug.objects.get_or_create(slug=facts.slug)
        result = ExternalResult.objects.filter(slug=slug).first()
        before = _content(result) if result else None
        if result and before == _new_content(facts):
            return result
        result, _ = ExternalResult.objects.update_or_create(slug=slug, defaults=_columns(facts))
        _replace_counts(result, facts)
        name = "external-result.changed" if before else "external-result.added"
        audit.record(actor, name, "external-result", facts.slug, old=before, new=_new_content(facts))
    return result


def _problems(facts: ExternalFacts) -> Problems:
    found: Problems = {}
    if sentence := slug_problem(facts.slug):
        found["slug"] = [sentence]
    elif ExerciseSlug.objects.filter(slug=facts.slug, inspection__isnull=False).exists():
        found["slug"] = [f"“{facts.slug}” is an inspection of this installation."]
    if facts.exercise_type not in ExerciseType.values:
        found["exercise_type"] = [f"“{facts.exercise_type}” is not a kind of exercise."]
    if facts.force_code and not Force.objects.filter(code=facts.force_code).exists():
        found["force_code"] = [f"There is no force with the code “{facts.force_code}”."]
    grades = set(facts.scale.grades.values_list("code", flat=True))
    total = sum(facts.counts.values())
    if unknown := sorted(set(facts.counts) - grades):
        found["counts"] = [f"The scale has no grade {', '.join(unknown)}."]
    elif total > facts.n or (set(facts.counts) == grades and total != facts.n):
        found["counts"] = [f"The counts add up to {total}, not to {facts.n}."]
    return found


def _columns(facts: ExternalFacts) -> dict[str, Any]:
    force = Force.objects.get(code=facts.force_code) if facts.force_code else None
    names = ("title", "exercise_type", "fieldwork", "scope", "scale", "n", "source", "note")
    return {"force": force, **{name: getattr(facts, name) for name in names}}


def _replace_counts(result: ExternalResult, facts: ExternalFacts) -> None:
    result.counts.all().delete()
    grades = {grade.code: grade for grade in facts.scale.grades.all()}
    ExternalCount.objects.bulk_create(
        ExternalCount(result=result, grade=grades[code], count=count) for code, count in facts.counts.items()
    )


def _content(result: ExternalResult) -> dict[str, Any]:
    return {
        "title": result.title,
        "force_code": result.force.code if result.force else "",
        "exercise_type": result.exercise_type,
        "fieldwork": result.fieldwork,
        "scope": result.scope,
        "scale": result.scale.content_hash,
        "n": result.n,
        "counts": dict(result.counts.values_list("grade__code", "count")),
        "source": result.source,
        "note": result.note,
    }


def _new_content(facts: ExternalFacts) -> dict[str, Any]:
    content = {name: value for name, value in vars(facts).items() if name != "slug"}
    return {**content, "scale": facts.scale.content_hash, "counts": dict(facts.counts)}


def _refuse(problems: Problems) -> None:
    if problems:
        raise Invalid(problems)
