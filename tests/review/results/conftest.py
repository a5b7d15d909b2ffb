"""An inspection by a method with rules over cases, and a quick way to signed-off cases in it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from access.models import User
from casefiles.forces.models import Force
from review.inspections.actions import add_force
from review.inspections.models import Inspection, InspectionForce, Subject
from review.results.actions import EnteredInput, enter_results
from review.results.queries import InspectionResults, PlaceResults, results_of
from tests import builders
from tests.review.results.method import YES, method


@dataclass
class Standards:
    """The inspection with its people and two forces, of which the first is Force A."""

    inspection: Inspection
    supervisor: User
    inspector: User
    first: Force
    second: Force

    def signed(self, force: Force | None = None, count: int = 1, **answers: str) -> list[Subject]:
        """Return signed-off cases of a force whose answers are all yes, but for these."""
        return [self._signed(force or self.first, {**YES, **answers}) for _ in range(count)]

    def _signed(self, force: Force, answers: dict[str, str]) -> Subject:
        subject = builders.add_case(self.supervisor, self.inspection, force)
        builders.signed_off(self.supervisor, subject, self.inspector, answers)
        return subject

    def results(self) -> InspectionResults:
        """Return the results as they are now."""
        return results_of(self.inspection, builders.NOW)

    def whole(self) -> PlaceResults:
        """Return the results of the whole inspection."""
        return self.results().whole

    def of(self, force: Force) -> PlaceResults:
        """Return the results of one force."""
        return next(place for place in self.results().forces if place.force and place.force.force_id == force.pk)

    def in_inspection(self, force: Force) -> InspectionForce:
        """Return a force as it is in the inspection."""
        return self.inspection.forces.get(force=force)

    def enter(self, grade: str, force: Force | None = None, revision: int = 0, reason: str = "Interviews.") -> None:
        """Enter the result for leadership."""
        place = self.in_inspection(force) if force else None
        given = EnteredInput("leadership", revision, grade, reason)
        enter_results(builders.acting(self.supervisor), self.inspection, place, [given])


def standards_of(text: str) -> Standards:
    """Return an inspection by this method, in fieldwork, with two forces and no case yet."""
    supervisor, inspector = builders.make_supervisor("sam"), builders.make_inspector("ines")
    version = builders.published_framework(text)
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector], slug="standards")
    first, second = builders.make_force("synthetic-one"), builders.make_force("synthetic-two")
    for force in (first, second):
        add_force(builders.acting(supervisor), inspection, force)
    return Standards(inspection, supervisor, inspector, first, second)


@pytest.fixture
def standards(db: None) -> Standards:
    """Return the inspection by the test's method."""
    return standards_of(method())


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Return a way to sign somebody in."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
