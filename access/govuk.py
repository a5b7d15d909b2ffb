"""Form widgets and the date field of the `govuk` template pack; its layout pieces are in govuk_layout.py."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
PART_NAMES = ("day", "month", "year")


class ChoiceExtras:
    """What our choice widgets say beside each choice.

    `hints`: choice value -> a line under its label. `dividers`: choice value -> a word above it, such as "or".
    `reveals`: choice value -> names of the fields of the same form that are shown while it is chosen. They are
    submitted all the same, so the form must ignore them when another choice was made.
    Assign new mappings in a form's __init__, never change these: copies of a form share them.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        dividers: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        css_class: str = "",
    ) -> None:
        """Take what every choice widget takes, and `css_class` such as "govuk-radios--inline"."""
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = hints or {}
        self.dividers = dividers or {}
        self.reveals = reveals or {}
        self.css_class = css_class


class Radios(ChoiceExtras, forms.RadioSelect):
    """Radio buttons with hints, dividers and revealed fields."""


class Checkboxes(ChoiceExtras, forms.CheckboxSelectMultiple):
    """Checkboxes for many choices, with hints, dividers and revealed fields."""


class Tick(forms.CheckboxInput):
    """A single checkbox that shows other fields of the same form while it is ticked."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, reveals: Sequence[str] = ()) -> None:
        """Take the names of the fields to show."""
        super().__init__(attrs)
        self.reveals = {"": tuple(reveals)}


class DateParts(forms.MultiWidget):
    """Day, month and year as three text boxes; their ids end in _0, _1 and _2."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make three boxes that bring up a phone's number keys."""
        super().__init__([forms.TextInput({"inputmode": "numeric"}) for _ in PART_NAMES], attrs)

    def decompress(self, value: date | None) -> list[str]:
        """Return the texts that the three boxes show for a date."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        """Return the first box's id, which is where an error about the whole date leads."""
        return f"{id_}_0" if id_ else id_


class DatePartsField(forms.DateField):
    """A date typed as day, month and year; the month may also be a name such as Mar or March.

    The code of an error names the box it is about ("missing_month"), so that its link leads there.
    """

    widget = DateParts
    default_error_messages = {
        "required": "Enter a date",
        "missing_day": "Date must include a day",
        "missing_month": "Date must include a month",
        "missing_year": "Date must include a year",
        "not_a_year": "Year must include 4 numbers",
        "not_a_date": "Date must be a real date",
    }

    def to_python(self, value: Any) -> date | None:
        """Return the date of three texts, or None when all are empty. Raises ValidationError otherwise."""
        if not isinstance(value, (list, tuple)):
            return super().to_python(value)
        parts = [(part or "").strip() for part in value]
        if not any(parts):
            return None
        for name, part in zip(PART_NAMES, parts, strict=True):
            if not part:
                raise self.refusal(f"missing_{name}")
        return self.real_date(*parts)

    def real_date(self, day: str, month: str, year: str) -> date:
        """Return the date of three texts that are not empty. Raises ValidationError when there is none."""
        if not (year.isdecimal() and len(year) == 4):
            raise self.refusal("not_a_year")
        try:
            return date(int(year), month_number(month), int(day))
        except (ValueError, OverflowError) as error:
            raise self.refusal("not_a_date") from error

    def refusal(self, code: str) -> ValidationError:
        """Return the error of this code with this field's words, after its label where it has one: not a question."""
        words = str(self.error_messages[code])
        named = f"{self.label}: {words[0].lower()}{words[1:]}" if self.label and self.label[-1:] != "?" else words
        return ValidationError(named, code=code)


def month_number(text: str) -> int:
    """Return the number of a month given as a number or a name of three letters or more.

    Raises ValueError when it is neither.
    """
    if text.isdecimal():
        return int(text)
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(text.lower())]
    if len(text) < 3 or len(found) != 1:
        raise ValueError(f"{text!r} is not a month")
    return found[0]
