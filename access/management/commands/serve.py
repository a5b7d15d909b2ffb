"""`manage.py serve`: run Casegrade on this machine with the server that production uses."""

import os
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from access import commands
from access.actor import Actor
from access.first_steps import NO_ADMINISTRATOR, create_administrator
from access.port import HOST, problem
from access.queries import administrators
from access.refusals import Refused

WORKERS, THREADS = 2, 4
LONGEST_ADDRESS = 8190
"""The longest first line of a request in bytes, the most that the server takes: a report can name many answers."""


class Command(commands.Command):
    """Check the port, the tables and the collected files, then become the server."""

    help = "Serve Casegrade on 127.0.0.1 with gunicorn until Ctrl-C."

    acts_as_user = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port."""
        super().add_arguments(parser)
        parser.add_argument("--port", default="8000", help="the port of 127.0.0.1 to listen on (8000)")

    def run(self, actor: Actor, **options: Any) -> None:
        """Replace this process by the server. Raises Refused where it could not serve."""
        port = options["port"]
        if sentence := problem(port) or unprepared():
            raise Refused(sentence)
        words = welcome(port, actor.today)
        connection.close()
        self.stdout.write(words)
        self.stdout.flush()
        os.execv(sys.executable, server(port))  # noqa: S606 - a list without a shell, nothing of it typed in


def welcome(port: str, today: date) -> str:
    """Return what is said before serving: the address and, while nobody could sign in there, what to do first."""
    begin = "" if administrators(today).exists() else f"\n{NO_ADMINISTRATOR}{create_administrator()}"
    return f"Casegrade runs at http://{HOST}:{port}/  -  Ctrl-C stops it.{begin}"


def unprepared() -> str:
    """Return a sentence where the tables or the collected static files are missing or old, else nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is not up to date. Run `make serve`, or `manage.py migrate` and this again."
    if not settings.DEBUG and not Path(settings.STATIC_ROOT, "staticfiles.json").is_file():
        return "The style sheets are not collected. Run `make serve`, or `manage.py collectstatic` and this again."
    return ""


def server(port: str) -> list[str]:
    """Return the command line of the server: two processes, so that one slow request stops nobody."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        f"--bind={HOST}:{port}",
        f"--chdir={settings.BASE_DIR}",
        f"--workers={WORKERS}",
        "--worker-class=config.worker.Worker",
        f"--limit-request-line={LONGEST_ADDRESS}",
        f"--threads={THREADS}",
        "--timeout=60",
        "--graceful-timeout=10",
        "--log-level=warning",
        "--no-control-socket",
    ]
