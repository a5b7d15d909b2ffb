"""Rows and figures of the inspection pages, made ready for their templates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from access.actor import has_access
from review.inspections.models import ConflictOfInterest, Inspection, Subject, TeamMember
from review.workflow import SUBJECT


@dataclass(frozen=True)
class Progress:
    """How many cases of the sample are signed off; withdrawn ones are no longer in it."""

    done: int
    total: int


@dataclass(frozen=True)
class MemberRow:
    """A membership as a page shows it: when it holds, what keeps its holder from work, and their conflicts."""

    member: TeamMember
    when: str
    holds: bool
    kept_from: str
    removable: bool
    conflicts: Sequence[str]


def progress(counts: Mapping[str, int]) -> Progress:
    """Return how far the work is, from the number of cases in each state."""
    sample = sum(counts.values()) - counts.get(Subject.Status.WITHDRAWN, 0)
    return Progress(counts.get(Subject.Status.SIGNED_OFF, 0), sample)


def state_counts(inspection: Inspection, counts: Mapping[str, int]) -> list[dict[str, object]]:
    """Return each state with its number of cases and the list of these, in the order of the workflow."""
    cases = reverse("case-list", args=[inspection.slug_id])
    return [
        {"number": counts.get(code, 0), "label": label, "url": f"{cases}?status={code}" if code in counts else ""}
        for code, label in SUBJECT.states
    ]


def member_rows(
    today: date,
    team: Iterable[TeamMember],
    ties: Mapping[int, Sequence[str]],
    declared: Iterable[ConflictOfInterest],
    *,
    past: bool,
) -> list[MemberRow]:
    """Return the memberships as rows, those that are over only where `past`; `ties`: user to labels of forces."""
    conflicts = conflict_words(ties, declared)
    return [
        MemberRow(
            member=member,
            when=_when(member),
            holds=_holds(member, today),
            kept_from=_kept_from(member, today),
            removable=member.starts >= today,
            conflicts=conflicts.get(member.user_id, ()),
        )
        for member in team
        if past or member.ends is None or member.ends >= today
    ]


def conflict_words(ties: Mapping[int, Sequence[str]], declared: Iterable[ConflictOfInterest]) -> dict[int, list[str]]:
    """Return for each user with conflicts what they are with, in words; `ties`: user to labels of forces."""
    conflicts: dict[int, list[str]] = defaultdict(list)
    for user_id, labels in ties.items():
        conflicts[user_id] += [f"Tie to {label}" for label in labels]
    for conflict in declared:
        conflicts[conflict.user_id].append(f"Declared: {_part(conflict)}")
    return dict(conflicts)


def _kept_from(member: TeamMember, today: date) -> str:
    """Return why somebody on the team cannot work, or nothing; read with `holds_role`."""
    user = member.user
    if not user.is_active:
        return "deactivated"
    if not has_access(user, today):
        return f"access ended on {user.access_until:%-d %B %Y}"
    return "" if vars(member)["holds_role"] else f"no longer has the role of {member.get_role_display().lower()}"


def _part(conflict: ConflictOfInterest) -> str:
    if conflict.subject is not None:
        return f"case {conflict.subject.case}"
    return str(conflict.inspection_force)


def _holds(member: TeamMember, today: date) -> bool:
    return member.starts <= today and (member.ends is None or member.ends >= today)


def _when(member: TeamMember) -> str:
    first = f"{member.starts:%-d %B %Y}"
    return f"{first} to {member.ends:%-d %B %Y}" if member.ends else f"From {first}"
