"""What a sign-off approves: a review, its words, its evidence, its flags and the case's facts, as plain data."""

from typing import Any

from review.counting.facts import figures_facts
from review.inspections.models import Subject
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review


def approved_content(subject: Subject, review: Review) -> dict[str, Any]:
    """Return everything that a sign-off of `review` approves, in a fixed order, without primary keys."""
    judgments = (
        Judgment.objects.filter(review=review)
        .select_related("criterion", "grade", "suggested_grade", "choice")
        .prefetch_related("chosen__choice")
        .order_by("criterion__position")
    )
    texts = _texts(review)
    evidence = _evidence(review)
    return {
        "subject": str(subject.public_id),
        "review": str(review.public_id),
        "reviewer": review.reviewer.username,
        "submitted_at": review.submitted_at,
        "framework_version": review.framework_version.sha256,
        "facts": figures_facts(subject),
        "case": {
            "reference": subject.case.reference if subject.case else "",
            "force": subject.force.name,
        },
        "judgments": [
            _judgment(judgment, texts.get(judgment.pk, {}), evidence.get(judgment.pk, [])) for judgment in judgments
        ],
        "flags": [_flag(flag) for flag in _flags(review)],
    }


def _judgment(judgment: Judgment, texts: dict[str, str], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "criterion": judgment.criterion.code,
        "question": judgment.criterion.question,
        "kind": judgment.kind,
        "asked": judgment.asked,
        "grade": judgment.grade.code if judgment.grade else "",
        "grade_label": judgment.grade.label if judgment.grade else "",
        "suggested_grade": judgment.suggested_grade.code if judgment.suggested_grade else "",
        "choice": judgment.choice.code if judgment.choice else "",
        "choice_label": judgment.choice.label if judgment.choice else "",
        "choices": sorted(row.choice.code for row in judgment.chosen.all()),
        "number": judgment.number,
        "date": judgment.date,
        "texts": texts,
        "evidence": evidence,
    }


def _texts(review: Review) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in JudgmentText.objects.filter(judgment__review=review, current=True).exclude(text=""):
        found.setdefault(row.judgment_id, {})[row.part] = row.text
    return found


def _evidence(review: Review) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).select_related("document")
    for row in rows.order_by("pk"):
        found.setdefault(row.judgment_id, []).append(
            {
                "document": row.document.title if row.document else "",
                "document_sha256": row.document.sha256 if row.document else "",
                "page": row.page,
                "quotation": row.quotation,
                "check_result": row.check_result,
            }
        )
    return found


def _flags(review: Review) -> list[LanguageFlag]:
    rows = LanguageFlag.objects.filter(review=review, removed_at__isnull=True).select_related("document")
    return list(rows.order_by("pk"))


def _flag(flag: LanguageFlag) -> dict[str, Any]:
    return {
        "category": flag.category,
        "document": flag.document.title,
        "document_sha256": flag.document.sha256,
        "page": flag.page,
        "quotation": flag.quotation,
        "note": flag.note,
    }
