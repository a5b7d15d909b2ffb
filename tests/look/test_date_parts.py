"""A date typed in three boxes is read as people write it, and each refusal names its box."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from access.govuk import MONTHS, DatePartsField
from access.govuk_errors import errors_of


class Dated(forms.Form):
    """A form with one date."""

    day = DatePartsField()


def typed(day: str, month: str, year: str) -> Dated:
    """Return the form as sent with these three texts."""
    return Dated({"day_0": day, "day_1": month, "day_2": year})


@given(st.dates())
def test_date_that_is_shown_is_read_back(shown: date) -> None:
    texts = DatePartsField().widget.decompress(shown)
    form = typed(*texts[:2], texts[2].rjust(4, "0"))
    assert (form.is_valid(), form.cleaned_data.get("day")) == (True, shown)


@pytest.mark.parametrize("number", range(1, 13))
def test_month_may_be_a_name_or_its_beginning(number: int) -> None:
    name = MONTHS[number - 1].capitalize()
    found = [typed("1", text, "2023") for text in (name, name[:3], str(number), f"0{number}"[-2:])]
    assert [form.is_valid() and form.cleaned_data["day"] for form in found] == [date(2023, number, 1)] * 4


@pytest.mark.parametrize(
    ("texts", "target", "message"),
    [
        (("", "", ""), "id_day_0", "Enter a date"),
        (("", "3", "2023"), "id_day_0", "Date must include a day"),
        (("1", " ", "2023"), "id_day_1", "Date must include a month"),
        (("1", "3", ""), "id_day_2", "Date must include a year"),
        (("1", "3", "23"), "id_day_2", "Year must include 4 numbers"),
        (("31", "2", "2023"), "id_day_0", "Date must be a real date"),
        (("1", "Ma", "2023"), "id_day_0", "Date must be a real date"),
        (("1", "F", "2023"), "id_day_0", "Date must be a real date"),
        (("1", "3", "²023"), "id_day_2", "Year must include 4 numbers"),
        (("x", "y", "0000"), "id_day_0", "Date must be a real date"),
        (("9" * 23, "3", "2023"), "id_day_0", "Date must be a real date"),
        (("1", "9" * 5000, "2023"), "id_day_0", "Date must be a real date"),
    ],
)
def test_wrong_date_says_which_box(texts: tuple[str, str, str], target: str, message: str) -> None:
    assert [(error.target, error.message) for error in errors_of(typed(*texts))] == [(target, message)]


def test_unchanged_date_is_not_a_change() -> None:
    form = Dated({"day_0": "1", "day_1": "3", "day_2": "2023"}, initial={"day": date(2023, 3, 1)})
    assert form.has_changed() is False
