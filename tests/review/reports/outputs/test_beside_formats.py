"""Exercises beside each other in every format: equal figures, pictures and reasons."""

import pytest
from django.core.management import call_command

from access.models import User
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.reports.outputs.test_equal_figures import check, check_pdf
from tests.review.reports.side_by_side import document, inspected

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
    check_pdf(made)
