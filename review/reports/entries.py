"""One exercise among others, an own inspection or a published result: what is told of it, and its counts."""

from dataclasses import dataclass

from django.urls import reverse

from review.counting.scales import ScaleInfo
from review.domain.exercise import Exercise
from review.domain.over_time import Standing
from review.domain.published_counts import Joint, WorkedOut, worked_out
from review.external.models import ExternalResult
from review.inspections.models import ExerciseType, Inspection
from review.reports.own_exercises import OwnExercise
from review.reports.published import published_report

COUNTED_HERE, ELSEWHERE = "counted here", "published elsewhere"


@dataclass(frozen=True)
class Entry:
    """One exercise among others, own or published, with its counts as far as they are known."""

    slug: str
    title: str
    label: str
    kind: str
    when: str
    cases: str
    scale: ScaleInfo
    standing: Standing
    found: WorkedOut
    url: str
    joints: tuple[Joint, ...] = ()
    own: OwnExercise | None = None
    note: str = ""

    @property
    def origin(self) -> str:
        """Say where the counts are from."""
        return COUNTED_HERE if self.own else ELSEWHERE

    @property
    def design(self) -> str:
        """Return how its cases were chosen; of a published result that is not known here."""
        return self.own.inspection.sample_design if self.own else str(Inspection.SampleDesign.UNKNOWN)

    @property
    def is_random(self) -> bool:
        """Whether its sample is known to be random."""
        return self.design == Inspection.SampleDesign.RANDOM

    def exercise(self, tells_origin: bool) -> Exercise:
        """Return it as a panel among others, which tells where its counts are from if others are from elsewhere."""
        said = [self.when, "" if self.cases == "all" else self.cases, self.origin if tells_origin else ""]
        when = ", ".join(part for part in said if part)
        return Exercise(self.label, self.kind, when, self.found.published, self.found.n, self.joints)


def _kind(exercise_type: str) -> str:
    return "" if exercise_type == ExerciseType.OTHER else exercise_type


def own_entry(own: OwnExercise) -> Entry:
    """Return an own inspection as an exercise among others; its headline subset is counted, where it has one."""
    inspection = own.inspection
    counts = own.overall_counts()
    forces = frozenset(row.force.code for row in inspection.forces.all())
    scale = own.overall.scale
    return Entry(
        slug=inspection.slug_id,
        title=inspection.title,
        label=inspection.title,
        kind=str(inspection.get_exercise_type_display()),
        when=_period(own),
        cases=own.headline_words() or "all",
        scale=own.scale,
        standing=Standing(
            kind=_kind(inspection.exercise_type),
            scale=scale.content_hash if scale else "",
            forces=forces or None,
            cases=inspection.headline_subset or "all",
            own=True,
            labelled=inspection.show_labels,
            scale_title=own.scale.title,
        ),
        found=worked_out(own.scale.codes, sum(counts.values()), counts),
        url=reverse("report", args=[inspection.slug_id]),
        own=own,
    )


def _period(own: OwnExercise) -> str:
    """Return when an own inspection took place, as published ones say it: 2023-03 to 2023-06."""
    inspection = own.inspection
    days = [day for day in (inspection.fieldwork_from, inspection.fieldwork_until) if day]
    months = list(dict.fromkeys(f"{day:%Y-%m}" for day in days or [inspection.created_at]))
    return " to ".join(months)


def published_entry(result: ExternalResult) -> Entry:
    """Return a published result as an exercise among others."""
    report = published_report(result)
    return Entry(
        slug=result.slug_id,
        title=result.title,
        label=result.force.name if result.force else result.title,
        kind=str(result.get_exercise_type_display()),
        when=result.fieldwork,
        cases=result.scope,
        scale=report.scale,
        standing=Standing(
            kind=_kind(result.exercise_type),
            scale=result.scale.content_hash,
            forces=frozenset({result.force.code}) if result.force else None,
            cases=result.scope,
            own=False,
            scale_title=report.scale.title,
        ),
        found=report.found,
        url=reverse("external-result", args=[result.slug_id]),
        joints=report.joints,
        note=result.note,
    )
