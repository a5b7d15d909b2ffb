"""Template tags of the `govuk` form pack: which template draws a field, its control, choices and errors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from access.govuk import PART_NAMES, DateParts

register = template.Library()

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
BLOCKS = {"file": "govuk-file-upload", "textarea": "govuk-textarea", "select": "govuk-select"}
PASSWORD_CLASSES = "govuk-password-input__input govuk-js-password-input-input"  # noqa: S105
# Set by Django or by this pack elsewhere, or (placeholder, required) not used by the design system.
OWN_ATTRIBUTES = {"id", "class", "checked", "required", "placeholder", "aria-invalid", "aria-describedby"}


@dataclass(frozen=True)
class Option:
    """One choice of radio buttons or checkboxes, as the template draws it."""

    id: str
    value: str
    label: str
    checked: bool
    attributes: SafeString
    hint: str
    divider: str
    revealed: list[BoundField]


@dataclass(frozen=True)
class SummaryError:
    """One line of the error summary: where its link leads (empty for no link) and what it says."""

    target: str
    message: str


@register.filter
def kind(field: BoundField) -> str:
    """Return the name of the template in govuk/kinds/ that draws this field."""
    if field.is_hidden:
        return "hidden"
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "input")


@register.filter
def kind_template(field: BoundField) -> str:
    """Return the path of the template that draws this field."""
    return f"govuk/kinds/{kind(field)}.html"


@register.filter
def limit(attributes: dict[str, Any]) -> str:
    """Return the number of characters that a text area's attributes ask to be counted against, or nothing."""
    return str(attributes.get("data-maxlength", ""))


@register.filter
def target_id(field: BoundField) -> str:
    """Return the id of the element that an error of this field leads to: its first control's."""
    own = field.field.widget.attrs.get("id") or field.auto_id
    return f"{own}_0" if own and kind(field) == "date" else own


@register.filter
def shown_fields(form: forms.BaseForm) -> list[BoundField]:
    """Return the visible fields that stand by themselves, not inside a choice that reveals them."""
    inside = {name for field in form for name in revealed_names(field.field.widget)}
    return [field for field in form.visible_fields() if field.name not in inside]


def revealed_names(widget: forms.Widget) -> Iterator[str]:
    """Yield the names of the fields that a widget's choices reveal."""
    for names in getattr(widget, "reveals", {}).values():
        yield from names


def revealed_by(field: BoundField, value: str) -> list[BoundField]:
    """Return the fields that one choice reveals, and note them as drawn for a crispy layout."""
    names = getattr(field.field.widget, "reveals", {}).get(value, ())
    getattr(field.form, "rendered_fields", set()).update(names)
    return [field.form[name] for name in names]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return the input, text area, select or file control itself."""
    widget = field.field.widget
    plain_numbers(widget)
    attributes = field.build_widget_attrs({"id": field.auto_id} if field.auto_id else {})
    attributes |= {"class": control_classes(field), "aria-describedby": described_by(field)}
    for name in ("required", "placeholder", "cols"):
        attributes.pop(name, None)
        widget.attrs.pop(name, None)
    attributes = {name: value for name, value in attributes.items() if value not in ("", None)}
    html: SafeString = widget.render(field.html_name, field.value(), attributes, field.form.renderer)
    return html


def plain_numbers(widget: forms.Widget) -> None:
    """Turn a number box into a text box with number keys: its arrows and scrolling change answers by accident."""
    if isinstance(widget, forms.NumberInput):
        whole = widget.attrs.get("step") in (None, 1, "1")
        widget.input_type = "text"
        widget.attrs = {k: v for k, v in widget.attrs.items() if k not in ("min", "max", "step")}
        widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")


def control_classes(field: BoundField) -> str:
    """Return the CSS classes of a field's control: the pack's own, then those its form gave."""
    name = kind(field)
    block = BLOCKS.get(name, "govuk-input")
    classes = [block, f"{block}--error" if field.errors else ""]
    classes.append(PASSWORD_CLASSES if name == "password" else "")
    classes.append("govuk-js-character-count" if "data-maxlength" in field.field.widget.attrs else "")
    classes.append(field.field.widget.attrs.get("class", ""))
    return " ".join(filter(None, classes))


def described_by(field: BoundField) -> str:
    """Return the ids of the hint, the error and the character count that describe a control."""
    given = field.field.widget.attrs.get("aria-describedby") or field.aria_describedby or ""
    counted = "data-maxlength" in field.field.widget.attrs and field.auto_id
    return f"{given} {field.auto_id}-info".strip() if counted else given


@register.simple_tag
def options(field: BoundField) -> list[Option]:
    """Return the choices of radio buttons or checkboxes. The first one has the field's own id."""
    return [option(field, number, choice.data) for number, choice in enumerate(field.subwidgets)]


def option(field: BoundField, number: int, data: dict[str, Any]) -> Option:
    """Return one choice from what Django says of it."""
    widget, value = field.field.widget, str(data["value"])
    rest = {name: given for name, given in data["attrs"].items() if name not in OWN_ATTRIBUTES}
    return Option(
        id=f"{field.auto_id}_{number}" if number and field.auto_id else field.auto_id,
        value=value,
        label=data["label"],
        checked=bool(data["selected"]),
        attributes=flatatt(rest),
        hint=getattr(widget, "hints", {}).get(value, ""),
        divider=getattr(widget, "dividers", {}).get(value, ""),
        revealed=revealed_by(field, value),
    )


@register.simple_tag
def tick(field: BoundField) -> Option:
    """Return a single checkbox as a choice."""
    given = field.build_widget_attrs({**field.field.widget.attrs})
    rest = {name: value for name, value in given.items() if name not in OWN_ATTRIBUTES}
    checked = bool(field.field.widget.check_test(field.value()))
    revealed = revealed_by(field, "")
    return Option(field.auto_id, "on", str(field.label), checked, flatatt(rest), "", "", revealed)


@register.simple_tag
def date_parts(field: BoundField) -> list[dict[str, Any]]:
    """Return the three boxes of a date: label, id, name, value, other attributes and whether one is wrong."""
    context = field.field.widget.get_context(
        field.html_name, field.value(), field.build_widget_attrs({"id": field.auto_id})
    )
    wrong = wrong_parts(field)
    return [
        {
            "label": name.capitalize(),
            "id": box["attrs"].get("id", ""),
            "name": box["name"],
            "value": "" if box["value"] is None else box["value"],
            "attributes": flatatt({k: v for k, v in box["attrs"].items() if k not in OWN_ATTRIBUTES}),
            "wrong": name in wrong,
            "width": 4 if name == "year" else 2,
        }
        for name, box in zip(PART_NAMES, context["widget"]["subwidgets"], strict=True)
    ]


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    """Return which boxes of a date are wrong: those the error codes name, else all of them."""
    codes = [str(error.code) for error in field.errors.as_data()]
    named = tuple(name for name in PART_NAMES if any(code.endswith(f"_{name}") for code in codes))
    return named or (PART_NAMES if codes else ())


@register.simple_tag
def summary_errors(*sources: Any) -> list[SummaryError]:
    """Return every error of the given forms, formsets and lists of forms, in the order of their fields."""
    return [error for source in sources if source for error in errors_of(source)]


def errors_of(source: Any) -> Iterator[SummaryError]:
    """Yield the errors of a form, a formset or a list of forms."""
    if isinstance(source, BaseFormSet):
        yield from (SummaryError("", str(message)) for message in source.non_form_errors())
    if isinstance(source, forms.BaseForm):
        yield from (SummaryError("", str(message)) for message in source.non_field_errors())
        for field in source:
            yield from field_errors(field)
    elif isinstance(source, Iterable):
        for form in source:
            yield from errors_of(form)


def field_errors(field: BoundField) -> Iterator[SummaryError]:
    """Yield a field's errors; that of a date leads to the box it is about, a hidden field's nowhere."""
    target = "" if field.is_hidden else target_id(field)
    if target and kind(field) == "date":
        first = PART_NAMES.index((wrong_parts(field) or PART_NAMES)[0])
        target = f"{target.removesuffix('_0')}_{first}"
    yield from (SummaryError(target, str(message)) for message in field.errors)
