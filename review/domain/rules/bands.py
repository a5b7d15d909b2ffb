"""Bands: a grade by where a number lies."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

from review.domain.rules import outcomes
from review.domain.rules.conditions import EachCase, Look, Ref
from review.domain.rules.numbers import at_least, rounded
from review.domain.rules.outcomes import Found, Outcome, Said, passed_on
from review.domain.rules.scales import Scale
from review.domain.rules.words import number_words

ROUNDED = {
    "half-up": "rounded half up",
    "half-even": "rounded half to even",
    "down": "rounded down",
    "up": "rounded up",
}


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
            if at_least(number, band.low):
                return band if band.high is None or at_least(band.high, number) else None
        return None

    def run(self, look: Look, each_case: EachCase) -> Said:
        """Return what the step came to, and how in words."""
        outcome = look(self.of)
        exact = outcome.value
        if outcome.found is not Found.VALUE or type(exact) is not Fraction:
            return passed_on(outcome)
        number = exact if self.rounding == "none" else rounded(exact, self.rounding, self.decimals)
        band = self.band_of(number)
        if band is None:
            return outcomes.NO_RESULT, partial(self._in_none, exact, number)
        return Outcome(Found.VALUE, band.grade), partial(self._in_band, exact, number, band)

    def _in_none(self, exact: Fraction, number: Fraction) -> str:
        return f"{self.shown(exact, number)} lies in none of the bands, so there is no automatic result."

    def _in_band(self, exact: Fraction, number: Fraction, band: Band) -> str:
        limits = next(words for one, words in zip(self.bands, self.band_words, strict=True) if one is band)
        return f"{self.shown(exact, number)} lies in the band {limits}: {self.scale.labels[band.grade]}."

    def shown(self, exact: Fraction, number: Fraction) -> str:
        """Return a number in words before and after its rounding."""
        shown = f"{number_words(exact)}{self.unit}"
        return shown if exact == number else f"{shown}, {ROUNDED[self.rounding]} to {number_words(number)}{self.unit},"

    @cached_property
    def band_words(self) -> tuple[str, ...]:
        """The limits of each band in words."""
        return tuple(self._limits(position) for position in range(len(self.bands)))

    def _limits(self, position: int) -> str:
        band = self.bands[position]
        low = number_words(band.low)
        if band.high is not None:
            return f"from {low} to {number_words(band.high)}"
        return f"from {low} to under {number_words(self.bands[position - 1].low)}" if position else f"from {low}"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the step looks at."""
        return (self.of,)
