"""A small and a large inspection for timing, their cases loaded as rows."""

from datetime import UTC, datetime

from django.test import Client
from django.urls import reverse

from access.models import User
from review.inspections.actions import add_force
from tests import builders
from tests.bench.bulk import Load, load
from tests.bench.plans import plan, questions_of


def build(small: int, large: int) -> tuple[User, str, str]:
    """Return a supervisor and the short names of two inspections of these sizes."""
    from django.conf import settings

    text = (settings.BASE_DIR / "fixtures" / "frameworks" / "group-based-cse.yaml").read_text()
    version = builders.published_framework(text)
    supervisor, inspector = builders.make_supervisor("bench-supervisor"), builders.make_inspector("bench-inspector")
    forces = tuple(builders.make_force(f"synthetic-bench-{letter}") for letter in "abcdef")
    questions = tuple(questions_of(version))
    builders.NOW = datetime.now(UTC)
    slugs = []
    for size in (small, large):
        inspection = builders.make_inspection(
            supervisor,
            version,
            inspectors=[inspector],
            slug=f"bench-{size}",
            headline_subset="group-based=yes",
        )
        for force in forces:
            add_force(builders.acting(supervisor), inspection, force)
        to = Load(inspection, version, inspector, forces, questions, builders.NOW)
        load(to, plan(questions, size, len(forces)))
        slugs.append(inspection.slug_id)
    return supervisor, slugs[0], slugs[1]


def client_of(user: User) -> Client:
    """Return a browser in which `user` is signed in, over the address that the settings allow."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def report_addresses() -> dict[str, str]:
    """Return the pages to time, by their words; `{slug}` stands for the inspection."""
    report = reverse("report", args=["SLUG"]).replace("SLUG", "{slug}")
    build = reverse("report-build", args=["SLUG"]).replace("SLUG", "{slug}")
    cases = reverse("report-cases", args=["SLUG"]).replace("SLUG", "{slug}")
    return {
        "report, headline by force": report,
        "report by criterion": f"{build}?by=criterion",
        "report by a classification question": f"{build}?by=known-from-records",
        "report, two conditions": f"{build}?w.group-based=yes&w.team-type=specialist",
        "cases behind a figure": f"{cases}?answer=good",
    }
