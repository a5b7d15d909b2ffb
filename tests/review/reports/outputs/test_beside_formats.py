"""Exercises beside each other in every format: equal figures, pictures and reasons."""

import io

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from access.models import User
from review.frameworks.models import FrameworkVersion
from review.reports.beside_differences import CRITERIA_COMPARED
from review.reports.beside_documents import NONE_COMPARED
from tests import builders
from tests.review.reports.outputs.reading import written
from tests.review.reports.outputs.test_equal_figures import check, check_pdf
from tests.review.reports.side_by_side import document, inspected

OVERALL_AND_CRITERIA = "Grades of cases: overall, and at the criteria that are the same"

pytestmark = pytest.mark.django_db


def test_every_format_has_the_figures_of_exercises_beside_each_other(
    people: tuple[User, User],  # the fixture of the same name
    version: FrameworkVersion,
    pdf_libraries: None,
) -> None:
    call_command("load_reference")
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 3 + ["inadequate"] * 9, "first")
    inspected(people, version, force, ["good"] * 8 + ["inadequate"] * 4, "second")
    made = document("first", "second", "metropolitan-2016", "metropolitan-2017-q3", "eight-forces-2015")
    assert len(made.sheets) == 5
    check(made)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(made, "xlsx")))
    assert [(name, book.get_sheet_by_name(name).to_python()[2][0]) for name in book.sheet_names[3:]] == [
        ("1 Exercises side by side…", OVERALL_AND_CRITERIA),
        ("2 Exercises side by side, Case…", OVERALL_AND_CRITERIA),
        ("3 Differences over time", OVERALL_AND_CRITERIA),
        ("4 Side by side only", NONE_COMPARED),
        ("5 By criterion, Inspection…", CRITERIA_COMPARED),
    ]
    check_pdf(made)
