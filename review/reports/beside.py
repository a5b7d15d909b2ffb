"""Own inspections and published results beside each other: which form a line over time, and why others do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from django.urls import reverse

from access.actor import Actor
from access.refusals import Invalid
from review.counting.scales import ScaleInfo
from review.domain.exercise import Exercise
from review.domain.over_time import CRITERIA, Reason, Standing, lines_of, reasons_apart
from review.domain.published_counts import PUBLISHED, Joint, WorkedOut, worked_out
from review.external.models import ExternalResult
from review.external.queries import external_results
from review.inspections.models import ExerciseType
from review.reports.own_exercises import OwnExercise, criteria_changed, own_exercises, reportable, sharing_cases
from review.reports.published import published_report

MOST_EXERCISES = 12
TOO_MANY = f"Choose at most {MOST_EXERCISES} exercises: more could not be looked at side by side."
NONE_SUCH = "There is no exercise called “{}” that you can compare."
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

    @property
    def origin(self) -> str:
        """Say where the counts are from."""
        return COUNTED_HERE if self.own else ELSEWHERE

    @property
    def is_random(self) -> bool:
        """Whether its sample is known to be random."""
        return self.own is not None and self.own.inspection.sample_design == "random"

    def exercise(self, tells_origin: bool) -> Exercise:
        """Return it as a panel among others, which tells where its counts are from if others are from elsewhere."""
        counts = {one.code: one.least for one in self.found.grades if one.how == PUBLISHED}
        said = [self.when, "" if self.cases == "all" else self.cases, self.origin if tells_origin else ""]
        when = ", ".join(part for part in said if part)
        return Exercise(self.label, self.kind, when, counts, self.found.n, self.joints)


@dataclass(frozen=True)
class Pair:
    """Two exercises, the earlier first, with every reason why they are not compared."""

    one: Entry
    other: Entry
    reasons: tuple[Reason, ...]

    @property
    def only_criteria(self) -> bool:
        """Whether nothing stands against comparing them but that some criteria changed."""
        return [reason.code for reason in self.reasons] == [CRITERIA]


@dataclass(frozen=True)
class Beside:
    """Exercises beside each other, those of one force together, each in the order of time."""

    entries: tuple[Entry, ...]
    sharing: frozenset[frozenset[int]]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return every two of them, the earlier first."""
        ordered = sorted(self.entries, key=lambda one: (one.when, one.title))
        return [Pair(one, other, _reasons(one, other)) for one, other in combinations(ordered, 2)]

    @cached_property
    def apart(self) -> list[Pair]:
        """Return those that are not compared."""
        return [pair for pair in self.pairs if pair.reasons]

    @cached_property
    def lines(self) -> list[list[Entry]]:
        """Return the lines of those that compare, each in the order of time."""
        apart = {(pair.one.slug, pair.other.slug) for pair in self.apart}
        ordered = sorted(self.entries, key=lambda one: (one.when, one.title))
        return lines_of(ordered, lambda one, other: (one.slug, other.slug) in apart)

    @cached_property
    def steps(self) -> list[Pair]:
        """Return the steps of the lines: each two exercises that follow each other."""
        return [Pair(one, other, ()) for line in self.lines for one, other in pairwise(line)]

    def share_cases(self, pair: Pair) -> bool:
        """Whether some case is in both exercises, so that they are not independent."""
        if not (pair.one.own and pair.other.own):
            return False
        return frozenset((pair.one.own.inspection.pk, pair.other.own.inspection.pk)) in self.sharing

    def by_scale(self) -> list[list[Entry]]:
        """Return the exercises of each scale, in the order of their first."""
        found: dict[str, list[Entry]] = {}
        for one in self.entries:
            found.setdefault(one.standing.scale, []).append(one)
        return list(found.values())


def beside(actor: Actor, slugs: Sequence[str]) -> Beside:
    """Return the exercises of these short names beside each other, in a constant number of queries.

    Raises Invalid where they are too many, or one is not among those that the actor may compare, in the same words
    whether there is none such or its report is closed to them.
    """
    wanted = list(dict.fromkeys(slugs))
    if len(wanted) > MOST_EXERCISES:
        raise Invalid(TOO_MANY)
    own = own_exercises(actor, wanted)
    published = external_results(actor).filter(slug__slug__in=wanted)
    entries = [*map(_own_entry, own), *map(_published_entry, published)]
    known = {one.slug for one in entries}
    if lacking := [slug for slug in wanted if slug not in known]:
        raise Invalid(NONE_SUCH.format(lacking[0]))
    ordered = sorted(entries, key=lambda one: (one.label, one.when, one.title))
    return Beside(tuple(ordered), frozenset(sharing_cases(own)))


@dataclass(frozen=True)
class Offered:
    """An exercise that can be chosen, with the force by which those of one force are found."""

    slug: str
    title: str
    force: str
    own: bool


def offered(actor: Actor) -> list[Offered]:
    """Return the exercises that the actor may compare: own ones first, then by force and time."""
    own = [Offered(one.slug_id, one.title, "", True) for one in reportable(actor).order_by("title", "pk")]
    results = ExternalResult.objects.filter(pk__in=external_results(actor).values("pk")).select_related("force")
    rows = [Offered(one.slug_id, one.title, one.force.name if one.force else "", False) for one in results]
    return [*own, *sorted(rows, key=lambda one: (one.force or one.title, one.slug.rpartition("-")[2], one.title))]


def _reasons(one: Entry, other: Entry) -> tuple[Reason, ...]:
    changed = criteria_changed(one.own, other.own) if one.own and other.own else ""
    return reasons_apart(one.standing, other.standing, changed)


def _kind(exercise_type: str) -> str:
    return "" if exercise_type == ExerciseType.OTHER else exercise_type


def _own_entry(own: OwnExercise) -> Entry:
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
        cases=inspection.headline_subset or "all",
        scale=own.scale,
        standing=Standing(
            kind=_kind(inspection.exercise_type),
            scale=scale.content_hash if scale else "",
            forces=forces or None,
            cases=inspection.headline_subset or "all",
            own=True,
            labelled=inspection.show_labels,
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


def _published_entry(result: ExternalResult) -> Entry:
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
        ),
        found=report.found,
        url=reverse("external-result", args=[result.slug_id]),
        joints=report.joints,
    )
