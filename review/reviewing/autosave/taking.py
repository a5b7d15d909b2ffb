"""One answer as its fields were posted: what of it can be taken, and what stays as it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from access.refusals import Invalid
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answer_form import AnswerForm
from review.reviewing.answers import AnswerInput
from review.reviewing.entries import Entry
from review.reviewing.models import Judgment

Problems = Mapping[str, list[str]]
"""Sentences by the name of the field, without the question's code."""
PARTS = {
    "answer": "answer",
    "number": "answer",
    "date": "answer",
    "text": "answer",
    "not_applicable": "answer",
    "reason": "reason",
    "shown": "reason",
    "difference": "reason",
    "rationale": "rationale",
}
"""The fields of an answer, each with the part of it that stays as it is stored where the field cannot be taken."""
BOXES = ("date_0", "date_1", "date_2")
NO_KEY = "The key of the write is missing, or is none: send a new random UUID."
NO_VERSION = "The version of the answer is missing, or is none: load the page again."
UNKNOWN = "These fields belong to no answer that is saved here: {}. Load the page again."


@dataclass(frozen=True)
class Taken:
    """An answer to save with the key of its write, and what of it could not be taken, in sentences by field."""

    answer: AnswerInput
    key: UUID
    problems: Problems


def taken(post: QueryDict, asked: OutlinedCriterion) -> Taken:
    """Return what a post gives as the answer to a question; raise Invalid by field where it gives none at all."""
    form = AnswerForm(post, entry=_unread(asked), documents=(), initial={"shown": ""})
    form.is_valid()
    if problems := _whole_problems(post, form, asked.code):
        raise Invalid(problems)
    kept = {PARTS[name] for name in form.errors if name in PARTS} | _left_out(post, asked.code)
    for name in form.errors:
        form.cleaned_data.setdefault(name, [] if name == "answer" and form.many else None if name == "date" else "")
    found = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
    return Taken(replace(form.answer_input(), kept=frozenset(kept)), UUID(str(post["key"])), found)


def _unread(asked: OutlinedCriterion) -> Entry:
    """Return a question without what is stored of its answer, which reading a post does not depend on."""
    return Entry(asked=asked, topic="", judgment=Judgment(criterion=asked.criterion), texts={}, evidence=())


def _whole_problems(post: QueryDict, form: AnswerForm, code: str) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if not _is_key(post.get("key", "")):
        problems["key"] = [NO_KEY]
    if "version" in form.errors:
        problems["version"] = [NO_VERSION]
    known = {f"{code}-{part}" for part in (*PARTS, *BOXES, "version")} | {"key", "csrfmiddlewaretoken"}
    if unknown := sorted(set(post) - known):
        problems[""] = [UNKNOWN.format(", ".join(name[:80] for name in unknown[:5]))]
    return problems


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _left_out(post: QueryDict, code: str) -> set[str]:
    """Return the parts whose words a post does not have at all: they stay, since a field that is empty is sent."""
    return {"rationale"} if f"{code}-rationale" not in post else set()
