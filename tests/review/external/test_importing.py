"""Importing a list of published results: checked whole and shown, then taken whole or not at all."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent, User
from access.refusals import Conflict, Invalid, NotAllowed
from review.external.actions import withdraw_result
from review.external.facts import facts_of
from review.external.importing import ADDED, CHANGED, SAME, import_results, plan_of
from review.external.models import ExternalResult
from review.frameworks.models import FrameworkVersion
from tests import builders

pytestmark = pytest.mark.django_db
HEAD = (
    "exercise_id,force,force_code,exercise_type,fieldwork,scope,scale,n,good,requires_improvement,inadequate,together"
)
ROW = "somewhere-2022,Somewhere,,PIR,2022-04,all,case grade,30,5,,,requires_improvement+inadequate=25"
SOURCE = "A public report, page 12"


@pytest.fixture
def ada(db: None) -> User:
    """Return an administrator of an installation with a published framework."""
    builders.published_framework()
    return builders.make_administrator("ada")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def problems(ada: User, data: bytes, source: str = SOURCE) -> list[str]:
    return [str(one) for one in plan_of(builders.acting(ada), data, source).problems]


def taken(ada: User, data: bytes, source: str = SOURCE) -> list[str]:
    actor = builders.acting(ada)
    return [one.does for one in import_results(actor, data, source, plan_of(actor, data, source).digest).rows]


def test_import_takes_a_file_whole_and_again_changes_nothing(ada: User) -> None:
    data = table(ROW, ROW.replace("2022", "2023"))
    assert taken(ada, data) == [ADDED, ADDED]
    result, events = ExternalResult.objects.get(slug="somewhere-2022"), AuditEvent.objects.count()
    assert (result.title, result.source) == ("Somewhere: post-inspection review, April 2022", SOURCE)
    assert (facts_of(result).counts, facts_of(result).joints[0].count) == ({"good": 5}, 25)
    assert taken(ada, data) == [SAME, SAME]
    assert AuditEvent.objects.count() == events


def test_import_corrects_what_is_there_and_says_what_changes(ada: User) -> None:
    taken(ada, table(ROW))
    data = table(ROW.replace(",5,,,requires_improvement+inadequate=25", ",6,12,12,"))
    (planned,) = plan_of(builders.acting(ada), data, SOURCE).rows
    assert (planned.does, planned.changes) == (
        CHANGED,
        (
            ("counts", "good 5", "good 6, inadequate 12, requires-improvement 12"),
            ("joints", "requires-improvement and inadequate 25", "none"),
        ),
    )
    assert taken(ada, data) == [CHANGED]


@pytest.mark.parametrize("name", ["published_outcomes.csv", "published_outcomes_partial.csv"])
def test_the_lists_that_ship_are_imported_as_they_were_loaded(ada: User, name: str) -> None:
    call_command("load_reference")
    data = (settings.BASE_DIR / "fixtures" / "reference" / name).read_bytes()
    does = [one.does for one in plan_of(builders.acting(ada), data).rows]
    assert does.count(SAME) == 12
    assert does.count(ADDED) == (1 if name == "published_outcomes.csv" else 0)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW.replace(",30,5,", ",30,31,"), "Line 2: The counts add up to 31, not to 30."),
        (ROW.replace("=25", "=26"), "Line 2: The counts of single grades, of grades together and n do not fit"),
        (ROW.replace(",30,5,", ",0,,"), "Line 2, n: The number of cases graded (n) must be from 1 to 1,000,000."),
        (ROW.replace(",30,", ",thirty,"), "Line 2, n: “thirty” is not a whole number."),
        (ROW.replace(",5,", ",-5,"), "Line 2, good: “-5” is not a whole number."),
        (ROW.replace("PIR", "AUDIT"), "Line 2, exercise_type: “AUDIT” is not a code of this list."),
        (
            ROW.replace("Somewhere,,", "Somewhere,atlantis,"),
            "Line 2, force_code: “atlantis” is not the code of a force",
        ),
        (ROW.replace("case grade", "school grade"), "Line 2, scale: “school grade” is no scale here."),
        (ROW.replace("inadequate=25", "dreadful=25"), "Line 2: The scale has no grade dreadful."),
        (ROW.replace("requires_improvement+inadequate=25", "poor: 25"), "Line 2, together: “poor: 25” cannot be read."),
        (ROW.replace("somewhere-2022", "Some Where"), "Line 2, exercise_id: Use up to 80 lower-case letters"),
        (ROW.replace("somewhere-2022", "own-one"), "Line 2, exercise_id: “own-one” is an inspection of this"),
        (ROW.replace("somewhere-2022", ""), "Line 2, exercise_id: There is no value."),
        (f"{ROW},more", "Line 2: This row has 13 values where there are 12 columns."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_and_nothing_is_taken(ada: User, row: str, sentence: str) -> None:
    builders.make_inspection(builders.make_supervisor(), FrameworkVersion.objects.get(), slug="own-one")
    data = table(row, ROW.replace("somewhere-2022", "sound-one"))
    found = problems(ada, data)
    assert [one for one in found if one.startswith(sentence)] != []
    with pytest.raises(Invalid):
        import_results(builders.acting(ada), data, SOURCE, "whatever was seen")
    assert ExternalResult.objects.count() == 0


def test_every_problem_of_a_file_is_told_at_once(ada: User) -> None:
    rows = [ROW.replace("PIR", "AUDIT"), ROW.replace("somewhere", "else").replace(",5,", ",31,"), ROW]
    assert [one.split(":")[0] for one in problems(ada, table(*rows))] == [
        "Line 2, exercise_type",
        "Line 3",
        "Line 4, exercise_id",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (table(), "The file has column names but no rows."),
        (ROW.encode(), "is not a column of this table."),
        (table(ROW, head=HEAD.replace("inadequate", "dreadful")), "“dreadful” is not a column of this table."),
        (table(ROW, head=HEAD.replace(",n,", ",total,")), "The column “n” is missing."),
        (table(ROW).replace(b"Somewhere", "Île".encode("latin-1")), "A character here is not UTF-8."),
        (table(ROW).replace(b",", b";"), "The columns are separated by semicolons."),
        (table(*(ROW.replace("2022,", f"{place},", 1) for place in range(10_000))), "larger than 500 kB"),
        (table(*(f"a{n},A,,PIR,2022,all,case grade,3,,,," for n in range(1_001))), "There are more than 1,000 rows."),
        (b"PK\x03\x04 and so on", "This is a spreadsheet or another packed file"),
    ],
    ids=["empty", "no-rows", "no-header", "grade", "column", "not-utf-8", "semicolons", "large", "many", "xlsx"],
)
def test_what_is_no_such_table_is_told_in_a_sentence(ada: User, data: bytes, sentence: str) -> None:
    assert [one for one in problems(ada, data) if sentence in one] != []


def test_a_named_force_whose_code_is_empty_is_never_lost_silently(ada: User) -> None:
    call_command("load_reference")
    row = "north-yorkshire-2021,{},{},NCPI,2021-11,all,case grade,73,13,34,26,"
    known = "Line 2, force_code: “North Yorkshire” is a force, whose code is missing here. Enter north-yorkshire."
    assert problems(ada, table(row.format("North Yorkshire", ""))) == [known]
    assert problems(ada, table(row.format("North Yorkshire", "").replace("2021,", "1999,", 1))) == [known]
    assert problems(ada, table(row.format("Several together", ""))) == [
        "Line 2, force_code: Here this result is of North Yorkshire Police, and an empty code would take the force "
        "away. Enter north-yorkshire; if no single force is right, correct the result on its own page."
    ]
    assert problems(ada, table(row.format("North Yorkshire", "north-yorkshire"))) == []
    assert problems(ada, table(row.format("Kent", "north-yorkshire"))) == [
        "Line 2, force_code: “Kent” is the force with the code kent, and not north-yorkshire."
    ]


@pytest.mark.parametrize(
    ("fieldwork", "problem"),
    [
        ("2024-13", "There is no month 13. Write a month as 2022-04, or two years as 2022-23."),
        ("2024-00", "There is no month 00. Write a month as 2022-04, or two years as 2022-23."),
        ("2024-12", ""),
        ("2024-25", ""),
        ("1999-00", ""),
        ("2017-18 Q4", ""),
        ("2014/2015", ""),
    ],
)
def test_a_month_that_there_is_not_is_told_and_two_years_are_none(ada: User, fieldwork: str, problem: str) -> None:
    said = [f"Line 2, fieldwork: {problem}"] if problem else []
    assert problems(ada, table(ROW.replace("2022-04", fieldwork))) == said


def test_all_that_is_wrong_with_a_line_is_told_at_once(ada: User) -> None:
    call_command("load_reference")
    taken(ada, table(ROW))
    withdraw_result(builders.acting(ada), ExternalResult.objects.get(slug="somewhere-2022"), "Retracted.", 0)
    row = "somewhere-2022,Kent,,AUDIT,2024-13,all,case grade,30,31,some,,"
    assert [one.partition(":")[0].removeprefix("Line 2") for one in problems(ada, table(row))] == [
        *(", exercise_id", ", force_code", ", exercise_type", ", fieldwork", ", requires_improvement", "")
    ]


def test_a_source_is_required_of_the_row_or_of_the_file(ada: User) -> None:
    assert problems(ada, table(ROW), "") == [
        "Line 2, source: There is no source. Name one here, or in the form for the whole file."
    ]
    assert taken(ada, table(f"{ROW},The report of 2022", head=f"{HEAD},source"), "") == [ADDED]
    assert ExternalResult.objects.get().source == "The report of 2022"


def test_what_was_withdrawn_is_not_imported_over(ada: User) -> None:
    taken(ada, table(ROW))
    withdraw_result(builders.acting(ada), ExternalResult.objects.get(), "Retracted.", 0)
    assert problems(ada, table(ROW)) == [
        "Line 2, exercise_id: This published result was withdrawn. Bring it back first."
    ]


def test_import_refuses_what_would_come_out_otherwise_than_it_was_checked(ada: User) -> None:
    actor, data = builders.acting(ada), table(ROW, ROW.replace("2022", "2023"))
    seen = plan_of(actor, data, SOURCE).digest
    taken(ada, table(ROW.replace(",30,5,", ",31,6,")))
    with pytest.raises(Conflict):
        import_results(actor, data, SOURCE, seen)
    assert [facts_of(one).n for one in ExternalResult.objects.all()] == [31]


def test_only_administrators_import(ada: User) -> None:
    with pytest.raises(NotAllowed):
        plan_of(builders.acting(builders.make_supervisor()), table(ROW), SOURCE)


def test_checking_asks_the_same_number_of_queries_for_one_and_three_rows(
    ada: User, django_assert_num_queries: Any
) -> None:
    taken(ada, table(*(ROW.replace("2022", str(year)) for year in (2021, 2022, 2023))))
    for years in ((2021,), (2021, 2022, 2023)):
        data = table(*(ROW.replace("2022", str(year)) for year in years))
        with django_assert_num_queries(15):
            plan_of(builders.acting(ada), data, SOURCE)


def test_pages_check_first_and_import_what_was_checked(ada: User) -> None:
    client, address = Client(), reverse("external-import")
    client.force_login(ada)
    upload = SimpleUploadedFile("list.csv", table(ROW))
    page = client.post(address, {"file": upload, "source": SOURCE}).content.decode()
    assert ExternalResult.objects.count() == 0
    assert "1 published result would be added, 0 corrected; 0 stay as they are." in page
    assert "good 5; requires-improvement and inadequate 25" in page
    hidden = {name: unescape(value) for name, value in re.findall(r'name="(text|source|seen)" value="([^"]*)"', page)}
    done = client.post(address, hidden)
    assert (done.status_code, ExternalResult.objects.count()) == (302, 1)
    again = client.post(address, hidden)
    assert (again.status_code, ExternalResult.objects.count()) == (302, 1)
    stale = client.post(address, {**hidden, "text": hidden["text"].replace("=25", "=24").replace(",30,", ",29,")})
    assert (stale.status_code, "would be added, 1 corrected" in stale.content.decode()) == (409, True)


def test_page_says_what_is_wrong_line_by_line(ada: User) -> None:
    client, address = Client(), reverse("external-import")
    client.force_login(ada)
    upload = SimpleUploadedFile("list.csv", table(ROW.replace("PIR", "AUDIT")))
    reply = client.post(address, {"file": upload, "source": SOURCE})
    page = reply.content.decode()
    assert (reply.status_code, "“AUDIT” is not a code of this list." in page) == (400, True)
    nothing = SimpleUploadedFile("list.csv", b"")
    wrong = ({}, {"seen": "x"}, {"file": nothing, "source": SOURCE}, {"file": upload, "source": "a\x00b"})
    assert [client.post(address, sent).status_code for sent in wrong] == [400] * 4
    assert client.get(address).status_code == 200
    example = client.get(f"{address}?example=csv")
    assert example["Content-Type"] == "text/csv; charset=utf-8"
    assert problems(ada, example.content, SOURCE) == ["Line 2, force_code: “kent” is not the code of a force."]


@pytest.mark.parametrize(
    "sent",
    [{"text": ""}, {"seen": ""}, {"text": "a\x00b"}, {"source": "x" * 301}],
    ids=["no text", "no mark", "no plain text", "another source"],
)
def test_page_says_what_to_do_where_what_was_checked_did_not_arrive(ada: User, sent: dict[str, str]) -> None:
    plan = plan_of(builders.acting(ada), table(ROW), SOURCE)
    given = {"text": table(ROW).decode(), "source": SOURCE, "seen": plan.digest, **sent}
    page = client_of(ada).post(reverse("external-import"), given)
    words = unescape(page.content.decode())
    assert (page.status_code, ExternalResult.objects.count()) == (400, 0)
    assert "Nothing was imported, because what was checked did not arrive as the page sent it" in words
    assert "Choose the file again and check it once more" in words


def test_page_tells_what_is_wrong_with_what_was_checked_and_changed_since(ada: User) -> None:
    plan = plan_of(builders.acting(ada), table(ROW), SOURCE)
    wrong = table(ROW.replace(",30,5,", ",30,31,")).decode()
    page = client_of(ada).post(reverse("external-import"), {"text": wrong, "source": SOURCE, "seen": plan.digest})
    words = unescape(page.content.decode())
    assert (page.status_code, ExternalResult.objects.count()) == (400, 0)
    assert ("Mend the lines below" in words, "The counts add up to" in words) == (True, True)
