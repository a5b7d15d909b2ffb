"""What was added of suspects after sign-off is told, and changes no figure."""

import pytest
from django.test import Client
from django.urls import reverse

from casefiles.cases import actions as case_actions
from casefiles.cases.models import Person
from casefiles.domain.facts import EthnicityFacts
from review.counting.corrected_suspects import cases_with_corrected_suspects, corrected_words
from review.counting.method import method_of
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import OFFICER, SELF, add, sign_off, suspect


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def subject(world: World) -> Subject:
    """Return a signed-off case with three suspects, beside one that nobody corrects."""
    for _ in range(2):
        found = add(world, grade="good")
        suspect(world, found, "S1", (SELF, "W1", "", "arrest"), (OFFICER, "IC1", "", "custody"))
        suspect(world, found, "S2", (SELF, "", "not-stated", "arrest"))
        suspect(world, found, "S3")
        sign_off(world, found)
    return found


def record(world: World, subject: Subject, reference: str, *facts: str) -> None:
    """Add a record of a suspect's ethnicity: scheme, code, absence, stage."""
    actor = builders.acting(world.supervisor)
    person = Person.objects.get(case=builders.case_of(subject), reference=reference)
    case_actions.add_ethnicity_record(
        actor, subject_scope(actor, subject), person, EthnicityFacts(*facts, "crime-record")
    )


@pytest.mark.parametrize(
    ("reference", "facts", "changed"),
    [
        ("S1", (SELF, "W1", "", "later"), 1),
        ("S1", (OFFICER, "", "unknown", "later"), 1),
        ("S1", (OFFICER, "", "unknown", "arrest"), 0),
        ("S2", (OFFICER, "IC3", "", "later"), 1),
        ("S2", (SELF, "", "not-stated", "later"), 1),
        ("S2", (SELF, "", "not-stated", "arrest"), 0),
        ("S3", (SELF, "", "unknown", "arrest"), 1),
    ],
)
def test_a_record_that_was_added_is_told_where_it_would_count(
    world: World, subject: Subject, reference: str, facts: tuple[str, ...], changed: int
) -> None:
    method = method_of(world.inspection)
    assert cases_with_corrected_suspects(method) == 0
    record(world, subject, reference, *facts)
    assert cases_with_corrected_suspects(method) == changed


def test_a_suspect_that_was_added_is_told_until_a_new_sign_off(world: World, subject: Subject) -> None:
    suspect(world, subject, "S4")
    client = Client()
    client.force_login(world.supervisor)
    build = f"{reverse('report-build', args=['test-world'])}?count=ethnicity&all=yes"
    told = "1 case has suspects or records of their ethnicity that were added after sign-off."
    on_case = "Suspects, or records of their ethnicity, were added since this case was signed off."
    page = client.get(build)
    assert (page.context["report"].table.n, told in page.content.decode()) == (6, True)
    assert on_case in client.get(reverse("case", args=[subject.public_id])).content.decode()
    file = client.get(f"{reverse('report-download', args=['test-world'])}?count=ethnicity&all=yes&format=text")
    assert told in b"".join(file).decode()  # type: ignore[arg-type]
    moderation.reopen(builders.acting(world.supervisor), subject, "A suspect was missing.")
    sign_off(world, subject)
    page = client.get(build)
    assert (page.context["report"].table.n, told in page.content.decode()) == (7, False)
    assert on_case not in client.get(reverse("case", args=[subject.public_id])).content.decode()


def test_reports_of_cases_do_not_speak_of_suspects(world: World, subject: Subject) -> None:
    suspect(world, subject, "S4")
    client = Client()
    client.force_login(world.supervisor)
    page = client.get(f"{reverse('report-build', args=['test-world'])}?by=force").content.decode()
    assert "added after sign-off" not in page
    assert corrected_words(2).startswith("2 cases have suspects or records of their ethnicity that were added")
    assert corrected_words(0) == ""
