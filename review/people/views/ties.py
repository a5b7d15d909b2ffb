"""Adding a person's tie to a force, and ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.models import User
from access.queries import user_at
from access.refusals import Invalid
from casefiles.forces import actions
from casefiles.forces.forms import EndTieForm, TieForm
from casefiles.forces.models import ForceTie
from casefiles.forces.queries import tie_of
from review.form_errors import refuse
from review.people import queries, words
from review.people.views.users import about, posted


@require_http_methods(["GET", "POST"])
@guarded("user.manage", user_at)
def user_tie_add(request: HttpRequest, user: User) -> HttpResponse:
    """Record a tie; say so where the person has open work at that force, which is closed to them from then on."""
    form = TieForm(posted(request))
    if form.is_valid():
        try:
            tie = actions.add_tie(request.actor, user, **form.cleaned_data)  # type: ignore[attr-defined]
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"The tie to {tie.force.name} was added.")
            if count := queries.open_work_at(user, tie.force):
                messages.warning(request, f"{user.name} has {words.reviews(count)} of cases of {tie.force.name}. {ASK}")
            return redirect("user-edit", user.public_id)
    lines = ["On the days of a tie, cases of the force are closed to the person and cannot be assigned to them."]
    context = {"title": "Add a tie to a force", "button": "Add the tie", "form": form, "lines": lines}
    return render(request, "form_page.html", context | _around(user))


ASK = "While the tie holds they cannot open them: ask the supervisors to reassign those cases."


def tie_at(actor: Actor, user: UUID, tie: UUID) -> ForceTie:
    """Return the tie at an address. Raises DoesNotExist where the user, or their tie, cannot be seen."""
    return tie_of(user_at(actor, user), tie)


@require_http_methods(["GET", "POST"])
@guarded("user.manage", tie_at)
def user_tie_end(request: HttpRequest, tie: ForceTie) -> HttpResponse:
    """Let a tie end on a day."""
    form = EndTieForm(posted(request))
    if form.is_valid():
        try:
            ended = actions.end_tie(request.actor, tie, form.cleaned_data["ends"])  # type: ignore[attr-defined]
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"The tie to {ended.force.name} ends on {ended.ends:%-d %B %Y}.")
            return redirect("user-edit", tie.user.public_id)
    lines = [f"{tie.get_kind_display()}: {tie.force.name}, from {tie.starts:%-d %B %Y}."]
    context = {"title": "End a tie to a force", "button": "End the tie", "form": form, "lines": lines}
    return render(request, "form_page.html", context | _around(tie.user))


def _around(user: User) -> dict[str, object]:
    cancel = reverse("user-edit", args=[user.public_id])
    return {"caption": user.name, "cancel": cancel, "breadcrumbs": about(user)}
