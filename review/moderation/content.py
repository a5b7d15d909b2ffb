"""What a sign-off approves: a review, its words, evidence, flags, suggestions and the case's facts, as plain data."""

from typing import Any

from review.counting.facts import figures_facts
from review.inspections.models import Subject
from review.reviewing.answer_words import answer_words
from review.reviewing.answers import CHOSEN
from review.reviewing.case_results import case_results
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review, RuleResult
from review.reviewing.queries import CITED
from review.reviewing.suggestions import differs


def approved_content(subject: Subject, review: Review) -> dict[str, Any]:
    """Return everything that a sign-off of `review` approves, in a fixed order, without primary keys."""
    judgments = (
        Judgment.objects.filter(review=review)
        .select_related("criterion", "grade", "suggested_grade", "choice")
        .prefetch_related(CHOSEN)
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
            "reference": subject.case.reference if subject.case else str(subject.inspection_force),
            "force": subject.force.name,
        },
        "judgments": [
            _judgment(judgment, texts.get(judgment.pk, {}), evidence.get(judgment.pk, [])) for judgment in judgments
        ],
        "results": [_result(result) for result in _results(review)],
        "flags": [_flag(flag) for flag in _flags(review)],
    }


def _judgment(judgment: Judgment, texts: dict[str, str], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    chosen = [row.choice for row in judgment.chosen.all()]
    return {
        "criterion": judgment.criterion.code,
        "question": judgment.criterion.question,
        "kind": judgment.kind,
        "asked": judgment.asked,
        "grade": judgment.grade.code if judgment.grade else "",
        "grade_label": judgment.grade.label if judgment.grade else "",
        "suggested_grade": judgment.suggested_grade.code if judgment.suggested_grade else "",
        "suggested_label": judgment.suggested_grade.label if judgment.suggested_grade else "",
        "differs": differs(judgment),
        "choice": judgment.choice.code if judgment.choice else "",
        "choice_label": judgment.choice.label if judgment.choice else "",
        "choices": [choice.code for choice in chosen],
        "answer": answer_words(judgment, chosen, texts.get("answer", "")),
        "number": judgment.number,
        "date": judgment.date,
        "texts": texts,
        "evidence": evidence,
    }


def _results(review: Review) -> list[RuleResult]:
    rows = RuleResult.objects.filter(review=review, current=True).select_related("rule", "grade", "grade_when_shown")
    return [*rows.order_by("rule__position"), *case_results(review).values()]


def _result(result: RuleResult) -> dict[str, Any]:
    return {
        "rule": result.rule.code,
        "of": result.rule.of,
        "topic": result.rule.topic_code,
        "suggests": result.rule.body.get("suggests", ""),
        "title": result.rule.body.get("title", ""),
        "kind": result.kind,
        "grade": result.grade.code if result.grade else "",
        "grade_label": result.grade.label if result.grade else "",
        "trace": result.trace,
        "missing": result.missing,
        "shown_at": result.shown_at,
        "grade_when_shown": result.grade_when_shown.code if result.grade_when_shown else "",
    }


def _texts(review: Review) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in JudgmentText.objects.filter(judgment__review=review, current=True).exclude(text=""):
        found.setdefault(row.judgment_id, {})[row.part] = row.text
    return found


def _evidence(review: Review) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).select_related(*CITED)
    for row in rows.order_by("pk"):
        found.setdefault(row.judgment_id, []).append(_quoted(row) if row.document else _cited(row))
    return found


def _quoted(row: Evidence) -> dict[str, Any]:
    return {
        "document": row.document.title if row.document else "",
        "document_sha256": row.document.sha256 if row.document else "",
        "page": row.page,
        "quotation": row.quotation,
        "check_result": row.check_result,
    }


def _cited(row: Evidence) -> dict[str, Any]:
    """Return what a judgment of a force rests on: a judgment of a case, a figure, or why nothing is cited."""
    cited = row.cited_judgment
    if cited is None or cited.review.subject.case is None:
        return {"figure": row.figure, "stood": row.stood, "why_none": row.why_none}
    return {
        "case": cited.review.subject.case.reference,
        "criterion": cited.criterion.code,
        "question": cited.criterion.question,
        "stood": row.stood,
        "digest": row.cited_digest,
    }


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
