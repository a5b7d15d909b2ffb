"""Questions that can never be asked, whatever is answered to the others."""

from collections.abc import Iterator
from itertools import product
from math import prod

from review.domain.rules import outcomes
from review.domain.rules.conditions import Ref, all_hold
from review.domain.rules.method import Method, Question
from review.domain.rules.outcomes import Outcome
from review.domain.rules.possible import fact_options, options, tests_of

MOST_TRIES = 20_000


def never_asked(method: Method) -> Iterator[tuple[str, str]]:
    """Yield code and sentence for each question that is asked in no case.

    All answers of the questions involved are tried that their conditions tell apart. A question for which there are
    more than MOST_TRIES is passed over; `too_many` names these.
    """
    never: set[str] = set()
    for question in method.questions:
        if question.asked_when and not _can_be_asked(method, question):
            blocked = [ref.code for ref in question.decided_by if ref.code in never]
            never.add(question.code)
            yield question.code, _sentence(blocked)


def too_many(method: Method) -> tuple[str, ...]:
    """Return the codes of the questions with too many answers to try whether they can be asked."""
    asked = (question for question in method.questions if question.asked_when)
    return tuple(question.code for question in asked if _tries(_choices(method, question)) > MOST_TRIES)


def _sentence(blocked: list[str]) -> str:
    if blocked:
        return f"This can never be asked, since it depends on “{blocked[0]}”, which is never asked itself."
    return "This can never be asked: its conditions cannot hold together. Change them, or take the question away."


def _choices(method: Method, question: Question) -> dict[Ref, tuple[Outcome, ...]]:
    """Return what everything that decides about a question can come to, in the order of asking."""
    deciding = method.deciding({question.code})
    involved = [one for one in method.questions if one.code in deciding]
    tests = tests_of(condition for one in involved for condition in one.asked_when)
    found = {ref: fact_options(about) for ref, about in tests.items() if ref.kind == "fact"}
    for one in involved:
        ref = Ref("question", one.code)
        found[ref] = options(one, tests.get(ref, ())) if ref in tests else (outcomes.ABSENT,)
    return found


def _tries(choices: dict[Ref, tuple[Outcome, ...]]) -> int:
    return prod(map(len, choices.values()))


def _can_be_asked(method: Method, question: Question) -> bool:
    choices = _choices(method, question)
    if _tries(choices) > MOST_TRIES:
        return True
    decided = [(ref, method.by_code[ref.code].asked_when) for ref in choices if ref.kind == "question"]
    for given in product(*choices.values()):
        seen = dict(zip(choices, given, strict=True))
        for ref, conditions in decided:
            if conditions and not all_hold(conditions, seen.__getitem__):
                seen[ref] = outcomes.NOT_ASKED
        if seen[Ref("question", question.code)] is not outcomes.NOT_ASKED:
            return True
    return False
