"""Reading the cases of inspections, for lists, home pages and the case page."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from access.actor import Actor
from access.models import User
from access.roles import ADMINISTRATOR, SUPERVISOR
from casefiles.cases.models import CaseCorrection, CaseFile, Person
from casefiles.cases.queries import corrections_of
from casefiles.documents.models import Document
from casefiles.documents.queries import documents_of
from casefiles.forces.models import ForceTie
from review.casework.overall import OverallGrade, overall_grade
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.history.queries import steps_of
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce, InspectionFramework, Subject
from review.inspections.queries import (
    active_on,
    cases_by_state,
    closed_to,
    inspections_as,
    without_conflicts,
    working_inspectors,
)
from review.inspections.version_queries import versions_of
from review.moderation.models import SignOff
from review.reviewing.models import Judgment, Review, VersionMove
from review.reviewing.queries import IN_REVIEWERS_HANDS, moves_of, visible_reviews, visible_subjects
from review.workflow import SUBJECT

CASE_SORTS = {"reference": "case__reference", "force": "force_label", "status": "status"}
"""What a case list can be sorted by: the word in the address to the column."""


def cases_of(
    actor: Actor, inspection: Inspection, q: str = "", status: str = "", sort: str = "", version: str = ""
) -> QuerySet[Subject]:
    """Return the inspection's cases that the actor can see, with label, reviewer and progress in the same query."""
    key = sort.lstrip("-")
    column = CASE_SORTS.get(key, "case__reference")
    rows = with_label(visible_subjects(actor).filter(inspection=inspection, case__isnull=False))
    if q:
        rows = rows.filter(case__reference__icontains=q)
    if status:
        rows = rows.filter(status=status)
    if version.isdecimal() and len(version) < LONGEST_NUMBER:
        rows = rows.filter(framework_version__number=int(version))
    open_review = Review.objects.filter(subject=OuterRef("pk"), kind=Review.Kind.FIRST).exclude(
        status=Review.Status.CLOSED
    )
    return (
        rows.select_related("case", "case__force", "inspection", "framework_version")
        .annotate(
            reviewer_name=Subquery(open_review.values("reviewer__name")[:1]),
            reviewer_works=Subquery(open_review.annotate(works=_works(actor)).values("works")[:1]),
            answered=_answers(given=True),
            asked_count=_answers(given=False),
        )
        .order_by(f"-{column}" if sort.startswith("-") else column, "pk")
    )


def _works(actor: Actor) -> Q:
    """Return, for the reviews of a query, whether the reviewer can work today and the case is not closed to them."""
    theirs, force = {"user": OuterRef("reviewer")}, OuterRef("subject__case__force")
    members = working_inspectors(actor).filter(inspection=OuterRef("subject__inspection"), **theirs)
    ties = ForceTie.objects.filter(active_on(actor), force=force, **theirs)
    at_force = Q(inspection_force__inspection=OuterRef("subject__inspection"), inspection_force__force=force)
    declared = ConflictOfInterest.objects.filter(at_force | Q(subject=OuterRef("subject")), **theirs)
    return Q(Exists(members), ~Exists(ties), ~Exists(declared))


PER_PAGE = 50
LONGEST_NUMBER = 9
"""A number typed into an address with as many digits or more is no number of a version."""


def list_context(actor: Actor, inspection: Inspection, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return what a page of the case list shows; `chosen` are q, status, sort, version and page in its address."""
    filters = {name: chosen.get(name, "") for name in ("q", "status", "sort", "version")}
    page = Paginator(cases_of(actor, inspection, **filters), PER_PAGE).get_page(chosen.get("page"))
    return {
        "title": "Cases",
        "inspection": inspection,
        "page_obj": page,
        "states": SUBJECT.states,
        "versions": [row.framework_version for row in versions_of(inspection)],
        "keep": [(name, value) for name, value in filters.items() if value and name != "q"],
        "synthetic": inspection.synthetic,
        **filters,
    }


def ticked(actor: Actor, inspection: Inspection, public_ids: Sequence[str]) -> list[Subject]:
    """Return the cases of the list that were ticked; what is no identifier, or not to be seen, is left out."""
    wanted = [UUID(text) for text in public_ids if re.fullmatch(r"[0-9a-f-]{36}", text)]
    rows = visible_subjects(actor).filter(inspection=inspection, public_id__in=wanted, case__isnull=False)
    return list(rows.select_related("case__force", "inspection").order_by("case__reference"))


def with_label(subjects: QuerySet[Subject]) -> QuerySet[Subject]:
    """Add `force_label`, which the subject's force has in its inspection, and `is_back`: its review was returned.

    Such a case is under review again, and no longer one whose review was never submitted.
    """
    label = InspectionForce.objects.filter(
        inspection_id=OuterRef("inspection_id"), force_id=OuterRef("case__force_id")
    ).values("label")[:1]
    back = Review.objects.filter(
        subject=OuterRef("pk"),
        kind=Review.Kind.FIRST,
        status__in=IN_REVIEWERS_HANDS,
        submitted_at__isnull=False,
    )
    force_label = Coalesce(Subquery(label), F("inspection_force__label"))
    return subjects.annotate(force_label=force_label, is_back=Exists(back))


def _answers(*, given: bool) -> Coalesce:
    """Return the number of questions, or of answers given, in the subject's open first review."""
    rows = Judgment.objects.filter(review__subject=OuterRef("pk"), review__kind=Review.Kind.FIRST, asked=True)
    rows = rows.exclude(review__status=Review.Status.CLOSED)
    if given:
        rows = rows.exclude(kind=Judgment.Kind.NONE)
    return Coalesce(Subquery(rows.order_by().values("review__subject").annotate(n=Count("*")).values("n")), 0)


PROGRESS = {
    "answered": Count("judgments", filter=Q(judgments__asked=True) & ~Q(judgments__kind="none")),
    "asked_count": Count("judgments", filter=Q(judgments__asked=True)),
}
"""How many questions of a review are answered, and how many are asked."""


def my_reviews(actor: Actor, q: str = "") -> QuerySet[Review]:
    """Return the actor's own reviews, those to do first, with the case, its label and the progress."""
    rows = visible_reviews(actor).filter(reviewer_id=actor.key, subject__case__isnull=False)
    if q:
        rows = rows.filter(subject__case__reference__icontains=q)
    label = InspectionForce.objects.filter(
        inspection_id=OuterRef("subject__inspection_id"), force_id=OuterRef("subject__case__force_id")
    ).values("label")[:1]
    return (
        rows.select_related("subject__case", "subject__inspection")
        .annotate(force_label=Subquery(label), **PROGRESS)
        .order_by("subject__inspection__title", "subject__case__reference", "pk")
    )


def to_judge(actor: Actor) -> QuerySet[Review]:
    """Return the judgments of forces that the actor has in hand, of open inspections, with the progress. One query."""
    rows = visible_reviews(actor).filter(
        reviewer_id=actor.key,
        status__in=IN_REVIEWERS_HANDS,
        subject__inspection_force__isnull=False,
        subject__inspection__status=Inspection.Status.FIELDWORK,
    )
    labelled = rows.annotate(force_label=F("subject__inspection_force__label"), **PROGRESS)
    return labelled.select_related("subject__inspection").order_by("subject__inspection__title", "force_label", "pk")


STATES = [status for status, _ in Subject.Status.choices]


def supervised(actor: Actor) -> list[Inspection]:
    """Return the inspections that the actor supervises, with how many of the cases open to them stand where."""
    inspections = list(inspections_as(actor, SUPERVISOR).order_by("-pk"))
    counts = cases_by_state(actor, [inspection.pk for inspection in inspections])
    for inspection in inspections:
        found = counts.get(inspection.pk, {})
        inspection.n_subjects = sum(found.values())  # type: ignore[attr-defined]
        for status in STATES:
            setattr(inspection, f"n_{status.replace('-', '_')}", found.get(status, 0))
    return inspections


def to_decide(actor: Actor, limit: int = 20) -> QuerySet[Subject]:
    """Return the cases that wait for a decision by the actor: of open inspections, not reviewed by themselves."""
    mine = Review.objects.filter(reviewer_id=actor.key).values("subject_id")
    rows = (
        without_conflicts(Subject.objects.all(), actor)
        .filter(inspection__in=inspections_as(actor, SUPERVISOR), status=Subject.Status.READY)
        .exclude(inspection__status=Inspection.Status.CLOSED)
    )
    return with_label(rows.exclude(pk__in=mine)).select_related("case", "inspection").order_by("pk")[:limit]


def candidates(actor: Actor, inspection: Inspection) -> QuerySet[User]:
    """Return the inspectors on the inspection's team who can work today, to whom cases can be given."""
    members = working_inspectors(actor).filter(inspection=inspection)
    return User.objects.filter(pk__in=members.values("user_id")).order_by("name")


@dataclass(frozen=True)
class Choice:
    """Who can be given a case, and which of the candidates cannot: for a conflict, or since they have it now."""

    people: Sequence[User]
    conflicted: Sequence[User]
    present: User | None


def choice_for(actor: Actor, page: "CasePage") -> Choice:
    """Return the candidates for a case, apart from those whom assigning it would refuse."""
    closed = closed_to(actor, page.subject)
    present = page.present_reviewer
    people = [user for user in candidates(actor, page.subject.inspection) if user != present]
    return Choice(
        people=[user for user in people if user.pk not in closed],
        conflicted=[user for user in people if user.pk in closed],
        present=present,
    )


@dataclass(frozen=True)
class CasePage:
    """Everything that the page of a case shows.

    `readable` are the keys of the reviews that the reader can read now, `versions` those of the inspection.
    """

    subject: Subject
    case: CaseFile
    label: str
    persons: Sequence[Person]
    documents: Sequence[Document]
    reviews: Sequence[Review]
    readable: Collection[int]
    versions: Sequence[InspectionFramework]
    moves: Sequence[VersionMove]
    own_review: Review | None
    sign_offs: Sequence[SignOff]
    steps: Sequence[StatusChange]
    review_steps: Sequence[StatusChange]
    corrections: Sequence[CaseCorrection]
    grade: OverallGrade | None

    @property
    def present_reviewer(self) -> User | None:
        """Return who has the case now; nobody where the reader does not see the reviews."""
        first = (r for r in self.reviews if r.kind == Review.Kind.FIRST and r.status != Review.Status.CLOSED)
        return next((review.reviewer for review in first), None)


def case_page(actor: Actor, public_id: UUID) -> CasePage:
    """Return the page of the case whose subject has this identifier.

    What other people did with the case (reviews, sign-offs, steps) is there for the inspection's supervisors only.
    Raises Subject.DoesNotExist where the actor cannot see it.
    """
    rows = with_label(visible_subjects(actor)).select_related(
        "case__force", "inspection", "standing", "framework_version"
    )
    subject = rows.get(public_id=public_id, case__isnull=False)
    supervises = inspections_as(actor, SUPERVISOR).filter(pk=subject.inspection_id).exists()
    reviews = list(subject.reviews.select_related("reviewer", "framework_version").order_by("pk"))
    own = next((r for r in reversed(reviews) if r.reviewer_id == actor.key and r.status != "closed"), None)
    case = subject.case
    if case is None:
        raise Subject.DoesNotExist
    return CasePage(
        subject=subject,
        case=case,
        label=subject.force_label,  # type: ignore[attr-defined]  # annotated by with_label
        persons=list(case.persons.prefetch_related("ethnicity_records")),
        documents=list(documents_of(case)),
        reviews=reviews if supervises else [],
        readable=set(visible_reviews(actor).filter(subject=subject).values_list("pk", flat=True)),
        versions=versions_of(subject.inspection),
        moves=moves_of(subject) if supervises else [],
        own_review=own,
        sign_offs=list(subject.sign_offs.select_related("by", "ended_by")) if supervises else [],
        steps=list(steps_of("subject", [subject.public_id])) if supervises else [],
        review_steps=list(steps_of("review", [review.public_id for review in reviews])) if supervises else [],
        corrections=list(corrections_of(case)),
        grade=overall_grade(reviews) if supervises else None,
    )


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """Return the documents of the cases that the actor can read."""
    return Document.objects.filter(case__in=visible_subjects(actor).values("case_id")).select_related("case")


def latest_frameworks(actor: Actor, limit: int = 10) -> QuerySet[FrameworkVersion]:
    """Return the newest framework versions, for an administrator's home page."""
    if not actor.has(ADMINISTRATOR):
        return FrameworkVersion.objects.none()
    return FrameworkVersion.objects.select_related("framework").order_by("-pk")[:limit]


def subject_of(document: Document, actor: Actor) -> Subject:
    """Return the subject through which the actor can read the document's case; the newest where there are several."""
    rows = visible_subjects(actor).filter(case_id=document.case_id).select_related("inspection", "case")
    found = rows.order_by("-pk").prefetch_related(Prefetch("case__documents")).first()
    if found is None:
        raise Subject.DoesNotExist
    return found


def person_in(case: CaseFile, public_id: UUID) -> Person:
    """Return one of the case's persons; raise Person.DoesNotExist where there is none."""
    return case.persons.get(public_id=public_id)
