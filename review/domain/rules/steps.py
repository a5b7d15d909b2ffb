"""The steps of a rule: each looks at answers, results and earlier steps, and says in words what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from review.domain.rules import outcomes
from review.domain.rules.bands import BandsStep
from review.domain.rules.conditions import Condition, EachCase, Look, Ref, all_hold, all_said
from review.domain.rules.measures import Measure
from review.domain.rules.outcomes import Found, Outcome, Said, passed_on
from review.domain.rules.scales import Scale
from review.domain.rules.words import ended, list_words

MOST_NAMED = 5


@dataclass(frozen=True)
class MeasureStep:
    """A number made of several answers, results or cases."""

    name: str
    title: str
    measure: Measure

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        measure = self.measure
        if measure.each_case is not None:
            return measure.made_of(each_case(measure.each_case))
        return measure.made_of([(ref, look(ref)) for ref in measure.refs])

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at; what it takes from each case is not among them."""
        return self.measure.refs


@dataclass(frozen=True)
class WorstStep:
    """The worst grade among several; what is not applicable or not asked is left out."""

    name: str
    title: str
    refs: tuple[Ref, ...]
    scale: Scale
    names: Mapping[Ref, str] = field(default_factory=dict, compare=False)

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        found: list[tuple[Ref, str]] = []
        aside = 0
        for ref in self.refs:
            outcome = look(ref)
            if outcome.found is Found.VALUE:
                found.append((ref, str(outcome.value)))
            elif outcome.found in (Found.NOT_APPLICABLE, Found.NOT_ASKED):
                aside += 1
            else:
                return passed_on(outcome)
        if not found:
            return outcomes.NOT_APPLICABLE, partial(self._nothing, aside)
        ranks = self.scale.ranks
        worst = max((grade for _, grade in found), key=ranks.__getitem__)
        return Outcome(Found.VALUE, worst), partial(self._lowest, worst, found, aside)

    def _nothing(self, aside: int) -> str:
        return f"{_left_out(aside)}There is nothing left that applies."

    def _lowest(self, worst: str, found: list[tuple[Ref, str]], aside: int) -> str:
        where = [self.names.get(ref, ref.code) for ref, grade in found if grade == worst]
        shown = list_words(where) if len(where) <= MOST_NAMED else f"{len(where)} of them"
        if len(found) == 1:
            return f"{_left_out(aside)}The only one is {self.scale.labels[worst]} ({shown})."
        return f"{_left_out(aside)}The lowest of {len(found)} is {self.scale.labels[worst]} ({shown})."


@dataclass(frozen=True)
class CapStep:
    """A grade that is not better than another where the conditions hold."""

    name: str
    title: str
    of: Ref
    scale: Scale
    when: tuple[Condition, ...]
    at_most: str
    because: str

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        outcome = look(self.of)
        if outcome.found is not Found.VALUE or not isinstance(outcome.value, str):
            return passed_on(outcome)
        grade = outcome.value
        holds = all_hold(self.when, look)
        binds = holds and self.scale.ranks[grade] < self.scale.ranks[self.at_most]
        words = partial(self._words, grade, holds, binds)
        return (Outcome(Found.VALUE, self.at_most) if binds else outcome), words

    def _words(self, grade: str, holds: bool, binds: bool) -> str:
        labels, when = self.scale.labels, self.when_words
        label, most = labels[grade], labels[self.at_most]
        if binds:
            return f"{label} becomes {most}, since {when}: {ended(self.because)}"
        if holds:
            return f"{label} stays: the limit of {most} holds, since {when}, but changes nothing."
        return f"{label} stays: the limit of {most} holds only where {when}."

    @cached_property
    def when_words(self) -> str:
        """The conditions in words."""
        return all_said(self.when)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at."""
        return (self.of, *(ref for condition in self.when for ref in condition.refs))


@dataclass(frozen=True)
class Row:
    """A row of a table; `grade` None for no automatic result."""

    when: tuple[Condition, ...]
    grade: str | None
    because: str = ""


@dataclass(frozen=True)
class TableStep:
    """The first row whose conditions hold."""

    name: str
    title: str
    scale: Scale
    rows: tuple[Row, ...]

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        for position, row in enumerate(self.rows):
            if all_hold(row.when, look):
                outcome = outcomes.NO_RESULT if row.grade is None else Outcome(Found.VALUE, row.grade)
                return outcome, partial(self.row_words.__getitem__, position)
        return outcomes.NO_RESULT, _no_row

    @cached_property
    def row_words(self) -> tuple[str, ...]:
        """What is said where each row is taken."""
        return tuple(self._words(number, row) for number, row in enumerate(self.rows, 1))

    def _words(self, number: int, row: Row) -> str:
        what = "no automatic result" if row.grade is None else self.scale.labels[row.grade]
        otherwise = "none of the rows before it holds" if number > 1 else "it has no conditions"
        because = f" {ended(row.because)}" if row.because else ""
        return f"Row {number} of {len(self.rows)}, since {all_said(row.when) or otherwise}: {what}.{because}"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at."""
        return tuple(ref for row in self.rows for condition in row.when for ref in condition.refs)


Step = MeasureStep | BandsStep | WorstStep | CapStep | TableStep


@dataclass(frozen=True)
class Rule:
    """A rule: its steps in order and the name of the one that is its result, empty where there is none.

    `of` is topic, review or cases; `topic` the code of the topic that it is about, empty for the whole; `each` says
    with cases whether they are put together by inspection, force or both; `reads` are the codes of all questions of
    a review that its steps look at, also through results of topics.
    """

    code: str
    title: str
    of: str
    topic: str
    steps: tuple[Step, ...]
    result: str
    scale: Scale | None
    suggests: str = ""
    each: str = "inspection-and-force"
    never: frozenset[str] = frozenset()
    because: str = ""
    reads: frozenset[str] = frozenset()

    @cached_property
    def titled(self) -> tuple[tuple[Ref, Step, str], ...]:
        """Its steps, each with how it is looked at and what it is called."""
        return tuple((Ref("step", step.name), step, step.title or step.name) for step in self.steps)

    @cached_property
    def gives(self) -> Ref:
        """How what it gives is looked at: as the result of a topic, or as the whole."""
        return Ref("topic", self.topic) if self.topic else Ref("review", "")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What its steps look at, each once; what it takes from each case is not among them."""
        return tuple(dict.fromkeys(ref for step in self.steps for ref in step.refs))


def _left_out(number: int) -> str:
    if not number:
        return ""
    return "1 does not apply and is left out. " if number == 1 else f"{number} do not apply and are left out. "


def _no_row() -> str:
    return "No row of the table holds, so there is no automatic result."
