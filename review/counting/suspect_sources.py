"""How facts of a suspect are read, as they were signed off: of a case that is not signed off nothing is known."""

from dataclasses import dataclass

from django.db.models import F, Q

from review.counting.fact_sources import among, one_of
from review.counting.sources import NEVER, Base, Codes, Columns, Row, WithoutJoins


@dataclass(frozen=True)
class OwnFact(WithoutJoins):
    """A column of the counted row itself; `empty` is the code of an empty one, none where it has no code."""

    column: str
    empty: str = ""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the one column; a case that is not signed off has no such row."""
        return {alias: F(self.column)} if base.standing is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the column's own code, or that of an empty one; of a case that is not signed off nothing is known."""
        value = row[alias] or self.empty if alias in row else ""
        return (value,) if value else ()

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with one of the codes."""
        if base.standing is None:
            return NEVER
        empty = Q(**{alias: ""}) if self.empty and among(self.empty, wanted) else NEVER
        return one_of(alias, wanted) | empty


@dataclass(frozen=True)
class Stages(WithoutJoins):
    """Every stage at which a record of the counted suspect was made; `none` is the code where there is none."""

    stages: tuple[str, ...]
    none: str

    def columns(self, alias: str, base: Base) -> Columns:
        """Return how the record of each stage stands; a case that is not signed off has no such row."""
        return {f"{alias}_{stage}": F(f"at_{stage}") for stage in self.stages} if base.standing is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the stages with a record."""
        if f"{alias}_{self.stages[0]}" not in row:
            return ()
        return tuple(stage for stage in self.stages if row[f"{alias}_{stage}"]) or (self.none,)

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with a record at one of the stages."""
        if base.standing is None:
            return NEVER
        found = Q(**{f"{alias}_{stage}": "" for stage in self.stages}) if among(self.none, wanted) else NEVER
        for stage in self.stages:
            found |= Q(**{f"{alias}_{stage}__gt": ""}) if among(stage, wanted) else NEVER
        return found
