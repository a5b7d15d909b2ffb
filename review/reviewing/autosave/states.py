"""What a script is told of a write that it sent: always a state and a sentence, whatever happened."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from access.json_answers import UNAVAILABLE, signed_out, told
from access.machine_faults import is_passing
from access.refusals import Conflict, Invalid, Refused
from review.reviewing.actions import Saved, StaleAnswers

View = Callable[..., HttpResponseBase]
NO_SUCH = (
    "Nothing was saved: there is no such review or question, the review is no longer yours, or the case was moved to "
    "a newer version of its framework, in which case you go on from your home page. A supervisor can tell you why."
)
log = logging.getLogger(__name__)
ONLY_POST = "Nothing was saved: an answer is sent by POST."


def answering_json(view: View) -> View:
    """Return the view of a write that a script sends, with every refusal answered as a state with its sentence."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return signed_out()
        if request.method != "POST":
            return told("invalid", 405, ONLY_POST, problems={})
        try:
            return view(request, **address)
        except (Http404, PermissionDenied) as hidden:
            return _kept_from(hidden)
        except Refused as refused:
            return _refused(refused)
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("An answer could not be saved: %s", error)
            return told("unavailable", 503, UNAVAILABLE)

    return answer


def _kept_from(hidden: Http404 | PermissionDenied) -> HttpResponse:
    if isinstance(hidden, Http404):
        return told("refused", 404, NO_SUCH)
    return told("refused", 403, f"Nothing was saved. {hidden}")


def _refused(refused: Refused) -> HttpResponse:
    if isinstance(refused, StaleAnswers):
        return told("conflict", 409, refused.sentence, version=refused.stale[0].stored.version)
    if isinstance(refused, Invalid):
        return told("invalid", 422, f"Nothing was saved. {refused.sentence}", problems=refused.errors)
    state = "closed" if isinstance(refused, Conflict) else "refused"
    return told(state, 409, f"Nothing was saved. {refused.sentence}")


def told_saved(code: str, saved: Saved, problems: Mapping[str, Sequence[str]]) -> HttpResponse:
    """Return what a script is told of a save of one answer, the first time and again."""
    return told(
        "saved",
        200,
        version=saved.versions[code],
        saved_at=f"{timezone.localtime(saved.at):%H:%M}",
        changed=code in saved.changed,
        refresh=saved.refresh,
        problems=problems,
    )
