"""Why a case has no answer to a name of a report: it was not asked, a question was left open, a date is missing."""

from collections.abc import Iterable

from review.counting.answer_sources import Answer
from review.counting.dimensions import OFFENCE, Dimension
from review.counting.fact_sources import Days, Month
from review.counting.method import Method
from review.counting.result_sources import ResultOf
from review.counting.several_sources import OneOf, Several
from review.domain.rules.method import Question
from review.domain.rules.together import Form
from review.domain.tabulation import NOT_ANSWERED_LABEL, NOT_ASKED_LABEL, NOT_ASKED_OR_ANSWERED_LABEL
from review.domain.wording import NOT_ASKED, NOT_ASKED_OR_ANSWERED, UNANSWERED, lower_first

DATE, FACT, RESULT = "Date missing", "Fact not recorded", "No result of the rule"
OF_QUESTIONS = {
    frozenset([NOT_ASKED]): NOT_ASKED,
    frozenset([UNANSWERED]): UNANSWERED,
    frozenset([NOT_ASKED, UNANSWERED]): NOT_ASKED_OR_ANSWERED,
}
LABELS = {NOT_ASKED: NOT_ASKED_LABEL, NOT_ASKED_OR_ANSWERED: NOT_ASKED_OR_ANSWERED_LABEL}


def unanswered_words(method: Method, names: Iterable[str]) -> str:
    """Return in words why a case can lack an answer to some of `names`: those that it is counted and chosen by.

    A question that a signed-off review had to answer wherever it was asked lacks an answer only where it was not asked.
    """
    dimensions = [method.dimensions[name] for name in dict.fromkeys(names)]
    asked = frozenset[str]().union(*(_of_question(method, one) for one in dimensions))
    found = [*([OF_QUESTIONS[asked]] if asked else []), *(words for one in dimensions if (words := _of_fact(one)))]
    first, *rest = dict.fromkeys(found) or [UNANSWERED]
    return " or ".join([first, *map(lower_first, rest)])


def label_of_unanswered(method: Method, name: str) -> str:
    """Return what the group of the cases without an answer to a name is called."""
    return LABELS.get(unanswered_words(method, [name]), NOT_ANSWERED_LABEL)


def _of_question(method: Method, dimension: Dimension) -> frozenset[str]:
    """Return how a signed-off review can be without an answer to a question; nothing where it never can, or for a fact.

    Where the forms are not known, any question can have been left open.
    """
    if not isinstance(dimension.source, Answer | Several | OneOf):
        return frozenset()
    if not method.forms:
        return frozenset([UNANSWERED])
    return frozenset[str]().union(*(_in_form(_question(form, dimension.name)) for form in method.forms))


def _question(form: Form, name: str) -> Question | None:
    """Return the question that a name is of; a form knows a question with several choices by these alone."""
    told = form.names.get(name) or next((one for key, one in form.names.items() if key.startswith(f"{name}.")), None)
    return form.method.by_code.get(told.ref.code) if told else None


def _in_form(question: Question | None) -> Iterable[str]:
    if question is None:
        return [NOT_ASKED]
    return [*([NOT_ASKED] if question.asked_when else []), *([] if question.required else [UNANSWERED])]


def _of_fact(dimension: Dimension) -> str:
    """Return what is lacking where a fact has no answer; nothing for what every case has."""
    source = dimension.source
    if isinstance(source, ResultOf):
        return RESULT
    if isinstance(source, Days) or (isinstance(source, Month) and source.of_case):
        return DATE
    return FACT if dimension.name in (OFFENCE, "outcome") else ""
