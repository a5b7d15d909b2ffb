"""Measures: one exact number made of several answers, results, or cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from math import lcm

from review.domain.rules import outcomes
from review.domain.rules.conditions import Ref
from review.domain.rules.measure_words import Aside, MeasureWords, Summands
from review.domain.rules.outcomes import Found, Outcome, Said, Value
from review.domain.rules.words import list_words

HOWS = ("percent-in", "percent-of-max", "sum", "mean", "count-in")
POLICIES = ("left-out", "as-best", "as-worst", "no-result")
Points = Mapping[str, Fraction]
NO_POINTS: Points = {}


@dataclass(frozen=True)
class Measure:
    """A number made of the `refs`, or, where `each_case` is set, of what it leads to in every case.

    `among` are the codes that `percent-in` and `count-in` count, `among_words` their labels. By reference, `points`
    gives those of its grades (none: it is a number itself) and `orders` the codes of its grades, the best first
    (none: there is no best). `not_applicable` is one of POLICIES.
    """

    how: str
    refs: tuple[Ref, ...]
    among: frozenset[str]
    not_applicable: str
    points: Mapping[Ref, Points] = field(default_factory=dict)
    among_words: tuple[str, ...] = ()
    each_case: Ref | None = None
    orders: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)

    def made_of(self, found: Iterable[tuple[Ref, Outcome]]) -> Said:
        """Return the number, and how it came about in words.

        Nothing that applies gives NOT_APPLICABLE: there is no share of nothing. A missing value gives ABSENT, a
        matter of judgment among the values NO_RESULT.
        """
        values: list[tuple[Ref, Value]] = []
        beside: list[Ref] = []
        not_asked = 0
        for ref, (sort, value) in found:
            if sort is Found.VALUE:
                values.append((ref, value))
            elif sort is Found.NOT_APPLICABLE:
                beside.append(ref)
            elif sort is Found.NOT_ASKED:
                not_asked += 1
            elif sort is Found.NO_RESULT:
                return outcomes.NO_RESULT, self.words.judged
            else:
                return outcomes.ABSENT, self.words.missing
        if beside and self.not_applicable == "no-result":
            return outcomes.NO_RESULT, partial(self.words.no_result, len(beside))
        return self._number(values, beside, Aside(len(beside), not_asked))

    def _number(self, values: list[tuple[Ref, Value]], beside: list[Ref], aside: Aside) -> Said:
        taken_in = [] if self.not_applicable == "left-out" else beside
        if not values and not taken_in:
            return outcomes.NOT_APPLICABLE, partial(self.words.nothing, aside)
        if self.how in ("percent-in", "count-in"):
            return self._counted(values, taken_in, aside)
        return self._added(values, taken_in, aside)

    def _counted(self, values: list[tuple[Ref, Value]], taken_in: list[Ref], aside: Aside) -> Said:
        among = self.among
        inside = sum([self.counts(value) if isinstance(value, tuple) else value in among for _, value in values])
        inside += sum(map(self.counts_beside, taken_in))
        total = len(values) + len(taken_in)
        percent = self.how == "percent-in"
        number = Fraction(100 * inside, total) if percent else Fraction(inside)
        return Outcome(Found.VALUE, number), partial(self.words.counted, inside, total, number, percent, aside)

    def counts(self, value: Value) -> bool:
        """Return whether a value is one of those that are counted; of several codes one suffices."""
        return not self.among.isdisjoint(value) if isinstance(value, tuple) else value in self.among

    def counts_beside(self, ref: Ref) -> bool:
        """Return whether not applicable is counted as what it stands for.

        It stands for the best or the worst grade; where there is no order, the best is whatever is counted.
        """
        order = self.orders.get(ref)
        return order[self._extreme] in self.among if order else self.not_applicable == "as-best"

    def points_beside(self, ref: Ref) -> Fraction | None:
        """Return the points that not applicable stands for, None where there are none to be had."""
        table = self.points.get(ref, NO_POINTS)
        if order := self.orders.get(ref):
            return table.get(order[self._extreme])
        ends = sorted(table.values(), reverse=True)
        return ends[self._extreme] if ends else None

    def _added(self, values: list[tuple[Ref, Value]], taken_in: list[Ref], aside: Aside) -> Said:
        unit, tables = self._whole
        parts = [value * unit if type(value) is Fraction else tables[ref][value] for ref, value in values]
        for ref in taken_in:
            points = self.points_beside(ref)
            if points is None:
                return outcomes.NO_RESULT, self.words.no_extreme
            parts.append(points * unit)
        total = Fraction(sum(parts), unit)
        summands = Summands(parts, unit)
        if self.how == "sum":
            return Outcome(Found.VALUE, total), partial(self.words.sum, summands, total, aside)
        if self.how == "mean":
            mean = total / len(parts)
            return Outcome(Found.VALUE, mean), partial(self.words.mean, summands, total, mean, aside)
        mosts = self._mosts
        most = Fraction(sum([mosts[ref] for ref, _ in values]) + sum([mosts[ref] for ref in taken_in]), unit)
        if most <= 0:
            return outcomes.NOT_APPLICABLE, partial(self.words.no_most, summands, total, aside)
        share = 100 * total / most
        return Outcome(Found.VALUE, share), partial(self.words.share, summands, total, most, share, aside)

    def most(self, ref: Ref) -> Fraction:
        """Return the most points that one of what it is made of can give; 0 where it has no points."""
        return max(self.points.get(ref, NO_POINTS).values(), default=Fraction(0))

    @cached_property
    def _whole(self) -> tuple[int, dict[Ref, dict[Value, Fraction | int]]]:
        """A number by which all points become whole ones, which are added up much faster, and these points."""
        unit = lcm(*(points.denominator for table in self.points.values() for points in table.values()))
        whole: dict[Ref, dict[Value, Fraction | int]] = {}
        for ref, table in self.points.items():
            whole[ref] = {code: int(points * unit) for code, points in table.items()}
        return unit, whole

    @cached_property
    def _mosts(self) -> dict[Ref, int]:
        """The most that each of what it is made of can add, as whole as the points."""
        return {ref: int(self.most(ref) * self._whole[0]) for ref in self.points}

    @property
    def _extreme(self) -> int:
        """The place of the grade that not applicable stands for, in an order that begins with the best."""
        return 0 if self.not_applicable == "as-best" else -1

    @cached_property
    def words(self) -> MeasureWords:
        """What puts into words how a number came about."""
        kinds = {self.each_case.kind} if self.each_case else {ref.kind for ref in self.refs}
        return MeasureWords(
            of_cases=self.each_case is not None,
            found="answer" if kinds <= {"question"} else "result",
            what=list_words(self.among_words, "or"),
            pointed=any(self.points.values()),
            not_applicable=self.not_applicable,
        )
