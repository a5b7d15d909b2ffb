"""The steps of a rule: each looks at answers, results and earlier steps, and says in words what it came to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from review.domain.rules import outcomes
from review.domain.rules.conditions import Condition, Look, Ref, all_hold, all_said
from review.domain.rules.measures import Measure
from review.domain.rules.numbers import rounded
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.scales import Scale
from review.domain.rules.words import counted, list_words, number_words

EachCase = Callable[[Ref], list[tuple[Ref, Outcome]]]
Said = tuple[Outcome, str]
ROUNDED = {
    "half-up": "rounded, a half up,",
    "half-even": "rounded, a half to the even number,",
    "down": "rounded down",
    "up": "rounded up",
}


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
        return measure.made_of((ref, look(ref)) for ref in measure.refs)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at; what it takes from each case is not among them."""
        return self.measure.refs


@dataclass(frozen=True)
class Band:
    """Numbers from `low` to `high` (None: up to the next higher band), and the grade that they give."""

    low: Fraction
    high: Fraction | None
    grade: str


@dataclass(frozen=True)
class BandsStep:
    """A grade by the band in which a number lies. `bands` come with the highest first."""

    name: str
    title: str
    of: Ref
    scale: Scale
    rounding: str
    decimals: int
    bands: tuple[Band, ...]
    unit: str = ""

    def band_of(self, number: Fraction) -> Band | None:
        """Return the band in which a number that is rounded already lies, None where it lies in none."""
        for band in self.bands:
            if number >= band.low:
                return band if band.high is None or number <= band.high else None
        return None

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        outcome = look(self.of)
        if outcome.found is not Found.VALUE or not isinstance(outcome.value, Fraction):
            return passed_on(outcome)
        number = rounded(outcome.value, self.rounding, self.decimals)
        shown = f"{number_words(number)}{self.unit}"
        if self.rounding != "none":
            shown = f"{number_words(outcome.value)}{self.unit}, {ROUNDED[self.rounding]} is {shown}, and that"
        band = self.band_of(number)
        if band is None:
            return outcomes.NO_RESULT, f"{shown} lies in none of the bands, so there is no automatic result."
        label = self.scale.labels[band.grade]
        return Outcome(Found.VALUE, band.grade), f"{shown} lies in the band {self._words(band)}: {label}."

    def _words(self, band: Band) -> str:
        position = self.bands.index(band)
        above = self.bands[position - 1].low if position else None
        low = number_words(band.low)
        if band.high is not None:
            return f"from {low} to {number_words(band.high)}"
        return f"from {low}" if above is None else f"from {low} to under {number_words(above)}"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at."""
        return (self.of,)


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
        left_out = f"{aside} that {'does' if aside == 1 else 'do'} not apply left out. " if aside else ""
        if not found:
            return outcomes.NOT_APPLICABLE, f"{left_out}Nothing is left that applies."
        ranks = self.scale.ranks
        worst = max((grade for _, grade in found), key=ranks.__getitem__)
        where = [self.names.get(ref, ref.code) for ref, grade in found if grade == worst]
        shown = list_words(where) if len(where) <= 5 else counted(len(where), "of them", "of them")
        words = f"{left_out}The lowest of {len(found)} is {self.scale.labels[worst]} ({shown})."
        return Outcome(Found.VALUE, worst), words


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
        labels, ranks = self.scale.labels, self.scale.ranks
        most = labels[self.at_most]
        if not all_hold(self.when, look):
            return outcome, f"The limit to {most} does not bind, since it is not so that {all_said(self.when)}."
        why = f"{all_said(self.when)}: {self.because}"
        if ranks[outcome.value] >= ranks[self.at_most]:
            return outcome, f"No better than {most}, which it is not anyway: {why}"
        return Outcome(Found.VALUE, self.at_most), f"{labels[outcome.value]} becomes {most}: {why}"

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
        for number, row in enumerate(self.rows, 1):
            if all_hold(row.when, look):
                outcome = outcomes.NO_RESULT if row.grade is None else Outcome(Found.VALUE, row.grade)
                what = "no automatic result" if row.grade is None else self.scale.labels[row.grade]
                holds = all_said(row.when) or "none of the rows before it holds"
                because = f" {row.because}" if row.because else ""
                return outcome, f"Row {number} of {len(self.rows)}, since {holds}: {what}.{because}"
        return outcomes.NO_RESULT, "No row of the table holds, so there is no automatic result."

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
    a review that its steps look at.
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


def passed_on(outcome: Outcome) -> Said:
    """Return an outcome that is no value as what a step that looks at it comes to."""
    words = {
        Found.NOT_APPLICABLE: "Not applicable, since what it looks at is not.",
        Found.NOT_ASKED: "Not applicable, since what it looks at is not asked.",
        Found.NO_RESULT: "No automatic result, since there is none of what it looks at.",
    }
    if outcome.found is Found.NOT_ASKED:
        outcome = outcomes.NOT_APPLICABLE
    return outcome, words.get(outcome.found, "Something is missing.")
