"""Suggested grades as they are shown: only beside a grade that the reviewer has entered and saved."""

from dataclasses import dataclass

from review.reviewing.models import Judgment, RuleResult

Kind = RuleResult.Kind


@dataclass(frozen=True)
class Suggestion:
    """What a rule gave, as it stands beside an answer or at the end of a topic."""

    result: RuleResult

    @property
    def kind(self) -> str:
        """What sort of result it is."""
        return self.result.kind

    @property
    def label(self) -> str:
        """The suggested grade in words, empty where none is suggested."""
        return self.result.grade.label if self.result.grade else ""

    @property
    def tone(self) -> str:
        """The tone that the scale gives the suggested grade."""
        return self.result.grade.tone if self.result.grade else ""

    @property
    def trace(self) -> list[str]:
        """How the rule came to it, in sentences."""
        return list(self.result.trace)

    @property
    def said_at_once(self) -> bool:
        """Whether a single sentence says all: why there is no suggestion."""
        return self.kind == Kind.NO_RULE and len(self.result.trace) == 1

    @property
    def words(self) -> str:
        """What the rule gave, in words."""
        return {
            Kind.SUGGESTED.value: self.label,
            Kind.NO_RULE.value: "No suggestion: professional judgment",
            Kind.INCOMPLETE.value: "None yet: the review is not complete",
            Kind.NOT_APPLICABLE.value: "None: nothing here applies",
        }[self.kind]


def suggestion_for(judgment: Judgment, result: RuleResult | None) -> Suggestion | None:
    """Return what is shown beside an answer: nothing before there is a grade of the reviewer's own, or no rule."""
    return Suggestion(result) if result and judgment.kind == Judgment.Kind.GRADE else None


def differs(judgment: Judgment) -> bool:
    """Return whether a grade is another than the suggested one."""
    suggested = judgment.suggested_grade_id
    return judgment.asked and suggested is not None and judgment.grade_id not in (None, suggested)
