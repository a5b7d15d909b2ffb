"""Answers as the fields of their form hold them, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind
from review.reviewing.entries import Entry
from review.reviewing.stored import stored_answer

Given = tuple[str, str, tuple[str, ...]]
"""Kind, value and values of an answer."""


def value_given(answer_type: str, data: Mapping[str, Any]) -> Given:
    """Return what the valid fields of a form give as the answer to a question of this type."""
    if data.get("not_applicable"):
        return NOT_APPLICABLE, "", ()
    if answer_type == Kind.CHOICES:
        return _choices(data["answer"])
    if "answer" in data:
        kind, _, value = data["answer"].partition(":")
        return kind or "none", value, ()
    if answer_type == Kind.DATE:
        day: date | None = data["date"]
        return ("date", day.isoformat(), ()) if day else ("none", "", ())
    typed = data[answer_type]
    return (answer_type, typed, ()) if typed else ("none", "", ())


def _choices(chosen: list[str]) -> Given:
    if NOT_APPLICABLE in chosen:
        return NOT_APPLICABLE, "", ()
    codes = tuple(one.partition(":")[2] for one in chosen)
    return ("choices", "", codes) if codes else ("none", "", ())


def form_value(kind: str, value: str) -> str:
    """Return how the form writes a choice: its kind with the code of its value, or the kind alone; none is empty."""
    if kind == "none":
        return ""
    return f"{kind}:{value}" if value else kind


def stored(entry: Entry) -> dict[str, Any]:
    """Return what a form shows of an answer as it is stored."""
    return initial_of(answer_of(entry))


def answer_of(entry: Entry) -> AnswerInput:
    """Return the answer as it is stored."""
    words = {(entry.judgment.pk, part): row for part, row in entry.texts.items()}
    return stored_answer(entry.judgment, words, [row.choice.code for row in entry.judgment.chosen.all()])


def initial_of(answer: AnswerInput) -> dict[str, Any]:
    """Return what a form shows of an answer."""
    for_grade = answer.reason_for not in ("", NOT_APPLICABLE)
    chosen: str | list[str] = form_value(answer.kind, answer.value)
    if answer.values or answer.kind == Kind.CHOICES:
        chosen = [f"choices:{code}" for code in answer.values]
    return {
        "version": answer.version,
        "answer": chosen,
        "number": answer.value if answer.kind == Kind.NUMBER else "",
        "date": date.fromisoformat(answer.value) if answer.kind == Kind.DATE else None,
        "text": answer.value if answer.kind == Kind.TEXT else "",
        "not_applicable": answer.kind == NOT_APPLICABLE,
        "reason": "" if for_grade else answer.reason,
        "shown": answer.reason_for if for_grade else "",
        "difference": answer.reason if for_grade else "",
        "rationale": answer.rationale,
    }


def as_posted(entry: Entry) -> dict[str, list[str]]:
    """Return the stored answer as its form would post it: for each name, without prefix, its values."""
    posted: dict[str, list[str]] = {}
    for name, value in stored(entry).items():
        if name == "date":
            parts = (value.day, value.month, value.year) if value else ("", "", "")
            posted |= {f"date_{number}": [str(part)] for number, part in enumerate(parts)}
        elif name == "not_applicable":
            posted[name] = ["on"] if value else []
        else:
            posted[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return posted
