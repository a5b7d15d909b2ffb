"""`manage.py load_reference`: the roles, police forces, published results and language list that ship."""

from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from review.external.reference import load_reference
from review.language.shipped_actions import load_language


class Command(BaseCommand):
    """Loads what ships with the project; run again, it writes only what differs."""

    help = "Load the roles, police forces, published results and language list that ship with the project."
    acts_as_user = False

    def run(self, actor: Actor, **options: Any) -> None:
        """Load each sort, all of it or nothing, and print a line about it."""
        for line in load_reference(actor):
            self.stdout.write(line)
        self.stdout.write(f"Language list: {load_language(actor)} wordings added or changed.")
