"""How the results of a framework's rules are read: what each rule gave for the review that stands, as it was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from review.counting.sources import NEVER, NOT_APPLICABLE, Base, Codes, Columns, Row
from review.reviewing.models import RuleResult


@dataclass(frozen=True)
class ResultOf:
    """The current result of one rule, in whichever version of the framework; none where it lacked an answer."""

    ids: Sequence[int]
    codes_of: Mapping[int, str]

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the join to the result."""
        if base.review is None:
            return {}
        path = f"{base.review}rule_results"
        condition = Q(**{f"{path}__rule_id__in": list(self.ids), f"{path}__current": True})
        return {f"{alias}_row": FilteredRelation(path, condition=condition)}

    def columns(self, alias: str, base: Base) -> Columns:
        """Return what the rule gave."""
        names = ("kind", "grade_id")
        return {f"{alias}_{name}": F(f"{alias}_row__{name}") for name in names} if base.review is not None else {}

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the suggested grade's code, or not applicable."""
        grade = row.get(f"{alias}_grade_id")
        if grade is not None:
            return (self.codes_of[grade],)
        return (NOT_APPLICABLE,) if row.get(f"{alias}_kind") == RuleResult.Kind.NOT_APPLICABLE else ()

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter of the rows with one of the results."""
        if base.review is None:
            return NEVER
        grades = [key for key, code in self.codes_of.items() if wanted is None or code in wanted]
        found = Q(**{f"{alias}_grade_id__in": grades})
        applies = wanted is not None and NOT_APPLICABLE not in wanted
        return found if applies else found | Q(**{f"{alias}_kind": RuleResult.Kind.NOT_APPLICABLE})
