"""What is wrong with a form, in words and with the id of the element where each thing is put right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet

from access.govuk import PART_NAMES, DateParts
from access.govuk_words import SENT_BY_ITSELF, is_of_django, own_words

# The first class that fits decides: Django derives its checkboxes from its radio buttons.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.Select, "select"),
)
ENDS_INSIDE = re.compile(r"[.?!…] +[A-Z“]")
"""Where a sentence ends and another begins."""
VERBS = dict.fromkeys(("input", "textarea", "password", "date"), "Enter") | {"file": "Choose"}


@dataclass(frozen=True)
class SummaryError:
    """One line of the error summary: where its link leads (empty for no link) and what it says."""

    target: str
    message: str


def kind(field: BoundField) -> str:
    """Return the name of the template in govuk/kinds/ that draws this field."""
    if field.is_hidden:
        return "hidden"
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "input")


def target_id(field: BoundField) -> str:
    """Return the id of the element that an error of this field leads to: its first control's."""
    own = field.field.widget.attrs.get("id") or field.auto_id
    return f"{own}_0" if own and kind(field) == "date" else own


def messages_of(field: BoundField) -> list[str]:
    """Return what is wrong with a field, in words that say which field it is and what to do; all end alike."""
    return [as_ended(_message(field, str(message))) for message in field.errors]


def _message(field: BoundField, message: str) -> str:
    if not is_of_django(message):
        return message
    if field.is_hidden:
        return SENT_BY_ITSELF
    if message == str(forms.Field.default_error_messages["required"]):
        return missing_answer(field)
    return own_words(message, name_of(field))


def as_ended(message: str) -> str:
    """Return a message as all of them end: a single sentence without a full stop, several with theirs."""
    alone = message.endswith(".") and not ENDS_INSIDE.search(message)
    return message.removesuffix(".") if alone else message


def name_of(field: BoundField) -> str:
    """Return what a sentence calls a field: its label, or the answer where that is a question."""
    label = str(field.label).rstrip(":").removesuffix(" (optional)")
    return "The answer" if label.endswith("?") else label


def missing_answer(field: BoundField) -> str:
    """Return what to do about a field that was left empty, such as "Enter rationale"."""
    label = str(field.label).rstrip(":")
    if label.endswith("?"):
        return f"Answer the question: {label}"
    starts_with_acronym = label[1:2].isupper()
    return f"{VERBS.get(kind(field), 'Select')} {label if starts_with_acronym else label[:1].lower() + label[1:]}"


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    """Return which boxes of a date are wrong: those the error codes name, else all of them."""
    codes = [str(error.code) for error in field.errors.as_data()]
    named = tuple(name for name in PART_NAMES if any(code.endswith(f"_{name}") for code in codes))
    return named or (PART_NAMES if codes else ())


def errors_of(source: Any) -> Iterator[SummaryError]:
    """Yield the errors of a form, a formset or a list of forms; a `summary_name` comes first."""
    if isinstance(source, BaseFormSet):
        yield from (SummaryError("", as_ended(str(message))) for message in source.non_form_errors())
    if isinstance(source, forms.BaseForm):
        yield from (SummaryError("", as_ended(str(message))) for message in source.non_field_errors())
        for field in source:
            yield from (_named(error, source) for error in field_errors(field))
    elif isinstance(source, Iterable):
        for form in source:
            yield from errors_of(form)


def _named(error: SummaryError, form: forms.BaseForm) -> SummaryError:
    name = getattr(form, "summary_name", "")
    return SummaryError(error.target, f"{name}: {error.message}") if name else error


def field_errors(field: BoundField) -> Iterator[SummaryError]:
    """Yield a field's errors; that of a date leads to the box it is about, a hidden field's nowhere."""
    target = "" if field.is_hidden else target_id(field)
    if target and kind(field) == "date":
        first = PART_NAMES.index((wrong_parts(field) or PART_NAMES)[0])
        target = f"{target.removesuffix('_0')}_{first}"
    yield from (SummaryError(target, message) for message in messages_of(field))
