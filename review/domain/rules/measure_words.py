"""How a measure came to its number, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from review.domain.rules.words import counted, number_words

MOST_SUMMANDS = 20


class Summands(NamedTuple):
    """What is added up, each part so many of the `unit`-th part of 1."""

    parts: Sequence[Fraction | int]
    unit: int

    def words(self) -> str:
        """Return the parts with plus signs between them."""
        return " + ".join(number_words(Fraction(part, self.unit)) for part in self.parts)


@dataclass(frozen=True)
class Aside:
    """How many were not applicable, and how many not asked for."""

    beside: int
    not_asked: int


@dataclass(frozen=True)
class MeasureWords:
    """The words of one measure.

    `of_cases` says whether it is made of cases, `found` whether they hold an answer or a result; `what` are the
    labels of what is counted, `pointed` says whether there are points, `not_applicable` what becomes of those.
    """

    of_cases: bool
    found: str
    what: str
    pointed: bool
    not_applicable: str

    def counted(self, inside: int, total: int, number: Fraction, percent: bool, aside: Aside) -> str:
        """Return how many of how many were counted, and their share if asked for."""
        of = f"{inside} of {self._things(total)}"
        are = _is(1 if total == 1 else inside)
        words = f"In {of} the {self.found} is {self.what}" if self.of_cases else f"{of} {are} {self.what}"
        return f"{self._aside(aside)}{words}{f': {number_words(number)}%' if percent else ''}."

    def sum(self, summands: Summands, total: Fraction, aside: Aside) -> str:
        """Return what was added up."""
        return f"{self._added(summands, total, aside)}."

    def mean(self, summands: Summands, total: Fraction, mean: Fraction, aside: Aside) -> str:
        """Return what was added up, and the mean."""
        return f"{self._added(summands, total, aside)}. The mean is {number_words(mean)}."

    def share(self, summands: Summands, total: Fraction, most: Fraction, share: Fraction, aside: Aside) -> str:
        """Return what was added up, the most that it could be, and the share."""
        return f"{self._added(summands, total, aside)}, of at most {number_words(most)}: {number_words(share)}%."

    def no_most(self, summands: Summands, total: Fraction, aside: Aside) -> str:
        """Return why there is no share of the most."""
        return f"{self._added(summands, total, aside)}. No points were to be had, so there is no share of them."

    def nothing(self, aside: Aside) -> str:
        """Return that there is nothing to make a number of."""
        what = "no case to which it applies" if self.of_cases else "nothing left that applies"
        return f"{self._aside(aside)}There is {what}."

    def no_result(self, beside: int) -> str:
        """Return that what is not applicable leaves no result."""
        what = f"{self._things(beside)}{' where it does not apply' if self.of_cases else ''}"
        begin = f"There {_is(beside)} {what}" if self.of_cases else f"{what} {_is(beside)} not applicable"
        return f"{begin}, so there is no automatic result."

    def no_extreme(self) -> str:
        """Return that a number which is not applicable has no best and no worst."""
        return "A number that is not applicable has no best and no worst, so there is no automatic result."

    def judged(self) -> str:
        """Return that one of the results is a matter of judgment."""
        what = "the result of a case" if self.of_cases else "one of the results"
        return f"The method leaves {what} to professional judgment, so there is no automatic result."

    def missing(self) -> str:
        """Return that something is missing."""
        return "Something is missing."

    def _things(self, number: int) -> str:
        one = "case" if self.of_cases else self.found
        return counted(number, one, f"{one}s")

    def _aside(self, aside: Aside) -> str:
        """Return what is not counted as it stands, with a space behind it."""
        sentences = (self._not_asked(aside.not_asked), self._not_applicable(aside.beside))
        return "".join(f"{sentence} " for sentence in sentences if sentence)

    def _not_asked(self, number: int) -> str:
        if not number:
            return ""
        if self.of_cases:
            return f"{self._things(number)} where it is not asked {_is(number)} left out."
        return f"{counted(number, 'question', 'questions')} {_is(number)} not asked."

    def _not_applicable(self, number: int) -> str:
        if not number:
            return ""
        where = " where it does not apply" if self.of_cases else f" {_is(number)} not applicable and"
        fate = f"{_is(number)} left out"
        if self.not_applicable != "left-out":
            fate = f"{'counts' if number == 1 else 'count'} as the {self.not_applicable.removeprefix('as-')}"
        return f"{self._things(number)}{where} {fate}."

    def _added(self, summands: Summands, total: Fraction, aside: Aside) -> str:
        number = len(summands.parts)
        of = f"{self._aside(aside)}{'Points' if self.pointed else 'Numbers'} of {self._things(number)}"
        if number == 1:
            return f"{of}: {number_words(total)}"
        if number > MOST_SUMMANDS:
            return f"{of}, added up: {number_words(total)}"
        return f"{of}: {summands.words()} = {number_words(total)}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
