"""Layout pieces for crispy forms in the `govuk` template pack: questions, sections and the row of buttons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crispy_forms.utils import render_field
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Question:
    """A field whose label or legend has a size (s, m, l, xl), or is the page's heading."""

    name: str
    size: str = "m"
    heading: bool = False
    css_class: str = ""

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = "govuk") -> SafeString:
        """Return the field's HTML."""
        extra = {"label_size": self.size, "label_heading": self.heading, "group_class": self.css_class}
        html: SafeString = render_field(self.name, form, context, template_pack=template_pack, extra_context=extra)
        return html


class Section:
    """A fieldset with a legend around fields, questions or anything else of a layout."""

    def __init__(self, legend: str, *parts: Any, size: str = "m", hint: str = "") -> None:
        """Take the legend, what stands under it, the legend's size and a line of help."""
        self.legend, self.parts, self.size, self.hint = legend, parts, size, hint

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = "govuk") -> str:
        """Return the fieldset's HTML."""
        inside = join_parts(self.parts, form, context, template_pack)
        names = {"legend": self.legend, "size": self.size, "hint": self.hint, "fields": inside}
        return render_to_string(f"{template_pack}/layout/section.html", names)


@dataclass(frozen=True)
class ActionButton:
    """A submit button; `tone` is empty, "secondary" or "warning"."""

    text: str
    name: str = ""
    value: str = ""
    tone: str = ""

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = "govuk") -> str:
        """Return the button's HTML."""
        return render_to_string(f"{template_pack}/layout/button.html", {"button": self})


@dataclass(frozen=True)
class ActionLink:
    """A link beside the buttons, such as Cancel."""

    text: str
    url: str

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = "govuk") -> str:
        """Return the link's HTML."""
        return render_to_string(f"{template_pack}/layout/link.html", {"link": self})


class Actions:
    """Buttons and links in one row at the end of a form."""

    def __init__(self, *parts: ActionButton | ActionLink) -> None:
        """Take the buttons and links in their order."""
        self.parts = parts

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = "govuk") -> str:
        """Return the row's HTML."""
        inside = join_parts(self.parts, form, context, template_pack)
        return render_to_string(f"{template_pack}/layout/actions.html", {"fields": inside})


def join_parts(parts: Iterable[Any], form: forms.BaseForm, context: Context, template_pack: str) -> SafeString:
    """Return the HTML of a layout's parts, one after the other."""
    pieces = (render_field(part, form, context, template_pack=template_pack) for part in parts)
    return mark_safe("".join(pieces))  # noqa: S308  every piece was rendered by a template
