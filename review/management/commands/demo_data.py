"""`manage.py demo_data`: build the demonstration unless it is there, and tell how to look at it."""

from typing import Any

from django.conf import settings

from access.actor import Actor
from access.commands import Command as BaseCommand
from access.refusals import Refused
from review.demo.building import demonstration
from review.demo.telling import told


class Command(BaseCommand):
    """Builds the demonstration."""

    help = "Build the demonstration, all of it synthetic, unless it is there; print its headline table and sign-ins."
    acts_as_user = False

    def run(self, actor: Actor, **options: Any) -> None:
        """Build what is missing and print; refused where others work already, and in production."""
        if not settings.DEMO_PASSWORD:
            raise Refused("The demonstration is not for production: its password would be known.")
        self.stdout.write(told(demonstration()), ending="")
