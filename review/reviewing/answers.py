"""An answer as it is sent, and what of it is kept, changed or too late where another is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch

from access.refusals import Conflict
from review.domain.typed_answers import number_text
from review.reviewing.models import Judgment, JudgmentChoice, JudgmentText
from review.reviewing.words import tidy_words

Kind = Judgment.Kind
Part = JudgmentText.Part
NOT_APPLICABLE = Kind.NOT_APPLICABLE.value
CHOSEN = Prefetch("chosen", JudgmentChoice.objects.select_related("choice").order_by("choice__position"))
"""The choices of answers with several, in the question's order."""


@dataclass(frozen=True)
class AnswerInput:
    """An answer to one question, whole: `version` is that of the answer that it was made of.

    `kind` is "grade" or "choice" with the code in `value`, "number" with its digits, "date" as 2025-03-31, "text" with
    the words, "choices" with the codes in `values`, or "not-applicable" or "none" without either.
    `reason_for` says what the reason is for: "not-applicable", or the code of the suggested grade from which the
    grade differs. Left out, it is for what needs one once the answer is saved. `kept` names the parts, of "answer",
    "reason" and "rationale", that stay as they are stored, whatever is said of them here.
    """

    criterion_code: str
    version: int
    kind: str
    value: str = ""
    values: tuple[str, ...] = ()
    reason: str = ""
    reason_for: str = ""
    rationale: str = ""
    kept: frozenset[str] = frozenset()

    def filled(self, stored: "AnswerInput") -> "AnswerInput":
        """Return the answer with the parts that stay as they are stored."""
        answer = replace(self, kept=frozenset())
        if "answer" in self.kept:
            answer = replace(answer, kind=stored.kind, value=stored.value, values=stored.values)
        if "reason" in self.kept:
            answer = replace(answer, reason=stored.reason, reason_for=stored.reason_for)
        return replace(answer, rationale=stored.rationale) if "rationale" in self.kept else answer

    def tidied(self) -> "AnswerInput":
        """Return the answer with its words, number and choices as they are stored."""
        value = tidy_words(self.value)
        return replace(
            self,
            value=number_text(value) if self.kind == Kind.NUMBER else value,
            values=tuple(sorted(set(self.values))),
            reason=tidy_words(self.reason),
            rationale=tidy_words(self.rationale),
        )


@dataclass(frozen=True)
class StaleAnswer:
    """An answer that was changed after the one sent was begun: what was sent, and what is stored now."""

    sent: AnswerInput
    stored: AnswerInput


class StaleAnswers(Conflict):
    """Answers were changed in the meantime; `stale` holds both texts of each, and nothing was written."""

    def __init__(self, stale: Sequence[StaleAnswer]) -> None:
        codes = ", ".join(answer.sent.criterion_code for answer in stale)
        super().__init__(
            f"Nothing was saved: these answers were changed after you opened the page: {codes}. "
            "Compare what is stored with what you wrote, and choose."
        )
        self.stale = tuple(stale)


def with_kept(answer: AnswerInput, before: AnswerInput) -> AnswerInput:
    """Return the answer with what its reason is for, and with the stored reason where it has none and asks for none.

    An answer asks for the reason that it would be for: "not applicable" for why, a grade for why that differs from
    the suggested grade, where it says from which. Words that it does not ask for are never dropped.
    """
    if answer.reason and answer.kind == NOT_APPLICABLE:
        return replace(answer, reason_for=NOT_APPLICABLE)
    if answer.reason and (answer.reason_for or answer.reason != before.reason):
        return answer
    if not answer.reason and _takes_back(answer, before):
        return replace(answer, reason_for="")
    return replace(answer, reason=before.reason, reason_for=before.reason_for)


def _takes_back(answer: AnswerInput, before: AnswerInput) -> bool:
    """Return whether an answer without a reason asked for the one that is in force."""
    for_grade = before.reason_for not in ("", NOT_APPLICABLE)
    if answer.kind == NOT_APPLICABLE:
        return not for_grade
    return for_grade and answer.reason_for not in ("", NOT_APPLICABLE)


def changed_parts(answer: AnswerInput, before: AnswerInput) -> Iterable[str]:
    """Yield the parts of the words beside an answer that differ from those stored."""
    if answer.rationale != before.rationale:
        yield Part.RATIONALE.value
    if (answer.reason, answer.reason_for) != (before.reason, before.reason_for):
        yield Part.REASON.value
    if _text(answer) != _text(before):
        yield Part.ANSWER.value


def words_in(answer: AnswerInput, part: str) -> str:
    """Return the words that an answer has in a part."""
    return {Part.RATIONALE: answer.rationale, Part.REASON: answer.reason}.get(Part(part), _text(answer))


def _text(answer: AnswerInput) -> str:
    return answer.value if answer.kind == Kind.TEXT else ""
