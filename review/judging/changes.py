"""What became of evidence since a judgment of a force was rested on it: of one force, or of all forces at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review.frameworks.models import Criterion
from review.inspections.models import Inspection, Subject
from review.moderation.cited import changed_since
from review.reports.queries import last_changed
from review.reviewing.models import Evidence, Review

FIGURES_CHANGED = "Figures changed since: a case was signed off or reopened after it was cited. Open it to see it now."


@dataclass(frozen=True)
class Changes:
    """The evidence of signed-off judgments that changed since it was cited.

    `words` say by the key of a piece of evidence what became of it; `places` hold by subject the topics in which some
    changed, None for the judgment of the force as a whole.
    """

    words: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, frozenset[int | None]] = field(default_factory=dict)


def changes_in(inspection: Inspection) -> Changes:
    """Return what changed of the evidence of an inspection's signed-off forces. Three queries, however much there is.

    One where nothing is cited, two where no figure or no case is.
    """
    rows = Evidence.objects.filter(
        judgment__review__subject__inspection=inspection,
        judgment__review__subject__inspection_force__isnull=False,
        judgment__review__subject__status=Subject.Status.SIGNED_OFF,
        judgment__review__status=Review.Status.LOCKED,
        removed_at__isnull=True,
    )
    evidence = list(rows.select_related("judgment__review", "judgment__criterion", "cited_judgment__review"))
    words = changed_evidence(inspection, evidence)
    places = defaultdict[int, set[int | None]](set)
    for row in evidence:
        if row.pk in words:
            places[row.judgment.review.subject_id].add(_place(row.judgment.criterion))
    return Changes(words, {subject: frozenset(topics) for subject, topics in places.items()})


def _place(criterion: Criterion) -> int | None:
    return None if criterion.purpose == Criterion.Purpose.OVERALL else criterion.topic_id


def changed_evidence(inspection: Inspection, evidence: Sequence[Evidence]) -> dict[int, str]:
    """Return by its key what became of evidence since it was cited: nothing where all stands as it was. Two queries."""
    found = dict(changed_since(evidence))
    figures = [row for row in evidence if row.figure]
    last = last_changed(inspection) if figures else None
    if last:
        found |= {row.pk: FIGURES_CHANGED for row in figures if row.added_at < last}
    return found
