"""The app that knows who people are, what they may do and what they did."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AccessConfig(AppConfig):
    """Registers the tables that nobody may change, and keeps their triggers over migrations."""

    name = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Protect the trail, and listen to sign-ins.

        SQLite's table remake drops triggers, so they are put back after every migration.
        """
        from access import audit, checks, immutability, sign_in_events  # noqa: F401

        pre_migrate.connect(immutability.drop_before_migrating, sender=self)
        post_migrate.connect(immutability.install_after_migrating, sender=self)
        sign_in_events.connect()
