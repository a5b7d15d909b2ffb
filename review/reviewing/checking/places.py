"""Where each finding of the standing checks is put right, as an address."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from review.domain.standing_checks import Finding
from review.reviewing.entries import Entry, TopicEntries
from review.reviewing.models import Judgment, Review
from review.reviewing.whole import WholeReview

CHECKING = "?check=1"
"""Says to a topic's page that somebody comes from the check page, so that it also tells what is missing."""


def finding_groups(whole: WholeReview, findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return findings topic by topic, those about no question last, each with the address where it is put right."""
    groups = [{"topic": topic.title, "things": _things(whole.review, topic, findings)} for topic in whole.topics]
    beside = [
        {"question": "", "sentence": finding.sentence, "url": beside_url(whole.review, finding)}
        for finding in findings
        if not finding.code
    ]
    return [group for group in [*groups, {"topic": "Beside the questions", "things": beside}] if group["things"]]


def _things(review: Review, topic: TopicEntries, findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    entries = {entry.code: entry for entry in topic.every}
    return [
        {
            "question": entries[finding.code].asked.criterion.question,
            "sentence": finding.sentence,
            "url": finding_url(review, topic.code, entries[finding.code], finding),
        }
        for finding in findings
        if finding.code in entries
    ]


def finding_url(review: Review, topic: str, entry: Entry, finding: Finding) -> str:
    """Return the address of the question, at the very field where the finding is put right if there is one."""
    address = reverse("review-topic", args=[review.public_id, topic])
    return f"{address}{CHECKING}#{_spot(entry, finding)}"


def _spot(entry: Entry, finding: Finding) -> str:
    part = finding.check.part
    if part == "rationale":
        return f"id_{entry.code}-rationale"
    if part == "reason":
        named = "reason" if entry.judgment.kind == Judgment.Kind.NOT_APPLICABLE else "difference"
        return f"id_{entry.code}-{named}"
    return f"c-{entry.code}"


def beside_url(review: Review, finding: Finding) -> str:
    """Return the address where a finding about no question is put right."""
    page, spot = BESIDE[finding.check.part]
    return f"{reverse(page, args=[review.public_id])}#{spot}"


BESIDE: Mapping[str, tuple[str, str]] = {"documents": ("review", "documents"), "screen": ("flag-add", "proposals")}
"""Page and place of each part that belongs to no question."""
