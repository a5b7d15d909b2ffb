"""Two people changed the same part: what is stored beside what was typed, and the choice between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from review.authoring.forms.part_form import PartForm
from review.authoring.queries import DraftPart

KEEP = "keep-"
NOTHING = "Nothing"


@dataclass(frozen=True)
class Differing:
    """A field in which what is stored and what was typed are not the same."""

    name: str
    label: str
    stored: str
    mine: str
    choice: str


def compared(stored: Mapping[str, Any], mine: Mapping[str, Any], form: PartForm) -> list[Differing]:
    """Return the fields that differ, with both contents in words and the choice made so far (mine, at first)."""
    labels = {form.alias(name): str(field.label or "") for name, field in form.fields.items()}
    labels |= {name.replace("_", "-"): rows.title for name, rows in form.rows.items()}
    return [
        Differing(
            name,
            labels.get(name) or name.replace("-", " ").capitalize(),
            content_words(stored.get(name)),
            content_words(value),
            form.data.get(f"{KEEP}{name}", "mine"),
        )
        for name, value in mine.items()
        if stored.get(name) != value and (stored.get(name) or value)
    ]


def settled(post: QueryDict, at: DraftPart, mine: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed with the stored content wherever the author chose that."""
    stored = at.data or {}
    return {
        name: stored[name] if post.get(f"{KEEP}{name}") == "stored" and name in stored else value
        for name, value in mine.items()
    }


def content_words(value: Any) -> str:
    """Return the content of a field as text that can be compared by eye."""
    if value is None or value == () or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        said = (f"{name}: {content_words(one)}" for name, one in value.items() if one not in (None, "", ()))
        return "; ".join(said)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(content_words(one) for one in value)
    return str(value)
