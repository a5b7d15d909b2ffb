"""How facts of a case are read: as they were signed off; before that, as the case has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Cast, Substr

from review.counting.sources import NEVER, Base, Codes, Columns, Row, WithoutJoins
from review.domain.periods import BAND_CODES, Step, band_limits, band_of, code_of_month, months_of


@dataclass(frozen=True)
class Fact(WithoutJoins):
    """A fact of the case, as it was signed off; before that, as the case has it now."""

    column: str
    of_case: str = ""
    code_of: Mapping[int, str] | Mapping[str, str] | None = None

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

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with one of the facts."""
        if not self.columns(alias, base):
            return NEVER
        if self.code_of is not None:
            return Q(**{f"{alias}__in": [key for key, code in self.code_of.items() if among(code, wanted)]})
        return one_of(alias, wanted)


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

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows of one of the forces, each in its inspection."""
        forces: dict[int, list[int]] = defaultdict(list)
        for (inspection, force), key in self.keys.items():
            if among(key, wanted):
                forces[inspection].append(force)
        found = NEVER
        for inspection, keys in forces.items():
            found |= Q(**{f"{alias}_inspection": inspection, f"{alias}_force__in": keys})
        return found


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

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows of one of the inspections."""
        return Q(**{f"{alias}__in": [key for key, slug in self.slugs.items() if among(slug, wanted)]})


@dataclass(frozen=True)
class Month(WithoutJoins):
    """A date of the case by month, quarter or year; a sign-off has one only once it is there."""

    column: str
    step: Step
    of_case: str = ""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the month; of a case that is not signed off it is the beginning of the date."""
        if base.standing is not None:
            return {alias: F(f"{base.standing}{self.column}")}
        if not self.of_case:
            return {}
        return {alias: Substr(Cast(F(f"{base.case}{self.of_case}"), CharField(max_length=10)), 1, 7)}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the period that the month is in."""
        value = row.get(alias)
        return (code_of_month(value, self.step),) if value else ()

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows in one of the periods."""
        if not self.columns(alias, base):
            return NEVER
        months = None if wanted is None else [month for code in wanted for month in months_of(code, self.step)]
        return one_of(alias, months)


@dataclass(frozen=True)
class Flagged(WithoutJoins):
    """Whether the signed-off review has a language flag; where `exact`, how many passages it flags."""

    exact: bool = False

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the number of passages."""
        return Fact("language_instances").columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return yes or no, or the number."""
        number = row.get(alias)
        if self.exact and number is not None:
            return (str(number),)
        return () if number is None else ("yes" if number else "no",)

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with a passage, or without."""
        if base.standing is None:
            return NEVER
        found = Q(**{f"{alias}__gt": 0}) if among("yes", wanted) else NEVER
        return found | (Q(**{alias: 0}) if among("no", wanted) else NEVER)


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

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows in one of the bands."""
        if base.standing is None:
            return NEVER
        if wanted is None:
            return Q(**{f"{alias}__isnull": False})
        found = NEVER
        for code in wanted:
            found |= self._within(alias, code) if self.exact or code in BAND_CODES else NEVER
        return found

    def _within(self, alias: str, code: str) -> Q:
        least, below = (int(code), int(code) + 1) if self.exact else band_limits(code)
        limits = {"gte": least, "lt": below}
        return Q(**{f"{alias}__{name}": timedelta(days=days) for name, days in limits.items() if days is not None})


def among(code: str, wanted: Codes) -> bool:
    """Return whether a code is wanted; None is any code at all."""
    return wanted is None or code in wanted


def one_of(alias: str, wanted: Codes) -> Q:
    """Return the filter of the rows whose column has one of the texts; None is any but an empty one."""
    return Q(**{f"{alias}__gt": ""}) if wanted is None else Q(**{f"{alias}__in": list(wanted)})
