"""Measures: one exact number made of several answers, results, or cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from review.domain.rules import outcomes
from review.domain.rules.conditions import Ref
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.words import counted, list_words, number_words

HOWS = ("percent-in", "percent-of-max", "sum", "mean", "count-in")
POLICIES = ("left-out", "as-best", "as-worst", "no-result")
Points = Mapping[str, Fraction]


@dataclass(frozen=True)
class Measure:
    """A number made of the `refs`, or, where `each_case` is set, of what it leads to in every case.

    `points` gives those of each reference's grades (empty: its number itself); `among` are the codes that
    `percent-in` and `count-in` count, `among_words` their labels. `not_applicable` is one of POLICIES.
    """

    how: str
    refs: tuple[Ref, ...]
    among: frozenset[str]
    not_applicable: str
    points: Mapping[Ref, Points]
    among_words: tuple[str, ...] = ()
    each_case: Ref | None = None
    subject: str = ""

    @property
    def thing(self) -> tuple[str, str]:
        """What is counted, as one and as more."""
        if self.each_case:
            return "case", "cases"
        kinds = {ref.kind for ref in self.refs}
        return ("answer", "answers") if kinds <= {"question"} else ("result", "results")

    def made_of(self, found: Iterable[tuple[Ref, Outcome]]) -> tuple[Outcome, str]:
        """Return the number, and how it came about in words.

        Nothing that applies gives NOT_APPLICABLE: there is no share of nothing. A missing value gives ABSENT, a
        matter of judgment among the values NO_RESULT.
        """
        values: list[tuple[Ref, Outcome]] = []
        beside: list[Ref] = []
        not_asked = 0
        for ref, outcome in found:
            if outcome.found is Found.VALUE:
                values.append((ref, outcome))
            elif outcome.found is Found.NOT_APPLICABLE:
                beside.append(ref)
            elif outcome.found is Found.NOT_ASKED:
                not_asked += 1
            elif outcome.found is Found.NO_RESULT:
                return (
                    outcomes.NO_RESULT,
                    "One of the results is a matter of professional judgment, so there is none here.",
                )
            else:
                return outcomes.ABSENT, "Something is missing."
        if beside and self.not_applicable == "no-result":
            words = f"{counted(len(beside), *self.thing)} not applicable, so there is no automatic result."
            return outcomes.NO_RESULT, words
        aside = self._aside(len(beside), not_asked)
        counts_beside = self.not_applicable in ("as-best", "as-worst")
        if not values and not (beside and counts_beside):
            return outcomes.NOT_APPLICABLE, f"{aside}Nothing is left that applies."
        if self.how in ("percent-in", "count-in"):
            return self._counted(values, len(beside), aside)
        return self._added(values, beside, aside)

    def _aside(self, beside: int, not_asked: int) -> str:
        """Return in words what is not counted as it stands."""
        said = []
        if not_asked:
            said.append(f"{counted(not_asked, *self.thing)} not asked for")
        if beside:
            how = {"left-out": "left out", "as-best": "counted as the best", "as-worst": "counted as the worst"}
            said.append(f"{beside} not applicable, {how.get(self.not_applicable, '')}")
        return f"{list_words(said)}. ".capitalize() if said else ""

    def _counted(self, values: list[tuple[Ref, Outcome]], beside: int, aside: str) -> tuple[Outcome, str]:
        inside = sum(1 for _, outcome in values if _is_in(outcome, self.among))
        total = len(values)
        if self.not_applicable in ("as-best", "as-worst"):
            total += beside
            inside += beside if self.not_applicable == "as-best" else 0
        what = list_words(self.among_words, "or")
        if self.how == "count-in":
            words = f"{aside}{inside} of {counted(total, *self.thing)}: {what}."
            return Outcome(Found.VALUE, Fraction(inside)), words
        share = Fraction(100 * inside, total)
        words = f"{aside}{inside} of {counted(total, *self.thing)}: {what}. That is {number_words(share)}%."
        return Outcome(Found.VALUE, share), words

    def _added(self, values: list[tuple[Ref, Outcome]], beside: list[Ref], aside: str) -> tuple[Outcome, str]:
        parts = [self._points(ref, outcome) for ref, outcome in values]
        counted_refs = [ref for ref, _ in values]
        if self.not_applicable in ("as-best", "as-worst"):
            extreme = max if self.not_applicable == "as-best" else min
            parts.extend(extreme(self._table(ref).values()) for ref in beside)
            counted_refs.extend(beside)
        total = sum(parts, Fraction(0))
        shown = f"{aside}Points of {counted(len(parts), *self.thing)}: {' + '.join(map(number_words, parts))}"
        if len(parts) > 20:
            shown = f"{aside}Points of {counted(len(parts), *self.thing)}, added up"
        if len(parts) > 1:
            shown += f" = {number_words(total)}"
        if self.how == "sum":
            return Outcome(Found.VALUE, total), f"{shown}."
        if self.how == "mean":
            mean = total / len(parts)
            return Outcome(Found.VALUE, mean), f"{shown}. Their mean is {number_words(mean)}."
        most = sum((max(self._table(ref).values()) for ref in counted_refs), Fraction(0))
        if not most:
            return outcomes.NOT_APPLICABLE, f"{shown}, of 0 that were to be had: there is no share of nothing."
        share = 100 * total / most
        return Outcome(Found.VALUE, share), f"{shown}, of {number_words(most)} at most. That is {number_words(share)}%."

    def _table(self, ref: Ref) -> Points:
        return self.points[self.each_case or ref]

    def _points(self, ref: Ref, outcome: Outcome) -> Fraction:
        value = outcome.value
        return value if isinstance(value, Fraction) else self._table(ref)[str(value)]


def _is_in(outcome: Outcome, among: frozenset[str]) -> bool:
    value = outcome.value
    return not among.isdisjoint(value) if isinstance(value, tuple) else value in among
