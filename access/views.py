"""What a page's scripts ask about the session: who is signed in, and what they need to send and keep words."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from access.draft_keys import draft_keys
from access.guard import public
from access.models import User


@public
@require_safe
def session_state(request: HttpRequest) -> HttpResponse:
    """Tell who is signed in (nobody: empty), a token for the next post, and the keys of their unsent words.

    Somebody who must choose a new password first counts as not signed in, as they do everywhere else.
    """
    user = request.user
    known = isinstance(user, User) and not user.must_change_password
    body = {
        "user": str(user.public_id) if known and isinstance(user, User) else "",
        "token": get_token(request),
        "keys": draft_keys(user) if known and isinstance(user, User) else [],
    }
    return JsonResponse(body, headers={"Cache-Control": "no-store"})
