"""A scratch installation for a long run: its own database and folder, and settings that let it be fast."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

FAST = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@contextmanager
def installation() -> Iterator[Path]:
    """Set Django up on an empty folder and, unless DATABASE_URL names another, an embedded database in it."""
    with tempfile.TemporaryDirectory(prefix="casegrade-soak-") as name:
        folder = Path(name)
        os.environ["CASEGRADE_DATA"] = name
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'soak.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from django.test.utils import override_settings, setup_test_environment

        logging.disable(logging.CRITICAL)  # refusals and broken files are what a soak is full of
        with override_settings(**FAST):
            setup_test_environment(debug=False)
            yield folder


def empty() -> None:
    """Make the database anew, with every table and no row in it."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        call_command("migrate", verbosity=0)
        return
    path = Path(str(connection.settings_dict["NAME"]))
    template = path.with_suffix(".template")
    connection.close()
    for leftover in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        leftover.unlink(missing_ok=True)
    if template.exists():
        shutil.copy(template, path)
        return
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(path, template)
