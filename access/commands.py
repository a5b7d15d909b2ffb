"""What all commands share: who acts, and a refusal told in one line with exit code 2 instead of a traceback."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from access.actor import Actor, actor_of, system_actor
from access.machine_faults import explain
from access.models import User
from access.refusals import NotAllowed, Refused

REFUSED = 2
READER_GONE = 141
"""What a shell tells of a program whose reader went away, such as `head` after its lines."""
NO_TEXT = "What was typed has bytes that are no text in UTF-8. Type it again."
OLD_TABLES = "The database is not up to date. Run `manage.py migrate`, then this again."


class Command(BaseCommand):
    """A command that runs as the system, or with `--as` as a user; subclasses write `run`."""

    acts_as_user = True
    """Whether the command takes `--as`; it makes no sense where no user can do what the command does."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--as`. A subclass that adds its own arguments calls this too."""
        if self.acts_as_user:
            parser.add_argument(
                "--as", dest="acting_as", default="", metavar="USERNAME", help="act as this user, with their roles"
            )

    def run(self, actor: Actor, **options: Any) -> None:
        """Do the command's work; raise Refused, Invalid, Conflict or NotAllowed where it cannot be done."""
        raise NotImplementedError("A command says what it does in run().")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run as the actor asked for. Raises CommandError (exit code 2) for a refusal or a fault of the machine."""
        try:
            self.run(self.actor(options.pop("acting_as", "")), **options)
            self.stdout.flush()
        except (Refused, NotAllowed) as refused:
            raise CommandError(str(refused), returncode=REFUSED) from refused
        except (DatabaseError, OSError) as error:
            if not (sentence := OLD_TABLES if is_table_missing(error) else explain(error)):
                raise
            raise CommandError(sentence, returncode=REFUSED) from error
        except UnicodeEncodeError as error:
            if error.reason != "surrogates not allowed":
                raise
            raise CommandError(NO_TEXT, returncode=REFUSED) from error

    def actor(self, username: str) -> Actor:
        """Return the user of this name as actor, or the system for none. Raises Refused for one without access."""
        if not username:
            return system_actor(type(self).__module__.rpartition(".")[2])
        user = User.objects.filter(username=username).first()
        if user is None:
            raise Refused(f"There is no user “{username}”.")
        actor = actor_of(user)
        if not actor.roles:
            raise Refused(f"{username} has no access now: deactivated, past their last day, or without a role.")
        return actor

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; on the command line a refusal is the bare sentence on stderr, without the name of its class.

        Where whoever reads the output went away, there is nothing to say.
        """
        try:
            return super().execute(*args, **options)
        except BrokenPipeError:
            if not self._is_typed:
                raise
            _drop_unwritten()
            sys.exit(READER_GONE)
        except CommandError as error:
            if error.returncode != REFUSED or not self._is_typed:
                raise
            _drop_unwritten()
            self.stderr.write(str(error))
            sys.exit(REFUSED)

    @property
    def _is_typed(self) -> bool:
        return getattr(self, "_called_from_command_line", False)


def _drop_unwritten() -> None:
    """Drop what cannot be written any more: Python would try it once more at its end, and tell of that."""
    try:
        sys.stdout.flush()
    except OSError:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def is_table_missing(error: Exception) -> bool:
    """Return whether a database's error tells of a table or column that a migration would make."""
    words = str(error)
    return "no such table" in words or "no such column" in words or "does not exist" in words
