"""`manage.py framework`: what it prints, and one line on stderr and exit code 2 for each thing that is wrong."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.local_secrets import read_or_make
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.frameworks.drafts import imported, published
from tests.review.frameworks.ruled import RULED
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def printed(*words: object) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("framework", *map(str, words), stdout=output)
    return output.getvalue()


def refused(*words: object) -> str:
    """Run the command, which refuses with exit code 2, and return what it says."""
    with pytest.raises(CommandError) as refusal:
        printed(*words)
    assert refusal.value.returncode == 2
    return str(refusal.value)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the path of a small framework file."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return the path of a file with two mistakes."""
    path = tmp_path / "broken.yaml"
    path.write_text(
        SMALL.replace("tone: red", "tone: crimson").replace("judges: case", "judges: all"), encoding="utf-8"
    )
    return path


def test_check_tells_what_is_in_the_file_and_writes_nothing(small: Path) -> None:
    first, second = printed("check", small).splitlines()
    assert first == f"{small} is a valid framework: small, 2 topics, 2 criteria, 1 classification question."
    assert len(second.rpartition(" ")[2]) == 64
    assert FrameworkVersion.objects.count() == 0


@pytest.mark.parametrize("what", ["check", "import"])
def test_broken_file_is_told_problem_by_problem_and_nothing_is_written(what: str, broken: Path) -> None:
    assert refused(what, broken).splitlines() == [
        "line 7, judges: “all” cannot stand here. Write case or force.",
        "line 14, scales[0].grades[2].tone: “crimson” cannot stand here. "
        "Write green, yellow, orange, red, blue, grey or purple.",
    ]
    assert FrameworkVersion.objects.count() == 0


def test_import_makes_a_draft_and_says_how_to_publish_it(small: Path) -> None:
    assert printed("import", small) == (
        f"Imported {small} as version 1 of small, a draft. Publish it with: manage.py framework publish small 1\n"
    )
    assert FrameworkVersion.objects.get().status == "draft"


def test_import_refuses_the_same_content_again(small: Path) -> None:
    printed("import", small)
    assert refused("import", small).startswith("Nothing was imported: version 1 of small (draft)")


def test_import_refuses_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert (
        refused("import", tmp_path / "absent.yaml")
        == f"{tmp_path}/absent.yaml cannot be read: No such file or directory."
    )
    assert refused("import", tmp_path) == f"{tmp_path} cannot be read: Is a directory."


def test_import_acts_as_the_user_that_is_named(small: Path) -> None:
    user = builders.make_administrator("ada")
    printed("import", small, "--as", "ada")
    assert FrameworkVersion.objects.get().created_by == user


def test_import_is_refused_to_a_user_without_the_role(small: Path) -> None:
    builders.make_inspector("ines")
    assert refused("import", small, "--as", "ines").startswith("Your account has no role")
    assert FrameworkVersion.objects.count() == 0


def test_publish_takes_the_newest_draft_or_the_named_version() -> None:
    imported()
    imported(SMALL.replace("Tests", "Others"))
    assert printed("publish", "small") == "Published version 2 of small. Inspections can use it now.\n"
    assert refused("publish", "small") == "The newest version of small, 2, is published already."
    printed("publish", "small", 1)
    assert set(FrameworkVersion.objects.values_list("status", flat=True)) == {"published"}


def test_publish_refuses_what_is_not_there() -> None:
    assert refused("publish", "absent") == "There is no framework “absent”. See: manage.py framework list"
    assert (
        refused("publish", "absent", 3)
        == "There is no version 3 of a framework “absent”. See: manage.py framework list"
    )


def test_retire_needs_a_reason() -> None:
    published()
    assert refused("retire", "small", 1) == "A version is retired with a reason: add --reason and why."
    assert (
        printed("retire", "small", 1, "--reason", "Old.")
        == "Retired version 1 of small. No new inspection can use it.\n"
    )


def test_list_shows_every_version_or_says_how_to_add_one() -> None:
    assert printed("list") == "There is no framework yet. Add one with: manage.py framework import FILE\n"
    published()
    imported(SMALL.replace("Tests", "Others"))
    assert printed("list").splitlines() == [
        "small 2  draft      A small framework",
        "small 1  published  A small framework",
    ]


def test_export_says_where_its_file_cannot_be_written(tmp_path: Path) -> None:
    imported()
    assert refused("export", "small", 1, "--out", tmp_path) == f"{tmp_path} cannot be written: Is a directory."
    absent = tmp_path / "absent" / "small.yaml"
    assert refused("export", "small", 1, "--out", absent) == f"{absent} cannot be written: No such file or directory."


def test_export_prints_the_canonical_form() -> None:
    assert printed("export", "small", imported().number) == FrameworkVersion.objects.get().canonical


def test_command_line_puts_problems_on_stderr_without_a_traceback(broken: Path) -> None:
    command = [sys.executable, "manage.py", "framework", "check", str(broken)]
    read_or_make(broken.parent / "data" / "secrets.env")
    environment = os.environ | {"CASEGRADE_DATA": str(broken.parent / "data")}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert [line.partition(":")[0] for line in run.stderr.splitlines()] == [
        "line 7, judges",
        "line 14, scales[0].grades[2].tone",
    ]


def test_schema_is_the_one_that_the_documentation_has() -> None:
    assert printed("schema") == (ROOT / "docs" / "framework-format.schema.json").read_text(encoding="utf-8")


def test_check_says_what_was_searched(tmp_path: Path) -> None:
    path = tmp_path / "ruled.yaml"
    path.write_text(RULED, encoding="utf-8")
    lines = printed("check", path).splitlines()
    assert lines[0] == f"{path} is a valid framework: ruled, 2 topics, 4 criteria, 1 classification question."
    assert lines[2] == "3 worked examples give what they expect."
    assert [line.partition(":")[0] for line in lines[3:]] == [
        "Rule “response-rule”",
        "Rule “review-rule”",
        "Rule “all-cases”",
    ]


def test_check_finds_what_the_rules_do_wrong_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ruled.yaml"
    path.write_text(RULED.replace("{from: 50, grade: requires-improvement}", "{from: 85, grade: inadequate}"))
    assert refused("check", path).startswith("line ")
    path.write_text(RULED.replace("expect: {inspection: conforms}", "expect: {inspection: falls-short}"))
    assert "examples[2].expect.inspection" in refused("check", path)
    assert "examples[2].expect.inspection" in refused("import", path)
    assert FrameworkVersion.objects.count() == 0
