"""Template tags of the `govuk` form pack: which template draws a field, its control, choices and errors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from access.govuk import PART_NAMES
from access.govuk_errors import SummaryError, as_ended, errors_of, kind, messages_of, target_id, wrong_parts

register = template.Library()
register.filter("messages_of", messages_of)
register.filter("target_id", target_id)
register.filter("as_ended", as_ended)

BLOCKS = {"file": "govuk-file-upload", "textarea": "govuk-textarea", "select": "govuk-select"}
PASSWORD_CLASSES = "govuk-password-input__input govuk-js-password-input-input"  # noqa: S105
# Set by Django or by this pack elsewhere, or (placeholder, required) not used by the design system.
OWN_ATTRIBUTES = {"id", "class", "checked", "required", "placeholder", "aria-invalid", "aria-describedby"}


@dataclass(frozen=True)
class Option:
    """One choice of radio buttons or checkboxes, as the template draws it."""

    id: str
    label: str
    checked: bool
    given: SafeString
    """The attributes of its input, all but the class."""
    hint: str
    divider: str
    revealed: list[BoundField]


@register.filter
def kind_template(field: BoundField) -> str:
    """Return the path of the template that draws this field."""
    return f"govuk/kinds/{kind(field)}.html"


@register.filter
def limit(attributes: dict[str, Any]) -> str:
    """Return the number of characters that a text area's attributes ask to be counted against, or nothing."""
    return str(attributes.get("data-maxlength", ""))


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
    # A browser would cut what is pasted at "maxlength" without a word: the server refuses it with a sentence instead.
    for name in ("required", "placeholder", "cols", "maxlength"):
        attributes.pop(name, None)
        widget.attrs.pop(name, None)
    attributes = {name: value for name, value in attributes.items() if value not in ("", None)}
    if isinstance(widget, forms.Textarea):
        return text_area(field, widget.build_attrs(widget.attrs, attributes))
    html: SafeString = widget.render(field.html_name, field.value(), attributes, field.form.renderer)
    return html


def text_area(field: BoundField, attributes: dict[str, Any]) -> SafeString:
    """Return a text area as Django's own template draws it, which takes ten times as long: pages have many of them."""
    value = field.field.widget.format_value(field.value()) or ""
    drawn = attributes_of({"name": field.html_name} | attributes)
    return format_html("<textarea{}>\n{}</textarea>", drawn, value)


@register.simple_tag
def hidden(field: BoundField) -> SafeString:
    """Return a hidden input, likewise."""
    value = field.field.widget.format_value(field.value())
    return format_html('<input type="hidden" name="{}" value="{}">', field.html_name, "" if value is None else value)


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
    place = f"{field.auto_id}_{number}" if number and field.auto_id else field.auto_id
    hint, revealed = getattr(widget, "hints", {}).get(value, ""), revealed_by(field, value)
    checked = bool(data["selected"])
    given = {"id": place, "name": field.html_name, "type": widget.input_type, "value": value, "checked": checked}
    given |= {"data-aria-controls": f"conditional-{place}"} if revealed else {}
    given |= {"aria-describedby": f"{place}_itemhint"} if hint else {}
    given |= {name: one for name, one in data["attrs"].items() if name not in OWN_ATTRIBUTES}
    divider = getattr(widget, "dividers", {}).get(value, "")
    return Option(place, data["label"], checked, attributes_of(given), hint, divider, revealed)


@register.simple_tag
def choice(one: Option, block: str) -> SafeString:
    """Return one choice of a group of `radios` or `checkboxes`, behind its divider where it has one.

    No template, since pages have many of them.
    """
    divider = f'<div class="govuk-{block}__divider">{conditional_escape(one.divider)}</div>\n' if one.divider else ""
    hint = (
        f'<div id="{one.id}_itemhint" class="govuk-hint govuk-{block}__hint">{conditional_escape(one.hint)}</div>'
        if one.hint
        else ""
    )
    return mark_safe(  # noqa: S308  label, hint and divider are escaped, all else is the project's own
        f'{divider}<div class="govuk-{block}__item">\n<input class="govuk-{block}__input"{one.given}>\n'
        f'<label class="govuk-label govuk-{block}__label" for="{one.id}">{conditional_escape(one.label)}</label>\n'
        f"{hint}</div>"
    )


def attributes_of(given: dict[str, Any]) -> SafeString:
    """Return attributes as HTML in their order, which Django's own function sorts; without those that are not given."""
    told = [(name, value) for name, value in given.items() if value is not None and value is not False]
    return mark_safe(  # noqa: S308  each value is escaped, each name is the project's own
        "".join(f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in told)
    )


@register.simple_tag
def tick(field: BoundField) -> Option:
    """Return a single checkbox as a choice."""
    attrs = field.build_widget_attrs({**field.field.widget.attrs})
    checked, revealed = bool(field.field.widget.check_test(field.value())), revealed_by(field, "")
    given = {"id": field.auto_id, "name": field.html_name, "type": "checkbox", "value": "on", "checked": checked}
    given |= {"data-aria-controls": f"conditional-{field.auto_id}"} if revealed else {}
    given |= {"aria-describedby": field.aria_describedby}
    given |= {name: value for name, value in attrs.items() if name not in OWN_ATTRIBUTES}
    return Option(field.auto_id, str(field.label), checked, attributes_of(given), "", "", revealed)


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


@register.simple_tag
def summary_errors(*sources: Any) -> list[SummaryError]:
    """Return every error of the given forms, formsets and lists of forms, in the order of their fields."""
    return [error for source in sources if source for error in errors_of(source)]


@register.simple_tag
def errors_at(sentences: Iterable[str], target: str) -> list[SummaryError]:
    """Return sentences as errors that are put right at one place, the element with the id `target`."""
    return [SummaryError(target, as_ended(sentence)) for sentence in sentences]
