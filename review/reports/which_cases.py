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


def headline_dropped(method: Method, where: Where) -> str:
    """Return that chosen cases need not be those of the headline; nothing where none are chosen or it is among them."""
    lacking = lacking_of_headline(method, where)
    if not where or not lacking:
        return ""
    return (
        "The headline is no condition here: cases are chosen among all of the inspection’s, not only among those of "
        f"the headline ({where_words(method, lacking)})."
    )


def lacking_of_headline(method: Method, where: Where) -> Where:
    """Return the conditions of the headline whose names are not among those by which cases are chosen."""
    named = {condition.name for condition in where.conditions}
    headline = headline_of(method.inspections[0], method)
    return Where(tuple(one for one in headline.conditions if one.name not in named))


def _headline(method: Method, inspection: Inspection) -> str:
    where = own_headline(method, inspection)
    return where_words(method, where) if where else NO_HEADLINE
