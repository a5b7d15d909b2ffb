"""Every write to saved reports."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.http import QueryDict

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.domain.facts import one_line
from casefiles.domain.legible import unseen_problem
from review.inspections.models import Inspection
from review.inspections.queries import report_scope
from review.reports.asking import WITH, Asked, asked_in, method_for
from review.reports.building import own_report
from review.reports.figures import figures_of
from review.reports.joining import joined_by
from review.reports.models import SavedReport

NAME_LENGTH = 120
TAKEN = "Choose another name: this inspection has a saved report of this name"


def save_report(actor: Actor, inspection: Inspection, name: str, query: str) -> SavedReport:
    """Save what a report's address asks for under a name, with its figures as they are now, and return it.

    Raises NotAllowed, Invalid (a name or a query that cannot be taken), Conflict (the name is taken).
    """
    require(actor, "report.save", report_scope(actor, inspection))
    name = one_line(name)
    if not name:
        raise Invalid({"name": ["Enter a name for the report"]})
    if problem := unseen_problem(name):
        raise Invalid({"name": [problem]})
    if len(name) > NAME_LENGTH:
        raise Invalid({"name": [f"The name must be {NAME_LENGTH} characters or fewer"]})
    sent = QueryDict(query)
    method = method_for(sent, *joined_by(actor, inspection, sent.getlist(WITH), "report.save"))
    asked = asked_in(sent, inspection, method, by="")
    try:
        with transaction.atomic():
            saved = SavedReport.objects.create(
                inspection=inspection,
                name=name,
                query=fixed(asked).query(),
                figures=figures_of(own_report(method, asked.definition)),
                saved_by_id=actor.key,
                saved_at=actor.now,
            )
            ids = {"inspection": inspection.public_id}
            audit.record(actor, "report.saved", "saved-report", saved.public_id, ids=ids, new={"query": saved.query})
    except IntegrityError as error:
        raise Conflict(TAKEN) from error
    return saved


def fixed(asked: Asked) -> Asked:
    """Return `asked` with its cases spelled out, so that it asks the same if the inspection's headline changes."""
    return replace(asked, narrowed=bool(asked.where), all_cases=not asked.where, key=(), answer="", left_out="")


def remove_report(actor: Actor, saved: SavedReport) -> None:
    """Take a saved report off the inspection's list; it is kept. Raises NotAllowed or Conflict (already removed)."""
    require(actor, "report.save", report_scope(actor, saved.inspection))
    with transaction.atomic():
        rows = SavedReport.objects.filter(pk=saved.pk, removed_at__isnull=True)
        if not rows.update(removed_by_id=actor.key, removed_at=actor.now):
            raise Conflict("This report was removed already.")
        audit.record(actor, "report.removed", "saved-report", saved.public_id, fields=["removed_at", "removed_by"])
