"""Giving a one-time password, deactivating and reactivating: each asks first."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from access import actions
from access.actor import Actor, has_access
from access.forms import ConfirmForm
from access.guard import guarded
from access.models import User
from access.queries import user_at
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.people import queries, words
from review.people.views.users import about, posted, show_password


@never_cache
@require_http_methods(["GET", "POST"])
@guarded("user.manage", user_at)
def user_password(request: HttpRequest, user: User) -> HttpResponse:
    """Give a user a one-time password, and show it in answer to the post only."""
    if user.pk == _actor(request).user_id:
        return _not_to_oneself(request, user, actions.OWN_PASSWORD)
    form = ConfirmForm(posted(request))
    if form.is_valid():
        try:
            return show_password(request, user, actions.issue_one_time_password(_actor(request), user))
        except Invalid as invalid:
            refuse(form, invalid)
    lines = [
        f"The password that {user.name} has now stops working, and they are signed out everywhere.",
        "The one-time password is shown to you once. They choose their own when they sign in with it.",
    ]
    return _ask(request, user, form, title="Give a one-time password", lines=lines)


@require_http_methods(["GET", "POST"])
@guarded("user.manage", user_at)
def user_deactivate(request: HttpRequest, user: User) -> HttpResponse:
    """End a user's access, after telling of the work that is still theirs."""
    if user.pk == _actor(request).user_id:
        return _not_to_oneself(request, user, actions.OWN_ACCOUNT)
    if not user.is_active:
        raise Conflict(f"{user.name} is deactivated already.")
    form = ConfirmForm(posted(request))
    if form.is_valid():
        try:
            actions.deactivate(_actor(request), user)
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{user.name} was deactivated and signed out.")
            return redirect("user-list")
    count = queries.open_work(user)
    warning = (
        f"{user.name} has {words.reviews(count)}. They stay as they are until a supervisor reassigns the cases."
        if count
        else ""
    )
    lines = [f"{user.name} is signed out at once and cannot sign in again. Everything that they did is kept."]
    return _ask(request, user, form, title="Deactivate the user", lines=lines, warning=warning, danger=True)


@require_http_methods(["GET", "POST"])
@guarded("user.manage", user_at)
def user_reactivate(request: HttpRequest, user: User) -> HttpResponse:
    """Give a deactivated user access again."""
    if user.is_active:
        raise Conflict(f"{user.name} is active already.")
    actor = _actor(request)
    if request.method == "POST":
        actions.reactivate(actor, user)
        messages.success(request, f"{user.name} was reactivated.")
        return redirect("user-edit", user.public_id)
    user.is_active = True  # in memory only: as they would be
    ended = not has_access(user, actor.today)
    warning = "Their last day of access is over, so they cannot sign in until you change it too." if ended else ""
    lines = [f"{user.name} can sign in again with the password and the roles that they had."]
    return _ask(request, user, ConfirmForm(), title="Reactivate the user", lines=lines, warning=warning)


def _not_to_oneself(request: HttpRequest, user: User, sentence: str) -> HttpResponse:
    """Say at once what nobody can do to their own account, on the page of it."""
    messages.error(request, sentence)
    return redirect("user-edit", user.public_id)


def _ask(request: HttpRequest, user: User, form: ConfirmForm, title: str, **parts: Any) -> HttpResponse:
    context = {
        "title": title,
        "caption": user.name,
        "form": form,
        "button": title,
        "cancel": reverse("user-edit", args=[user.public_id]),
        "breadcrumbs": about(user),
    }
    return render(request, "form_page.html", context | parts)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
