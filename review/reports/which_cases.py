"""Which cases a report counts, in words: a choice of them, the headline's, or all, and why no headline holds."""

from review.counting.method import Method
from review.domain.tabulation import Where
from review.inspections.models import Inspection
from review.reports.building import headline_of, own_headline
from review.reports.pages import where_words

ALL, ALL_AND_NOT_ONLY = "All cases", "All cases, not only those of the headline"
NO_HEADLINE = "none"


def cases_words(method: Method, where: Where) -> str:
    """Return which cases a report counts, and whether they are those of the inspection's headline."""
    headline = headline_of(method.inspections[0], method)
    if not where:
        return ALL_AND_NOT_ONLY if headline else ALL
    words = where_words(method, where)
    return f"{words} (the headline)" if where == headline else words


def without_headline(method: Method, where: Where) -> str:
    """Return why a report of several inspections counts all of their cases; nothing where it has chosen some."""
    if where or len({one.headline_subset for one in method.inspections}) == 1:
        return ""
    told = "; ".join(f"{one.title}: {_headline(method, one)}" for one in method.inspections)
    return (
        "These inspections have no headline in common, so no headline is applied and all of their cases are counted. "
        f"Their headlines are: {told}."
    )


def _headline(method: Method, inspection: Inspection) -> str:
    where = own_headline(method, inspection)
    return where_words(method, where) if where else NO_HEADLINE
