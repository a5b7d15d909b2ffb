"""The generated pages of the documentation are fresh, and a stale one is told."""

from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from access.permissions import PERMISSIONS
from casefiles.domain.import_layouts import CASE_FILES, ETHNICITY_RECORDS, PERSONS
from review.management.commands.generate_docs import DATA, PAGES, is_fresh, text_of
from review.workflow import MACHINES
from review.workflow_page import final_states

EVERY = [*PAGES, *DATA]


@pytest.fixture
def docs(settings: Settings, tmp_path: Path) -> Path:
    """Return an empty docs folder to write into."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def table_rows(name: str) -> list[list[str]]:
    lines = (line for line in text_of(name).splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("name", sorted(EVERY))
def test_page_is_fresh(name: str) -> None:
    assert is_fresh(name), f"docs/{name} is out of date: run `manage.py generate_docs`"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_says_what_it_is_made_from(name: str) -> None:
    source = PAGES[name][0]
    assert text_of(name).splitlines()[0].startswith("<!-- Made by")
    assert source in text_of(name).splitlines()[0]
    assert (Path(__file__).parents[2] / source).is_file()


def test_generate_docs_writes_every_page_and_then_finds_nothing_to_do(docs: Path) -> None:
    first, second, check = StringIO(), StringIO(), StringIO()
    call_command("generate_docs", stdout=first)
    call_command("generate_docs", stdout=second)
    call_command("generate_docs", "--check", stdout=check, stderr=check)
    assert {path.name: path.read_text() for path in docs.iterdir()} == {name: text_of(name) for name in EVERY}
    assert first.getvalue().splitlines() == [f"wrote docs/{name}" for name in EVERY]
    assert (second.getvalue(), check.getvalue()) == ("", "")


def test_generate_docs_check_names_each_stale_page_and_writes_nothing(docs: Path) -> None:
    call_command("generate_docs", stdout=StringIO())
    (docs / "permissions.md").unlink()
    (docs / "workflow.md").write_text("Somebody's own words.")
    told = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("generate_docs", "--check", stderr=told)
    assert ended.value.code == 1
    assert [line.split()[0] for line in told.getvalue().splitlines()] == ["docs/permissions.md", "docs/workflow.md"]
    assert (docs / "workflow.md").read_text() == "Somebody's own words."
    assert not (docs / "permissions.md").exists()


def test_permissions_page_has_a_row_for_each_permission() -> None:
    rows = {row[0]: row for row in table_rows("permissions.md")}
    assert [code for code in PERMISSIONS if f"`{code}`" not in rows] == []
    assert rows["`report.view`"][2] == "Inspector, Supervisor, System"
    assert rows["`home.view`"][3] == "none"


def test_permissions_page_tells_every_condition_once() -> None:
    sentences = [rule.sentence for permission in PERMISSIONS.values() for rule in permission.rules]
    page = text_of("permissions.md")
    assert {sentence: page.count(sentence) for sentence in sentences} == dict.fromkeys(sentences, 1)


def test_workflow_page_has_a_row_and_an_arrow_for_each_step() -> None:
    page = text_of("workflow.md")
    steps = [step for machine in MACHINES for step in machine.transitions]
    assert [row[0] for row in table_rows("workflow.md") if row[0].startswith("`")] == [f"`{s.name}`" for s in steps]
    arrows = sum(len(step.sources) for step in steps)
    ends = sum(len(final_states(machine)) for machine in MACHINES)
    assert page.count(" --> ") == arrows + ends + len(MACHINES)


def test_import_columns_page_has_a_row_for_each_column() -> None:
    names = [f"`{c.name}`" for layout in (CASE_FILES, PERSONS, ETHNICITY_RECORDS) for c in layout.columns]
    assert [row[0] for row in table_rows("import-columns.md") if row[0] != "Column"] == names
    assert "reference,force,case_area" in text_of("import-columns.md")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_row_of_a_table_has_the_cells_of_its_heading(name: str) -> None:
    tables = [list(lines) for is_row, lines in groupby(text_of(name).splitlines(), is_table_row) if is_row]
    assert tables != []
    assert [table[0] for table in tables if len({line.count("|") for line in table}) > 1] == []


def is_table_row(line: str) -> bool:
    return line.startswith("|")
