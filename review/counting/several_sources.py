"""How answers of several choices are read: all choices that were made, or whether one of them was."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from review.counting.answer_sources import answer_to
from review.counting.sources import NEVER, NOT_APPLICABLE, Base, Codes, Columns, Row
from review.reviewing.models import Judgment, JudgmentChoice


@dataclass(frozen=True)
class Several:
    """The choices made in an answer; `choices` are the keys of each code, in whichever version it is offered."""

    ids: Sequence[int]
    choices: Mapping[str, Collection[int]]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the join to the answer."""
        return {f"{alias}_row": answer_to(self.ids, f"{base.review}judgments")} if base.review is not None else {}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return whether it is still asked, and of each choice whether it was made."""
        if base.review is None:
            return {}
        made = {
            f"{alias}_made_{place}": Exists(
                JudgmentChoice.objects.filter(judgment=OuterRef(f"{alias}_row__pk"), choice__in=list(keys))
            )
            for place, keys in enumerate(self.choices.values())
        }
        return {f"{alias}_{name}": F(f"{alias}_row__{name}") for name in ("asked", "kind")} | made

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the codes of all choices that were made; not applicable is one too."""
        if not row.get(f"{alias}_asked"):
            return ()
        if row[f"{alias}_kind"] == Judgment.Kind.NOT_APPLICABLE:
            return (NOT_APPLICABLE,)
        return tuple(code for place, code in enumerate(self.choices) if row[f"{alias}_made_{place}"])

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with at least one of the choices."""
        if base.review is None:
            return NEVER
        not_applicable = Q(**{f"{alias}_kind": Judgment.Kind.NOT_APPLICABLE})
        found = not_applicable if wanted is None or NOT_APPLICABLE in wanted else NEVER
        for place, code in enumerate(self.choices):
            if wanted is None or code in wanted:
                found |= ~not_applicable & Q(**{f"{alias}_made_{place}": True})
        return Q(**{f"{alias}_asked": True}) & found


@dataclass(frozen=True)
class OneOf:
    """Whether one of several choices was made: yes or no of every case that answered."""

    several: Several
    code: str

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the join to the answer."""
        return self.several.joins(alias, base)

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the columns of the answer."""
        return self.several.columns(alias, base)

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return yes or no, or not applicable."""
        made = self.several.codes(row, alias)
        if not made or made == (NOT_APPLICABLE,):
            return made
        return ("yes",) if self.code in made else ("no",)

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows that made the choice, or only others."""
        answered, made = self.several.having(alias, base, None), self.several.having(alias, base, [self.code])
        if wanted is None or base.review is None:
            return answered
        not_applicable = self.several.having(alias, base, [NOT_APPLICABLE])
        found = not_applicable if NOT_APPLICABLE in wanted else NEVER
        found |= made if "yes" in wanted else NEVER
        mine = f"{alias}_made_{list(self.several.choices).index(self.code)}"
        others = self.several.having(alias, base, [code for code in self.several.choices if code != self.code])
        return found | (others & Q(**{mine: False}) if "no" in wanted else NEVER)
