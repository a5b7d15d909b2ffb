"""Conditions: comparisons with single answers, facts and results, all or any of which must hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.scales import Scale
from review.domain.rules.words import list_words, number_words

NOT_APPLICABLE = "not-applicable"


class Ref(NamedTuple):
    """What is looked at: `kind` is question, fact, step, topic or entered."""

    kind: str
    code: str


Look = Callable[[Ref], Outcome]
EachCase = Callable[[Ref], list[tuple[Ref, Outcome]]]
"""What gives, for what a rule takes from each case, what every case comes to."""


@dataclass(frozen=True)
class Test:
    """A comparison of what a reference leads to: one of several, or at least, or at most.

    It holds only where there is something to compare: an answer that is missing, or a question that is not asked,
    fulfils none. `among` may hold "not-applicable". `scale` orders the grades of `at_least` and `at_most`. `words`
    say what is looked at and `labels` name the codes, for the trace.
    """

    __test__ = False
    ref: Ref
    among: frozenset[str] = frozenset()
    at_least: str | Fraction | None = None
    at_most: str | Fraction | None = None
    scale: Scale | None = None
    words: str = ""
    labels: tuple[tuple[str, str], ...] = ()

    def holds(self, look: Look) -> bool:
        """Return whether the comparison holds."""
        found, value = look(self.ref)
        if found is Found.NOT_APPLICABLE:
            return NOT_APPLICABLE in self.among
        if found is not Found.VALUE:
            return False
        if self.among:
            return not self.among.isdisjoint(value) if isinstance(value, tuple) else value in self.among
        if isinstance(value, Fraction):
            low, high = self.at_least, self.at_most
            return (not isinstance(low, Fraction) or value >= low) and (not isinstance(high, Fraction) or value <= high)
        return self._holds_for_grade(value)

    def _holds_for_grade(self, value: str | tuple[str, ...]) -> bool:
        ranks = self.scale.ranks if self.scale else {}
        if not isinstance(value, str) or value not in ranks:
            return False
        low, high = self.at_least, self.at_most
        return (not isinstance(low, str) or ranks[value] <= ranks[low]) and (
            not isinstance(high, str) or ranks[value] >= ranks[high]
        )

    def said(self) -> str:
        """Return the comparison in words."""
        labels = dict(self.labels)
        if self.among:
            named = sorted(self.among, key=lambda code: list(labels).index(code) if code in labels else len(labels))
            return f"{self.words} is {list_words((labels.get(code, code) for code in named), 'or')}"
        bounds = (("at least", "better", self.at_least), ("at most", "worse", self.at_most))
        said = []
        for number, grade, bound in bounds:
            if isinstance(bound, Fraction):
                said.append(f"{number} {number_words(bound)}")
            elif bound is not None:
                said.append(f"{labels.get(bound, bound)} or {grade}")
        return f"{self.words} is {list_words(said)}"


@dataclass(frozen=True)
class Condition:
    """Comparisons of which one must hold."""

    any_of: tuple[Test, ...]

    def holds(self, look: Look) -> bool:
        """Return whether one of the comparisons holds."""
        return any(test.holds(look) for test in self.any_of)

    def said(self) -> str:
        """Return the condition in words."""
        return list_words((test.said() for test in self.any_of), "or")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the condition looks at."""
        return tuple(test.ref for test in self.any_of)


def all_hold(conditions: Iterable[Condition], look: Look) -> bool:
    """Return whether every condition holds; none at all hold always."""
    return all(condition.holds(look) for condition in conditions)


def all_said(conditions: Iterable[Condition]) -> str:
    """Return conditions in words."""
    return list_words(condition.said() for condition in conditions)
