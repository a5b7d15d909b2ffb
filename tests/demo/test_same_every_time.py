"""Two builds, in two processes and two databases, have the same content but for the trail's clock, keys and chance."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from config.settings import BASE_DIR
from review.inspections.models import Inspection
from tests.demo.content import content, reports


@pytest.fixture(scope="module")
def other_build(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a build by another process, with other secrets and in a new SQLite database, came to."""
    return built_elsewhere(tmp_path_factory.mktemp("installation"))


@cache
def built_elsewhere(folder: Path) -> dict[str, Any]:
    ours = ("CASEGRADE_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = kept | {
        "CASEGRADE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONHASHSEED": "42",
    }
    command = [sys.executable, "-m", "tests.demo.content"]
    done = subprocess.run(
        command, env=environment, cwd=BASE_DIR, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def test_demo_has_the_same_content_every_time(demo: Inspection, other_build: dict[str, Any]) -> None:
    here, there = content(), other_build["content"]
    assert {table: len(rows) for table, rows in here.items()} == {table: len(rows) for table, rows in there.items()}
    pairs = {table: zip(rows, there[table], strict=True) for table, rows in here.items()}
    assert [(table, *both) for table, rows in pairs.items() for both in rows if both[0] != both[1]] == []


def test_demo_gives_the_same_reports_every_time(demo: Inspection, other_build: dict[str, Any]) -> None:
    assert reports() == other_build["reports"]


def test_demo_content_is_compared_in_full(demo: Inspection) -> None:
    """Show that the comparison has something to compare: no table of the core is empty."""
    here = content()
    core = ("user", "casefile", "person", "ethnicityrecord", "documentpage", "judgment", "judgmenttext", "evidence")
    further = ("languageflag", "signoff", "standingreview", "statuschange", "auditevent", "externalresult")
    assert [table for table in (*core, *further) if not here[table]] == []
