"""How the ethnicity records of each stage stand to the others, on the page of a report and in its files."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from review.counting.method import Method
from review.reports.building import Definition, chosen, own_report
from review.reports.suspects import DECIDED, RECORDS, STAGE, records_by_stage, records_sheet
from tests import builders
from tests.review.conftest import World

BY_STAGE = {"report": {"contradicts": 1}, "arrest": {"contradicted": 1}, "custody": {"only": 1}}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def standings(method: Method, *where: str) -> dict[str, dict[str, int]]:
    """Return how the records of each stage stand, zeros left out."""
    made = records_by_stage(method, own_report(method, Definition(chosen(method, where), (), "ethnicity")))
    assert made is not None
    return {
        row.key: counts for row in made.groups if (counts := {code: n for code, n in row.table.counts.items() if n})
    }


def test_records_of_every_stage_are_counted_not_only_those_that_count(method: Method) -> None:
    assert standings(method) == BY_STAGE | {"interview": {"not-stated": 1}}
    assert standings(method, "group-based=yes") == BY_STAGE


def test_every_stage_with_a_record_is_a_group_of_its_own(method: Method) -> None:
    report = own_report(method, Definition(by=("ethnicity-stages",), measure="ethnicity-agreement"))
    found = {group.key: {code: n for code, n in group.table.counts.items() if n} for group in report.groups}
    assert report.overlapping is True
    assert found == {
        "report": {"differ": 1},
        "arrest": {"differ": 1},
        "interview": {"none": 1},
        "custody": {"one": 1},
        "charge": {},
        "later": {},
        "not-at-any-stage": {"none": 1},
        "not-answered": {},
    }


def test_a_report_of_cases_has_no_records_of_suspects(method: Method) -> None:
    assert records_by_stage(method, own_report(method, Definition())) is None


def test_the_page_says_how_ethnicity_is_decided_and_leads_from_each_record_to_its_cases(
    world: World, method: Method
) -> None:
    client = Client()
    client.force_login(world.supervisor)
    address = f"{reverse('report-build', args=['test-world'])}?count=ethnicity&by=ethnicity-stage&all=yes"
    page = client.get(address)
    words = page.content.decode()
    assert [sentence in words for sentence in (DECIDED, STAGE, RECORDS)] == [True, True, True]
    assert "The groups overlap: a suspect can be in several of them" in words
    rows = {row.label: row for row in page.context["records"].rows}
    n = {label: row.n.count for label, row in rows.items()}
    assert n == {"Report": 1, "Arrest": 1, "Interview": 1, "Custody": 1, "Charge": 0, "Later": 0}
    (contradicted,) = (figure for figure in rows["Arrest"].grades if figure.count)
    for figure, heading in [(contradicted, "Contradicted by a later record"), (rows["Arrest"].n, "counted")]:
        listed = client.get(figure.url).content.decode()
        assert (heading in listed, "1 suspect in 1 case" in listed) == (True, True)


def test_files_have_the_records_and_how_ethnicity_is_decided(world: World, method: Method) -> None:
    client = Client()
    client.force_login(world.supervisor)
    address = f"{reverse('report-download', args=['test-world'])}?count=ethnicity-agreement&all=yes&format=csv"
    lines = list(csv.DictReader(io.StringIO(b"".join(client.get(address)).decode())))  # type: ignore[arg-type]
    found = [line for line in lines if line["by"] == "ethnicity-stages" and line["figure"] == "grade"]
    assert {(line["group"], line["code"]): line["count"] for line in found if line["count"] != "0"} == {
        (stage, code): str(count)
        for stage, counts in (BY_STAGE | {"interview": {"not-stated": 1}}).items()
        for code, count in counts.items()
    }
    assert (DECIDED in found[0]["notes"], RECORDS in found[0]["notes"]) == (True, True)


def test_the_picture_and_the_table_of_a_file_have_one_title(method: Method) -> None:
    records = records_by_stage(method, own_report(method, Definition(measure="ethnicity")))
    assert records is not None
    sheet, picture = records_sheet(records)
    title = "Agreement of each ethnicity record with the suspect’s others by stage at which it was made"
    assert (sheet.title, picture.title) == (title, title)
