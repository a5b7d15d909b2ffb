"""The triggers that keep rows as they are: dropped for migrations, put back, and missed when they are gone."""

from collections.abc import Iterator

import pytest
from django.core.checks import Error
from django.db import DatabaseError, connection, transaction

from access import immutability
from access.checks import triggers_exist
from access.immutability import Protected

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"
TRAIL = [
    "protect_access_auditdetail_update",
    "protect_access_auditevent_delete",
    *(["protect_access_auditevent_truncate"] if POSTGRESQL else []),
    "protect_access_auditevent_update",
]


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return a table of two rows whose locked ones cannot change, registered but without its trigger yet."""
    monkeypatch.setattr(immutability, "REGISTRY", dict(immutability.REGISTRY))
    immutability.protect(Protected("padlock", ("UPDATE",), "A locked row stays.", "OLD.locked = 1"))
    run("CREATE TABLE padlock (id integer, locked integer, word varchar(9))")
    run("INSERT INTO padlock VALUES (1, 1, 'old'), (2, 0, 'old')")
    yield "padlock"
    immutability.drop(connection)
    run("DROP TABLE padlock")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def of_the_trail(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("protect_access")]


def test_every_trigger_is_there_after_migrating() -> None:
    assert immutability.missing(connection) == []


def test_drop_takes_all_away_and_install_puts_them_back() -> None:
    immutability.drop(connection)
    assert of_the_trail(immutability.missing(connection)) == TRAIL
    immutability.install(connection)
    assert immutability.missing(connection) == []


def test_migrating_drops_before_and_installs_after() -> None:
    immutability.drop_before_migrating(using="default")
    assert of_the_trail(immutability.missing(connection)) == TRAIL
    immutability.install_after_migrating(using="default")
    immutability.install_after_migrating(using="default")
    assert immutability.missing(connection) == []


def test_one_missing_trigger_is_an_error_of_the_check() -> None:
    on = " ON access_auditevent" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER protect_access_auditevent_delete{on}")
    found = triggers_exist(databases=["default"])
    assert [(type(message), message.id) for message in found] == [(Error, "access.E001")]
    assert "protect_access_auditevent_delete is missing" in found[0].msg


def test_check_without_databases_asks_nothing() -> None:
    assert triggers_exist() == []


def test_registered_table_is_missed_until_it_is_installed(table: str) -> None:
    assert immutability.missing(connection) == ["protect_padlock_update"]
    immutability.install_after_migrating(using="default")
    assert immutability.missing(connection) == []


def test_registered_table_that_does_not_exist_yet_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(immutability, "REGISTRY", dict(immutability.REGISTRY))
    immutability.protect(Protected("no_such_table", ("UPDATE",), "It stays."))
    assert immutability.missing(connection) == []


def test_condition_decides_which_rows_stay(table: str) -> None:
    immutability.install_after_migrating(using="default")
    run("UPDATE padlock SET word = 'new' WHERE id = 2")
    with pytest.raises(DatabaseError, match=r"casegrade: immutable: A locked row stays\."), transaction.atomic():
        run("UPDATE padlock SET word = 'new'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, word FROM padlock ORDER BY id")
        assert cursor.fetchall() == [(1, "old"), (2, "new")]


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["access_auditevent", "review_grade", "review_frameworkversion"])
def test_truncate_is_refused_where_rows_cannot_be_deleted(table: str) -> None:
    """PostgreSQL's TRUNCATE passes triggers on rows, so it has one of its own."""
    with pytest.raises(DatabaseError, match="casegrade: immutable"), transaction.atomic():
        run(f"TRUNCATE {table} CASCADE")
