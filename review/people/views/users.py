"""The list of users, adding one, and changing one."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from access import actions
from access.actor import Actor
from access.forms import AddUserForm, UserForm
from access.guard import guarded
from access.models import User
from access.queries import role_labels, roles_of, user_at
from access.refusals import Conflict, Invalid
from access.roles import INSPECTOR, LABELS
from casefiles.forces.queries import ties_of
from review.form_errors import refuse
from review.people import queries, words

ROWS_A_PAGE = 50
USERS = "Users"
STUCK = "cannot go on without the role of inspector: they stay until a supervisor reassigns the cases."


@require_safe
@guarded("user.manage")
def user_list(request: HttpRequest) -> HttpResponse:
    """Show the users that match, with their open work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    q, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    role = role if role in LABELS else ""
    page = Paginator(queries.people(actor, q, role), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": USERS,
        "page_obj": page,
        "rows": words.rows(page.object_list, actor.today),
        "q": q,
        "role": role,
        "roles": LABELS.items(),
        "keep": [("role", role)] if role else [],
    }
    return render(request, "review/people/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@guarded("user.manage")
def user_add(request: HttpRequest) -> HttpResponse:
    """Add a user; the answer to the post is the one page that shows the one-time password."""
    form = AddUserForm(posted(request))
    if form.is_valid():
        try:
            made = actions.create_user(request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            return show_password(request, made.user, made.one_time_password or "")
    context = {
        "title": "Add a user",
        "form": form,
        "taken_by": queries.with_username(request.actor, request.POST["username"]) if _is_taken(form) else None,  # type: ignore[attr-defined]
        "button": "Add the user",
        "lines": ["They get a one-time password, which is shown to you once. They choose their own when they sign in."],
        "cancel": reverse("user-list"),
        "breadcrumbs": [(USERS, reverse("user-list"))],
    }
    return render(request, "review/people/add.html", context)


def _is_taken(form: AddUserForm) -> bool:
    """Return whether the username was refused, as it is where the page of a new password is loaded again."""
    return form.is_bound and "username" in form.errors and bool(form.data.get("username"))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even if that is nothing at all, or None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Show a one-time password. It is stored nowhere, so neither going back nor loading again shows it."""
    context = {"title": "One-time password", "user_shown": user, "password": password, "breadcrumbs": about(user)}
    return render(request, "review/people/password.html", context)


def about(user: User) -> list[tuple[str, str]]:
    """Return the way from the list to the pages of one user."""
    return [(USERS, reverse("user-list")), (user.name, reverse("user-edit", args=[user.public_id]))]


@require_http_methods(["GET", "POST"])
@guarded("user.manage", user_at)
def user_edit(request: HttpRequest, user: User) -> HttpResponse:
    """Show a user, and change their name, roles and last day of access."""
    form = UserForm(posted(request), initial=UserForm.starting_from(user))
    status = HTTPStatus.OK
    if form.is_valid() and (warning := _left_behind(request, user, form)):
        asking = {"warning": warning, "asked": True, "button": "Save all the same"}
        return render(request, "review/people/edit.html", _page(request, user, form) | asking)
    if form.is_valid():
        try:
            changed = actions.update_user(request.actor, user, **form.cleaned_data)  # type: ignore[attr-defined]
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict as conflict:
            user = user_at(request.actor, user.public_id)  # type: ignore[attr-defined]
            form, status = _beside_the_other(request.POST, user, conflict), HTTPStatus.CONFLICT
        else:
            messages.success(request, f"{changed.name} was saved.")
            return redirect("user-edit", changed.public_id)
    return render(request, "review/people/edit.html", _page(request, user, form), status=status)


def _left_behind(request: HttpRequest, user: User, form: UserForm) -> str:
    """Return what is to be said before the role of inspector goes from somebody with open work; nothing once it was."""
    goes = INSPECTOR in roles_of(user) and INSPECTOR not in form.cleaned_data["roles"]
    count = queries.open_work(user) if goes and "asked" not in request.POST else 0
    return f"Nothing was saved yet. {user.name} has {words.reviews(count)}, and {STUCK}" if count else ""


def _beside_the_other(sent: QueryDict, user: User, conflict: Conflict) -> UserForm:
    """Return the form as it was typed, with what somebody else saved meanwhile; saving again replaces that."""
    until = f"{user.access_until:%-d %B %Y}" if user.access_until else "no last day"
    now = f"It now says: {user.name}; {role_labels(roles_of(user))}; {until}."
    typed = sent.copy()
    typed["version"] = str(user.version)
    again = UserForm(typed)
    again.add_error(None, f"{conflict.sentence} {now} What you entered is below; saving it replaces that.")
    return again


def _page(request: HttpRequest, user: User, form: UserForm) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return {
        "title": user.name,
        "caption": "User",
        "person": user,
        "oneself": user.pk == actor.user_id,
        "summary": words.summary(user, actor.today, queries.open_work(user)),
        "ties": words.tie_rows(ties_of(user), actor.today),
        "form": form,
        "button": "Save changes",
        "cancel": reverse("user-list"),
        "breadcrumbs": [(USERS, reverse("user-list"))],
    }
