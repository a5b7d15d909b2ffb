"""Where saving a topic leads."""

from django.http import HttpRequest
from django.urls import reverse

from review.reviewing.actions import Saved
from review.reviewing.views.loading import TopicAt
from review.reviewing.views.parts import topic_url

TOP = "#main-content"
"""Where messages stand; said outright, since a browser keeps the old address's place where a new one names none."""
AT_QUESTION = ("stay", "clear", "quote")
"""What saves and comes back to where it was pressed."""
BECAUSE = {
    "asked": "This question is asked now, because of what you answered.",
    "differs": "The suggested grade is another one than yours. Say why, below your grade.",
}
"""Why saving comes back to a question instead of going on, in words."""


def then(request: HttpRequest, at: TopicAt, saved: Saved, warned: bool) -> str:
    """Return where a save leads: on, back to the same page or question, or to what was pressed beside it.

    Where there is a warning, it leads to the top of the page, where that stands. Before it goes on, it comes back to
    a question that is newly asked here, or whose grade differs from the one that is suggested now.
    """
    step, _, what = request.POST.get("then", "").partition(":")
    here = topic_url(at.review, at.topic.code)
    if step == "remove":
        return reverse("evidence-remove", args=[at.review.public_id, what]) if _is_evidence(at, what) else here
    if step == "flags":
        return reverse("flag-add", args=[at.review.public_id])
    codes = [entry.code for entry in at.topic.every]
    if step == "cite" and what in codes and at.review.subject.inspection_force_id:
        return reverse("force-cite", args=[at.review.public_id, what])
    place = what if step in AT_QUESTION and what in codes else ""
    code, because = ("", "") if place else _back_to(codes, saved)
    if code:
        return f"{here}?saved={code}&because={because}{TOP if warned else f'#c-{code}'}"
    if step in AT_QUESTION:
        spot = TOP if warned else f"#c-{place}" if place else ""
        quoting = f"&quote={place}" if step == "quote" and place else ""
        return f"{here}?saved={place or 'all'}{quoting}{spot}"
    return _next(at) if step == "next" else _following(at)


def _next(at: TopicAt) -> str:
    """Return where the next question is found that lacks something, after those of the page."""
    address = reverse("review-next", args=[at.review.public_id])
    return f"{address}?after={at.topic.every[-1].code}" if at.topic.every else address


def _back_to(codes: list[str], saved: Saved) -> tuple[str, str]:
    """Return the first question of the page that a save opened or that now differs from the suggestion, and why."""
    for because, found in (("asked", saved.opened), ("differs", saved.differing)):
        for code in codes:
            if code in found:
                return code, because
    return "", ""


def _following(at: TopicAt) -> str:
    following = at.whole.after(at.topic.code)
    if following is None:
        return f"{reverse('review-check', args=[at.review.public_id])}?saved={at.topic.code}"
    return f"{topic_url(at.review, following.code)}?saved={at.topic.code}"


def _is_evidence(at: TopicAt, public_id: str) -> bool:
    return any(str(evidence.public_id) == public_id for entry in at.topic.every for evidence in entry.evidence)
