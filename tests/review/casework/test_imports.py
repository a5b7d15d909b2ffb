"""Importing tables into an inspection: all of a file or nothing, with a sentence for each line that is wrong."""

from inspect import unwrap

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from casefiles.cases.models import CaseFile, EthnicityRecord, Person
from review.casework.views.importing import case_import
from review.inspections import actions as inspection_actions
from review.inspections.models import Inspection, Subject
from tests import builders
from tests.review.conftest import World

CASES = (
    "reference,force,case_area,offence,reported_on,closed_on,outcome_type,team_type,force_flag,taskforce_support\r\n"
)
PERSONS = "case_reference,force,person_reference,role\r\n"
ETHNICITY = "case_reference,force,person_reference,scheme,code,absence,stage,source,recorded_on\r\n"


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return the supervisor's browser, at the tests' moment, with the force in the inspection."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)
    inspection_actions.add_force(builders.acting(world.supervisor), world.inspection, world.force)
    client = Client()
    client.force_login(world.supervisor)
    return client


def send(client: Client, page: str, text: str | bytes) -> object:
    """Upload a file on one of the import pages and return the answer."""
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse(page, args=["test-world"]), {"file": SimpleUploadedFile("table.csv", data)})


def test_cases_of_a_good_file_are_added_to_assign(client: Client, world: World) -> None:
    """Each row becomes a case of the inspection."""
    rows = [f"R-{number},synthetic-one,online,,2025-03-0{number},,,specialist,no,no\r\n" for number in (1, 2, 3)]
    answer = send(client, "case-import", CASES + "".join(rows))
    assert answer.status_code == 302  # type: ignore[attr-defined]
    subjects = Subject.objects.filter(inspection=world.inspection)
    assert set(subjects.values_list("case__reference", "status")) == {(f"R-{n}", "to-assign") for n in (1, 2, 3)}


def test_a_file_with_one_wrong_line_is_refused_whole(client: Client, world: World) -> None:
    """The page names the line and the column, and no case is added."""
    good = "R-1,synthetic-one,online,,2025-03-01,,,specialist,no,no\r\n"
    bad = "R-2,synthetic-one,online,,2025-13-01,,,specialst,no,no\r\n"
    answer = send(client, "case-import", CASES + good + bad)
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "reported_on" in page
    assert "team_type" in page
    assert CaseFile.objects.count() == 0


def test_a_case_that_is_there_already_stops_the_file_with_its_line(client: Client, world: World) -> None:
    """What only the database knows is told by line too, and nothing is half-imported."""
    builders.add_case(world.supervisor, world.inspection, world.force, "R-2")
    rows = "".join(f"R-{number},synthetic-one,online,,,,,specialist,no,no\r\n" for number in (1, 2))
    answer = send(client, "case-import", CASES + rows)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert [line for line, _, _ in answer.context["problems"]] == ["3"]  # type: ignore[attr-defined]
    assert list(CaseFile.objects.values_list("reference", flat=True)) == ["R-2"]


def test_rows_that_can_be_read_are_compared_with_the_inspection_in_the_same_go(client: Client, world: World) -> None:
    """One answer tells what is wrong in the file and what is there already, line by line, and keeps nothing."""
    builders.add_case(world.supervisor, world.inspection, world.force, "R-3")
    rows = [f"R-{n},synthetic-one,online,,{day},,,specialist,no,no\r\n" for n, day in ((1, ""), (2, "soon"), (3, ""))]
    for text in ("".join(rows), "".join(reversed(rows))):
        answer = send(client, "case-import", CASES + text)
        told = answer.context["problems"]  # type: ignore[attr-defined]
        assert [line for line, _, _ in told] == (["3", "4"] if text.startswith("R-1") else ["2", "3"])
    assert list(CaseFile.objects.values_list("reference", flat=True)) == ["R-3"]
    assert "once all its values can be read" in answer.content.decode()  # type: ignore[attr-defined]


def test_an_unread_rest_of_the_file_is_told(client: Client) -> None:
    """Where reading stopped, the page says that there may be more."""
    bad = "R-1,synthetic-one,online,,soon,,,specialist,no,no\r\n"
    answer = send(client, "case-import", CASES + bad + 'R-2,"')
    assert "The file was not read to its end" in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("numbers", "told"), [([1], "1 case file was imported."), ([1, 2], "2 case files were imported.")]
)
def test_success_says_how_many(client: Client, numbers: list[int], told: str) -> None:
    """The sentence after an import counts its rows."""
    rows = "".join(f"R-{n},synthetic-one,online,,,,,specialist,no,no\r\n" for n in numbers)
    page = client.get(send(client, "case-import", CASES + rows).url)  # type: ignore[attr-defined]
    assert told in page.content.decode()


def test_the_example_can_be_downloaded_by_those_who_import(client: Client, world: World) -> None:
    """The file to start from is an attachment, behind the same guard as the page."""
    address = reverse("person-import", args=["test-world"])
    answer = client.get(address, {"example": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="persons.csv"'
    assert answer.content.decode() == PERSONS + "CSE-0001,kent,CSE-0001-S1,suspect\r\n"
    assert f'href="{address}?example=csv"' in client.get(address).content.decode()
    client.force_login(world.inspector)
    assert client.get(address, {"example": "csv"}).status_code == 403


def test_codes_of_outcome_types_stand_on_the_page_of_cases_only(client: Client) -> None:
    """Whoever fills in the column finds its codes on the page."""
    pages = [client.get(reverse(p, args=["test-world"])).content.decode() for p in ("case-import", "person-import")]
    assert ["18: Investigation complete: no suspect identified" in page for page in pages] == [True, False]


def test_an_inspection_closed_meanwhile_is_told_on_the_import_page(client: Client, world: World) -> None:
    """The refusal comes back as a problem of the whole file, not as a page of its own."""
    stale = Inspection.objects.get(pk=world.inspection.pk)
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    file = SimpleUploadedFile("table.csv", f"{CASES}R-1,synthetic-one,online,,,,,specialist,no,no\r\n".encode())
    request = RequestFactory().post("/", {"file": file})
    request.user, request.actor = world.supervisor, builders.acting(world.supervisor)  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    answer = unwrap(case_import)(request, stale)
    assert answer.status_code == 400
    assert "This inspection is closed. Reopen its fieldwork first." in answer.content.decode()


def test_a_force_outside_the_inspection_is_refused(client: Client) -> None:
    """The codes that a file can use are those of the inspection's forces."""
    answer = send(client, "case-import", f"{CASES}R-1,kent,online,,,,,specialist,no,no\r\n")
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert CaseFile.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a spreadsheet", "r\xe9f".encode("latin-1"), b"a;b;c\r\n1;2;3"])
def test_what_is_no_table_gets_a_sentence(client: Client, data: bytes) -> None:
    """An empty, packed, wrongly encoded or wrongly separated file is told so."""
    answer = send(client, "case-import", data)
    assert answer.status_code in (200, 400)  # type: ignore[attr-defined]
    assert "govuk-error-summary" in answer.content.decode()  # type: ignore[attr-defined]


def test_persons_and_their_records_follow_their_case(client: Client, world: World) -> None:
    """Persons go to their case and records to their person; a code that means absence is kept as the absence."""
    builders.add_case(world.supervisor, world.inspection, world.force, "R-1")
    answer = send(client, "person-import", f"{PERSONS}R-1,synthetic-one,S1,suspect\r\nR-1,synthetic-one,V1,victim\r\n")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    records = (
        "R-1,synthetic-one,S1,self-defined-18+1,W1,,custody,custody-record,2025-03-02\r\n"
        "R-1,synthetic-one,S1,self-defined-18+1,NS,,interview,interview-record,\r\n"
    )
    assert send(client, "ethnicity-import", ETHNICITY + records).status_code == 302  # type: ignore[attr-defined]
    assert set(Person.objects.values_list("reference", "role")) == {("S1", "suspect"), ("V1", "victim")}
    assert list(EthnicityRecord.objects.order_by("pk").values_list("code", "absence")) == [
        ("W1", ""),
        ("", "not-stated"),
    ]


def test_a_person_of_an_unknown_case_is_refused_with_the_line(client: Client, world: World) -> None:
    """The sentence says which case is missing and what to do."""
    answer = send(client, "person-import", f"{PERSONS}R-9,synthetic-one,S1,suspect\r\n")
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "There is no case R-9" in answer.content.decode()  # type: ignore[attr-defined]
    assert Person.objects.count() == 0


def test_a_case_with_which_somebody_has_a_conflict_is_closed_to_their_imports(client: Client, world: World) -> None:
    """A conflict declared with one case closes that case to every way of writing in it, and leaves the others open."""
    supervisor = builders.acting(world.supervisor)
    closed = builders.add_case(world.supervisor, world.inspection, world.force, "R-1")
    other = builders.add_case(world.supervisor, world.inspection, world.force, "R-2")
    send(client, "person-import", PERSONS + "R-1,synthetic-one,S1,suspect\r\n")
    inspection_actions.declare_conflict(supervisor, world.inspection, subject=closed, reason="I know the family.")
    record = "R-1,synthetic-one,S1,self-defined-18+1,W1,,custody,custody-record,2025-03-01\r\n"
    person = send(client, "person-import", PERSONS + "R-1,synthetic-one,S2,suspect\r\n")
    ethnicity = send(client, "ethnicity-import", ETHNICITY + record)
    allowed = send(client, "person-import", PERSONS + "R-2,synthetic-one,S1,suspect\r\n")
    assert [a.status_code for a in (person, ethnicity, allowed)] == [400, 400, 302]  # type: ignore[attr-defined]
    assert list(Person.objects.order_by("pk").values_list("case", "reference")) == [
        (closed.case_id, "S1"),
        (other.case_id, "S1"),
    ]
    assert EthnicityRecord.objects.count() == 0
