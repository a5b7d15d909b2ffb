"""The whole draft on a page: everything in it, what is to be mended, and buttons that move things."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.authoring import actions
from review.authoring.forms.comments import Trail
from review.authoring.pages import Tree, address, diff_url, shell, tree_url
from review.authoring.part_pages import troubles_of
from review.authoring.places import WHOLE, read_place
from review.authoring.queries import Draft, changes_of, draft_of, notes_of, open_comments
from review.authoring.views.loading import is_there

RECENT = 5
BUTTONS = ("-up", "-down")
"""How the anchors of a row's buttons end, after that of the row."""
CONTENTS = [
    {"label": label, "url": f"#{anchor}"}
    for label, anchor in (
        ("About the framework", "about"),
        ("Topics and criteria", "topics"),
        ("Classification questions", "classification"),
        ("Overall judgment", "overall"),
        ("Scales", "scales"),
        ("Entered results", "entered"),
        ("Rules", "rules"),
        ("Worked examples", "examples"),
        ("Comments and changes", "said"),
    )
]


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", draft_of)
def draft(request: HttpRequest, found: Draft) -> HttpResponse:
    """Show a draft whole; a post moves something in it."""
    if request.method == "POST":
        return _move(request, found)
    comments = open_comments(found.version)
    context = shell(found, "Edit") | {
        "tree": Tree(found, comments),
        "whole": WHOLE,
        "open_comments": sum(comments.values()),
        "recent": [Trail(change) for change in changes_of(found.version)[:RECENT]],
        "base": found.version.based_on,
        "diff_url": diff_url(found.version),
        "contents": CONTENTS,
        "notes": notes_of(found.version.canonical) if not found.troubles else (),
        "troubles": troubles_of(found),
    }
    return render(request, "review/authoring/tree.html", context)


def _move(request: HttpRequest, found: Draft) -> HttpResponse:
    """Move a part as a button, a list of topics or a drag asks; a question or topic keeps its code and its address."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    post = request.POST
    written, after, order, button = [*post.get("move", "").split("|"), "", "", ""][:4]
    place = read_place(written or post.get("place", ""))
    order = order or post.get("order", "")
    inside = read_place(post["inside"]) if post.get("inside") else None
    behind: str | None = after if written else post.get("after")
    if place == WHOLE or not is_there(found, place):
        raise Conflict("What was to be moved is not in this draft any more. Load its page again.")
    try:
        version = actions.move_part(actor, found.version, place, order, behind, inside)
    except Invalid as invalid:
        raise Conflict(str(invalid)) from invalid
    if place.kind == "example":
        return redirect(f"{address('draft', version)}#examples")
    return redirect(tree_url(version, place) + (button if button in BUTTONS else ""))
