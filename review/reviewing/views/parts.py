"""What several pages of a review show: its way back, its topics with their states, the case in short."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from access.actor import Actor
from review.domain.completeness import State, TopicProgress
from review.domain.rules.words import counted, list_words
from review.domain.standing_checks import Finding, warnings_in
from review.history.opening import note_opened
from review.inspections.models import Subject
from review.reviewing.entries import TopicEntries
from review.reviewing.late.queries import Late
from review.reviewing.models import Review
from review.reviewing.queries import force_label
from review.reviewing.whole import WholeReview

TONES = {State.NOT_STARTED: "grey", State.IN_PROGRESS: "blue", State.COMPLETE: "", State.NOTHING_ASKED: ""}
PARTS = {"reason": "reason", "rationale": "rationale", "quotation": "evidence"}
"""What can be missing beside an answer, as a list of topics calls it."""


def case_name(review: Review) -> str:
    """Return what is reviewed, in words."""
    return subject_name(review.subject)


def subject_name(subject: Subject) -> str:
    """Return what is judged, in words: a case by its reference, a force by its label."""
    return f"Case {subject.case.reference}" if subject.case else f"{subject.inspection_force}"


def subject_url(subject: Subject) -> str:
    """Return the address of the page of a case, or of a force that is judged."""
    return reverse("force-judgments" if subject.inspection_force_id else "case", args=[subject.public_id])


def subject_crumbs(subject: Subject) -> list[tuple[str, str]]:
    """Return the way from the inspections down to a case, or to a force that is judged."""
    inspection = subject.inspection
    listed = ("Judgments of forces", "judgments") if subject.inspection_force_id else ("Cases", "case-list")
    return [
        ("Inspections", reverse("inspection-list")),
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        (listed[0], reverse(listed[1], args=[inspection.slug_id])),
        (subject_name(subject), subject_url(subject)),
    ]


def review_url(review: Review) -> str:
    """Return the address of the review."""
    return reverse("review", args=[review.public_id])


def topic_url(review: Review, topic: str) -> str:
    """Return the address of a topic's page."""
    return reverse("review-topic", args=[review.public_id, topic])


def review_title(review: Review) -> str:
    """Return what the page of a review is called: "Review of case 12", or "Judgments of Force A"."""
    name = case_name(review)
    return f"Review of {name[:1].lower()}{name[1:]}" if review.subject.case else f"Judgments of {name}"


def shell(request: HttpRequest, review: Review, title: str, *here: str) -> dict[str, Any]:
    """Note that the case was opened, and return what every page of a review has.

    That is its title, the review, its case's name, and the breadcrumbs down to `here`.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if review.subject.case:
        note_opened(request, actor, "case", review.subject.case.public_id)
    name = case_name(review)
    crumbs = [("Home", reverse("home"))]
    if review.reviewer_id != actor.user_id or review.subject.inspection_force_id:
        crumbs = subject_crumbs(review.subject)
    crumbs.append((review_title(review), review_url(review) if here else ""))
    return {
        "title": title,
        "review": review,
        "case_name": name,
        "synthetic": review.subject.inspection.synthetic,
        "breadcrumbs": [*crumbs, *((label, "") for label in here)],
    }


def progress_words(progress: TopicProgress) -> str:
    """Return how much of a topic is answered, and what else is missing: each part once, with its number if several."""
    if not progress.asked:
        return "no question applies to this case"
    lacking = Counter(PARTS[missing.part] for missing in progress.missing if missing.part in PARTS)
    said = [f"{part} missing" + (f" for {number} questions" if number > 1 else "") for part, number in lacking.items()]
    return ", ".join([f"{progress.answered} of {progress.asked} answered", *said])


def topic_items(whole: WholeReview, current: str = "", findings: Sequence[Finding] = ()) -> list[dict[str, Any]]:
    """Return the topics for a task list or a side navigation, each with its state and, where given, its findings."""
    return [
        {
            "current": topic.code == current,
            "label": topic.title,
            "url": topic_url(whole.review, topic.code),
            "hint": progress_words(topic.progress),
            "status": topic.progress.state.value,
            "tone": TONES[topic.progress.state],
            "note": f"{topic.progress.state.value}: {progress_words(topic.progress)}{found_words(topic, findings)}",
        }
        for topic in whole.topics
    ]


def found_words(topic: TopicEntries, findings: Sequence[Finding]) -> str:
    """Return how many warnings there are in a topic, after a semicolon; nothing where there are none."""
    codes = {entry.code for entry in topic.every}
    number = sum(finding.code in codes for finding in warnings_in(findings))
    return f"; {counted(number, 'thing', 'things')} to look at again" if number else ""


def handed_items(whole: WholeReview, handed: Mapping[str, Sequence[Late]]) -> list[dict[str, Any]]:
    """Return the questions beside which there are late words, in the form's order, with who wrote them."""
    return [
        {
            "question": entry.asked.criterion.question,
            "url": f"{topic_url(whole.review, topic.code)}#c-{entry.code}",
            "own": all(late.words.by_id == whole.review.reviewer_id for late in handed[entry.code]),
            "by": list_words(sorted({late.words.by.name for late in handed[entry.code]})),
        }
        for topic in whole.topics
        for entry in topic.every
        if entry.code in handed
    ]


def reading_items(whole: WholeReview, flags: int, late: int = 0) -> list[dict[str, str]]:
    """Return the parts of the read view for its side navigation."""
    items = [{"label": topic.title, "url": f"#t-{topic.code}"} for topic in whole.topics]
    if late:
        items.insert(0, {"label": f"Sent after the review was closed ({late})", "url": "#late-words"})
    return [*items, {"label": f"Language flags ({flags})", "url": "#flags"}]


def case_rows(review: Review) -> list[dict[str, Any]]:
    """Return the case in short, as the force recorded it."""
    case, force = review.subject.case, review.subject.inspection_force
    if force:
        return [{"label": "Force", "value": f"{force.label}: {force.force.name}"}]
    if case is None:
        return []
    rows = [
        ("Force", f"{force_label(review)}: {case.force.name}"),
        ("Offence", case.offence or "Not recorded"),
        ("Reported on", case.reported_on or "Not recorded"),
        ("Closed on", case.closed_on or "Not closed, or not recorded"),
        ("Team", case.get_team_type_display()),
        ("Flagged group-based", case.get_force_flag_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows]
