"""What the pages of cases say and offer: in a closed inspection, of a correction, of documents, of an assignment."""

from inspect import unwrap

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from casefiles.cases.actions import add_ethnicity_record, add_person
from casefiles.cases.models import CaseCorrection
from casefiles.documents.models import Document
from casefiles.domain import codes
from casefiles.domain.facts import EthnicityFacts
from review.casework.views.adding import case_add
from review.inspections.actions import close
from review.inspections.models import Inspection, Subject
from review.reviewing.queries import subject_scope
from tests import builders
from tests.casefiles.documents import files
from tests.review.conftest import World

CLOSED = "This inspection is closed. Reopen its fieldwork to add or change cases."
NO_DOCUMENTS = "This case has no documents yet. Evidence cannot be cited until one is added."
CASE = {
    "reference": "R-9",
    "force": "synthetic-one",
    "case_area": "online",
    "offence": "Typed with care",
    "team_type": "specialist",
    "force_flag": "no",
    "taskforce_support": "no",
}


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return the supervisor's browser, at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)
    client = Client()
    client.force_login(world.supervisor)
    return client


@pytest.fixture
def subject(world: World) -> Subject:
    """Return a case to assign."""
    return builders.add_case(world.supervisor, world.inspection, world.force, "R-1")


def page_at(client: Client, name: str, *address: object) -> str:
    """Return the page of this name."""
    return client.get(reverse(name, args=address)).content.decode()


def test_case_list_of_a_closed_inspection_offers_no_change(client: Client, world: World, subject: Subject) -> None:
    """Links and the panel to assign are there while the inspection is open, and a sentence once it is closed."""
    offers = [reverse(name, args=["test-world"]) for name in ("case-add", "case-import", "case-assign-many")]
    before = page_at(client, "case-list", "test-world")
    builders.signed_off(world.supervisor, subject, world.inspector)
    close(builders.acting(world.supervisor), world.inspection)
    after = page_at(client, "case-list", "test-world")
    assert ([offer in before for offer in offers], CLOSED in before) == ([True] * 3, False)
    assert ([offer in after for offer in offers], CLOSED in after) == ([False] * 3, True)


def test_empty_case_list_of_a_closed_inspection_offers_no_import(client: Client, world: World) -> None:
    """Where there is no case either, the page does not ask for one."""
    close(builders.acting(world.supervisor), world.inspection)
    assert reverse("case-import", args=["test-world"]) not in page_at(client, "case-list", "test-world")


def test_adding_to_an_inspection_closed_meanwhile_keeps_what_was_typed(world: World, subject: Subject) -> None:
    """The refusal stands in the form."""
    stale = Inspection.objects.get(pk=world.inspection.pk)
    builders.signed_off(world.supervisor, subject, world.inspector)
    close(builders.acting(world.supervisor), world.inspection)
    request = RequestFactory().post("/", CASE)
    request.user, request.actor = world.supervisor, builders.acting(world.supervisor)  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    page = unwrap(case_add)(request, stale).content.decode()
    assert "This inspection is closed. Reopen its fieldwork first." in page
    assert 'value="Typed with care"' in page


def test_correction_shows_the_force_as_text_and_keeps_it(client: Client, world: World, subject: Subject) -> None:
    """No field offers another force, and one that is sent all the same changes nothing."""
    address = reverse("case-correct", args=[subject.public_id])
    page = client.get(address)
    assert "force" not in page.context["form"].fields
    assert world.force.name in page.content.decode()
    other = builders.make_force("synthetic-two")
    data = CASE | {"reference": "R-1", "force": other.code, "reason": "The log says so.", "version": "0"}
    assert client.post(address, data).status_code == 302
    subject.refresh_from_db()
    assert (subject.case.force, CaseCorrection.objects.count()) == (world.force, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("log.txt", b"The child was seen.", "Download the original file (Text, 19"),
        ("plan.pdf", files.pdf("The child was seen."), "Download the original file (PDF, "),
        ("plan.png", files.picture("PNG"), "Open the original file (PNG picture, "),
    ],
)
def test_link_to_the_original_says_what_it_does(
    client: Client, subject: Subject, name: str, data: bytes, words: str
) -> None:
    """A picture opens in the browser; every other file is downloaded, and the link says so."""
    upload = {"title": "Plan", "file": SimpleUploadedFile(name, data)}
    assert client.post(reverse("case-document-add", args=[subject.public_id]), upload).status_code == 302
    document = Document.objects.get()
    assert words in page_at(client, "document", document.public_id)
    sent = client.get(reverse("document-file", args=[document.public_id]))["Content-Disposition"]
    assert sent.split(";")[0] == ("attachment" if words.startswith("Download") else "inline")


def test_assigning_a_case_without_documents_warns_and_goes_on(client: Client, world: World, subject: Subject) -> None:
    """The warning is there until a document is; it refuses nothing."""
    assert NO_DOCUMENTS in page_at(client, "case-assign", subject.public_id)
    upload = {"title": "Log", "file": SimpleUploadedFile("log.txt", b"The child was seen.")}
    client.post(reverse("case-document-add", args=[subject.public_id]), upload)
    assert NO_DOCUMENTS not in page_at(client, "case-assign", subject.public_id)


@pytest.mark.parametrize(
    ("stage", "words"),
    [("later", "; recorded later, in the custody record"), ("custody", "; in custody, in the custody record")],
)
def test_case_page_says_when_ethnicity_was_recorded(
    client: Client, subject: Subject, stage: str, words: str, world: World
) -> None:
    """The stage reads as a part of the sentence."""
    actor = builders.acting(world.supervisor)
    scope, case = subject_scope(actor, subject), builders.case_of(subject)
    person = add_person(actor, scope, case, "suspect", "S1")
    add_ethnicity_record(actor, scope, person, EthnicityFacts("self-defined-18+1", "W1", "", stage, "custody-record"))
    assert words in page_at(client, "case", subject.public_id)


def test_every_stage_has_words() -> None:
    """A stage that is added to the list gets its phrase beside it."""
    assert list(codes.ETHNICITY_STAGE_WORDS) == [code for code, _ in codes.ETHNICITY_STAGES]
