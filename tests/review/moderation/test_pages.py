"""The pages of a supervisor's decisions."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from casefiles.cases.actions import correct_case
from casefiles.cases.queries import facts_of
from review.inspections.models import Subject
from review.moderation.models import SignOff
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def browser_of(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def subject(world: World) -> Subject:
    """Return a case whose review is submitted."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.submitted(world.supervisor, subject, world.inspector)
    return subject


def test_sign_off_page_approves_what_it_shows(world: World, subject: Subject) -> None:
    """The form carries the digest of what is on screen; with the box ticked the case is signed off."""
    client, address = browser_of(world.supervisor), reverse("case-sign-off", args=[subject.public_id])
    seen = client.get(address).context["decision"].digest
    assert client.post(address, {"seen": seen}).status_code == 200
    assert client.post(address, {"seen": "0" * 64, "read": "on"}).status_code == 409
    assert SignOff.objects.count() == 0
    assert client.post(address, {"seen": seen, "read": "on"}).status_code == 302
    assert SignOff.objects.get().digest == seen


def test_an_ended_sign_off_stays_readable(world: World, subject: Subject) -> None:
    """After reopening the page says that it has ended and shows what was approved."""
    client = browser_of(world.supervisor)
    address = reverse("case-sign-off", args=[subject.public_id])
    client.post(address, {"seen": client.get(address).context["decision"].digest, "read": "on"})
    client.post(reverse("case-reopen", args=[subject.public_id]), {"reason": "New documents."})
    page = client.get(reverse("sign-off", args=[SignOff.objects.get().public_id])).content.decode()
    assert "This sign-off has ended" in page
    assert "Reasons for overall-grade." in page


@pytest.mark.parametrize("page", ["case-return", "case-sign-off", "case-reopen"])
def test_decisions_are_not_found_by_an_inspector(world: World, subject: Subject, page: str) -> None:
    """Neither the reviewer nor a colleague reaches a decision."""
    for user in (world.inspector, world.other):
        assert browser_of(user).get(reverse(page, args=[subject.public_id])).status_code == 404


def test_a_sign_off_is_not_found_by_an_inspector(world: World, subject: Subject) -> None:
    """What was approved is for the inspection's supervisors."""
    subject.refresh_from_db()
    builders.moderation.sign_off(builders.acting(world.supervisor), subject)
    address = reverse("sign-off", args=[SignOff.objects.get().public_id])
    assert browser_of(world.inspector).get(address).status_code == 404
    assert browser_of(world.supervisor).get(address).status_code == 200


def test_return_without_a_reason_asks_for_one(world: World, subject: Subject) -> None:
    """The form comes back with its error, and nothing moves."""
    answer = browser_of(world.supervisor).post(reverse("case-return", args=[subject.public_id]), {"reason": " "})
    assert answer.status_code == 200
    assert "Enter a reason" in answer.content.decode()
    subject.refresh_from_db()
    assert subject.status == "ready-for-sign-off"


def test_deciding_twice_is_a_conflict(world: World, subject: Subject) -> None:
    """The second of two supervisors is told that there is nothing to decide."""
    client = browser_of(world.supervisor)
    client.post(reverse("case-return", args=[subject.public_id]), {"reason": "Look again."})
    again = client.post(reverse("case-return", args=[subject.public_id]), {"reason": "Look again."})
    assert again.status_code == 409


def test_a_closed_inspection_refuses_to_reopen_a_case(world: World, subject: Subject) -> None:
    """Its figures stay as they are until its fieldwork is reopened."""
    subject.refresh_from_db()
    builders.moderation.sign_off(builders.acting(world.supervisor), subject)
    builders.inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    client = browser_of(world.supervisor)
    for page in ("case-reopen", "case-correct", "case-document-add"):
        answer = client.get(reverse(page, args=[subject.public_id]))
        assert answer.status_code == 403
        assert "Reopen its fieldwork first" in answer.content.decode()
    case = client.get(reverse("case", args=[subject.public_id])).content.decode()
    assert "Correct the facts" not in case
    assert "History" in case


def test_a_sign_off_shows_the_facts_as_they_were_signed(world: World, subject: Subject) -> None:
    """A later correction changes the case page, which tells it with its reason, and not the sign-off."""
    subject.refresh_from_db()
    actor = builders.acting(world.supervisor)
    signed = builders.moderation.sign_off(actor, subject)
    case, facts = builders.case_of(subject), facts_of(builders.case_of(subject))
    changed = type(facts)(**{**vars(facts), "team_type": "not-recorded"})
    correct_case(actor, subject_scope(actor, subject), case, changed, "The force wrote to say so.", case.version)
    client = browser_of(world.supervisor)
    assert "Specialist team" in client.get(reverse("sign-off", args=[signed.public_id])).content.decode()
    page = client.get(reverse("case", args=[subject.public_id])).content.decode()
    assert "Team that led the investigation: Specialist team became Not recorded" in page
    assert "The force wrote to say so." in page
