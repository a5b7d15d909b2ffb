"""What is stored of a review's answers, read for a write: all of them, or one where the others do not matter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from review.domain.typed_answers import decimal_text
from review.frameworks.models import Choice, Criterion, Grade
from review.frameworks.published import Offered, offered_by
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind, Part
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.words import Current


@dataclass(frozen=True)
class Stored:
    """What is stored for a review, by the questions' codes, and what they can be answered with."""

    offered: Offered
    judgments: Mapping[str, Judgment]
    answers: Mapping[str, AnswerInput]
    words: Current

    @property
    def is_whole(self) -> bool:
        """Whether all of the review's questions are there, so that it can be worked through."""
        return len(self.judgments) == len(self.offered.by_code)

    def criterion(self, code: str) -> Criterion:
        """Return the question with a code."""
        return self.offered.by_code[code].criterion

    def grade(self, criterion_code: str, code: str) -> Grade | None:
        """Return the grade with a code of the question's own scale; None where there is no such."""
        return self.offered.grade(criterion_code, code)

    def choice(self, criterion_code: str, code: str) -> Choice | None:
        """Return the choice with a code, of those that the question offers; None likewise."""
        return self.offered.choice(criterion_code, code)

    def suggested(self, code: str) -> Grade | None:
        """Return the grade that is suggested for a question as it is stored."""
        return self.judgments[code].suggested_grade


def load(review: Review, rows: QuerySet[Judgment] | None = None) -> Stored:
    """Return what is stored for the review's questions, in one query however many there are.

    `rows` are its judgments, all where left out.
    """
    offered = offered_by(review.framework_version)
    judgments, words, chosen = _read(Judgment.objects.filter(review=review.pk) if rows is None else rows, offered)
    return Stored(
        offered=offered,
        judgments=judgments,
        answers={code: stored_answer(row, words, chosen[row.pk]) for code, row in judgments.items()},
        words=words,
    )


def _read(rows: QuerySet[Judgment], offered: Offered) -> tuple[dict[str, Judgment], Current, Mapping[int, set[str]]]:
    """Return the judgments by code, their words in force, and the codes of several choices by judgment.

    A judgment comes once for each of its words with each of its choices.
    """
    found: dict[int, Judgment] = {}
    words: dict[tuple[int, str], JudgmentText] = {}
    chosen: dict[int, set[str]] = defaultdict(set)
    rows = rows.annotate(said=FilteredRelation("texts", condition=Q(texts__current=True)))
    rows = rows.select_related("said")  # type: ignore[misc]  # named here, not by the model
    for row in rows.order_by().annotate(one_of_several=F("chosen__choice_id")):
        found[row.criterion_id] = row
        if said := vars(row).get("said"):
            words[row.pk, said.part] = _placed(said, offered)
        if row.one_of_several:
            chosen[row.pk].add(offered.choices[row.one_of_several].code)
    judgments = {one.code: filled(found[key], one, offered) for key, one in offered.by_key.items() if key in found}
    return judgments, words, chosen


def filled(judgment: Judgment, asked: OutlinedCriterion, offered: Offered) -> Judgment:
    """Return a judgment with its question and what it chose, of what its version offers."""
    judgment.criterion = asked.criterion
    judgment.grade = offered.grades[judgment.grade_id] if judgment.grade_id else None
    judgment.suggested_grade = offered.grades[judgment.suggested_grade_id] if judgment.suggested_grade_id else None
    judgment.choice = offered.choices[judgment.choice_id] if judgment.choice_id else None
    return judgment


def _placed(row: JudgmentText, offered: Offered) -> JudgmentText:
    """Return words with the grade that they speak of, where it is one of the version's."""
    if row.unlike_id and row.unlike_id in offered.grades:
        row.unlike = offered.grades[row.unlike_id]
    return row


def stored_answer(
    judgment: Judgment, words: Mapping[tuple[int, str], JudgmentText], chosen: Iterable[str]
) -> AnswerInput:
    """Return a judgment, with the codes of its several choices, as the answer that would leave it as it is."""

    def text(part: str) -> str:
        row = words.get((judgment.pk, part))
        return row.text if row else ""

    return AnswerInput(
        criterion_code=judgment.criterion.code,
        version=judgment.version,
        kind=judgment.kind,
        value=text(Part.ANSWER) if judgment.kind == Kind.TEXT else value_of(judgment),
        values=tuple(sorted(chosen)),
        reason=text(Part.REASON),
        reason_for=_spoken_of(words.get((judgment.pk, Part.REASON))),
        rationale=text(Part.RATIONALE),
    )


def value_of(judgment: Judgment) -> str:
    """Return the code, number or date of an answer as it is sent; nothing where it has none of these."""
    chosen = judgment.grade or judgment.choice
    if chosen:
        return chosen.code
    if judgment.number is not None:
        return decimal_text(judgment.number)
    return judgment.date.isoformat() if judgment.date else ""


def _spoken_of(reason: JudgmentText | None) -> str:
    """Return what a reason in force is for, as an answer says it; nothing where there is none."""
    if reason is None or not reason.text:
        return ""
    return reason.unlike.code if reason.unlike else NOT_APPLICABLE
