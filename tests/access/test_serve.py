"""`manage.py serve` refuses in a sentence what it could not serve."""

import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from access.management.commands import serve
from tests import builders


def test_serve_refuses_a_port_that_is_none() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("serve", port="http")
    assert str(refused.value) == "PORT must be a number from 1 to 65535, not 'http'."
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_serve_refuses_missing_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'access'")
    expected = "The database is not up to date. Run `make serve`, or `manage.py migrate` and this again."
    assert serve.unprepared() == expected


@pytest.mark.django_db
def test_serve_refuses_uncollected_files(settings: Settings, tmp_path: Path) -> None:
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    expected = "The style sheets are not collected. Run `make serve`, or `manage.py collectstatic` and this again."
    assert serve.unprepared() == expected


@pytest.mark.django_db
def test_serve_has_nothing_against_a_prepared_installation(settings: Settings, tmp_path: Path) -> None:
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    assert serve.unprepared() == ""


def test_server_listens_to_this_machine_only() -> None:
    bound = [word for word in serve.server("8000") if word.startswith("--bind=")]
    assert bound == [f"--bind={socket.inet_ntoa(bytes([127, 0, 0, 1]))}:8000"]


@pytest.mark.django_db
def test_serve_names_the_command_for_the_first_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRADE_DATA", "my own")
    assert serve.welcome("8000", timezone.localdate()).splitlines() == [
        "Casegrade runs at http://127.0.0.1:8000/  -  Ctrl-C stops it.",
        "There is no active administrator. In another terminal, make the first one:",
        "  CASEGRADE_DATA='my own' .venv/bin/python manage.py create-administrator",
    ]


@pytest.mark.django_db
def test_serve_names_no_command_where_there_is_an_administrator() -> None:
    builders.make_administrator("boss")
    assert len(serve.welcome("8000", timezone.localdate()).splitlines()) == 1
