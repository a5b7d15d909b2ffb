"""The script that finds a Python says in one sentence why none will do."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SUPPORTED = "Python 3.11, 3.12 or 3.13"
HINT = "Another one can be named: make demo PYTHON=/path/to/python3.12\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the script, an installer that only says its Python and words, and few programs."""
    (tmp_path / "config").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(settings.BASE_DIR / "config" / "bootstrap.sh", tmp_path / "config")
    for name in ("sh", "dirname"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def put_python(project: Path, name: str, wrong: int) -> None:
    """Add a Python to the project's programs whose probe ends with `wrong`, and which tells what it runs."""
    script = (
        f'#!/bin/sh\ncase "$*" in *platform*) echo "Python 9.9.9" ;; -c*) exit {wrong} ;; *) echo {name} $* ;; esac\n'
    )
    (project / "bin" / name).write_text(script)
    (project / "bin" / name).chmod(0o755)


def bootstrap(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with the project's few programs only."""
    command = ["sh", str(project / "config" / "bootstrap.sh"), *words]
    path = {"PATH": str(project / "bin")}
    return subprocess.run(command, env=path | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (3, f"python3 is Python 9.9.9, which is too old: Casegrade needs {SUPPORTED}."),
        (4, f"python3 is Python 9.9.9, which is too new: Casegrade is locked and tested for {SUPPORTED}."),
        (5, "python3 was built without sqlite3 or ssl: Casegrade needs both."),
        (6, "python3 cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"),
    ],
)
def test_bootstrap_says_what_is_wrong_with_the_only_python(project: Path, wrong: int, sentence: str) -> None:
    put_python(project, "python3", wrong)
    done = bootstrap(project)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n{HINT}")


def test_bootstrap_says_that_there_is_no_python(project: Path) -> None:
    done = bootstrap(project)
    sentence = f"Python was not found or does not run. Casegrade needs {SUPPORTED}."
    assert (done.returncode, done.stderr) == (2, f"{sentence}\n{HINT}")


def test_bootstrap_passes_its_words_to_the_first_python_that_will_do(project: Path) -> None:
    put_python(project, "python3", 4)
    put_python(project, "python3.13", 6)
    put_python(project, "python3.12", 0)
    put_python(project, "python3.11", 0)
    done = bootstrap(project, "--port", "80 01")
    assert (done.returncode, done.stdout, done.stderr) == (0, "python3.12 config/install.py --port 80 01\n", "")


def test_bootstrap_uses_the_named_python_alone(project: Path) -> None:
    put_python(project, "python3", 0)
    put_python(project, "python3.14", 4)
    assert bootstrap(project, PYTHON="python3.14").returncode == 2


def test_bootstrap_takes_a_python_without_venv_where_uv_makes_environments(project: Path) -> None:
    put_python(project, "python3", 6)
    put_python(project, "uv", 0)
    assert bootstrap(project).stdout == "python3 config/install.py\n"
