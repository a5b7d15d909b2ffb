"""`manage.py create-administrator`: make the first administrator, who makes everybody else."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from access.actions import ONE_EXISTS, create_first_administrator
from access.actor import Actor
from access.commands import Command as BaseCommand
from access.queries import administrators
from access.refusals import Refused
from access.user_rules import name_problem, username_problem

NO_TERMINAL = "There is no terminal to ask at. Give --username, --name and --one-time."
STOPPED = "Stopped. Nobody was added."
TRIES = 3


class Command(BaseCommand):
    """Asks for what was not given, and adds an administrator where there is none."""

    help = "Make the first administrator. Refused where there is an active one."
    acts_as_user = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the username and the name; the password is asked for, or made up."""
        super().add_arguments(parser)
        parser.add_argument("--username", default="", help="letters, digits and @ . + - _")
        parser.add_argument("--name", default="", help="the full name")
        parser.add_argument(
            "--one-time", action="store_true", help="print a one-time password instead of asking for one"
        )

    def run(self, actor: Actor, **options: Any) -> None:
        """Add the administrator and say what to do next. Raises Refused, or Invalid, with nobody added."""
        if administrators(actor.today).exists():
            raise Refused(ONE_EXISTS)
        try:
            username = options["username"] or _ask("Username: ")
            _refuse(username_problem(username))
            name = options["name"] or _ask("Full name: ")
            _refuse(name_problem(name))
            password = None if options["one_time"] else _ask_password()
        except (KeyboardInterrupt, EOFError) as stopped:
            raise Refused(STOPPED) from stopped
        made = create_first_administrator(actor, username=username, name=name, password=password)
        self.stdout.write(f"Added the administrator {made.user.username}. They can sign in now.")
        if made.one_time_password:
            self.stdout.write(f"One-time password, shown only here: {made.one_time_password}")


def _ask(question: str) -> str:
    _need_terminal()
    return input(question)


def _ask_password() -> str:
    """Return a password typed twice without echo. Raises Refused where the two differ again and again."""
    _need_terminal()
    for _ in range(TRIES):
        password = getpass("Password (12 characters or more): ")
        if getpass("The same password again: ") == password:
            return password
        print("The two passwords differ.")
    raise Refused(f"The two passwords differed {TRIES} times. Nobody was added.")


def _refuse(problem: str) -> None:
    """Stop at the first wrong answer, before the next question."""
    if problem:
        raise Refused(f"{problem.rstrip('.')}. Nobody was added.")


def _need_terminal() -> None:
    if not sys.stdin.isatty():
        raise Refused(NO_TERMINAL)
