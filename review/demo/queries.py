"""Reading what the demonstration needs to know: whether it or somebody's own work is here, what scenes act on."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from access.models import User
from casefiles.cases.models import CaseFile
from casefiles.documents.models import Document
from casefiles.forces.models import Force
from review.inspections.models import Inspection, InspectionForce, Subject
from review.reviewing.models import Judgment, Review

MODEL = "group-based-cse-2023"
"""The short name of the model inspection: where it stands, the demonstration is there."""

SERVICE, TRIAL = "youth-justice-service-2026", "missing-children-trial-2026"
"""The short names of the inspections that show ratings from all cases, and suggested grades beside the reviewer's."""

FORCES = "child-exploitation-follow-up-2026"
"""The short name of the inspection whose forces are judged."""


def model_inspection() -> Inspection | None:
    """Return the model inspection, or None where the demonstration was not built here."""
    return Inspection.objects.filter(slug__slug=MODEL, synthetic=True).first()


def titles_of(slugs: Iterable[str]) -> dict[str, str]:
    """Return the titles of those of the demonstration's inspections that are there, by short name."""
    found = Inspection.objects.filter(slug__slug__in=list(slugs), synthetic=True)
    return dict(found.values_list("slug__slug", "title"))


def is_in_use() -> bool:
    """Return whether somebody has an account or an inspection here."""
    return User.objects.exists() or Inspection.objects.exists()


def forces_called(codes: Iterable[str]) -> dict[str, Force]:
    """Return the forces with these codes, by code."""
    return Force.objects.in_bulk(list(codes), field_name="code")


def users_called(usernames: Iterable[str]) -> dict[str, User]:
    """Return the users with these usernames, by username."""
    return User.objects.in_bulk(list(usernames), field_name="username")


def subject_at(key: int) -> Subject:
    """Return a subject as it stands now, with its case and inspection."""
    return Subject.objects.select_related("case__force", "inspection", "framework_version").get(pk=key)


def case_of(subject: Subject) -> CaseFile:
    """Return the case of a subject that is a case. Raises CaseFile.DoesNotExist for one that is a force."""
    return CaseFile.objects.select_related("force").get(subjects=subject)


def review_at(key: int) -> Review:
    """Return a review as it stands now, with its subject and inspection."""
    return Review.objects.select_related(
        "subject__inspection", "subject__case", "subject__inspection_force__force", "framework_version"
    ).get(pk=key)


def versions_in(review: Review) -> Mapping[str, int]:
    """Return the version of each of the review's answers, by question."""
    return dict(Judgment.objects.filter(review=review).values_list("criterion__code", "version"))


def document_of(subject: Subject, file: str) -> Document:
    """Return the document of the subject's case that has this file name. Raises Document.DoesNotExist."""
    return Document.objects.get(case_id=subject.case_id, file_name=file)


def force_labelled(inspection: Inspection, label: str) -> InspectionForce:
    """Return the force of an inspection with this label. Raises InspectionForce.DoesNotExist."""
    return InspectionForce.objects.select_related("inspection", "force").get(inspection=inspection, label=label)


def force_subject(review: int) -> Subject:
    """Return the force of a review as a subject."""
    return Subject.objects.select_related("inspection", "inspection_force__force").get(reviews=review)


def signed_review(slug: str, reference: str) -> UUID:
    """Return the identifier of the review of a case that counts. Raises Review.DoesNotExist where none does."""
    rows = Review.objects.filter(standing__inspection__slug__slug=slug, subject__case__reference=reference)
    return rows.values_list("public_id", flat=True).get()
