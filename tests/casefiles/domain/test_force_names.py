"""Which force a name means."""

import csv

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from casefiles.domain.force_names import force_called

with (settings.BASE_DIR / "fixtures" / "reference" / "forces.csv").open(encoding="utf-8", newline="") as file:
    FORCES = {row["code"]: row["name"] for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("North Yorkshire", "north-yorkshire"),
        ("north yorkshire police", "north-yorkshire"),
        ("north-yorkshire", "north-yorkshire"),
        (" The  Metropolitan Police Service ", "metropolitan"),
        ("Metropolitan", "metropolitan"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Cheshire Police", "cheshire"),
        ("Hampshire and Isle of Wight", "hampshire"),
    ],
)
def test_a_force_is_known_by_its_name_without_its_kind_and_by_its_code(name: str, code: str) -> None:
    assert force_called(name, FORCES) == code


@pytest.mark.parametrize(
    "name", ["", "Police", "Yorkshire", "Six forces (not named)", "Kent and Surrey", "N Yorkshire"]
)
def test_a_name_that_means_no_force_or_several_has_no_code(name: str) -> None:
    assert force_called(name, FORCES) == ""


def test_a_name_of_two_forces_means_neither() -> None:
    assert force_called("Mercia", {"one": "Mercia Police", "two": "Mercia Constabulary"}) == ""


@given(st.sampled_from(sorted(FORCES)))
def test_every_force_is_known_by_its_own_name_and_by_its_code(code: str) -> None:
    assert (force_called(FORCES[code], FORCES), force_called(code, FORCES)) == (code, code)


@given(st.text(max_size=40))
def test_any_text_means_a_force_or_nothing(name: str) -> None:
    assert force_called(name, FORCES) in {"", *FORCES}
