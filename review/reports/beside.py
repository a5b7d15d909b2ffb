"""Own inspections and published results beside each other: which form a line over time, and why others do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from access.actor import Actor
from access.refusals import Invalid
from review.domain.over_time import CRITERIA, Reason, lines_of, reasons_apart
from review.external.models import ExternalResult
from review.external.queries import external_results
from review.inspections.queries import reportable
from review.reports.entries import Entry, own_entry, published_entry
from review.reports.own_exercises import criteria_changed, own_exercises, sharing_cases

MOST_EXERCISES = 12
TOO_MANY = "{} exercises are chosen, and at most {} can be looked at side by side. Untick some."
NONE_SUCH = "There is no exercise called “{}” that you can compare."


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
        """Return those that are not compared, those under one label first."""
        found = [pair for pair in self.pairs if pair.reasons]
        return sorted(found, key=lambda pair: pair.one.label != pair.other.label)

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
        raise Invalid(TOO_MANY.format(len(wanted), MOST_EXERCISES))
    own = own_exercises(actor, wanted)
    published = external_results(actor).filter(slug__slug__in=wanted)
    entries = [*map(own_entry, own), *map(published_entry, published)]
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
