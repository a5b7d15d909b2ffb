"""The whole of the project's tables in one fingerprint, to see whether anything was written."""

import hashlib

from django.apps import apps
from django.db import connection

OURS = ("access", "casefiles", "review")


def tables(trail: bool = True) -> list[str]:
    """Return the names of the project's tables, those between two models too; with or without the trail's."""
    models = [m for app in OURS for m in apps.get_app_config(app).get_models(include_auto_created=True)]
    names = {model._meta.db_table for model in models} | {"auth_group"}
    return sorted(name for name in names if trail or not name.startswith("access_audit"))


def fingerprint(trail: bool = True) -> dict[str, str]:
    """Return for each table how many rows it has and a digest of everything in them."""
    return {name: _of(name) for name in tables(trail)}


def _of(table: str) -> str:
    digest, count = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608  a table's own name
        for row in cursor:
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
            count += 1
    return f"{count} rows, {digest.hexdigest()[:16]}"


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the tables that are not as they were."""
    return [f"{name}: {before.get(name)} became {row}" for name, row in after.items() if before.get(name) != row]
