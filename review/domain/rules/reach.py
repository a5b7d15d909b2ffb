"""What something can come to, whatever is answered: an answer, a measure, a step, a result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from review.domain.rules.conditions import Ref
from review.domain.rules.method import Question
from review.domain.rules.outcomes import Found
from review.domain.rules.scores import Scores

PASSED = frozenset({Found.NO_RESULT, Found.ABSENT})
"""What a step comes to as soon as one of the things that it looks at does."""
ASIDE = frozenset({Found.NOT_APPLICABLE, Found.NOT_ASKED})


@dataclass(frozen=True)
class Reach:
    """What something can come to: sorts beside a value, codes of grades or choices, and numbers.

    `exact` says that each can really be, as far as answers do not hang together; `reads` are the questions and
    entered results that it is made from.
    """

    sorts: frozenset[Found] = frozenset()
    codes: frozenset[str] = frozenset()
    scores: Scores | None = None
    exact: bool = True
    reads: frozenset[Ref] = frozenset()


Reaches = Mapping[Ref, Reach]


def of_question(question: Question) -> Reach:
    """Return what a question can come to in a review that is complete."""
    sorts = {Found.NOT_APPLICABLE} if question.not_applicable else set()
    sorts |= {Found.NOT_ASKED} if question.asked_when else set()
    sorts |= set() if question.required else {Found.ABSENT}
    scores = None
    if question.kind == "number":
        step = Fraction(1, 10**question.decimals)
        scores = Scores(low=question.least, high=question.most, step=step, ranged=True)
    reads = frozenset({Ref("question", question.code)})
    return Reach(frozenset(sorts), frozenset(question.codes), scores, reads=reads)


def apart(around: Iterable[Reach]) -> bool:
    """Return whether each can come to what it can, whatever the others come to."""
    seen: set[Ref] = set()
    for reach in around:
        if not reach.exact or reach.reads & seen:
            return False
        seen |= reach.reads
    return True


def reads_of(around: Iterable[Reach]) -> frozenset[Ref]:
    """Return all that things are made from."""
    return frozenset().union(*(reach.reads for reach in around))
