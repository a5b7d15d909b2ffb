"""`manage.py report` in every format, to a terminal and to a file."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import builders
from tests.review.conftest import World

TEXTS = ("text", "json", "csv", "csv-shown", "svg")


def graded(world: World) -> None:
    """Sign off a case."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector)


def refused(*arguments: str) -> str:
    """Return the one line with which the command refuses."""
    with pytest.raises(CommandError) as found:
        call_command("report", *arguments)
    assert (found.value.returncode, "\n" in str(found.value)) == (2, False)
    return str(found.value)


@pytest.mark.parametrize("name", TEXTS)
def test_command_prints_text_formats_as_it_writes_them(
    world: World, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(world)
    arguments = ("test-world", "--by", "force", "--format", name, *(["--picture", "by"] if name == "svg" else []))
    capsys.readouterr()
    call_command("report", *arguments)
    printed = capsys.readouterr().out
    call_command("report", *arguments, "--out", str(tmp_path / "report"))
    told = (tmp_path / "report").read_bytes().decode()
    # The minute in which a report was made may end between the two.
    assert [line for line in printed.splitlines() if "Data as of" not in line and "2026" not in line] == [
        line for line in told.splitlines() if "Data as of" not in line and "2026" not in line
    ]


@pytest.mark.parametrize(("name", "start"), [("xlsx", b"PK\x03\x04"), ("ods", b"PK\x03\x04"), ("pdf", b"%PDF-")])
def test_command_writes_other_formats_to_a_file(
    world: World, name: str, start: bytes, tmp_path: Path, pdf_libraries: None
) -> None:
    graded(world)
    path = tmp_path / f"report.{name}"
    path.write_bytes(b"What stood there before.")
    call_command("report", "test-world", "--format", name, "--out", str(path))
    assert (path.read_bytes()[: len(start)], list(tmp_path.glob("**/*report*"))) == (start, [path])


@pytest.mark.parametrize("name", ["xlsx", "ods", "pdf"])
def test_command_asks_for_a_file_where_a_format_is_no_text(world: World, name: str) -> None:
    assert refused("test-world", "--format", name).endswith(f"Name a file for it: --out test-world.{name}")


def test_command_refuses_a_folder_that_is_not_there_in_one_line(world: World, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert refused("test-world", "--out", str(missing / "report.txt")) == (
        f"There is no folder {missing}. Make it first, or name another."
    )
    assert refused("test-world", "--out", str(tmp_path)) == f"{tmp_path} is a folder. Name a file in it."
    assert list(tmp_path.glob("*report*")) == []


def test_command_draws_the_chart_of_the_table_that_is_named(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    graded(world)
    capsys.readouterr()
    call_command("report", "test-world", "--by", "force", "--format", "svg", "--picture", "whole")
    assert 'id="whole-title"' in capsys.readouterr().out
    assert refused("test-world", "--format", "svg", "--picture", "by") == (
        "“by” is not a chart of this report. The charts are: headline, whole, by-force, by-criterion."
    )


def test_command_asks_which_of_several_charts_and_writes_all_into_a_folder(world: World, tmp_path: Path) -> None:
    graded(world)
    arguments = ("test-world", "--by", "force", "--format", "svg")
    assert refused(*arguments) == (
        "This report has 2 charts, and a file holds one: whole (Overall grade); by (Overall grade by force). Name it: "
        "--picture NAME on the command line, where --out FOLDER writes all of them, or picture=NAME in an address."
    )
    call_command("report", *arguments, "--out", str(tmp_path))
    today = timezone.localdate().isoformat()
    names = {name: f"test-world-grade-by-force-group-based-yes-{name}-{today}.svg" for name in ("by", "whole")}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names.values())
    for name, file in names.items():
        assert f'id="{name}-title"' in (tmp_path / file).read_text()


def test_charts_of_different_reports_stand_beside_each_other_in_a_folder(world: World, tmp_path: Path) -> None:
    graded(world)
    asked = (["--by", "force"], ["--by", "team-type"], ["--by", "force", "--all"], [])
    for place, more in enumerate(asked, 1):
        call_command("report", "test-world", *more, "--format", "svg", "--out", str(tmp_path))
        assert len(list(tmp_path.iterdir())) == 2 * place + 2 * (not more)


def test_command_counts_the_headline_as_the_page_does_unless_all_are_asked_for(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(world)
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "group-based": "no"})
    headline = "Did the investigation uncover group-based exploitation? Yes (the headline)"
    for arguments, n, words in (
        ([], 1, headline),
        (["--by", "force"], 1, headline),
        (["--all"], 2, "All cases, not only those of the headline"),
        (["--by", "force", "--all"], 2, "All cases, not only those of the headline"),
    ):
        capsys.readouterr()
        call_command("report", "test-world", "--format", "json", *arguments)
        found = json.loads(capsys.readouterr().out)
        about = {one["label"]: one["words"] for one in found["document"]["about"]}
        assert (found["n"], about["Cases chosen"]) == (n, words)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--all", "--where", "group-based=yes"], "--where chooses cases among all of them: leave out --all."),
        (["--title", "A"], "--title belongs to a public release: add --public, or leave out --title."),
        (["--purpose", "A"], "--purpose belongs to a public release: add --public, or leave out --purpose."),
        (["--results", "--title", "A"], "--title belongs to a public release: add --public, or leave out --title."),
    ],
)
def test_command_passes_no_option_over(world: World, arguments: list[str], sentence: str) -> None:
    assert refused("test-world", *arguments) == sentence


def test_command_shows_intervals_where_they_are_asked_for(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    graded(world)
    capsys.readouterr()
    call_command("report", "test-world", "--format", "json", "--intervals")
    found = json.loads(capsys.readouterr().out)
    assert found["document"]["notes"][0].startswith("The sample was chosen on purpose, so the intervals show only")


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.xlsx", b"PK"), ("r.JSON", b"{"), ("r.csv", b"inspection,"), ("r.txt", b"Inspection"), ("r", b"Inspection")],
)
def test_command_takes_the_format_from_the_ending(world: World, name: str, start: bytes, tmp_path: Path) -> None:
    graded(world)
    call_command("report", "test-world", "--out", str(tmp_path / name))
    assert (tmp_path / name).read_bytes()[: len(start)] == start


def test_command_refuses_an_ending_of_another_format(world: World, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    assert refused("test-world", "--format", "xlsx", "--out", str(path)) == (
        f"{path} ends like another format than xlsx. Name the file with .xlsx, or ask for --format pdf."
    )
    assert list(tmp_path.iterdir()) == []


def test_command_says_that_the_folder_for_charts_is_not_there(world: World, tmp_path: Path) -> None:
    graded(world)
    for folder in (f"{tmp_path}/charts", f"{tmp_path}/charts/"):
        words = refused("test-world", "--format", "svg", "--out", folder)
        assert words == f"There is no folder {folder}. Make it first, or name a file: {tmp_path}/charts.svg."
