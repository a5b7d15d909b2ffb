"""A figure of the report as its address asks for it, with what it says now."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.http import QueryDict
from django.urls import reverse

from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from review.counting.dimensions import FORCE
from review.counting.forces import force_key
from review.inspections.models import InspectionForce
from review.inspections.queries import report_scope
from review.reports import pages, tracing
from review.reports.asking import Asked, asked_in, method_for
from review.reports.rights import names_reviewers
from review.reports.views import words_of_figure
from review.reviewing.models import FIGURE_LENGTH, STOOD_LENGTH

NO_FIGURE = (
    "This is no address of a figure of this inspection's report. Open the report, press a count, and copy the address "
    "of the page that lists its cases."
)
NO_REVIEWERS = "A figure by reviewer is for the inspection's supervisors only, so no judgment can rest on it."
OTHER_FORCE = (
    "This is a figure of other forces, so it says nothing of this one. Cite one of this force, or of all forces."
)
TOO_LONG = "This figure has too many conditions to be cited. Choose one with fewer."
PAGING = ("q", "page")
"""What an address of a list says that is not about the figure."""
WHOLE = "by="
"""What the address of all counted cases asks for: nothing, said outright."""


@dataclass(frozen=True)
class Figure:
    """A figure: what its address asks for, and what it says in words, its count last."""

    query: str
    words: str


def figure_at(actor: Actor, force: InspectionForce, address: str) -> Figure:
    """Return the figure at an address of the report of a force's inspection as it stands now.

    Raises NotAllowed where the actor may not read the report; Invalid by `figure` for what is no figure of it, or is
    one of other forces alone.
    """
    inspection = force.inspection
    require(actor, "report.view", report_scope(actor, inspection))
    parts = _parts(address)
    if parts is None or parts.path != reverse("report-cases", args=[inspection.slug_id]):
        raise Invalid({"figure": [NO_FIGURE]})
    if len(parts.query) > FIGURE_LENGTH:
        raise Invalid({"figure": [TOO_LONG]})
    query = QueryDict(parts.query, mutable=True)
    for name in PAGING:
        query.pop(name, None)
    try:
        return _figure(force, query)
    except Invalid as invalid:
        raise Invalid({"figure": [invalid.sentence]}) from invalid


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address; None where it is none at all."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def _figure(force: InspectionForce, query: QueryDict) -> Figure:
    inspection = force.inspection
    method = method_for(query, inspection)
    asked = asked_in(query, inspection, method, by="")
    if names_reviewers(asked):
        raise Invalid(NO_REVIEWERS)
    if _leaves_out(asked, force_key(inspection, force)):
        raise Invalid(OTHER_FORCE)
    count = tracing.traced(method, asked).count()
    cases = pages.where_words(method, asked.where) or "All cases"
    words = f"{words_of_figure(method, asked)} ({cases}): {count}"
    if len(words) > STOOD_LENGTH:
        raise Invalid(TOO_LONG)
    return Figure(query.urlencode() or WHOLE, words)


def _leaves_out(asked: Asked, key: str) -> bool:
    """Return whether a figure counts no case of a force: it is a group, or a choice, of others."""
    group = dict(zip(asked.by, asked.key, strict=False)).get(FORCE, key)
    chosen = [condition.answers for condition in asked.where.conditions if condition.name == FORCE]
    return group != key or any(key not in answers for answers in chosen)
