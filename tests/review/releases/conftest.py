"""An inspection with cases enough for a release, and what a release is asked for in one line."""

from collections.abc import Sequence

import pytest

from access.actor import Actor
from access.models import User
from review.counting.method import method_of
from review.inspections.models import Inspection
from review.releases.actions import Wanted, make_release
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.models import PublicRelease
from review.releases.queries import earlier_releases, policy_of, rule_of
from review.reports.building import Definition, chosen
from review.reports.document import Sheet
from tests import builders
from tests.review.conftest import World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def signed(world: World, grade: str = "good", group: str = "yes", **facts: object) -> None:
    """Sign off a case."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    builders.signed_off(world.supervisor, subject, world.inspector, answers)


@pytest.fixture
def counted(world: World) -> World:
    """Return the world with twelve cases: 6 of specialist teams (5 good, 1 inadequate), 6 of others (all good)."""
    for grade in ("good",) * 5 + ("inadequate",):
        signed(world, grade, team_type="specialist")
        signed(world, "good", team_type="non-specialist")
    return world


def actor_of(user: User) -> Actor:
    """Return somebody acting at the tests' moment."""
    return builders.acting(user)


def asked(
    inspection: Inspection, by: Sequence[str] = (), where: Sequence[str] = (), measure: str = "grade"
) -> Definition:
    """Return what a report is asked for."""
    return Definition(chosen(method_of(inspection), where), tuple(by), measure)


def draft_of(inspection: Inspection, *definitions: Definition, intervals: bool = False) -> Draft:
    """Return the release of these reports as it would be given out now."""
    rule, earlier = rule_of(policy_of(inspection)), earlier_releases(inspection)
    return drafted(method_of(inspection), definitions, rule, earlier, Heading("Grades", intervals), builders.NOW)


def wanted(*definitions: Definition, title: str = "Grades", intervals: bool = False) -> Wanted:
    """Return a release as it is asked for."""
    return Wanted(title, "A published report.", definitions, intervals)


def released(world: World, *definitions: Definition) -> PublicRelease:
    """Give out a release of these reports, as it was looked at."""
    draft = draft_of(world.inspection, *definitions)
    return make_release(actor_of(world.supervisor), method_of(world.inspection), wanted(*definitions), draft.digest)


def words_of(sheet: Sheet) -> dict[str, list[str]]:
    """Return the rows of a table by their headings, each as the words of its counts."""
    counts = [place for place, column in enumerate(sheet.columns) if column.kind == "count"]
    return {": ".join(line.headings): [line.values[place].words for place in counts] for line in sheet.lines}
