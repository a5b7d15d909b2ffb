"""What begins an installation, and what must not: a mistyped folder stays what it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.installation import Need, need_of
from config.local_secrets import read_or_make

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what came of a Python command line in an environment with these settings only."""
    settings = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=settings | environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        ["manage.py", "report", "some-inspection"],
        ["manage.py", "create-administrator"],
        ["manage.py", "serve"],
        ["-c", "import config.wsgi"],
    ],
)
def test_mistyped_folder_is_refused_and_not_made(tmp_path: Path, words: list[str]) -> None:
    done = run(*words, CASEGRADE_DATA=str(tmp_path / "typo"))
    sentence = f"There is no installation in {tmp_path / 'typo'}. Run `make demo` or `make serve` first."
    assert (done.stderr.splitlines()[-1].endswith(sentence), (tmp_path / "typo").exists()) == (True, False)


def test_mistyped_folder_is_told_in_one_line_with_exit_code_2(tmp_path: Path) -> None:
    done = run("manage.py", "report", "some-inspection", CASEGRADE_DATA=str(tmp_path / "typo"))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "words", [["makemigrations", "--check", "--dry-run"], ["check"], ["generate_docs", "--check"], ["report", "--help"]]
)
def test_commands_about_the_code_need_no_installation_and_make_none(tmp_path: Path, words: list[str]) -> None:
    done = run("manage.py", *words, CASEGRADE_DATA=str(tmp_path / "clean"))
    assert (done.returncode, done.stderr, (tmp_path / "clean").exists()) == (0, "", False)


def test_migrating_begins_an_installation(tmp_path: Path) -> None:
    done = run("manage.py", "migrate", "-v0", CASEGRADE_DATA=str(tmp_path / "new"))
    assert (done.returncode, done.stderr, (tmp_path / "new" / "secrets.env").is_file()) == (0, "", True)
    done = run("manage.py", "audit", "verify", CASEGRADE_DATA=str(tmp_path / "new"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "loaded", "need"),
    [
        (["/srv/casegrade/config/prepare.py", "migrate"], [], Need.MAKE),
        (["/srv/casegrade/tests/bench/__main__.py"], [], Need.MAKE),
        (["/usr/bin/gunicorn", "config.wsgi"], [], Need.REFUSE),
        (["/usr/bin/mypy"], ["mypy"], Need.DO_WITHOUT),
        (["manage.py"], [], Need.DO_WITHOUT),
    ],
)
def test_need_is_read_from_the_command_line(words: list[str], loaded: list[str], need: Need) -> None:
    assert need_of(words, loaded) == need


def test_production_without_keys_ends_in_one_sentence(tmp_path: Path) -> None:
    done = run("manage.py", "report", "x", CASEGRADE_PRODUCTION="1", CASEGRADE_DATA=str(tmp_path))
    expected = "Set CASEGRADE_SECRET_KEY in the environment: production takes no local secrets.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_new_data_folder_is_kept_out_of_git(tmp_path: Path) -> None:
    read_or_make(tmp_path / "own" / "secrets.env")
    assert (tmp_path / "own" / ".gitignore").read_text() == "*\n"


def test_gitignore_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    read_or_make(tmp_path / "secrets.env")
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
