"""`manage.py load_reference`: the roles, the police forces and the published results that ship with the project."""

from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from review.inspections.reference import load_reference


class Command(BaseCommand):
    """Loads what ships with the project; run again, it writes only what differs."""

    help = "Load the roles, the police forces and the published results that ship with the project."
    acts_as_user = False

    def run(self, actor: Actor, **options: Any) -> None:
        """Load everything in one transaction, and print a line about each sort."""
        for line in load_reference(actor):
            self.stdout.write(line)
