"""What the page of a framework version shows of it: its facts, its contents list, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_words

from access.actor import Actor
from access.permissions import may
from review.domain.word_count import words_asked
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.problems.problem import listed
from review.frameworks.queries import Outline, OutlinedCriterion
from review.frameworks.rows import CLASSIFICATION_TOPIC, OVERALL_TOPIC
from review.frameworks.wording.method_page import MethodPage
from review.history.models import StatusChange
from review.workflow import FRAMEWORK_VERSION

BY_COMMAND = "a command of Casegrade"
DONE = {"publish": "Published", "retire": "Retired", "discard": "Discarded"}
HEADLINES = {
    CLASSIFICATION_TOPIC: "Questions that only somebody who has read the file can answer. Reports can be broken down "
    "by their answers.",
    OVERALL_TOPIC: "Given last, when everything else has been answered.",
}


@dataclass(frozen=True)
class Step:
    """A step that the person can start: the words on its button and where it leads."""

    words: str
    url: str
    first: bool


def steps(actor: Actor, version: FrameworkVersion) -> list[Step]:
    """Return what the actor can do next with a version."""
    found = [t for t in FRAMEWORK_VERSION.open_from(version.status) if may(actor, t.permission)]
    begun = [] if not may(actor, "framework.edit") else [_editing(version)]
    return begun + [
        Step(t.words, reverse(f"framework-{t.name}", args=[version.framework.code, version.number]), not t.needs_reason)
        for t in found
    ]


def _editing(version: FrameworkVersion) -> Step:
    """Return the step into the editor: of a draft itself, else of a new draft made from the version."""
    name, words = ("draft-start", "Start a new draft from this version")
    if version.status == FrameworkVersion.Status.DRAFT:
        name, words = ("draft", "Edit")
    return Step(words, reverse(name, args=[version.framework.code, version.number]), True)


def facts(version: FrameworkVersion) -> list[dict[str, Any]]:
    """Return the rows of a version's summary."""
    return [
        {"label": "Framework", "value": version.framework.code},
        {"label": "Judges", "value": version.get_judges_display()},
        {"label": "Owner", "value": version.owner},
        {"label": "Source", "value": version.source},
        {"label": "Standing", "value": version.standing},
        {"label": "Overall scale", "value": version.overall_scale.title},
        {"label": "SHA-256 of the canonical file", "value": version.sha256},
    ]


def contents(outline: Outline, method: MethodPage) -> list[dict[str, str]]:
    """Return the contents list of a version's page."""
    topics = [
        {"label": one.topic.title, "url": f"#topic-{one.code}", "note": _counted(len(one.criteria), one.code)}
        for one in outline.topics
    ]
    entered = [{"label": "Entered results", "url": "#entered", "note": str(len(method.entered))}]
    rules = {"label": "Rules", "url": "#rules", "note": str(len(method.rules)) if method.rules else "None"}
    scales = {"label": "Scales", "url": "#scales"}
    return [*topics, scales, *(entered if method.entered else []), rules, {"label": "History", "url": "#history"}]


def _counted(number: int, topic: str) -> str:
    if topic == OVERALL_TOPIC or not number:
        return ""
    one, more = ("question", "questions") if topic == CLASSIFICATION_TOPIC else ("criterion", "criteria")
    return f"{number} {one if number == 1 else more}"


def sections(outline: Outline, standing: Mapping[str, str], asked_when: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a version's topics as the page shows them: with what is asked beside each answer, in words.

    `standing` says by the code of a question how it stands to the version before, `asked_when` when it is asked.
    """
    return [
        {
            "topic": one.topic,
            "headline": one.topic.headline or HEADLINES.get(one.code, ""),
            "questions": [
                {
                    "outlined": asked,
                    "asks": _asks(asked),
                    "standing": standing.get(asked.code, ""),
                    "asked_when": asked_when.get(asked.code, ""),
                }
                for asked in one.criteria
            ],
        }
        for one in outline.topics
    ]


def _asks(outlined: OutlinedCriterion) -> str:
    """Return in words what a criterion asks beside its answer."""
    one = outlined.criterion
    words = [
        "" if one.required else "May be left unanswered.",
        _needed("Rationale", one.rationale_required, outlined.labels_of(one.rationale_for)),
        _length(one),
        _needed("Evidence", one.evidence_required, outlined.labels_of(one.evidence_for)),
        _not_applicable(one),
    ]
    return " ".join(filter(None, words))


def _needed(what: str, always: bool, answers: Sequence[str]) -> str:
    if always or not answers:
        return f"{what} needed." if always else f"{what} optional."
    return f"{what} needed for {listed(answers, 'or')}."


def _length(one: Criterion) -> str:
    length = words_asked(one.words_least, one.words_most)
    return f"It has {length}." if length else ""


def _not_applicable(one: Criterion) -> str:
    if not one.not_applicable_allowed:
        return "“Not applicable” is not allowed."
    return f"“Not applicable” allowed, {'with' if one.not_applicable_needs_reason else 'without'} a reason."


def history(version: FrameworkVersion, changes: Sequence[StatusChange]) -> list[dict[str, Any]]:
    """Return what happened to a version, newest first."""
    author = version.created_by.name if version.created_by else BY_COMMAND
    begun = f"Started as a draft from version {version.based_on.number}" if version.based_on else "Added as a draft"
    items = [{"title": begun, "when": _moment(version.created_at), "by": author, "text": ""}]
    items.extend(
        {
            "title": DONE[change.transition],
            "when": _moment(change.at),
            "by": change.by.name if change.by else BY_COMMAND,
            "text": change.reason,
        }
        for change in changes
    )
    return items[::-1]


def _moment(at: datetime) -> str:
    return date_words(timezone.localtime(at), "j F Y, H:i")
