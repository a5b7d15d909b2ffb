"""The guard that every page has: load the thing through a query of what can be seen, then ask the permission table."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from access.actor import Actor
from access.permissions import NOWHERE, PERMISSIONS, Scope, require

View = Callable[..., HttpResponseBase]
Load = Callable[..., Any]


def guarded(
    permission: str,
    load: Load | None = None,
    scope: Callable[[Actor, Any], Scope] | None = None,
    *,
    locking: bool = False,
) -> Callable[[View], View]:
    """Return a decorator that lets a view run only for somebody who holds `permission`.

    `load(actor, **address)` turns the parts of the address into the thing, looking only among what the actor can
    see; its not finding it is a 404. `scope(actor, thing)` says how the actor stands to it; the request keeps it as
    `scope`. The view is then called with the request and the thing (or the request alone). Where the load locks the
    thing (`locking`), all of this is one transaction. Raises KeyError at import for an unknown permission.
    """
    PERMISSIONS[permission]

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if load is None:
                require(actor, permission, NOWHERE)
                return view(request, **address)
            thing = _found(load, actor, address)
            request.scope = scope(actor, thing) if scope else NOWHERE  # type: ignore[attr-defined]
            require(actor, permission, request.scope)  # type: ignore[attr-defined]
            return view(request, thing)

        answer.permission = permission  # type: ignore[attr-defined]
        return transaction.atomic(answer) if locking else answer

    return decorate


def _found(load: Load, actor: Actor, address: dict[str, Any]) -> Any:
    try:
        return load(actor, **address)
    except (ObjectDoesNotExist, ValidationError, ValueError) as absent:
        raise Http404("There is no such page, or you cannot see it.") from absent


def public(view: View) -> View:
    """Mark a page that anybody can see, signed in or not."""
    view.permission = None  # type: ignore[attr-defined]
    return view
