"""`manage.py framework ...`: check, try, import, publish, retire, list and export frameworks."""

import json
import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from access.permissions import require
from access.refusals import Conflict, Refused
from review.authoring import diff_command
from review.authoring.publishing_actions import publish
from review.frameworks import actions
from review.frameworks.file.exchange import canonical, read_stored, sha256
from review.frameworks.file.schema import schema_text
from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import by_address, visible_versions
from review.frameworks.rules import trying
from review.frameworks.rules.method import method_of
from review.frameworks.spreadsheet.unpacking import MOST_BYTES
from review.frameworks.spreadsheet.writing import spreadsheet


class Command(BaseCommand):
    """Does what administrators do on the pages of frameworks."""

    help = "Check, try, import, publish, retire, list and export frameworks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and with which file or version."""
        super().add_arguments(parser)
        kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
        for what, words in (
            ("check", "read a file and say everything that is wrong with it; write nothing"),
            ("import", "add a file as a new draft version"),
        ):
            self._kind(kinds, what, words).add_argument("file", metavar="FILE", type=Path)
        tried = self._kind(kinds, "try", "work out the results that a file's rules give for answers; touch no database")
        tried.add_argument("file", metavar="FILE", type=Path)
        tried.add_argument(
            "--answers",
            metavar="FILE.json",
            required=True,
            help="the answers as JSON; - reads standard input",
        )
        published = self._kind(kinds, "publish", "publish a draft, so that inspections can use it")
        published.add_argument("code", metavar="CODE")
        published.add_argument("number", metavar="NUMBER", type=int, nargs="?", help="the newest version unless given")
        published.add_argument("--note", default="", help="what is new in the version; kept with it")
        retire = self._kind(kinds, "retire", "retire a published version: no new inspection can use it")
        export = self._kind(kinds, "export", "print a version as a file, in its canonical form")
        for numbered in (retire, export):
            numbered.add_argument("code", metavar="CODE")
            numbered.add_argument("number", metavar="NUMBER", type=int)
        export.add_argument("--format", choices=("yaml", "xlsx"), default="yaml", help="yaml unless given")
        export.add_argument("--out", metavar="FILE", type=Path, help="where to write it; a spreadsheet needs one")
        retire.add_argument("--reason", default="", help="why; kept with the version")
        self._kind(kinds, "list", "list the versions with their state")
        self._kind(kinds, "schema", "print the JSON Schema of the framework file")
        differ = self._kind(kinds, "diff", "say in what two versions or files differ, and what it would have meant")
        for name, words in (("older", "the older one"), ("newer", "the newer one")):
            differ.add_argument(name, help=f"{words}: CODE:NUMBER (or CODE/NUMBER) of a version, or a file's path")
        differ.add_argument("--format", choices=("text", "json"), default="text", help="text unless given")

    def _kind(self, kinds: Any, what: str, words: str) -> ArgumentParser:
        """Add a thing to do; it takes `--as` too, so that it can stand last."""
        parser: ArgumentParser = kinds.add_parser(what, help=words, description=words)
        parser.add_argument("--as", dest="acting_as", default=SUPPRESS, metavar="USERNAME", help="act as this user")
        return parser

    def run(self, actor: Actor, **options: Any) -> None:
        """Do it, or raise a refusal that says on a line each what is wrong."""
        getattr(self, f"_{options['what']}")(actor, options)

    def _check(self, actor: Actor, options: dict[str, Any]) -> None:
        checked = actions.read_whole(_content(options["file"]))
        file = checked.file
        parts = (
            _counted(len(file.all_topics), "topic", "topics"),
            _counted(sum(len(topic.criteria) for topic in file.all_topics), "criterion", "criteria"),
            _counted(len(file.classification), "classification question", "classification questions"),
        )
        self.stdout.write(f"{options['file']} is a valid framework: {file.framework}, {', '.join(parts)}.")
        self.stdout.write(f"SHA-256 of its canonical form: {sha256(canonical(file))}")
        if file.examples:
            agree = "gives what it expects" if len(file.examples) == 1 else "give what they expect"
            self.stdout.write(f"{_counted(len(file.examples), 'worked example', 'worked examples')} {agree}.")
        for note in checked.notes:
            self.stdout.write(note)

    def _try(self, actor: Actor, options: dict[str, Any]) -> None:
        method = method_of(actions.checked(_content(options["file"])))
        answers = _answers(options["answers"])
        self.stdout.write(json.dumps(trying.tried(method, answers), ensure_ascii=False, indent=2))

    def _import(self, actor: Actor, options: dict[str, Any]) -> None:
        version = actions.import_framework(actor, _content(options["file"]), options["file"].name)
        code = version.framework.code
        self.stdout.write(
            f"Imported {options['file']} as version {version.number} of {code}, a draft. "
            f"Publish it with: manage.py framework publish {code} {version.number}"
        )

    def _publish(self, actor: Actor, options: dict[str, Any]) -> None:
        number = options["number"] or _newest(actor, options["code"])
        version = publish(actor, _version(actor, options["code"], number), options["note"])
        self.stdout.write(f"Published version {version.number} of {options['code']}. Inspections can use it now.")

    def _retire(self, actor: Actor, options: dict[str, Any]) -> None:
        if not options["reason"].strip():
            raise Refused("A version is retired with a reason: add --reason and why.")
        version = actions.retire(actor, _version(actor, options["code"], options["number"]), options["reason"])
        self.stdout.write(f"Retired version {version.number} of {options['code']}. No new inspection can use it.")

    def _export(self, actor: Actor, options: dict[str, Any]) -> None:
        version = _version(actor, options["code"], options["number"])
        if options["format"] == "xlsx" and not options["out"]:
            raise Refused("A spreadsheet is written into a file: add --out FILE.xlsx")
        if not options["out"]:
            self.stdout.write(version.canonical, ending="")
            return
        workbook = options["format"] == "xlsx"
        data = spreadsheet(read_stored(version.canonical)) if workbook else version.canonical.encode()
        _write(options["out"], data)
        self.stdout.write(f"Wrote {version} to {options['out']}.")

    def _diff(self, actor: Actor, options: dict[str, Any]) -> None:
        older, newer = (diff_command.side(actor, options[name]) for name in ("older", "newer"))
        self.stdout.write(diff_command.printed(actor, older, newer, options["format"]))

    def _schema(self, actor: Actor, options: dict[str, Any]) -> None:
        self.stdout.write(schema_text(), ending="")

    def _list(self, actor: Actor, options: dict[str, Any]) -> None:
        require(actor, "framework.view")
        versions = list(visible_versions(actor))
        for version in versions:
            state = version.get_status_display().lower()
            self.stdout.write(f"{version.framework.code} {version.number}  {state:9}  {version.title}")
        if not versions:
            self.stdout.write("There is no framework yet. Add one with: manage.py framework import FILE")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what is in a file, or as much of it as shows that it is too large. Raises Refused."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error


def _write(path: Path, data: bytes) -> None:
    """Write a file. Raises Refused where that cannot be done."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error


def _answers(place: str) -> bytes:
    """Return the answers that a file or standard input holds, or as much as shows that there are too many."""
    if place == "-":
        return sys.stdin.buffer.read(trying.MOST_BYTES + 1)
    return _content(Path(place), trying.MOST_BYTES)


def _version(actor: Actor, code: str, number: int) -> FrameworkVersion:
    require(actor, "framework.view")
    try:
        return by_address(actor, code, number)
    except FrameworkVersion.DoesNotExist as absent:
        raise Refused(
            f"There is no version {number} of a framework “{code}”. See: manage.py framework list"
        ) from absent


def _newest(actor: Actor, code: str) -> int:
    """Return the number of the newest version. Raises Refused where it is no draft, or there is none."""
    newest = visible_versions(actor).filter(framework__code=code).first()
    if newest is None:
        raise Refused(f"There is no framework “{code}”. See: manage.py framework list")
    if newest.status != FrameworkVersion.Status.DRAFT:
        raise Conflict(
            f"The newest version of {code}, {newest.number}, is {newest.get_status_display().lower()} already."
        )
    return newest.number
