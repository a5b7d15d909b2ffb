"""Why a case has no answer to a name of a report: a question was left open, a date is missing, nothing was recorded."""

from collections.abc import Iterable

from review.counting.answer_sources import Answer
from review.counting.dimensions import OFFENCE, Dimension
from review.counting.fact_sources import Days, Month
from review.counting.method import Method
from review.counting.result_sources import ResultOf
from review.counting.several_sources import OneOf, Several
from review.domain.wording import UNANSWERED, lower_first

DATE, FACT, RESULT = "Date missing", "Fact not recorded", "No result of the rule"


def unanswered_words(method: Method, names: Iterable[str]) -> str:
    """Return in words why a case can lack an answer to some of `names`: those that it is counted and chosen by."""
    found = list(dict.fromkeys(words for name in names if (words := _words(method.dimensions[name]))))
    first, *rest = found or [UNANSWERED]
    return " or ".join([first, *map(lower_first, rest)])


def _words(dimension: Dimension) -> str:
    """Return what is lacking where a name has no answer; nothing for what every case has."""
    source = dimension.source
    if isinstance(source, Answer | Several | OneOf):
        return UNANSWERED
    if isinstance(source, ResultOf):
        return RESULT
    if isinstance(source, Days) or (isinstance(source, Month) and source.of_case):
        return DATE
    return FACT if dimension.name in (OFFENCE, "outcome") else ""
