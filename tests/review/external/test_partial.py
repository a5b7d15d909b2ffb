"""The rows of which only some counts were published: the gap is shown as a gap, and nothing is filled in."""

import csv
import json
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from review.domain.exercise import NOT_PUBLISHED
from review.domain.published_counts import Joint
from review.external.facts import facts_of
from review.external.models import ExternalResult
from review.external.reference import rows
from review.reports.published import published_report
from tests import builders

pytestmark = pytest.mark.django_db
COUNTS = ("good", "requires_improvement", "inadequate")
POOR = ("requires-improvement", "inadequate")
JOINTS = {"metropolitan-2016": 278, "metropolitan-2017-18-q4": 191, "northamptonshire-2019": 21}


@pytest.fixture
def loaded(db: None) -> None:
    """Load what ships."""
    call_command("load_reference")


def page(name: str, *args: str) -> str:
    client = Client()
    client.force_login(builders.make_inspector())
    return client.get(reverse(name, args=args)).content.decode()


def test_the_list_that_ships_has_the_rows_of_the_source_and_nothing_more() -> None:
    """Each row as it was found, cell by cell; what was counted together has a column of its own."""
    path = settings.BASE_DIR / "tests" / "oracles" / "published_outcomes_partial.csv"
    with path.open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    shipped = rows("published_outcomes_partial.csv")
    same = ("force", "scope", "n", *COUNTS)
    assert [[row[name] for name in same] for row in shipped] == [[row[name] for name in same] for row in source]
    assert [row["fieldwork"] for row in shipped] == [row["year"] for row in source]
    kinds = {"child exploitation": "OTHER"}
    assert [row["exercise_type"] for row in shipped] == [
        kinds.get(row["exercise_type"], row["exercise_type"]) for row in source
    ]
    for row, found in zip(shipped, source, strict=True):
        joint = JOINTS.get(row["exercise_id"])
        assert row["together"] == (f"requires_improvement+inadequate={joint}" if joint else "")
        assert bool(joint) == ("requires improvement or inadequate" in found["other_known_figures"])


def test_partial_rows_are_loaded_as_they_stand(loaded: None) -> None:
    """A cell that is empty has no count, and a joint count is data."""
    for row in rows("published_outcomes_partial.csv"):
        facts = facts_of(ExternalResult.objects.get(slug=row["exercise_id"]))
        counts = {name.replace("_", "-"): int(row[name]) for name in COUNTS if row[name]}
        joint = JOINTS.get(row["exercise_id"])
        assert (facts.n, facts.counts) == (int(row["n"]), counts)
        assert facts.joints == ((Joint(POOR, joint),) if joint else ())


def test_what_arithmetic_gives_is_derived_and_the_rest_stays_open(loaded: None) -> None:
    """Of each partial row: how each grade is known, and its count."""
    found = {
        result.slug_id: [(one.how, one.count) for one in published_report(result).found.grades]
        for result in ExternalResult.objects.all()
    }
    published, derived, joint, unknown = "published", "derived", ("joint", None), ("unknown", None)
    partial = {slug: cells for slug, cells in found.items() if {how for how, _ in cells} != {published}}
    assert partial == {
        "north-yorkshire-2022-child-protection": [(published, 3), (derived, 3), (published, 5)],
        "west-midlands-2014": [unknown, unknown, unknown],
        "west-midlands-2014-cse": [unknown, unknown, (published, 5)],
        "west-midlands-2014-missing": [unknown, unknown, (published, 9)],
        "west-yorkshire-2014-cse": [unknown, unknown, (published, 9)],
        "surrey-2015": [unknown, unknown, unknown],
        "metropolitan-2016": [(derived, 96), joint, joint],
        "metropolitan-2017-18-q4": [(derived, 23), joint, joint],
        "lancashire-2017": [unknown, unknown, (published, 30)],
        "northamptonshire-2019": [(published, 0), joint, joint],
        "metropolitan-2023-exploitation": [unknown, unknown, unknown],
    }


def test_the_page_of_a_partial_result_says_how_each_count_is_known(loaded: None) -> None:
    derived = page("external-result", "north-yorkshire-2022-child-protection")
    assert "Derived: 11 − 3 − 5" in derived
    assert "Requires improvement 3 is derived: 11 − 3 − 5. It was not published." in derived
    assert "3 (27.3%)" in derived
    joint = page("external-result", "metropolitan-2016")
    assert "Requires improvement and Inadequate, together" in joint
    assert "278 (74.3%)" in joint
    assert "Published only together with others: from 0 to 278 is possible" in joint
    assert "96 (25.7%)" in joint


def test_a_count_that_is_not_known_has_no_percentage_and_is_no_zero(loaded: None) -> None:
    unknown = page("external-result", "surrey-2015")
    assert "%" not in unknown[unknown.index("<tbody") : unknown.index("</tbody")]
    assert unknown.count("from 0 to 31 is possible by the counts alone") == 3
    assert "Over half inadequate" in unknown
    assert 'stroke-dasharray="4 3"' in unknown


def test_the_list_shows_gaps(loaded: None) -> None:
    client = Client()
    client.force_login(builders.make_inspector())
    assert client.get(reverse("external-list"), {"known": "part"}).content.decode().count(NOT_PUBLISHED) > 30


def test_the_command_writes_gaps_in_words_and_in_json(loaded: None, capsys: Any) -> None:
    call_command("report", "metropolitan-2016")
    text = capsys.readouterr().out
    assert "derived: 374 − 278" in text
    assert "not published" in text
    call_command("report", "metropolitan-2016", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert {name: data[name] for name in ("n", "counts", "derived", "together", "possible")} == {
        "n": 374,
        "counts": {},
        "derived": {"good": {"count": 96, "sum": "374 − 278"}},
        "together": [{"grades": list(POOR), "count": 278}],
        "possible": {"requires-improvement": [0, 278], "inadequate": [0, 278]},
    }
