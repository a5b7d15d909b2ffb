"""How answers are read: those of the standing review, and the one that a judgment's own row gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from review.counting.sources import NEVER, NOT_APPLICABLE, Base, Codes, Columns, Row, WithoutJoins
from review.reviewing.models import Judgment


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

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with one of the answers."""
        if base.review is None:
            return NEVER
        return answer_having(f"{alias}_", self.column, self.codes_of, wanted)


@dataclass(frozen=True)
class OwnAnswer(WithoutJoins):
    """The answer that the row of a judgment itself gives."""

    codes_of: Mapping[int, str]

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the columns of the judgment."""
        return {f"{alias}_{name}": F(name) for name in ("asked", "kind", "grade_id")}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the grade's code, not applicable, or none."""
        return answer_codes(row, f"{alias}_", "grade_id", self.codes_of)

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the judgments with one of the grades."""
        return answer_having(f"{alias}_", "grade_id", self.codes_of, wanted)


def answer_codes(row: Row, start: str, column: str, codes_of: Mapping[int, str]) -> tuple[str, ...]:
    """Return the code of an answer from its columns, which begin with `start`."""
    if not row.get(f"{start}asked"):
        return ()
    value = row[f"{start}{column}"]
    if value is not None:
        return (codes_of[value],)
    return (NOT_APPLICABLE,) if row[f"{start}kind"] == Judgment.Kind.NOT_APPLICABLE else ()


def answer_having(start: str, column: str, codes_of: Mapping[int, str], wanted: Codes) -> Q:
    """Return the filter of the answers that answer_codes gives one of the codes `wanted`."""
    not_applicable = Q(**{f"{start}{column}__isnull": True, f"{start}kind": Judgment.Kind.NOT_APPLICABLE})
    if wanted is None:
        found = Q(**{f"{start}{column}__isnull": False}) | not_applicable
    else:
        found = Q(**{f"{start}{column}__in": [key for key, code in codes_of.items() if code in wanted]})
        found |= not_applicable if NOT_APPLICABLE in wanted else NEVER
    return Q(**{f"{start}asked": True}) & found


def answer_to(criterion_ids: Sequence[int], path: str) -> FilteredRelation:
    """Return the join along `path` to the answer to one of these criteria."""
    return FilteredRelation(path, condition=Q(**{f"{path}__criterion_id__in": list(criterion_ids)}))
