"""The commands: who acts, refusals in one line with exit code 2, and what each of them does."""

import errno
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from access import actions, audit, immutability
from access.actor import Actor
from access.commands import NO_TEXT, OLD_TABLES, READER_GONE, Command
from access.machine_faults import explain
from access.models import AuditEvent, User
from access.queries import roles_of
from access.refusals import Invalid, NotAllowed
from config.local_secrets import read_or_make
from tests import builders

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


class Probe(Command):
    """Does what a test tells it to."""

    task: Any = staticmethod(lambda actor: None)

    def run(self, actor: Actor, **options: Any) -> None:
        """Do it."""
        self.task(actor)


def output_of(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def refusal_of(command: str | Command, *args: str) -> tuple[str, int]:
    with pytest.raises(CommandError) as refused:
        call_command(command, *args, stdout=StringIO())
    return str(refused.value), refused.value.returncode


def manage(folder: Path, *args: str, stdin: int | None = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    """Return what `manage.py` printed with an installation of its own in `folder`, as a person would run it."""
    environment = {"PATH": os.environ["PATH"], "CASEGRADE_DATA": str(folder), "PYTHONUTF8": "1"}
    command = [sys.executable, "manage.py", *args]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=stdin, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an empty installation; tests that write there copy it first."""
    folder = tmp_path_factory.mktemp("migrated")
    assert manage(folder, "migrate", "-v0").stderr == ""
    return folder


@pytest.fixture
def installation(migrated: Path, tmp_path: Path) -> Path:
    """Return the folder of an empty installation of the test's own."""
    return shutil.copytree(migrated, tmp_path / "data")


def test_command_acts_as_the_system_unless_told() -> None:
    seen: list[Actor] = []
    probe = Probe()
    probe.task = seen.append
    call_command(probe)
    assert (seen[0].user_id, seen[0].roles, seen[0].name) == (None, {"system"}, "system: test_commands")


def test_command_acts_as_a_user_with_their_roles() -> None:
    user = builders.make_supervisor("boss")
    seen: list[Actor] = []
    probe = Probe()
    probe.task = seen.append
    call_command(probe, "--as", "boss")
    assert (seen[0].user_id, seen[0].roles, seen[0].name) == (user.pk, {"supervisor"}, "boss")


def test_command_refuses_to_act_as_nobody_or_as_somebody_without_access(actor: Actor) -> None:
    user = builders.make_supervisor("boss")
    actions.deactivate(actor, user)
    assert refusal_of(Probe(), "--as", "ghost") == ("There is no user “ghost”.", 2)
    sentence = "boss has no access now: deactivated, past their last day, or without a role."
    assert refusal_of(Probe(), "--as", "boss") == (sentence, 2)


@pytest.mark.parametrize("refusal", [Invalid({"a": ["First."], "b": ["Second."]}), NotAllowed("First. Second.")])
def test_command_turns_a_refusal_into_its_sentence_and_exit_code_2(refusal: Exception) -> None:
    def refuse(actor: Actor) -> None:
        raise refusal

    probe = Probe()
    probe.task = refuse
    assert refusal_of(probe) == ("First. Second.", 2)


def test_command_says_that_tables_are_missing() -> None:
    def read(actor: Actor) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    probe = Probe()
    probe.task = read
    assert refusal_of(probe) == (OLD_TABLES, 2)


def test_refusal_on_the_command_line_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    read_or_make(tmp_path / "secrets.env")
    done = manage(tmp_path, "audit", "verify")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{OLD_TABLES}\n")


def test_bytes_that_are_no_text_are_refused_in_one_line(installation: Path) -> None:
    done = manage(installation, "report", os.fsdecode(b"\xff\xfe"))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{NO_TEXT}\n")


def printed_into(installation: Path, end: str) -> tuple[int, str]:
    """Return the exit code and the errors of a command whose output goes where `end` says."""
    environment = {"PATH": os.environ["PATH"], "CASEGRADE_DATA": str(installation), "PYTHONUTF8": "1"}
    command = f"{sys.executable} manage.py audit verify {end}; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return int(done.stdout), done.stderr


def test_command_whose_reader_went_away_ends_quietly(installation: Path) -> None:
    assert printed_into(installation, "| exec true") == (READER_GONE, "")


def test_command_whose_output_has_no_room_says_so_in_one_line(installation: Path) -> None:
    code, words = printed_into(installation, "> /dev/full")
    assert (code, words.splitlines()) == (2, [explain(OSError(errno.ENOSPC, "No space left on device"))])


def test_create_administrator_prints_a_one_time_password_once() -> None:
    printed = output_of("create-administrator", "--username", "first", "--name", "First One", "--one-time")
    user = User.objects.get(username="first")
    line, password = re.fullmatch(r"(.*)\nOne-time password, shown only here: (\S+)\n", printed).groups()  # type: ignore[union-attr]
    assert line == "Added the administrator first. They can sign in now."
    assert (user.name, roles_of(user), user.must_change_password) == ("First One", ["administrator"], True)
    assert user.check_password(password) is True
    assert AuditEvent.objects.get().actor_name == "system: create-administrator"


def test_create_administrator_is_refused_where_there_is_one(administrator: User) -> None:
    assert refusal_of("create-administrator", "--one-time") == (actions.ONE_EXISTS, 2)


def test_create_administrator_refuses_what_users_cannot_be() -> None:
    sentence, code = refusal_of("create-administrator", "--username", "two words", "--name", "X", "--one-time")
    assert (sentence.startswith("The username must begin"), code, User.objects.count()) == (True, 2, 0)


def test_create_administrator_without_a_terminal_says_what_to_give(installation: Path) -> None:
    done = manage(installation, "create-administrator", "--username", "first", "--name", "First One")
    expected = "There is no terminal to ask at. Give --username, --name and --one-time.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def asked(folder: Path, *answers: str) -> tuple[int, str]:
    """Return the exit code and the screen of `create-administrator` run at a terminal by somebody who types."""
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "CASEGRADE_DATA": str(folder), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "create-administrator"],
        cwd=ROOT,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    screen = ""
    for answer in answers:
        screen += until(ours, ": ")
        os.write(ours, f"{answer}\n".encode())
    screen += until(ours, None)
    return process.wait(timeout=60), screen


def until(terminal: int, prompt: str | None) -> str:
    """Return what appears on the terminal up to a prompt, or to the end."""
    seen = ""
    while prompt is None or not seen.endswith(prompt):
        if not select.select([terminal], [], [], 30)[0]:
            pytest.fail(f"Nothing more came after: {seen}")
        try:
            piece = os.read(terminal, 1024).decode()
        except OSError:  # Linux reports the other side's end so
            break
        if not piece:
            break
        seen += piece
    return seen


def test_create_administrator_asks_and_does_not_echo_the_password(installation: Path) -> None:
    code, screen = asked(installation, "first", "First One", builders.PASSWORD, builders.PASSWORD)
    assert (code, "Added the administrator first." in screen, builders.PASSWORD in screen) == (0, True, False)


def test_create_administrator_asks_again_where_two_passwords_differ(installation: Path) -> None:
    answers = (builders.PASSWORD, "another-password", builders.PASSWORD, builders.PASSWORD)
    code, screen = asked(installation, "first", "First One", *answers)
    assert (code, screen.count("The two passwords differ.")) == (0, 1)
    assert "Added the administrator first." in screen


def test_create_administrator_gives_up_after_three_pairs_that_differ(installation: Path) -> None:
    code, screen = asked(installation, "first", "First One", *[builders.PASSWORD, "another-password"] * 3)
    assert (code, "The two passwords differed 3 times. Nobody was added." in screen) == (2, True)


def test_create_administrator_refuses_an_empty_username_before_it_asks_on(installation: Path) -> None:
    code, screen = asked(installation, "")
    assert (code, "Full name" in screen) == (2, False)
    assert "Enter a username. Nobody was added." in screen


def test_audit_verify_reports_an_intact_trail(administrator: User) -> None:
    head = audit.verify().head
    expected = f"Events: 1\nErased details: 0\nHead: 1 {head}\nThe trail is intact.\n"
    assert output_of("audit", "verify") == expected


def test_audit_verify_reports_faults_and_missing_triggers(administrator: User) -> None:
    immutability.drop(connection)
    AuditEvent.objects.update(actor_name="somebody else")
    sentences, code = refusal_of("audit", "verify")
    lines = sentences.split("\n")
    assert (lines[:2], code) == (["The trail is not intact.", "Event 1 was changed."], 2)
    assert "The trigger protect_access_auditevent_update is missing: run `manage.py migrate`." in lines


def test_audit_show_lists_the_events_of_one_thing(actor: Actor) -> None:
    user = builders.make_inspector("person")
    actions.update_user(actor, user, version=0, name="Other", roles=["inspector"], access_until=None)
    lines = output_of("audit", "show", "--thing", "user", "--id", str(user.public_id)).splitlines()
    assert [re.sub(r"  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ", " ", line) for line in lines] == [
        "2 system: tests  user.added",
        f"3 {actor.name}  user.changed (name)",
    ]


def why_nothing(thing: str, thing_id: object) -> str:
    sentence, code = refusal_of("audit", "show", "--thing", thing, "--id", str(thing_id))
    assert code == 2
    return sentence


def test_audit_show_refuses_a_kind_that_the_trail_does_not_hold(actor: Actor) -> None:
    assert why_nothing("case", "B-2022-006") == "The trail holds no “case”. --thing is one of: user."


def test_audit_show_says_which_identifier_it_wants(actor: Actor) -> None:
    sentence = why_nothing("user", "person")
    assert sentence.startswith("The trail has no event of user person. --id is the identifier in the address")


def test_audit_show_says_of_what_kind_an_identifier_is(actor: Actor) -> None:
    person = builders.make_inspector("person")
    builders.make_force("force-x")
    expected = f"The trail has no event of force {person.public_id}. That identifier is known, of a user: give "
    assert why_nothing("force", person.public_id) == f"{expected}--thing user."


def test_audit_show_says_that_the_trail_is_empty() -> None:
    assert why_nothing("user", "x") == "The trail is empty."


def test_flush_is_refused_outside_tests(settings: Settings, administrator: User) -> None:
    settings.TESTING = False
    sentence, code = refusal_of("flush", "--noinput")
    assert (sentence.startswith("Casegrade is never emptied"), code, User.objects.count()) == (True, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_tables_and_keeps_the_triggers(administrator: User) -> None:
    cache.set("attempts", 5)
    call_command("flush", "--noinput", verbosity=0)
    assert (User.objects.count(), AuditEvent.objects.count(), cache.get("attempts")) == (0, 0, None)
    assert immutability.missing(connection) == []
