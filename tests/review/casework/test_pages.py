"""The pages of cases: home, list, case, documents; who sees what on them, and how many queries they ask."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent, User
from casefiles.cases.models import CaseCorrection
from casefiles.documents.models import Document
from review.casework.actions import withdraw
from review.inspections.actions import declare_conflict
from review.inspections.models import Subject
from review.reviewing.models import Review
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


def subject_in(world: World, reference: str = "") -> Subject:
    """Return a case to assign."""
    return builders.add_case(world.supervisor, world.inspection, world.force, reference)


HOME_OF_INSPECTOR, HOME_OF_SUPERVISOR, CASE_LIST, CASE_PAGE = 4, 12, 12, 26


def test_home_of_an_inspector_asks_the_same_queries_for_one_and_three_cases(
    world: World, django_assert_num_queries: Any
) -> None:
    """The inspector's cases come with progress and label in one query."""
    client = browser_of(world.inspector)
    builders.assign(world.supervisor, subject_in(world), world.inspector)
    with django_assert_num_queries(HOME_OF_INSPECTOR):
        client.get("/")
    for _ in range(2):
        builders.assign(world.supervisor, subject_in(world), world.inspector)
    with django_assert_num_queries(HOME_OF_INSPECTOR):
        client.get("/")


def test_home_of_a_supervisor_asks_the_same_queries_for_one_and_three_cases(
    world: World, django_assert_num_queries: Any
) -> None:
    """Progress and grades of all inspections together."""
    client = browser_of(world.supervisor)
    builders.signed_off(world.supervisor, subject_in(world), world.inspector)
    with django_assert_num_queries(HOME_OF_SUPERVISOR):
        client.get("/")
    builders.signed_off(world.supervisor, subject_in(world), world.inspector)
    builders.submitted(world.supervisor, subject_in(world), world.inspector)
    with django_assert_num_queries(HOME_OF_SUPERVISOR):
        client.get("/")


def test_home_of_a_supervisor_leads_from_every_number_to_its_cases(world: World) -> None:
    """Every state that has cases is linked to the list of them."""
    waiting, begun, withdrawn = (subject_in(world) for _ in range(3))
    builders.assign(world.supervisor, begun, world.inspector)
    builders.submitted(world.supervisor, subject_in(world), world.inspector)
    builders.signed_off(world.supervisor, subject_in(world), world.inspector)
    withdraw(builders.acting(world.supervisor), withdrawn, "Not of this kind.")
    page = browser_of(world.supervisor).get("/").content.decode()
    cases = reverse("case-list", args=[world.inspection.slug_id])
    assert waiting.status == "to-assign"
    linked = {status for status, _ in Subject.Status.choices if f'href="{cases}?status={status}"' in page}
    assert linked == {status for status, _ in Subject.Status.choices}


def test_home_keeps_figures_from_a_supervisor_with_a_conflict(world: World) -> None:
    """What the report would refuse, and the state of the case itself, the home page does not tell either."""
    client, subject = browser_of(world.supervisor), subject_in(world)
    builders.signed_off(world.supervisor, subject, world.inspector)
    assert "Requires improvement 1" in client.get("/").content.decode()
    declare_conflict(builders.acting(world.supervisor), world.inspection, subject=subject, reason="I know the family.")
    page = client.get("/")
    assert "Requires improvement" not in page.content.decode()
    assert reverse("report", args=[world.inspection.slug_id]) not in page.content.decode()
    inspection = page.context["supervised"][0]
    assert (inspection.n_subjects, inspection.n_signed_off) == (0, 0)


def test_case_list_asks_the_same_queries_for_one_and_three_cases(world: World, django_assert_num_queries: Any) -> None:
    """Label, reviewer and progress come with the list."""
    client, address = browser_of(world.supervisor), reverse("case-list", args=["test-world"])
    subject_in(world)
    with django_assert_num_queries(CASE_LIST):
        client.get(address)
    builders.assign(world.supervisor, subject_in(world), world.inspector)
    subject_in(world)
    with django_assert_num_queries(CASE_LIST):
        client.get(address)


def test_case_page_asks_the_same_queries_for_one_and_three_documents(
    world: World, django_assert_num_queries: Any
) -> None:
    """Documents, persons, reviews and history come in one query each; the steps of reviews where there are any."""
    subject = subject_in(world)
    client, address = browser_of(world.supervisor), reverse("case", args=[subject.public_id])
    add_document(client, subject, "First log")
    client.get(address)
    with django_assert_num_queries(CASE_PAGE):
        client.get(address)
    add_document(client, subject, "Second log")
    add_document(client, subject, "Third log")
    with django_assert_num_queries(CASE_PAGE):
        client.get(address)


def add_document(client: Client, subject: Subject, title: str) -> Document:
    """Add a text document through its page and return it."""
    file = SimpleUploadedFile("log.txt", f"{title}.\n\nThe child was seen.\n".encode())
    answer = client.post(reverse("case-document-add", args=[subject.public_id]), {"title": title, "file": file})
    assert answer.status_code == 302
    return Document.objects.get(title=title)


def test_case_list_is_searched_by_reference_and_filtered_by_state(world: World) -> None:
    """Search finds parts of references; the state narrows further."""
    for reference in ("AB-1", "AB-2", "XY-1"):
        subject_in(world, reference)
    builders.assign(world.supervisor, Subject.objects.get(case__reference="AB-1"), world.inspector)
    address, client = reverse("case-list", args=["test-world"]), browser_of(world.supervisor)
    found = client.get(address, {"q": "ab"}).context["page_obj"].object_list
    assert [subject.case.reference for subject in found] == ["AB-1", "AB-2"]
    found = client.get(address, {"q": "ab", "status": "to-assign"}).context["page_obj"].object_list
    assert [subject.case.reference for subject in found] == ["AB-2"]


def test_a_reviewer_sees_the_case_without_what_others_did(world: World) -> None:
    """No state of the subject, no other reviews, no history: they would tell of somebody else's review."""
    subject = subject_in(world)
    builders.assign(world.supervisor, subject, world.inspector)
    page = browser_of(world.inspector).get(reverse("case", args=[subject.public_id])).content.decode()
    assert "Under review" not in page
    assert "History" not in page
    assert "Correct the facts" not in page
    assert "Open my review" in page


def test_a_case_of_somebody_else_is_not_found(world: World) -> None:
    """An inspector without a review of the case gets 404, for the case and for its documents."""
    subject = subject_in(world)
    document = add_document(browser_of(world.supervisor), subject, "Log")
    builders.assign(world.supervisor, subject, world.inspector)
    client = browser_of(world.other)
    for address in (
        reverse("case", args=[subject.public_id]),
        reverse("document", args=[document.public_id]),
        reverse("document-file", args=[document.public_id]),
    ):
        assert client.get(address).status_code == 404


def test_opening_a_case_and_a_document_is_in_the_trail_once_a_session(world: World) -> None:
    """Reading twice in a session is one event; another session is another."""
    subject = subject_in(world)
    document = add_document(browser_of(world.supervisor), subject, "Log")
    builders.assign(world.supervisor, subject, world.inspector)
    client = browser_of(world.inspector)
    for _ in range(2):
        client.get(reverse("case", args=[subject.public_id]))
        client.get(reverse("document", args=[document.public_id]))
    opened = AuditEvent.objects.filter(actor_id=world.inspector.pk, action__endswith=".opened")
    assert sorted(opened.values_list("action", flat=True)) == ["case.opened", "document.opened"]
    browser_of(world.inspector).get(reverse("case", args=[subject.public_id]))
    assert opened.count() == 3


def test_a_document_is_read_section_by_section(world: World) -> None:
    """The page asked for is shown, and one out of range becomes the nearest."""
    subject = subject_in(world)
    client = browser_of(world.supervisor)
    address = reverse("document", args=[add_document(client, subject, "Log").public_id])
    assert "The child was seen." in client.get(address, {"page": "2"}).content.decode()
    for odd in ("99", "0", "-1", "x", "9" * 30):
        assert client.get(address, {"page": odd}).status_code == 200


def test_a_document_file_is_served_as_what_it_is_and_never_as_a_page(world: World) -> None:
    """The answer cannot run in the site's name, and is not kept by caches."""
    subject = subject_in(world)
    client = browser_of(world.supervisor)
    answer = client.get(reverse("document-file", args=[add_document(client, subject, "Log").public_id]))
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_correcting_facts_keeps_the_reason_and_refuses_a_stale_page(world: World) -> None:
    """Of two pages opened at once the second is told that somebody was faster."""
    subject = subject_in(world)
    client, address = browser_of(world.supervisor), reverse("case-correct", args=[subject.public_id])
    form = client.get(address).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    for name in ("reported_on", "closed_on"):
        day = data.pop(name)
        for part, text in enumerate([str(day.day), str(day.month), str(day.year)] if day else ["", "", ""]):
            data[f"{name}_{part}"] = text
    data |= {"team_type": "non-specialist", "reason": "The log says so."}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data | {"team_type": "not-recorded"}).status_code == 409
    assert list(CaseCorrection.objects.values_list("reason", flat=True)) == ["The log says so."]


def test_assigning_several_on_the_list_is_all_or_none(world: World) -> None:
    """A reviewer tied to one of the forces gets none of the ticked cases, and the page says why."""
    subjects = [subject_in(world) for _ in range(2)]
    client = browser_of(world.supervisor)
    address = reverse("case-assign-many", args=["test-world"])
    ticked = {"case": [str(subject.public_id) for subject in subjects]}
    assert client.post(address, {**ticked, "reviewer": str(world.inspector.public_id)}).status_code == 302
    assert Review.objects.count() == 2
    again = client.post(address, {**ticked, "reviewer": str(world.other.public_id)})
    assert again.status_code == 400
    assert "None of the cases was assigned" in again.content.decode()
    assert Review.objects.count() == 2


@pytest.mark.parametrize("page", ["case-withdraw", "case-unassign", "case-reinstate"])
def test_a_step_out_of_turn_is_told_as_a_conflict(world: World, page: str) -> None:
    """A step that the state does not allow answers 409 and changes nothing."""
    subject = subject_in(world)
    builders.signed_off(world.supervisor, subject, world.inspector)
    answer = browser_of(world.supervisor).post(reverse(page, args=[subject.public_id]), {"reason": "A reason."})
    assert answer.status_code == 409
    subject.refresh_from_db()
    assert subject.status == "signed-off"


def test_home_shows_each_role_its_part(world: World) -> None:
    """An administrator sees frameworks and no inspection; an inspector without cases is told what happens next."""
    administrator = browser_of(builders.make_administrator()).get("/").content.decode()
    assert "Frameworks" in administrator
    assert "My inspections" not in administrator
    assert "No case is assigned to you." in browser_of(world.inspector).get("/").content.decode()
