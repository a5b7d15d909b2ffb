"""An answer as it is sent and as it is stored, what can be wrong with it, and what it is compared with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from access.refusals import Conflict
from review.frameworks.models import Choice, Criterion, Grade
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.words import RATIONALE_LENGTH, REASON_LENGTH, current_words, tidy_words

Kind = Judgment.Kind
WITH_VALUE = {Kind.GRADE.value: "grade", Kind.CHOICE.value: "choice"}


@dataclass(frozen=True)
class AnswerInput:
    """An answer to one question, whole: `version` is that of the answer that it was made of.

    `kind` is "grade" or "choice" with the code in `value`, or "not-applicable" or "none" without one.
    """

    criterion_code: str
    version: int
    kind: str
    value: str = ""
    reason: str = ""
    rationale: str = ""

    def tidied(self) -> "AnswerInput":
        """Return the answer with its words as they are stored."""
        return replace(self, reason=tidy_words(self.reason), rationale=tidy_words(self.rationale))


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


@dataclass(frozen=True)
class Stored:
    """What is stored for the questions of a save, by the questions' codes, and what they can be answered with."""

    judgments: Mapping[str, Judgment]
    answers: Mapping[str, AnswerInput]
    words: Mapping[tuple[int, str], JudgmentText]
    grades: Mapping[tuple[int | None, str], Grade]
    choices: Mapping[tuple[int, str], Choice]

    def grade(self, answer: AnswerInput) -> Grade | None:
        """Return the grade of an answer, of the question's own scale; None where it gives none or there is no such."""
        scale = self.judgments[answer.criterion_code].criterion.scale_id
        return self.grades.get((scale, answer.value)) if answer.kind == Kind.GRADE else None

    def choice(self, answer: AnswerInput) -> Choice | None:
        """Return the choice of an answer, of those that the question offers; None likewise."""
        criterion = self.judgments[answer.criterion_code].criterion_id
        return self.choices.get((criterion, answer.value)) if answer.kind == Kind.CHOICE else None


def load(review: Review, codes: Iterable[str]) -> Stored:
    """Return what is stored for the review's questions with these codes, in four queries."""
    rows = Judgment.objects.filter(review=review, criterion__code__in=list(codes))
    judgments = {row.criterion.code: row for row in rows.select_related("criterion", "grade", "choice")}
    words = current_words(judgments.values())
    criteria = [judgment.criterion for judgment in judgments.values()]
    grades = Grade.objects.filter(scale__in={c.scale_id for c in criteria if c.scale_id})
    choices = Choice.objects.filter(criterion__in=criteria)
    return Stored(
        judgments=judgments,
        answers={code: stored_answer(judgment, words) for code, judgment in judgments.items()},
        words=words,
        grades={(grade.scale_id, grade.code): grade for grade in grades},
        choices={(choice.criterion_id, choice.code): choice for choice in choices},
    )


def stored_answer(judgment: Judgment, words: Mapping[tuple[int, str], JudgmentText]) -> AnswerInput:
    """Return a judgment as the answer that would leave it as it is."""

    def text(part: str) -> str:
        row = words.get((judgment.pk, part))
        return row.text if row else ""

    value = judgment.grade or judgment.choice
    return AnswerInput(
        criterion_code=judgment.criterion.code,
        version=judgment.version,
        kind=judgment.kind,
        value=value.code if value else "",
        reason=text(JudgmentText.Part.REASON),
        rationale=text(JudgmentText.Part.RATIONALE),
    )


def with_kept(answer: AnswerInput, stored: Stored) -> AnswerInput:
    """Return the answer with the stored reason where it has none and asks for none: words are never dropped."""
    if answer.kind == Kind.NOT_APPLICABLE or answer.reason:
        return answer
    return replace(answer, reason=stored.answers[answer.criterion_code].reason)


def answer_problems(answers: Sequence[AnswerInput], stored: Stored) -> dict[str, list[str]]:
    """Return what cannot be taken, by "code.part", or by the empty name where the code is no question of the review."""
    problems: dict[str, list[str]] = {}
    seen: set[str] = set()
    for answer in answers:
        for part, sentence in _problems(answer, stored, seen):
            problems.setdefault(f"{answer.criterion_code}.{part}" if part else "", []).append(sentence)
        seen.add(answer.criterion_code)
    return problems


def _problems(answer: AnswerInput, stored: Stored, seen: set[str]) -> Iterator[tuple[str, str]]:
    code = answer.criterion_code
    if code not in stored.judgments:
        yield "", f"“{code}” is no question of this review's framework version, so it cannot be answered here."
        return
    if code in seen:
        yield "", f"“{code}” was answered twice in the same save. Send it once."
    if sentence := _wrong_value(answer, stored.judgments[code].criterion, stored):
        yield "answer", sentence
    for part, most in (("rationale", RATIONALE_LENGTH), ("reason", REASON_LENGTH)):
        if len(getattr(answer, part)) > most:
            yield part, f"{part.capitalize()} must be {most:,} characters or fewer."


def _wrong_value(answer: AnswerInput, criterion: Criterion, stored: Stored) -> str:
    """Return what is wrong with an answer's kind or value, or nothing."""
    if answer.kind == Kind.NOT_APPLICABLE and not criterion.not_applicable_allowed:
        return f"“{criterion.code}” applies to every case: it cannot be answered with not applicable."
    if answer.kind in (Kind.NONE, Kind.NOT_APPLICABLE):
        return f"An answer of the kind “{answer.kind}” has no value." if answer.value else ""
    if answer.kind not in WITH_VALUE or answer.kind != criterion.answer_type:
        return f"“{criterion.code}” is answered with a {criterion.answer_type}, not with “{answer.kind}”."
    if answer.kind == Kind.GRADE and not stored.grade(answer):
        return f"“{answer.value}” is no grade of the scale by which “{criterion.code}” is graded."
    if answer.kind == Kind.CHOICE and not stored.choice(answer):
        return f"“{answer.value}” is none of the answers that “{criterion.code}” offers."
    return ""
