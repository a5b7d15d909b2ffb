"""What a step of a rule, an answer or a whole rule can come to."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, partial
from typing import NamedTuple


class Found(StrEnum):
    """The sort of an outcome."""

    VALUE = "value"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASKED = "not-asked"
    ABSENT = "absent"
    NO_RESULT = "no-result"


Value = str | Fraction | tuple[str, ...]


class Outcome(NamedTuple):
    """A sort and, for VALUE alone, what was found: a grade's or choice's code, several codes, or a number."""

    found: Found
    value: Value = ""


@lru_cache(maxsize=4096)
def of_value(value: Value) -> Outcome:
    """Return the outcome that is a value; the same one for the same value."""
    return Outcome(Found.VALUE, value)


NOT_APPLICABLE = Outcome(Found.NOT_APPLICABLE)
"""The question, or everything that was put together, does not apply."""
NOT_ASKED = Outcome(Found.NOT_ASKED)
"""The question is not asked of this case."""
ABSENT = Outcome(Found.ABSENT)
"""There is no answer, or no result, yet."""
NO_RESULT = Outcome(Found.NO_RESULT)
"""The method gives no automatic result here: it is a matter of professional judgment."""

Said = tuple[Outcome, Callable[[], str]]
"""What a step came to, and how in words: these are put together only where somebody reads them."""


PASSED_ON = {
    Found.NOT_APPLICABLE: (NOT_APPLICABLE, "Not applicable, since what it is made from does not apply."),
    Found.NOT_ASKED: (NOT_APPLICABLE, "Not applicable, since what it is made from is not asked."),
    Found.NO_RESULT: (NO_RESULT, "No automatic result, since there is none of what it is made from."),
}


def passed_on(outcome: Outcome) -> Said:
    """Return an outcome that is no value as what a step that looks at it comes to."""
    found, words = PASSED_ON.get(outcome.found, (ABSENT, "Something is missing."))
    return found, partial(str, words)


class Kind(StrEnum):
    """What a rule gave."""

    SUGGESTED = "suggested"
    NO_RULE = "no_rule"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Result:
    """What a rule gave: its kind, the grade's code where it is SUGGESTED (else None), and how it came to it in words.

    `missing` are the codes of what an INCOMPLETE one lacks; `rule` the code of the rule, empty where there is none.
    """

    kind: Kind
    grade: str | None = None
    trace: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rule: str = ""

    @property
    def outcome(self) -> Outcome:
        """Return the result as something that later rules look at."""
        return _WITHOUT_GRADE[self.kind] if self.grade is None else of_value(self.grade)


_WITHOUT_GRADE = {Kind.NOT_APPLICABLE: NOT_APPLICABLE, Kind.NO_RULE: NO_RESULT, Kind.INCOMPLETE: ABSENT}
