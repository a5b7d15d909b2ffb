"""Rows that cannot change once they are written, enforced by triggers on both databases.

Apps register what they protect when they start; the triggers are dropped before and put back after every migration.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSED = "casegrade: immutable: "


@dataclass(frozen=True)
class Protected:
    """A table, the operations refused on it, the words of the refusal, and (empty: always) when it is refused.

    `refuse_when` is SQL over OLD and NEW that both databases understand.
    """

    table: str
    operations: tuple[str, ...]
    sentence: str
    refuse_when: str = ""

    def names(self, vendor: str) -> list[str]:
        """Return the names of the triggers that protect the table on a database of this vendor."""
        refused = [*self.operations]
        if vendor == "postgresql" and "DELETE" in self.operations:
            refused.append("TRUNCATE")
        return [f"protect_{self.table}_{operation.lower()}" for operation in refused]


REGISTRY: dict[tuple[str, tuple[str, ...]], Protected] = {}


def protect(protected: Protected) -> None:
    """Register a table whose rows the database must keep as they are."""
    REGISTRY[protected.table, protected.operations] = protected


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers of every registered table that exists."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for protected in REGISTRY.values():
            if protected.table in tables:
                for statement in _statements(connection.vendor, protected):
                    cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger of ours, so that a migration can rebuild tables."""
    with connection.cursor() as cursor:
        for name, table in _installed(connection):
            cursor.execute(
                f"DROP TRIGGER {name} ON {table}" if connection.vendor == "postgresql" else f"DROP TRIGGER {name}"
            )


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that should exist and do not."""
    present = {name for name, _ in _installed(connection)}
    tables = set(connection.introspection.table_names())
    wanted = (name for p in REGISTRY.values() if p.table in tables for name in p.names(connection.vendor))
    return sorted(set(wanted) - present)


def drop_before_migrating(using: str, **_: Any) -> None:
    """Take the triggers away before a migration: SQLite cannot rebuild tables that triggers read."""
    drop(connections[using])


def install_after_migrating(using: str, **_: Any) -> None:
    """Put the triggers back after a migration."""
    drop(connections[using])
    install(connections[using])


def _installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE t.tgname LIKE 'protect\\_%' AND n.nspname = current_schema()"
            )
        else:
            cursor.execute(
                "SELECT name, tbl_name FROM sqlite_master "
                "WHERE type = 'trigger' AND name LIKE 'protect\\_%' ESCAPE '\\'"
            )
        return [(name, table) for name, table in cursor.fetchall()]


def _statements(vendor: str, protected: Protected) -> list[str]:
    statements: list[str] = _against_truncate(protected) if vendor == "postgresql" else []
    for operation, name in zip(protected.operations, protected.names(vendor), strict=False):
        make = _postgresql if vendor == "postgresql" else _sqlite
        statements.extend(make(protected, operation, name))
    return statements


def _sqlite(protected: Protected, operation: str, name: str) -> list[str]:
    condition = f" WHERE {protected.refuse_when}" if protected.refuse_when else ""
    return [
        f"CREATE TRIGGER {name} BEFORE {operation} ON {protected.table} FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}{protected.sentence}'){condition}; END"
    ]


def _against_truncate(protected: Protected) -> list[str]:
    """Return what refuses PostgreSQL's TRUNCATE, which passes triggers on rows, wherever rows cannot be deleted."""
    if "DELETE" not in protected.operations:
        return []
    name = f"protect_{protected.table}_truncate"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSED}{protected.sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {protected.table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _postgresql(protected: Protected, operation: str, name: str) -> list[str]:
    result = "OLD" if operation == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {protected.refuse_when or 'TRUE'} THEN "
        f"RAISE EXCEPTION '{REFUSED}{protected.sentence}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {result}; END $$",
        f"CREATE TRIGGER {name} BEFORE {operation} ON {protected.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
