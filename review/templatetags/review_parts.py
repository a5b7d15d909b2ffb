"""Parts of pages: states and grades as tags."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from casefiles.cases.models import EthnicityRecord
from casefiles.cases.queries import ethnicity_words
from casefiles.domain import codes
from review.workflow import MACHINES

register = template.Library()

TONES = {
    "draft": "yellow",
    "published": "green",
    "retired": "grey",
    "discarded": "grey",
    "set-up": "yellow",
    "fieldwork": "blue",
    "closed": "grey",
    "to-assign": "yellow",
    "under-review": "blue",
    "ready-for-sign-off": "purple",
    "signed-off": "green",
    "withdrawn": "grey",
    "assigned": "yellow",
    "in-progress": "blue",
    "submitted": "purple",
    "returned": "orange",
    "locked": "green",
}
_LABELS = {machine.code: dict(machine.states) for machine in MACHINES}


@register.simple_tag
def status_tag(machine: str, status: str) -> SafeString:
    """Return the tag of a state: its words always, with a colour beside."""
    context = {"text": _LABELS[machine][status], "tone": TONES.get(status, "grey")}
    return mark_safe(render_to_string("components/tag.html", context))  # noqa: S308  # the template escapes


@register.simple_tag
def ethnicity(record: EthnicityRecord) -> str:
    """Return what was recorded of a person's ethnicity, in which scheme, when and where, in words."""
    stage, source = codes.ETHNICITY_STAGE_WORDS[record.stage], codes.ETHNICITY_SOURCE_WORDS[record.source]
    return f"{ethnicity_words(record)}; {record.get_scheme_display()}; {stage}, {source}"
