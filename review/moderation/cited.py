"""Whether what a judgment of a force rests on still stands as it was cited: derived by comparing sign-offs."""

from collections.abc import Iterable, Mapping

from review.moderation.models import SignOff
from review.reviewing.models import Evidence, Review
from review.reviewing.queries import CITED

NO_LONGER = "Changed since: the case was reopened, and is not signed off now."
ANEW = "Changed since: the case was reopened and signed off anew."


def changed_since(evidence: Iterable[Evidence]) -> Mapping[int, str]:
    """Return for each piece of evidence, by its key, whose case is not signed off as it was cited what changed.

    Compared are the digests of the sign-off that was cited and of the one in force. One query; none without citations.
    """
    cited = {row.pk: row for row in evidence if row.cited_judgment_id}
    if not cited:
        return {}
    subjects = {row.cited_judgment.review.subject_id for row in cited.values() if row.cited_judgment}
    in_force = SignOff.objects.filter(subject__in=subjects, ended_at__isnull=True).order_by()
    now = dict(in_force.values_list("subject_id", "digest"))
    found = {key: _changed(row, now) for key, row in cited.items()}
    return {key: sentence for key, sentence in found.items() if sentence}


def _changed(row: Evidence, now: Mapping[int, str]) -> str:
    digest = now.get(row.cited_judgment.review.subject_id) if row.cited_judgment else None
    if digest is None:
        return NO_LONGER
    return "" if digest == row.cited_digest else ANEW


def changed_in(review: Review) -> list[tuple[Evidence, str]]:
    """Return the evidence in force of a review that changed since it was cited, each with what changed. Two queries."""
    rows = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True, cited_judgment__isnull=False)
    every = list(rows.select_related(*CITED).order_by("pk"))
    changed = changed_since(every)
    return [(row, changed[row.pk]) for row in every if row.pk in changed]
