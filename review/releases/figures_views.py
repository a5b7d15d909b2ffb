"""The page of every figure that a case is in, those given out among them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from review.counting.method import method_of
from review.counting.profiles import profile_of
from review.inspections.models import Subject
from review.inspections.queries import report_scope
from review.releases.counting_it import releases_counting
from review.reports import upward
from review.reports.upward_saved import saved_figures
from review.reviewing.queries import visible_subjects


def subject_at(actor: Actor, subject: UUID) -> Subject:
    """Return the case at an address; raise DoesNotExist where the actor cannot see it."""
    rows = visible_subjects(actor).select_related("inspection", "case", "standing")
    return rows.get(public_id=subject, case__isnull=False)


def figures_scope(actor: Actor, subject: Subject) -> Scope:
    """Return how the actor stands to the figures of the case's inspection."""
    return report_scope(actor, subject.inspection)


@require_safe
@guarded("report.view", subject_at, figures_scope)
def case_figures(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Show every figure that a case is in: of the standard report, of questions, saved reports and releases."""
    inspection, method = subject.inspection, method_of(subject.inspection)
    profile = profile_of(method, subject)
    signed = profile is not None and profile.state == "signed"
    actor: Actor = request.actor  # type: ignore[attr-defined]
    cases = reverse("report-cases", args=[inspection.slug_id])
    context = {
        "title": f"Figures with case {subject.case}",
        "inspection": inspection,
        "subject": subject,
        "cases": cases,
        "counts": signed,
        "standard": upward.standard_figures(method, inspection, profile) if profile else [],
        "questions": upward.question_figures(method, profile) if profile else [],
        "saved": saved_figures(actor, subject, method, profile) if profile and signed else [],
        "releases": releases_counting(subject),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            (f"Case {subject.case}", reverse("case", args=[subject.public_id])),
        ],
    }
    return render(request, "review/releases/case_figures.html", context)
