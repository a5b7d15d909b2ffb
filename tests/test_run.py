"""What the run of both databases counts, and what the axe check lets pass."""

from pathlib import Path

import pytest

from tests.choosing import uses_database
from tests.conftest import told
from tests.run import Outcome, counted, environment, shout

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests">
  <testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1.5" />
</testsuites>"""


def test_counted_adds_errors_to_failures(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert counted(report) == Outcome(passed=4, failed=3, skipped=3)


def test_counted_is_nothing_where_the_run_crashed(tmp_path: Path) -> None:
    assert counted(tmp_path / "report.xml") == Outcome()


def test_shout_makes_what_is_missing_a_problem_on_a_build_machine_only() -> None:
    lenient, strict = Outcome(), Outcome()
    shout("No server was found.\nInstall one.", lenient, strict=False)
    shout("No server was found.\nInstall one.", strict, strict=True)
    assert (lenient.problems, strict.problems) == ([], ["FAILED: No server was found."])


def test_environment_of_a_run_has_nothing_of_an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "CASEGRADE_PRODUCTION", "CASEGRADE_DATA", "ALLOWED_HOSTS", "DEBUG"):
        monkeypatch.setenv(name, "somebody's own")
    kept = environment("/scratch", "postgresql://scratch")
    assert [name for name, value in kept.items() if value == "somebody's own"] == []
    assert (kept["CASEGRADE_DATA"], kept["DATABASE_URL"]) == ("/scratch", "postgresql://scratch")


def test_told_leaves_out_the_one_allowed_fault() -> None:
    radio = {"target": ["#id_grade"], "html": '<input class="govuk-radios__input" aria-expanded="true">'}
    other = {"target": ["#id_name"], "html": '<input class="govuk-input" aria-expanded="true">'}
    fault = {"id": "aria-allowed-attr", "impact": "serious", "help": "Use allowed ones", "nodes": [radio, other]}
    line = f"aria-allowed-attr (serious): Use allowed ones: #id_name: {other['html']}"
    assert told(fault) == [line]


def test_told_does_not_excuse_other_faults_of_a_radio() -> None:
    radio = {"target": ["#id_grade"], "html": '<input class="govuk-radios__input">'}
    fault = {"id": "label", "impact": "critical", "help": "Label it", "nodes": [radio]}
    assert told(fault) == [f"label (critical): Label it: #id_grade: {radio['html']}"]


def test_tests_of_the_database_are_those_with_its_fixtures_or_its_mark() -> None:
    assert [
        uses_database(["tmp_path"], False),
        uses_database(["tmp_path", "live_server"], False),
        uses_database(["client", "db"], False),
        uses_database([], True),
    ] == [False, True, True, True]
