"""Fields of the editor: codes, lines, paragraphs and lists as a framework file takes them, with plain sentences."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import slugify

from review.frameworks.file.texts import CODE, CODE_LENGTH, FORBIDDEN, one_line, paragraphs

CODE_HINT = "Lower-case letters, digits and hyphens. It names this in reports and exports, so it should stay the same."
MADE_HINT = "Leave it empty to have it made from the words."
LONGEST_MADE = 40
NOT_A_CODE = (
    f"The code must be up to {CODE_LENGTH} lower-case letters, digits and hyphens, and begin and end with a letter or "
    "digit, such as first-contact"
)
UNSEEN = "The text holds a character that cannot be seen. Type it again instead of pasting it"


SHORT = forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2", "autocomplete": "off"})
"""The box of a small whole number."""


class QuietForm(forms.Form):
    """A form that can be shown again as it was sent, without saying what is wrong yet: where a row was added.

    `names_from` is the field from whose words a code is made that was left empty; there is none where it is empty.
    """

    quiet = False
    names_from = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the code be left empty where it can be made."""
        super().__init__(*args, **kwargs)
        if self.names_from:
            self.fields["code"].required = False

    def clean_code(self) -> str:
        """Return the code, or the one that the words make. Raises ValidationError where they make none."""
        code = str(self.cleaned_data["code"])
        if not code and self.names_from:
            code = made_code(str(self[self.names_from].value() or ""))
            if not code:
                raise ValidationError("Enter a code")
        return code

    @property
    def errors(self) -> ErrorDict:
        """What is wrong; nothing while the form is quiet."""
        return ErrorDict() if self.quiet else super().errors


class Line(forms.CharField):
    """A text on one line."""

    def __init__(self, label: str, *, most: int, **kwargs: Any) -> None:
        """Take the words of the label and the greatest length."""
        messages = {
            "required": f"Enter {label[:1].lower()}{label[1:].rstrip('?')}",
            "max_length": f"{label.rstrip('?')} must be {most:,} characters or fewer: there are %(show_value)d",
        }
        super().__init__(label=label, max_length=most, strip=False, error_messages=messages, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        """Return the text as a file would hold it."""
        return legible(self.tidied(super().to_python(value) or ""))

    def tidied(self, text: str) -> str:
        """Return the text without stray white space."""
        return str(one_line(text))


class LongLine(Line):
    """A text on one line that may be long, in a box that grows."""

    def __init__(self, label: str, *, most: int = 1000, rows: int = 2, **kwargs: Any) -> None:
        """Take the words of the label, the greatest length, and how many rows to show."""
        super().__init__(label, most=most, widget=forms.Textarea({"rows": rows}), **kwargs)


class Paragraphs(LongLine):
    """A text whose lines are kept."""

    def __init__(self, label: str, *, most: int = 5000, rows: int = 4, **kwargs: Any) -> None:
        """Take the words of the label, the greatest length, and how many rows to show."""
        super().__init__(label, most=most, rows=rows, **kwargs)

    def tidied(self, text: str) -> str:
        """Return the text with its lines kept."""
        return str(paragraphs(text))


class Sentences(forms.CharField):
    """Sentences, one a line; its value is a tuple of them."""

    def __init__(self, label: str, *, most: int = 50, longest: int = 1000, rows: int = 5, **kwargs: Any) -> None:
        """Take the words of the label, how many lines there may be, how long each, and how many rows to show."""
        self.most, self.longest = most, longest
        super().__init__(label=label, widget=forms.Textarea({"rows": rows}), strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return sentences as the lines of the box."""
        return "\n".join(value) if isinstance(value, (tuple, list)) else value

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        """Return the lines that hold something. Raises ValidationError."""
        lines = tuple(filter(None, (legible(str(one_line(line))) for line in str(value or "").splitlines())))
        if len(lines) > self.most:
            raise ValidationError(f"{self.label} can have {self.most} lines: there are {len(lines)}")
        if long := next((line for line in lines if len(line) > self.longest), ""):
            raise ValidationError(f"A line can have {self.longest:,} characters. This one is longer: {long[:60]}...")
        return lines


class Code(forms.CharField):
    """A code."""

    def __init__(self, label: str = "Code", **kwargs: Any) -> None:
        """Take the words of the label."""
        attrs = {"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}
        kwargs.setdefault("help_text", CODE_HINT)
        messages = {"required": f"Enter a {label[:1].lower()}{label[1:]}"}
        super().__init__(label=label, widget=forms.TextInput(attrs), error_messages=messages, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the code. Raises ValidationError."""
        text = str(super().clean(value))
        if text and (len(text) > CODE_LENGTH or not CODE.fullmatch(text)):
            raise ValidationError(NOT_A_CODE)
        return text


def made_code(words: str) -> str:
    """Return a code made of the first whole words of a text, empty where no letter or digit is in it."""
    code = slugify(words).replace("_", "-").strip("-")
    if len(code) > LONGEST_MADE:
        code = code[: LONGEST_MADE + 1].rpartition("-")[0] or code[:LONGEST_MADE]
    return re.sub("-+", "-", code).strip("-")


class Figure(forms.DecimalField):
    """A number, as exact as it is typed."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        """Take the words of the label."""
        wrong = f"{label} must be a number, such as 12 or 12.5"
        names = ("invalid", "max_digits", "max_decimal_places", "max_whole_digits")
        widget = forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5", "autocomplete": "off"})
        super().__init__(
            label=label,
            max_digits=15,
            decimal_places=6,
            widget=widget,
            error_messages=dict.fromkeys(names, wrong) | {"required": f"Enter {label[:1].lower()}{label[1:]}"},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the number without a power of ten."""
        return f"{value:f}" if isinstance(value, Decimal) else value


class NumberOfWords(forms.IntegerField):
    """How many words something has; it may be left empty."""

    def __init__(self, label: str, most: int) -> None:
        """Take the words of the label and the greatest number."""
        wrong = f"Enter a whole number from 1 to {most:,}, or leave this empty"
        widget = forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4", "autocomplete": "off"})
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(
            label=label, min_value=1, max_value=most, required=False, widget=widget, error_messages=messages
        )


class Ticked(forms.MultipleChoiceField):
    """Any of several codes; what is not offered any more is left out, and the order is that of the offer."""

    def to_python(self, value: Any) -> list[str]:
        """Return the codes that are ticked."""
        return [code for code in super().to_python(value) if self.valid_value(code)]

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the codes, as a file holds them."""
        return tuple(super().clean(value))


def legible(text: str) -> str:
    """Return the text. Raises ValidationError where it holds a character that cannot be seen."""
    if FORBIDDEN.search(text):
        raise ValidationError(UNSEEN)
    return text


def offered(options: Sequence[tuple[str, str]], empty: str) -> list[tuple[str, str]]:
    """Return the options of a list with an empty one before them."""
    return [("", empty), *options]
