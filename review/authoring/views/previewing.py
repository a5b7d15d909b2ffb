"""The preview: a draft's pages just as the inspector will see them; what is typed in them is stored nowhere."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from access.guard import guarded
from review.authoring.pages import address, place_url, shell
from review.authoring.places import Place
from review.authoring.previewing import EXAMPLE, Preview
from review.authoring.queries import Draft
from review.authoring.views.loading import topic_of
from review.frameworks.rows import CLASSIFICATION_TOPIC, OVERALL_TOPIC


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", topic_of)
def draft_preview(request: HttpRequest, found: tuple[Draft, str]) -> HttpResponse:
    """Show a topic of the draft with its form; a post works the conditions and rules through what was typed."""
    draft, code = found
    preview = Preview(draft, request.POST if request.method == "POST" else QueryDict())
    rows = preview.rows(code)
    title, headline = _called(preview, code)
    context = shell(draft, f"Preview: {title}") | {
        "heading": title,
        "headline": headline,
        "rows": rows,
        "documents": [EXAMPLE],
        "forms": [row.form for row in rows if row.form],
        "posted": request.method == "POST",
        "problems": request.method == "POST" and any(row.form.errors for row in rows if row.form),
        "carried": preview.carried(code),
        "facts": preview.fact_lists,
        "pages": [
            {
                "label": one.topic.title,
                "url": address("draft-preview", draft.version, one.code),
                "current": one.code == code,
            }
            for one in preview.outlined.topics
        ],
        "edit_url": _edit_url(draft, code),
        "has_method": preview.method is not None,
    }
    return render(request, "review/authoring/preview.html", context)


def _called(preview: Preview, code: str) -> tuple[str, str]:
    """Return the title of a page, after that of the topic around it, and its headline."""
    topic = preview.topic(code).topic
    around = {one.topic.pk: one.topic.title for one in preview.outlined.topics}.get(topic.parent_id or 0, "")
    return (f"{around}: {topic.title}" if around else topic.title), topic.headline


def _edit_url(draft: Draft, code: str) -> str:
    if code == CLASSIFICATION_TOPIC:
        return f"{address('draft', draft.version)}#classification"
    if code == OVERALL_TOPIC:
        return place_url(draft.version, Place("question", draft.file.overall.code))
    return f"{address('draft', draft.version)}#topic-{code}"
