"""Answers that were changed meanwhile: what is stored beside what was typed, and everything else carried along."""

from collections.abc import Sequence

from django.http import QueryDict

from casefiles.documents.models import Document
from review.reviewing.actions import StaleAnswer
from review.reviewing.answer_form import AnswerForm, compared_form
from review.reviewing.answer_values import as_posted
from review.reviewing.entries import TopicEntries

ASKED_AGAIN = (
    *("version", "answer", "number", "date", "text", "not_applicable", "reason", "shown", "difference"),
    *("rationale", "keep"),
)
"""The parts of an answer that the page of comparison asks; the rest of the post it carries along unseen."""
BOXES = ("date_0", "date_1", "date_2")


def compared_codes(post: QueryDict, topic: TopicEntries) -> list[str]:
    """Return the questions of the topic that a post from the page of comparison is about."""
    return [entry.code for entry in topic.every if entry.code in post.getlist("compare")]


def chosen(post: QueryDict, topic: TopicEntries, compared: Sequence[str]) -> QueryDict:
    """Return the post with the stored answer in place of the typed one wherever that was chosen."""
    data = post.copy()
    for entry in topic.every:
        if entry.code in compared and post.get(f"{entry.code}-keep") == "stored":
            for part, values in as_posted(entry).items():
                data.setlist(f"{entry.code}-{part}", values)
    return data


def undecided(forms: Sequence[AnswerForm], compared: Sequence[str]) -> bool:
    """Return whether something is wrong with what the page of comparison asks."""
    return any(name in form.errors for form in forms if form.entry.code in compared for name in ASKED_AGAIN)


def comparison(topic: TopicEntries, documents: Sequence[Document], stale: Sequence[StaleAnswer]) -> list[AnswerForm]:
    """Return a form for each answer that was changed meanwhile: what was sent, on the version stored now."""
    changed = {answer.sent.criterion_code: answer for answer in stale}
    return [
        compared_form(entry, documents, changed[entry.code].sent, changed[entry.code].stored.version)
        for entry in topic.every
        if entry.code in changed
    ]


def carried(post: QueryDict, forms: Sequence[AnswerForm]) -> list[tuple[str, str]]:
    """Return the fields of a post that the page of comparison does not ask, to be sent along with its form."""
    apart = {form.add_prefix(part) for form in forms for part in (*ASKED_AGAIN, *BOXES)}
    apart |= {"csrfmiddlewaretoken", "compare", "then", "key"}
    return [(name, str(value)) for name in post for value in post.getlist(name) if name not in apart]
