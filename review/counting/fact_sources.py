"""How facts of a case, and of its suspects, are read: as they were signed off; before that, as the case has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import DurationField, ExpressionWrapper, F

from review.counting.sources import Base, Columns, Row, WithoutJoins
from review.domain.periods import Step, band_of, code_of_month


@dataclass(frozen=True)
class Fact(WithoutJoins):
    """A fact of the case, as it was signed off; before that, as the case has it now."""

    column: str
    of_case: str = ""
    code_of: Mapping[int, str] | None = None

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the one column."""
        if base.standing is not None:
            return {alias: F(f"{base.standing}{self.column}")}
        return {alias: F(f"{base.case}{self.of_case}")} if self.of_case else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the fact's own code, or the code that stands for its key; none where it is empty."""
        value = row.get(alias)
        if value is None or value == "":
            return ()
        if self.code_of is None:
            return (str(value),)
        return (self.code_of[value],) if value in self.code_of else ()


@dataclass(frozen=True)
class ForceOf(WithoutJoins):
    """The force of the case, by the key that it has in its inspection's reports."""

    keys: Mapping[tuple[int, int], str]

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the inspection and the force."""
        path = base.case if base.standing is None else base.standing
        return {f"{alias}_inspection": F(base.inspection), f"{alias}_force": F(f"{path}force_id")}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the force's key; none where the inspection does not have it."""
        key = self.keys.get((row[f"{alias}_inspection"], row[f"{alias}_force"]))
        return (key,) if key else ()


@dataclass(frozen=True)
class InspectionOf(WithoutJoins):
    """The inspection itself, by its short name."""

    slugs: Mapping[int, str]

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the inspection."""
        return {alias: F(base.inspection)}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the inspection's short name."""
        return (self.slugs[row[alias]],)


@dataclass(frozen=True)
class Month(WithoutJoins):
    """A date of the case by month, quarter or year; a sign-off has one only once it is there."""

    column: str
    step: Step
    of_case: str = ""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the month, or the date itself of a case that is not signed off."""
        return Fact(self.column, self.of_case).columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the period that the month is in."""
        value = row.get(alias)
        return (code_of_month(str(value)[:7], self.step),) if value else ()


@dataclass(frozen=True)
class Flagged(WithoutJoins):
    """Whether the signed-off review has a language flag."""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the number of passages."""
        return Fact("language_instances").columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return yes or no."""
        number = row.get(alias)
        return () if number is None else ("yes" if number else "no",)


@dataclass(frozen=True)
class Days(WithoutJoins):
    """The whole days from one date of the case to another; none where either is missing.

    They are in bands, unless they are `exact`.
    """

    first: str
    last: str
    exact: bool = False

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the time between the dates."""
        if base.standing is None:
            return {}
        between = F(f"{base.standing}{self.last}") - F(f"{base.standing}{self.first}")
        return {alias: ExpressionWrapper(between, output_field=DurationField())}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the band that the number of days is in, or the number."""
        between = row.get(alias)
        if between is None:
            return ()
        return (str(between.days) if self.exact else band_of(between.days),)


@dataclass(frozen=True)
class OwnFact(WithoutJoins):
    """A column of the counted row itself; `empty` is the code of an empty one, none where it has no code."""

    column: str
    empty: str = ""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the one column; a case that is not signed off has no such row."""
        return {alias: F(self.column)} if base.standing is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the column's own code."""
        value = row.get(alias) or self.empty
        return (value,) if value else ()
