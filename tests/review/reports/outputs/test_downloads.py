"""A report sent as a file: who may have it, under which name, and what the trail keeps."""

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from access.models import AuditDetail, AuditEvent
from review.domain.tabulation import EVERY_CASE
from review.external.queries import external_results
from review.reports.asking import Asked
from review.reports.charts import Chart
from review.reports.downloads import external_downloads, report_downloads, standard_downloads
from tests import builders
from tests.review.conftest import World

QUERIES = 16


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def graded(world: World, grade: str) -> None:
    """Sign off a case with this overall grade."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "overall-grade": grade})


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def sent(answer: Any) -> bytes:
    """Return all that a streamed answer sends."""
    return b"".join(answer.streaming_content)


def address(query: str = "") -> str:
    """Return the address of the world's report as a file."""
    return f"{reverse('report-download', args=['test-world'])}?{query}"


@pytest.mark.parametrize(
    ("name", "media_type", "file"),
    [
        ("json", "application/json", "test-world-standard-group-based-yes-2026-03-02.json"),
        ("csv", "text/csv; charset=utf-8", "test-world-standard-group-based-yes-2026-03-02.csv"),
        ("csv-shown", "text/csv; charset=utf-8", "test-world-standard-group-based-yes-2026-03-02-as-shown.csv"),
        ("text", "text/plain; charset=utf-8", "test-world-standard-group-based-yes-2026-03-02.txt"),
        ("svg", "image/svg+xml", "test-world-standard-group-based-yes-by-force-2026-03-02.svg"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", "test-world-standard-group-based-yes-2026-03-02.ods"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "test-world-standard-group-based-yes-2026-03-02.xlsx",
        ),
    ],
)
def test_download_names_its_type_and_its_file(world: World, name: str, media_type: str, file: str) -> None:
    graded(world, "good")
    answer = client_of(world.supervisor).get(address(f"format={name}&picture={'by-force' if name == 'svg' else ''}"))
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert answer["Content-Disposition"] == f'attachment; filename="{file}"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert len(sent(answer)) > 200


def test_download_as_pdf(world: World, pdf_libraries: None) -> None:
    graded(world, "good")
    answer = client_of(world.supervisor).get(address("format=pdf"))
    assert (answer.status_code, answer["Content-Type"], sent(answer)[:5]) == (200, "application/pdf", b"%PDF-")


def test_download_without_a_format_is_a_workbook(world: World) -> None:
    graded(world, "good")
    data = sent(client_of(world.supervisor).get(address("by=force")))
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert names == ["Cover", "Contents", "Notes", "1 Overall grade", "2 Overall grade by force"]


def test_download_of_the_standard_report_has_every_table_of_its_page(world: World) -> None:
    graded(world, "good")
    client = client_of(world.supervisor)
    found = json.loads(sent(client.get(address("format=json&intervals=yes"))))
    names = ["headline", "whole", "by-force", "by-criterion", "language"]
    assert [table["name"] for table in found["document"]["tables"]] == names
    assert [table.get("where") for table in found["document"]["tables"]] == ["group-based=yes", "", None, None, ""]
    assert found["all_cases"] == {"selected": 1, "n": 1, "counts": found["counts"], "left_out": {}}
    assert [(group["key"], group["n"]) for group in found["groups"]] == [("force-a", 1)]
    assert [group["key"] for group in found["criteria"]] == ["first-criterion", "second-criterion"]
    assert found["language"] == [{"key": "force-a", "instances": 0, "cases": 0, "signed": 1}]
    assert dict(map(dict.values, found["document"]["about"]))["Broken down by"] == "Force; criterion"
    rows = csv.DictReader(io.StringIO(sent(client.get(address("format=csv"))).decode()))
    chosen = dict.fromkeys((row["where"], row["cases_chosen"], row["number_counted_n"]) for row in rows)
    headline = "Did the investigation uncover group-based exploitation? Yes (the headline)"
    assert list(chosen) == [
        ("group-based=yes", headline, "1"),
        ("", "All cases, not only those of the headline", "1"),
    ]
    for name in names[:4]:
        assert f'id="{name}-title"'.encode() in sent(client.get(address(f"format=svg&picture={name}")))


def test_download_takes_the_query_of_the_reports_page(world: World) -> None:
    graded(world, "good")
    graded(world, "inadequate")
    query = "format=json&w.grade=good&by=team-type&by=force&intervals=yes"
    found = json.loads(sent(client_of(world.supervisor).get(address(query))))
    assert (found["where"], found["n"], found["by"]) == (["grade=good"], 1, ["team-type", "force"])
    assert found["intervals"] == dict.fromkeys(["good", "requires-improvement", "inadequate"])


def test_download_of_one_chart_by_its_name(world: World) -> None:
    graded(world, "good")
    client = client_of(world.supervisor)
    for name in ("whole", "by"):
        assert f'id="{name}-title"'.encode() in sent(client.get(address(f"format=svg&by=force&picture={name}")))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("format=docx", "“docx” is not a format of reports."),
        ("format=csv&w.group-based=perhaps", "The answers are: yes, no."),
        ("format=csv&by=period", "is not a name to break down by"),
        ("format=svg&by=force", "This report has 2 charts, and a file holds one: whole (Overall grade); by (Overall"),
        ("format=svg&by=force&picture=cover", "“cover” is not a chart of this report. The charts are: whole, by."),
    ],
)
def test_download_refuses_what_it_does_not_know_with_a_sentence(world: World, query: str, sentence: str) -> None:
    graded(world, "good")
    answer = client_of(world.supervisor).get(address(query))
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)
    assert not AuditEvent.objects.filter(action="report.exported").exists()


def test_download_is_for_whoever_may_read_the_report(world: World) -> None:
    assert client_of(world.inspector).get(address()).status_code == 403
    assert client_of(builders.make_supervisor()).get(address()).status_code == 404


def test_download_is_an_event_of_the_trail_once_a_session(world: World) -> None:
    client, query = client_of(world.supervisor), "format=csv&w.grade=good&by=force"
    for asked in (query, query, "format=json&by=force"):
        sent(client.get(address(asked)))
    events = AuditEvent.objects.filter(action="report.exported").order_by("sequence")
    assert [(one.actor_name, one.thing, one.thing_id) for one in events] == [
        ("sam", "inspection", str(world.inspection.public_id))
    ] * 2
    detail = AuditDetail.objects.get(event_sequence=events[0].sequence)
    assert detail.body["new"] == {
        "report": "built",
        "format": "csv",
        "where": ["grade=good"],
        "by": ["force"],
        "measure": "grade",
    }
    sent(client_of(world.supervisor).get(address(query)))
    assert AuditEvent.objects.filter(action="report.exported").count() == 3


@pytest.mark.parametrize(("query", "number"), [("format=xlsx&by=criterion", QUERIES), ("format=xlsx", 16)])
def test_download_asks_the_same_number_of_queries_for_one_and_three_cases(
    world: World, django_assert_num_queries: Any, query: str, number: int
) -> None:
    client = client_of(world.supervisor)
    graded(world, "good")
    sent(client.get(address(query)))
    with django_assert_num_queries(number):
        sent(client.get(address(query)))
    graded(world, "good")
    graded(world, "inadequate")
    with django_assert_num_queries(number):
        sent(client.get(address(query)))


def test_published_result_is_sent_in_every_format_to_everyone_signed_in(world: World, pdf_libraries: None) -> None:
    call_command("load_reference")
    result = external_results(builders.acting(world.inspector)).get(slug__slug="dorset-2022")
    client = client_of(world.inspector)
    for link in external_downloads(result):
        answer = client.get(link["url"])
        assert (answer.status_code, len(sent(answer)) > 200) == (200, True), link
    assert not AuditEvent.objects.filter(action="report.exported").exists()
    wrong = client.get(f"{reverse('external-download', args=['dorset-2022'])}?format=docx")
    assert wrong.status_code == 400


def test_pages_of_reports_and_published_results_link_their_files(world: World) -> None:
    call_command("load_reference")
    graded(world, "good")
    client = client_of(world.supervisor)
    pages = (("report", "test-world", 10), ("external-result", "dorset-2022", 7))
    for name, slug, number in pages:
        page = client.get(reverse(name, args=[slug])).content.decode()
        links = re.findall(r'href="([^"]*/download/[^"]*)"', page)
        assert [client.get(unescape(link)).status_code for link in links if "pdf" not in link] == [200] * number


def test_links_keep_what_the_page_asks_for(world: World) -> None:
    charts = [Chart("whole", "Overall grade"), Chart("by", "Overall grade by force")]
    links = report_downloads(world.inspection, "w.grade=good&by=force", charts)
    assert links[1] == {
        "label": "Excel workbook (XLSX)",
        "url": "/inspections/test-world/report/download/?format=xlsx&w.grade=good&by=force",
    }
    assert [one["url"].split("=")[1].split("&")[0] for one in links] == [
        *("pdf", "xlsx", "ods", "csv-shown", "csv", "json", "svg", "svg", "text")
    ]
    assert links[7] == {
        "label": "Chart as a picture (SVG): Overall grade by force",
        "url": "/inspections/test-world/report/download/?format=svg&picture=by&w.grade=good&by=force",
    }


def test_links_of_a_built_report_without_a_breakdown_are_not_of_the_standard_one(world: World) -> None:
    path = "/inspections/test-world/report/download/?format=pdf"
    built = [report_downloads(world.inspection, query, [])[0]["url"] for query in ("", "all=yes", "count=team-type")]
    assert built == [f"{path}&by=", f"{path}&by=&all=yes", f"{path}&count=team-type"]
    asked = Asked(EVERY_CASE, by=("force",), all_cases=True)
    assert standard_downloads(world.inspection, asked, [])[0]["url"] == f"{path}&all=yes"
