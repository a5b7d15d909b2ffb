"""Suggested grades as they are shown: beside a grade that the reviewer has saved, or at once by the policy."""

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


def suggestion_for(judgment: Judgment, result: RuleResult | None, at_once: bool = False) -> Suggestion | None:
    """Return what is shown beside an answer: nothing where no rule suggests, or nothing may be shown yet.

    That is before there is a grade of the reviewer's own; or `at_once`, but only what was noted as shown, so that it
    is always known which grade they had, if any, when they first saw it.
    """
    if result is None:
        return None
    unled = judgment.kind == Judgment.Kind.GRADE
    at_first = at_once and (result.shown_at is not None or result.kind == Kind.INCOMPLETE)
    return Suggestion(result) if unled or at_first else None


def differs(judgment: Judgment) -> bool:
    """Return whether a grade is another than the suggested one."""
    suggested = judgment.suggested_grade_id
    return judgment.asked and suggested is not None and judgment.grade_id not in (None, suggested)
