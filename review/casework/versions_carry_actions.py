"""Carrying what was written in a review into the one that goes on by a newer version: copies; nothing is taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from access import audit
from access.actor import Actor
from review.casework.versions import Fate, VersionMap
from review.frameworks.models import Choice, Grade
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.models import (
    Evidence,
    Judgment,
    JudgmentChoice,
    JudgmentText,
    LanguageFlag,
    Removable,
    Review,
)
from review.reviewing.screening.models import ScreenDecision

Part = JudgmentText.Part
Row = TypeVar("Row", bound=Removable)


@dataclass(frozen=True)
class Pair:
    """A question with its judgment in the closed review and in the new one, and whether the answer goes on too."""

    question: OutlinedCriterion
    before: Judgment
    now: Judgment
    answer: bool

    @property
    def code(self) -> str:
        """The question's code in the newer version."""
        return self.question.code

    def grade(self, before: Grade | None) -> Grade | None:
        """Return the grade of the question's own scale with the same code; None where there is none."""
        return next((grade for grade in self.question.grades if before and grade.code == before.code), None)

    def choice(self, before: Choice | None) -> Choice | None:
        """Return the question's own choice with the same code; None likewise."""
        return next((choice for choice in self.question.choices if before and choice.code == before.code), None)


def carry(actor: Actor, old: Review, new: Review, mapped: VersionMap) -> None:
    """Copy into the new review what the map says is carried. Call inside the transaction that closed the old one.

    Words become a first revision, of their author and moment. Evidence and flags in force come with what comparing
    them with their documents gave.
    """
    pairs = _pairs(old, new, mapped)
    _answer(pairs)
    _write(pairs)
    evidence, flags = _cite(pairs), _flag(old, new)
    decisions = _decide(old, new, flags)
    audit.record(
        actor,
        "review.carried",
        "review",
        new.public_id,
        fields=[pair.code for pair in pairs],
        ids={"from_review": old.public_id, "subject": new.subject.public_id},
        new={
            "answers": [pair.code for pair in pairs if pair.answer],
            "from": {pair.code: pair.before.criterion.code for pair in pairs},
            "evidence": evidence,
            "flags": flags,
            "screen": decisions,
        },
    )


def _pairs(old: Review, new: Review, mapped: VersionMap) -> list[Pair]:
    """Return what goes on of each question that is the same."""
    rows = Judgment.objects.select_related("criterion", "grade", "choice").prefetch_related("chosen__choice")
    before = {row.criterion_id: row for row in rows.filter(review=old)}
    now = {row.criterion_id: row for row in Judgment.objects.filter(review=new).select_related("criterion")}
    found = []
    for question in mapped.of(Fate.CARRIED, Fate.WORDS):
        if question.now and question.before and (judgment := before.get(question.before.criterion.pk)):
            found.append(Pair(question.now, judgment, now[question.now.criterion.pk], question.takes(judgment)))
    return found


def _answer(pairs: Sequence[Pair]) -> None:
    """Write the answers that go on: by the grades and choices of the newer version with the same codes."""
    for pair in pairs:
        if pair.answer:
            before, now = pair.before, pair.now
            now.kind, now.number, now.date = before.kind, before.number, before.date
            now.grade, now.choice = pair.grade(before.grade), pair.choice(before.choice)
            now.has_reason, now.version = before.has_reason, now.version + 1
            now.begun_at, now.changed_at = before.begun_at, before.changed_at
    columns = ["kind", "number", "date", "grade", "choice", "has_reason", "version", "begun_at", "changed_at"]
    Judgment.objects.bulk_update([pair.now for pair in pairs if pair.answer], columns)
    JudgmentChoice.objects.bulk_create(
        JudgmentChoice(judgment=pair.now, choice=pair.choice(chosen.choice))
        for pair in pairs
        if pair.answer
        for chosen in pair.before.chosen.all()
    )


def _write(pairs: Sequence[Pair]) -> None:
    """Write the words that go on; those that belong to an answer only where that goes on too."""
    by_judgment = {pair.before.pk: pair for pair in pairs}
    texts = JudgmentText.objects.filter(judgment__in=by_judgment, current=True).exclude(text="")
    rows = [
        (pair, row)
        for row in texts.select_related("unlike")
        if (pair := by_judgment[row.judgment_id]).answer or row.part == Part.RATIONALE
    ]
    words_alone = [pair for pair, _ in rows if not pair.answer]
    for pair in words_alone:
        pair.now.begun_at, pair.now.changed_at = pair.before.begun_at, pair.before.changed_at
    Judgment.objects.bulk_update([pair.now for pair in words_alone], ["begun_at", "changed_at"])
    JudgmentText.objects.bulk_create(
        JudgmentText(
            judgment=pair.now,
            part=row.part,
            revision=1,
            text=row.text,
            unlike=pair.grade(row.unlike),
            by_id=row.by_id,
            at=row.at,
            grown_at=row.grown_at,
        )
        for pair, row in rows
    )


def _cite(pairs: Sequence[Pair]) -> dict[str, str]:
    """Copy the evidence of the questions that go on; return the identifier of each copy with that of its original."""
    by_judgment = {pair.before.pk: pair for pair in pairs}
    rows = Evidence.objects.filter(judgment__in=by_judgment, removed_at__isnull=True).order_by("pk")
    return _copies(
        Evidence,
        {
            row: Evidence(
                judgment=by_judgment[row.judgment_id].now,
                document_id=row.document_id,
                page=row.page,
                start=row.start,
                end=row.end,
                quotation=row.quotation,
                check_result=row.check_result,
                cited_judgment_id=row.cited_judgment_id,
                added_by_id=row.added_by_id,
                added_at=row.added_at,
            )
            for row in rows
        },
    )


def _flag(old: Review, new: Review) -> dict[str, str]:
    """Copy the language flags, which hang on no question; return the same of them."""
    rows = LanguageFlag.objects.filter(review=old, removed_at__isnull=True).order_by("pk")
    return _copies(
        LanguageFlag,
        {
            row: LanguageFlag(
                review=new,
                category=row.category,
                document_id=row.document_id,
                page=row.page,
                quotation=row.quotation,
                note=row.note,
                check_result=row.check_result,
                added_by_id=row.added_by_id,
                added_at=row.added_at,
            )
            for row in rows
        },
    )


def _decide(old: Review, new: Review, flags: Mapping[str, str]) -> dict[str, str]:
    """Copy what was decided on proposed passages, so that nothing is proposed twice; return the same of the copies."""
    copied = {flag.public_id: flag for flag in LanguageFlag.objects.filter(review=new)}
    by_original = {original: copied[UUID(copy)] for copy, original in flags.items()}
    rows = ScreenDecision.objects.filter(review=old, removed_at__isnull=True).select_related("flag").order_by("pk")
    return _copies(
        ScreenDecision,
        {
            row: ScreenDecision(
                review=new,
                pattern_id=row.pattern_id,
                document_id=row.document_id,
                page=row.page,
                start=row.start,
                end=row.end,
                outcome=row.outcome,
                reason=row.reason,
                flag=by_original[str(row.flag.public_id)] if row.flag else None,
                added_by_id=row.added_by_id,
                added_at=row.added_at,
            )
            for row in rows
        },
    )


def _copies(model: type[Row], copies: Mapping[Row, Row]) -> dict[str, str]:
    model._default_manager.bulk_create(copies.values())
    return {str(copy.public_id): str(original.public_id) for original, copy in copies.items()}  # type: ignore[attr-defined]
