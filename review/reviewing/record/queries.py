"""Reading the record of work on a review: when each answer was edited, every revision of its words, what was cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from review.domain.sittings import Stretch, sittings
from review.history.models import StatusChange
from review.history.queries import steps_of
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review, VersionMove
from review.reviewing.queries import earlier_ids

MANY = 10
"""From more revisions than so many on, a list shows them sitting by sitting."""


@dataclass(frozen=True)
class Cited:
    """How many quotations were ever added to an answer, and how many of them were removed again."""

    added: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Revision:
    """One revision of some words, without them: `characters` is how long they are.

    `until` is when words were last added to it, None where that never happened. `came_along`: it was written before
    the review was moved to a newer version. `submitted`: when the review was submitted with these words in force.
    """

    row: JudgmentText
    characters: int
    came_along: bool
    submitted: tuple[datetime, ...]

    @property
    def number(self) -> int:
        """The revision's number; the first is 1."""
        return self.row.revision

    @property
    def at(self) -> datetime:
        """When it was begun."""
        return self.row.at

    @property
    def until(self) -> datetime | None:
        """When words were last added to it."""
        return self.row.grown_at

    @property
    def ended(self) -> datetime:
        """When it was last touched."""
        return self.row.grown_at or self.row.at


@dataclass(frozen=True)
class Sitting:
    """Revisions written at a stretch by one person, the newest first."""

    revisions: tuple[Revision, ...]

    @property
    def newest(self) -> Revision:
        """The last of them."""
        return self.revisions[0]

    @property
    def oldest(self) -> Revision:
        """The first of them."""
        return self.revisions[-1]

    @property
    def before(self) -> int:
        """The number of the revision before the sitting, 0 where it began with the first."""
        return self.oldest.number - 1


def cited_of(review: Review) -> dict[int, Cited]:
    """Return how many quotations were added and removed, by the judgment's key; in one query."""
    rows = Evidence.objects.filter(judgment__review=review).order_by().values("judgment")
    counted = rows.annotate(added=Count("pk"), removed=Count("removed_at"))
    return {row["judgment"]: Cited(row["added"], row["removed"]) for row in counted}


def judgment_at(review: Review, criterion: str) -> Judgment:
    """Return the review's answer to the question with a code; raise Judgment.DoesNotExist where it has none such."""
    rows = Judgment.objects.filter(review=review).select_related("criterion__topic")
    return rows.get(criterion__code=criterion)


def parts_of(judgment: Judgment) -> dict[str, int]:
    """Return the number of revisions of each part of an answer's words that has any, in one query."""
    rows = JudgmentText.objects.filter(judgment=judgment, current=True).values_list("part", "revision")
    return dict(rows)


def revisions_of(review: Review, judgment: Judgment, part: str, submissions: Sequence[datetime]) -> list[Revision]:
    """Return every revision of some words, the newest first, without the words themselves; in one query."""
    rows = JudgmentText.objects.filter(judgment=judgment, part=part).defer("text").select_related("by", "unlike")
    found = list(rows.annotate(characters=Length("text")).order_by("-revision"))
    in_force = _in_force(found, submissions)
    return [
        Revision(
            row=row,
            characters=row.characters,
            came_along=row.revision == 1 and came_along(review, row.at),
            submitted=in_force.get(row.revision, ()),
        )
        for row in found
    ]


def _in_force(rows: Sequence[JudgmentText], submissions: Sequence[datetime]) -> Mapping[int, tuple[datetime, ...]]:
    """Return when the review was submitted, by the number of the revision that was in force then."""
    found: dict[int, tuple[datetime, ...]] = {}
    for moment in submissions:
        number = next((row.revision for row in rows if row.at <= moment), 0)
        found[number] = (*found.get(number, ()), moment)
    return found


def in_sittings(revisions: Sequence[Revision], *, gather: bool) -> list[Sitting]:
    """Return revisions, the newest first, sitting by sitting, or each by itself where they are not to be gathered."""
    if not gather:
        return [Sitting((one,)) for one in revisions]
    stretches = [Stretch(one, one.row.by_id, one.at, one.ended) for one in reversed(revisions)]
    return [Sitting(found[::-1]) for found in reversed(sittings(stretches))]


def texts_at(judgment: Judgment, part: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return the words of the revisions with these numbers, in one query."""
    rows = JudgmentText.objects.filter(judgment=judgment, part=part, revision__in=numbers)
    return dict(rows.values_list("revision", "text"))


def evidence_ever(judgment: Judgment) -> QuerySet[Evidence]:
    """Return every quotation that was ever added to an answer, oldest first, with its document and who did what."""
    rows = Evidence.objects.filter(judgment=judgment).select_related("document", "added_by", "removed_by")
    return rows.order_by("pk")


def flags_ever(review: Review) -> QuerySet[LanguageFlag]:
    """Return every language flag that was ever set in the review, likewise."""
    rows = LanguageFlag.objects.filter(review=review).select_related("document", "added_by", "removed_by")
    return rows.order_by("pk")


def steps_in(review: Review) -> list[StatusChange]:
    """Return the steps of the review and of those by older versions from which it goes on, oldest first."""
    return list(steps_of("review", [*earlier_ids(review), review.public_id]).order_by("pk"))


def submissions_of(steps: Sequence[StatusChange]) -> list[datetime]:
    """Return when the review was submitted, the earliest first."""
    return [step.at for step in steps if step.transition == "submit"]


def move_to(review: Review) -> VersionMove | None:
    """Return the move by which the review goes on from one by an older version, None where there is none."""
    move = getattr(review, "moved_here", None)
    return move if isinstance(move, VersionMove) and move.reason else None


def came_along(review: Review, moment: datetime | None) -> bool:
    """Return whether something that was written at a moment came with the review from an older version."""
    move = move_to(review)
    return bool(move and moment and moment <= move.at)
