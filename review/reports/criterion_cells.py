"""Counting the criteria: the largest of a report's counts, so only what is needed is grouped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Count, F, Q, QuerySet

from review.counting.models import StandingReview
from review.domain.tabulation import Cell, Where
from review.domain.where import Answers
from review.inspections.models import Inspection
from review.reports.dimensions import FORCE, NOT_APPLICABLE, TEAM_TYPE, GradedCriterion, Method
from review.reports.rows import (
    ABSENT,
    OUTCOME,
    Known,
    answer_to,
    cell_of,
    columns_of,
    known_for,
    outcome_of,
    subjects_with,
)
from review.reviewing.models import Judgment


def criterion_cells(
    inspection: Inspection, method: Method, where: Where
) -> dict[str, tuple[GradedCriterion, list[Cell]]]:
    """Return for each graded criterion the inspection's cases grouped by their answer to it. Two queries,
    and one more where a criterion can be left unanswered.

    Only the cases that `where` chooses are grouped by grade. Of the others nothing is told but whether they answered
    the criterion, which decides why they are left out; the answers are few, so that a large inspection is fast.
    """
    known = known_for(method, {condition.name for condition in where.conditions})
    ids = [pk for criterion in method.criteria for pk in criterion.ids]
    base = (
        subjects_with(inspection, known).values(*columns_of(known), "framework_version_id").annotate(total=Count("pk"))
    )
    cases = [
        (row["framework_version_id"], cell_of(row, method, known, ABSENT, row["total"])) for row in base.order_by()
    ]
    graded = _graded_cells(inspection, method, where, ids)
    missed = _missed(inspection, method, known)
    return {
        criterion.code: (
            criterion,
            [*_chosen_cells(graded, criterion), *_other_cells(cases, missed, criterion, where)],
        )
        for criterion in method.criteria
    }


def _graded_cells(inspection: Inspection, method: Method, where: Where, ids: Sequence[int]) -> dict[int, list[Cell]]:
    """Return for each criterion the cells of the signed-off cases that `where` chooses, by their answer to it."""
    rows = _chosen(StandingReview.objects.filter(inspection=inspection), method, where)
    rows = rows.annotate(outcome=answer_to(ids, "review__judgments"))
    columns = ["outcome__criterion_id", *OUTCOME]
    answers = tuple((condition.name, condition.answers[:1]) for condition in where.conditions)
    found: dict[int, list[Cell]] = {}
    for row in rows.values(*columns).annotate(total=Count("pk")).order_by():
        cell = Cell("signed", answers, outcome_of(row, method), row["total"])
        found.setdefault(row["outcome__criterion_id"], []).append(cell)
    return found


def _chosen(rows: QuerySet[StandingReview], method: Method, where: Where) -> QuerySet[StandingReview]:
    """Keep the standing reviews that `where` chooses: the same as its `holds`, said in SQL."""
    forces = {key: force for force, key in method.force_keys.items()}
    questions = {question.name: question for question in method.questions}
    for condition in where.conditions:
        if condition.name == FORCE:
            rows = rows.filter(force_id__in=[forces[key] for key in condition.answers])
        elif condition.name == TEAM_TYPE:
            rows = rows.filter(team_type__in=condition.answers)
        else:
            wanted = [pk for pk, code in method.choice_codes.items() if code in condition.answers]
            answered = Q(review__judgments__choice_id__in=wanted)
            if NOT_APPLICABLE in condition.answers:
                answered |= Q(review__judgments__kind=Judgment.Kind.NOT_APPLICABLE)
            ids = questions[condition.name].ids
            rows = rows.filter(answered, review__judgments__criterion_id__in=ids, review__judgments__asked=True)
    return rows


def _missed(inspection: Inspection, method: Method, known: Known) -> dict[tuple[int, Answers], int]:
    """Return how many signed-off cases left each criterion unanswered, by their answers to what `where` asks.

    No review is submitted without an answer to what is required of every case, so only other criteria are looked at.
    """
    ids = [pk for criterion in method.criteria if criterion.optional for pk in criterion.ids]
    if not ids:
        return {}
    rows = subjects_with(inspection, known).filter(
        Q(standing__review__judgments__kind=Judgment.Kind.NONE) | Q(standing__review__judgments__asked=False),
        standing__review__judgments__criterion_id__in=ids,
        standing__review__judgments__settled=True,
    )
    counted = rows.values(*columns_of(known), criterion=F("standing__review__judgments__criterion_id"))
    return {
        (row["criterion"], cell_of(row, method, known, ABSENT, 1).answers): row["total"]
        for row in counted.annotate(total=Count("pk")).order_by()
    }


def _chosen_cells(graded: Mapping[int, list[Cell]], criterion: GradedCriterion) -> Iterator[Cell]:
    return (cell for pk in criterion.ids for cell in graded.get(pk, ()))


def _other_cells(
    cases: Sequence[tuple[int, Cell]],
    missed: Mapping[tuple[int, Answers], int],
    criterion: GradedCriterion,
    where: Where,
) -> Iterator[Cell]:
    """Return the cells of the cases that are not signed off, not chosen, or of a version without the criterion."""
    for version, cell in cases:
        if cell.state != "signed" or version not in criterion.versions:
            yield cell
        elif not where.holds(dict(cell.answers)):
            unanswered = min(cell.count, sum(missed.get((pk, cell.answers), 0) for pk in criterion.ids))
            if unanswered:
                yield replace(cell, count=unanswered)
            if cell.count > unanswered:
                yield replace(cell, outcome=("not-applicable", ""), count=cell.count - unanswered)
