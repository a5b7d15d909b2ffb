"""The ways of a spreadsheet: out by page and command, in by both, as a draft like any other."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from review.frameworks.file.exchange import read
from review.frameworks.models import FrameworkVersion
from review.frameworks.spreadsheet.reading import read_spreadsheet
from review.frameworks.spreadsheet.writing import spreadsheet
from tests import builders
from tests.review.frameworks.drafts import imported, published
from tests.review.frameworks.ruled import RULED

pytestmark = pytest.mark.django_db


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(builders.make_user("somebody", *roles))
    return client


def printed(*words: object) -> str:
    output = StringIO()
    call_command("framework", *map(str, words), stdout=output)
    return output.getvalue()


def test_page_gives_a_workbook_that_means_the_same() -> None:
    version = published(RULED)
    answer = signed_in("supervisor").get("/frameworks/ruled/1/spreadsheet/")
    assert (answer.status_code, answer["Content-Disposition"]) == (200, 'attachment; filename="ruled-1.xlsx"')
    assert read_spreadsheet(answer.content) == read(version.canonical.encode())


def test_page_of_a_draft_is_not_there_for_those_who_do_not_edit() -> None:
    imported(RULED)
    assert signed_in("supervisor").get("/frameworks/ruled/1/spreadsheet/").status_code == 404


def test_workbook_is_imported_as_a_draft_by_the_page() -> None:
    data = spreadsheet(read(RULED.encode()))
    file = SimpleUploadedFile("ruled.xlsx", data)
    answer = signed_in("administrator").post("/frameworks/import/", {"file": file})
    assert (answer.status_code, answer["Location"]) == (302, "/frameworks/ruled/1/")
    assert FrameworkVersion.objects.get().status == "draft"


def test_page_tells_what_is_wrong_in_a_workbook() -> None:
    data = spreadsheet(read(RULED.encode()))
    file = SimpleUploadedFile("ruled.xlsx", data[: len(data) // 2])
    answer = signed_in("administrator").post("/frameworks/import/", {"file": file})
    assert answer.status_code == 400
    assert b"The file is no Excel workbook (XLSX) that can be read." in answer.content


def test_command_exports_a_workbook_and_imports_it_as_nothing_new(tmp_path: Path) -> None:
    published(RULED)
    path = tmp_path / "ruled.xlsx"
    assert printed("export", "ruled", 1, "--format", "xlsx", "--out", path) == (
        f"Wrote A small framework with rules, version 1 to {path}.\n"
    )
    with pytest.raises(CommandError, match=r"Nothing was imported: version 1 of ruled \(published\) has exactly this"):
        printed("import", path)


def test_command_asks_where_to_write_a_workbook() -> None:
    published(RULED)
    with pytest.raises(CommandError, match=r"A spreadsheet is written into a file: add --out FILE\.xlsx"):
        printed("export", "ruled", 1, "--format", "xlsx")


def test_command_writes_the_canonical_file_where_it_is_told(tmp_path: Path) -> None:
    version = published(RULED)
    path = tmp_path / "ruled.yaml"
    printed("export", "ruled", 1, "--out", path)
    assert (path.read_text(encoding="utf-8"), printed("export", "ruled", 1)) == (version.canonical, version.canonical)
