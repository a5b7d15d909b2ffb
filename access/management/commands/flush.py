"""Django's `flush`, which tests use to empty tables: triggers that keep rows as they are would stop it."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from access import immutability
from access.commands import REFUSED

REFUSAL = "Casegrade is never emptied: the trail and all that was signed off must stay. Only its tests may do this."


class Command(DjangoFlush):
    """Takes the triggers away, empties the tables, and puts the triggers back: under tests only."""

    def handle(self, **options: Any) -> None:
        """Empty the tables. Raises CommandError (exit code 2) outside tests."""
        if not settings.TESTING:
            raise CommandError(REFUSAL, returncode=REFUSED)
        connection = connections[options["database"]]
        immutability.drop(connection)
        try:
            super().handle(**options)
        finally:
            immutability.install_after_migrating(options["database"])
        cache.clear()  # no table of a model, so flush leaves it: rate limits would last into the next test
