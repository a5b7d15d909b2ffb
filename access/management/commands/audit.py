"""`manage.py audit`: walk the trail and say whether it is intact, or list what happened to one thing."""

from argparse import ArgumentParser
from typing import Any

from django.db import connection
from django.utils import timezone

from access import audit, immutability
from access.actor import Actor
from access.commands import Command as BaseCommand
from access.models import AuditEvent
from access.refusals import Refused

WANTED = (
    " --id is the identifier in the address of the thing's page, such as 123e4567-e89b-42d3-a456-426614174000"
    " (for what has no such address, such as a force, its code). A case's page has that of its subject."
)


class Command(BaseCommand):
    """Reads the trail; writes nothing."""

    help = "Verify the trail, or show the events of one thing."
    acts_as_user = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and for `show` the thing."""
        super().add_arguments(parser)
        tasks = parser.add_subparsers(dest="task", required=True, metavar="verify|show")
        tasks.add_parser("verify", help="check every event against the one before it; exit code 2 for a fault")
        show = tasks.add_parser("show", help="list the events of one thing, oldest first")
        show.add_argument("--thing", required=True, help="its kind, for example user, review or subject")
        show.add_argument("--id", required=True, help="the identifier in the address of its page (a UUID)")

    def run(self, actor: Actor, **options: Any) -> None:
        """Do the task. Raises Refused where the trail is not intact, or nothing is known of the thing."""
        if options["task"] == "verify":
            self._verify()
        else:
            self._show(options["thing"], options["id"])

    def _verify(self) -> None:
        verdict = audit.verify()
        self.stdout.write(f"Events: {verdict.events}")
        self.stdout.write(f"Erased details: {verdict.erased_details}")
        self.stdout.write(f"Head: {verdict.events} {verdict.head or '(none)'}")
        missing = [
            f"The trigger {name} is missing: run `manage.py migrate`." for name in immutability.missing(connection)
        ]
        if faults := [*verdict.faults, *missing]:
            raise Refused("\n".join(["The trail is not intact.", *faults]))
        self.stdout.write("The trail is intact.")

    def _show(self, thing: str, thing_id: str) -> None:
        events = AuditEvent.objects.filter(thing=thing, thing_id=thing_id)
        if not events:
            raise Refused(_why_nothing(thing, thing_id))
        for event in events:
            self.stdout.write(_line(event))


def _why_nothing(thing: str, thing_id: str) -> str:
    """Return why nothing is shown: a kind that the trail does not hold, another kind's identifier, or none of its."""
    kinds = sorted(set(AuditEvent.objects.order_by().values_list("thing", flat=True).distinct()))
    if not kinds:
        return "The trail is empty."
    if thing not in kinds:
        return f"The trail holds no “{thing}”. --thing is one of: {', '.join(kinds)}."
    same = AuditEvent.objects.filter(thing_id=thing_id).order_by("sequence").first()
    known = f" That identifier is known, of a {same.thing}: give --thing {same.thing}." if same else WANTED
    return f"The trail has no event of {thing} {thing_id}.{known}"


def _line(event: AuditEvent) -> str:
    """Return an event in one line: number, time, who, what, changed fields."""
    at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")
    fields = f" ({', '.join(event.fields)})" if event.fields else ""
    return f"{event.sequence}  {at}  {event.actor_name}  {event.action}{fields}"
