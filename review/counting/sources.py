"""How each name of a report is read in SQL: which column, of what, and which codes its values stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import DurationField, ExpressionWrapper, F, FilteredRelation, Q
from django.db.models.expressions import Combinable

from review.domain.periods import Step, band_of, code_of_month
from review.reviewing.models import Judgment

NOT_APPLICABLE = "not-applicable"
Columns = Mapping[str, Combinable]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Base:
    """Where a query stands: the ways from its rows to the inspection, the standing review, its review, and the case.

    Rows of cases that are not signed off have no standing review: what is known of them is what the case says.
    """

    inspection: str
    standing: str | None
    review: str | None
    case: str | None = None


STANDING = Base("inspection_id", "", "review__")
OF_JUDGMENT = Base("review__standing__inspection_id", "review__standing__", "review__")
OF_SUSPECT = Base("standing__inspection_id", "standing__", "standing__review__")
OPEN_SUBJECT = Base("inspection_id", None, None, "case__")


class Source(Protocol):
    """Reads one thing of each counted row. What a base cannot tell has no column, and so no code."""

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the joins that the columns need."""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the columns to group by, under names that begin with `alias`."""

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the codes that a row of those columns has: none where nothing is known."""


@dataclass(frozen=True)
class Fact:
    """A fact of the case, as it was signed off; before that, as the case has it now."""

    column: str
    of_case: str = ""
    code_of: Mapping[int, str] = field(default_factory=dict)

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

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
        return ((self.code_of[value],) if value in self.code_of else ()) if self.code_of else (str(value),)


@dataclass(frozen=True)
class ForceOf:
    """The force of the case, by the key that it has in its inspection's reports."""

    keys: Mapping[tuple[int, int], str]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the inspection and the force."""
        path = base.case if base.standing is None else base.standing
        return {f"{alias}_inspection": F(base.inspection), f"{alias}_force": F(f"{path}force_id")}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the force's key; none where the inspection does not have it."""
        key = self.keys.get((row[f"{alias}_inspection"], row[f"{alias}_force"]))
        return (key,) if key else ()


@dataclass(frozen=True)
class InspectionOf:
    """The inspection itself, by its short name."""

    slugs: Mapping[int, str]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the inspection."""
        return {alias: F(base.inspection)}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the inspection's short name."""
        return (self.slugs[row[alias]],)


@dataclass(frozen=True)
class Month:
    """A date of the case by month, quarter or year; a sign-off has one only once it is there."""

    column: str
    step: Step
    of_case: str = ""

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the month, or the date itself of a case that is not signed off."""
        return Fact(self.column, self.of_case).columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the period that the month is in."""
        value = row.get(alias)
        return (code_of_month(str(value)[:7], self.step),) if value else ()


@dataclass(frozen=True)
class Flagged:
    """Whether the signed-off review has a language flag."""

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the number of passages."""
        return Fact("language_instances").columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return yes or no."""
        number = row.get(alias)
        return () if number is None else ("yes" if number else "no",)


@dataclass(frozen=True)
class Days:
    """The whole days from one date of the case to another; none where either is missing.

    They are in bands, unless they are `exact`.
    """

    first: str
    last: str
    exact: bool = False

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

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
class Answer:
    """The standing review's answer to one question, in whichever version of the framework it was asked.

    `codes_of` gives the code of a grade or a choice by its key; `column` says which of the two it is.
    """

    ids: Sequence[int]
    column: str
    codes_of: Mapping[int, str]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the join to the answer."""
        return {f"{alias}_row": answer_to(self.ids, f"{base.review}judgments")} if base.review is not None else {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return what was answered and whether it is still asked."""
        names = ("asked", "kind", self.column)
        return {f"{alias}_{name}": F(f"{alias}_row__{name}") for name in names} if base.review is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the answer's code; one that is kept while its question is not asked is none."""
        return answer_codes(row, f"{alias}_", self.column, self.codes_of)


@dataclass(frozen=True)
class OwnFact:
    """A column of the counted row itself; `empty` is the code of an empty one, none where it has no code."""

    column: str
    empty: str = ""

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the one column; a case that is not signed off has no such row."""
        return {alias: F(self.column)} if base.standing is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the column's own code."""
        value = row.get(alias) or self.empty
        return (value,) if value else ()


@dataclass(frozen=True)
class OwnAnswer:
    """The answer that the row of a judgment itself gives."""

    codes_of: Mapping[int, str]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the columns of the judgment."""
        return {f"{alias}_{name}": F(name) for name in ("asked", "kind", "grade_id")}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the grade's code, not applicable, or none."""
        return answer_codes(row, f"{alias}_", "grade_id", self.codes_of)


def answer_codes(row: Row, start: str, column: str, codes_of: Mapping[int, str]) -> tuple[str, ...]:
    """Return the code of an answer from its columns, which begin with `start`."""
    if not row.get(f"{start}asked"):
        return ()
    value = row[f"{start}{column}"]
    if value is not None:
        return (codes_of[value],)
    return (NOT_APPLICABLE,) if row[f"{start}kind"] == Judgment.Kind.NOT_APPLICABLE else ()


def answer_to(criterion_ids: Sequence[int], path: str) -> FilteredRelation:
    """Return the join along `path` to the answer to one of these criteria."""
    return FilteredRelation(path, condition=Q(**{f"{path}__criterion_id__in": list(criterion_ids)}))
