"""The reasons of signed-off judgments of forces and what they rest on, for all forces in a few queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from review.judging.grid import Grid
from review.judging.pages import BY_JUDGMENT, grade_words
from review.reviewing.models import Evidence, Judgment, JudgmentText
from review.reviewing.queries import CITED
from review.reviewing.suggestions import differs


@dataclass(frozen=True)
class Reasons:
    """A signed-off judgment with its reasons and its evidence, in words."""

    force: str
    topic: str
    code: str
    grade: str
    basis: str
    rationale: str
    evidence: tuple[str, ...]


def reasons_of(grid: Grid) -> list[Reasons]:
    """Return the reasons of every signed-off judgment of the grid, force by force. Two queries."""
    keys = [judgment.pk for row in grid.rows for judgment in row.judged.values()]
    words = _words(keys)
    evidence = _evidence(keys, grid.changed)
    return [
        Reasons(
            force=row.label,
            topic=topic.title,
            code=topic.code,
            grade=grade_words(judgment),
            basis=_basis(judgment, words[judgment.pk]),
            rationale=words[judgment.pk].get("rationale", ""),
            evidence=tuple(evidence[judgment.pk]),
        )
        for row in grid.rows
        for topic in grid.topics
        if (judgment := row.judged.get(topic.key))
    ]


def _basis(judgment: Judgment, words: dict[str, str]) -> str:
    """Return whether a rule suggested the judgment, and why it is another than the suggested one."""
    suggested = judgment.suggested_grade
    if suggested is None:
        return BY_JUDGMENT
    if differs(judgment):
        return f"The rule suggests {suggested.label}. Why it differs: {words.get('reason', '')}"
    return f"As the rule suggests: {suggested.label}"


def _words(keys: list[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in JudgmentText.objects.filter(judgment__in=keys, current=True):
        found[row.judgment_id][row.part] = row.text
    return found


def _evidence(keys: list[int], changed: Mapping[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Evidence.objects.filter(judgment__in=keys, removed_at__isnull=True).select_related(*CITED)
    for row in rows.order_by("pk"):
        found[row.judgment_id].append(
            f"{evidence_words(row)} {_mark(changed[row.pk])}" if row.pk in changed else evidence_words(row)
        )
    return found


def _mark(sentence: str) -> str:
    return f"[{sentence.rstrip('.')}]"


def evidence_words(row: Evidence) -> str:
    """Return what a piece of evidence says, in a line."""
    cited = row.cited_judgment
    if cited and cited.review.subject.case:
        return f"Case {cited.review.subject.case.reference}, {cited.criterion.question} {row.stood}"
    if row.figure:
        return row.stood
    return f"No evidence of cases: {row.why_none}" if row.why_none else f"“{row.quotation}”"
