"""The page of reopening what was signed off: it says what of it was given out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from access.guard import guarded
from review.moderation import actions
from review.moderation.queries import Decision
from review.moderation.views import NOT_YOURS, WORDS, decision_of, decision_scope, with_reason
from review.releases.counting_it import releases_counting

GIVEN_OUT = (
    "{releases} this case: {numbers}. What was given out stays as it is; the page of the figures that this case is in "
    "says which tables."
)


@require_http_methods(["GET", "POST"])
@guarded("subject.reopen", decision_of, decision_scope)
def case_reopen(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Reopen a signed-off case, or the signed-off judgments of a force."""
    what = WORDS[decision.subject.inspection_force_id is not None]
    lines = [
        what.leaves,
        "The sign-off as it was made stays readable, and the review goes back to its reviewer.",
        *given_out(decision),
        NOT_YOURS,
    ]
    return with_reason(request, decision, actions.reopen, f"Reopen {what.name}", "was reopened", lines)


def given_out(decision: Decision) -> list[str]:
    """Return the sentence on the public releases that count a case, where there are any. One query."""
    found = sorted(one.number for one in releases_counting(decision.subject))
    if not found:
        return []
    releases = "1 public release counts" if len(found) == 1 else f"{len(found)} public releases count"
    return [GIVEN_OUT.format(releases=releases, numbers=f"number {', '.join(map(str, found))}")]
