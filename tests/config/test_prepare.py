"""Commands run one after another stop at the first that fails, with its words and exit code."""

import pytest

from config.prepare import main


def test_main_tells_of_a_command_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_command"]) == 1
    assert capsys.readouterr().err == "Unknown command: 'no_such_command'\n"


@pytest.mark.django_db
def test_main_stops_at_the_first_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_command", "check"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_main_runs_its_commands_without_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "check"]) == 0
    assert capsys.readouterr().out == "System check identified no issues (0 silenced).\n"
