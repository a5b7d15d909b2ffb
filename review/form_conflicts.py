"""A form whose thing was changed meanwhile: shown again as it was typed, with what is stored now beside it."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from access.refusals import Conflict

NO_VERSION = -1
"""What was sent on no version that there ever was, so that it is compared with what is stored."""
EMPTY = "Empty"


class VersionField(forms.IntegerField):
    """The version that a form was filled in on; what is none is NO_VERSION, and so never writes over another."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        """Return the version that was sent."""
        try:
            version = super().clean(value)
        except ValidationError:
            return NO_VERSION
        return version if version is not None and version >= 0 else NO_VERSION


@dataclass(frozen=True)
class Stored:
    """A field as it is stored now, and as it was typed, both in words."""

    label: str
    now: str
    typed: str


def beside_stored(form: forms.Form, stored: forms.Form, conflict: Conflict) -> list[Stored]:
    """Say the conflict above the form, let it be sent on the version of `stored`, and return where the two differ.

    `stored` is the same form, starting from what is stored now. What was typed stays in the form.
    """
    typed: Any = copy(form.data)
    typed[form.add_prefix("version")] = str(stored["version"].value())
    form.data = typed
    form.add_error(None, conflict.sentence)
    pairs = [
        (words_of(now), words_of(form[now.name]), now) for now in stored.visible_fields() if not now.field.disabled
    ]
    return [Stored(str(field.label), now, mine) for now, mine, field in pairs if now != mine]


def stored_words(stored: forms.Form) -> list[Stored]:
    """Return what is stored now, field by field, those that are empty left out: where nothing else was typed."""
    found = [Stored(str(field.label), words_of(field), "") for field in stored.visible_fields()]
    return [one for one in found if one.now != EMPTY]


def words_of(field: BoundField) -> str:
    """Return what stands in a field in words: the label of a choice, yes or no, what was typed, or that it is empty."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field.field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in field.field.choices}  # type: ignore[union-attr, misc]
        return ", ".join(labels.get(one, one) for one in _texts(value)) or EMPTY
    return ("" if value is None else str(value).strip()) or EMPTY


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, (list, tuple)) else [value]:
        yield "" if one is None else str(one)
