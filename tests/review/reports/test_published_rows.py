"""Each published exercise with complete counts, rebuilt as cases through the real actions and reported again."""

import csv
import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from access.models import User
from casefiles.forces.models import Force
from tests import builders

OVERALL_ONLY = """\
format: 1
framework: {framework}
title: Overall judgment only
owner: Tests
source: Written for tests.
standing: For tests only
judges: case
scales:
  - code: {scale}
    title: Scale of the exercise
    grades:
      - {{code: good, label: Good, tone: green}}
      - {{code: {middle}, label: Middle, tone: yellow}}
      - {{code: inadequate, label: Inadequate, tone: red}}
topics:
  - code: only-topic
    title: The only topic
    headline: One headline.
    criteria:
      - code: only-criterion
        question: Is it done well?
        good: [It is done.]
        answer: grade
        scale: {scale}
        not-applicable: with-reason
        rationale: optional
        evidence: optional
        required: false
classification: []
overall:
  code: overall-grade
  question: How well was the case dealt with?
  good: [It was dealt with well.]
  answer: grade
  scale: {scale}
  rationale: optional
  evidence: optional
"""


def published(name: str = "published_outcomes.csv") -> list[dict[str, str]]:
    """Return the published rows."""
    with (settings.BASE_DIR / "fixtures" / "reference" / name).open(newline="") as file:
        return list(csv.DictReader(file))


def people() -> tuple[User, User]:
    """Return a supervisor and an inspector."""
    return builders.make_supervisor(), builders.make_inspector()


def counts_of(row: dict[str, str], middle: str) -> dict[str, int]:
    """Return the published counts by grade code."""
    return {"good": int(row["good"]), middle: int(row["requires_improvement"]), "inadequate": int(row["inadequate"])}


def grades(row: dict[str, str], middle: str) -> Iterator[str]:
    """Give a grade for each case of the row, mixed as an inspection would meet them."""
    left = counts_of(row, middle)
    for grade in cycle(left):
        if not any(left.values()):
            return
        if left[grade]:
            left[grade] -= 1
            yield grade


@pytest.mark.django_db
@pytest.mark.parametrize("row", published(), ids=lambda row: row["exercise_id"])
def test_published_row_comes_out_of_the_report_as_it_went_in(row: dict[str, str], capsys: Any) -> None:
    """n and every count agree with the published row."""
    historic = row["scale"] != "case grade"
    middle = "adequate" if historic else "requires-improvement"
    text = OVERALL_ONLY.format(
        framework="overall-only", scale="historic-three-tier" if historic else "case-grade", middle=middle
    )
    version = builders.published_framework(text)
    supervisor, inspector = people()
    slug = f"rebuilt-{row['exercise_id']}"
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector], slug=slug)
    forces: list[Force] = [builders.make_force(), builders.make_force()]
    for place, grade in enumerate(grades(row, middle)):
        subject = builders.add_case(supervisor, inspection, forces[place % 2])
        builders.signed_off(supervisor, subject, inspector, {"overall-grade": grade})
    call_command("report", slug, "--format", "json", "--by", "force")
    report = json.loads(capsys.readouterr().out)
    expected = {
        "good": int(row["good"]),
        middle: int(row["requires_improvement"]),
        "inadequate": int(row["inadequate"]),
    }
    assert (report["selected"], report["n"], report["left_out"]) == (int(row["n"]), int(row["n"]), {})
    assert report["counts"] == expected
    added = {code: sum(group["counts"][code] for group in report["groups"]) for code in expected}
    assert added == expected


def test_published_rows_are_thirteen_and_add_up() -> None:
    """The file itself is whole: thirteen rows whose counts add up to n."""
    rows = published()
    assert len(rows) == 13
    for row in rows:
        assert int(row["good"]) + int(row["requires_improvement"]) + int(row["inadequate"]) == int(row["n"])
