"""Citing from the document beside the form: one write for one key, every refusal as a state with its sentence."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access import audit
from access.models import AuditEvent
from casefiles.documents.models import Document
from review.moderation import actions as moderation
from review.reviewing.actions import remove_evidence, submit
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text
from tests.review.reviewing.pages import ONE, address, signed_in

WORDS = "seen on the day"


@pytest.fixture
def client(world: World) -> Client:
    """Return the inspector's browser."""
    return signed_in(world.inspector)


def cite(client: Client, review: Review, log: Document, code: str = ONE, **more: object) -> Any:
    given = {"document": log.public_id, "page": 1, "quotation": WORDS, "key": uuid4()} | more
    return client.post(address("evidence-add", review, code), given)


def test_passage_lands_on_its_question_and_says_where_it_was_found(
    client: Client, review: Review, log: Document
) -> None:
    answer = cite(client, review, log)
    evidence = Evidence.objects.get()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json() == {
        "state": "saved",
        "evidence": str(evidence.public_id),
        "check": "found",
        "words": "Found in section 1",
        "again": False,
    }
    assert (evidence.judgment.criterion.code, evidence.document, evidence.page) == (ONE, log, 1)


@pytest.mark.parametrize(
    ("quotation", "check", "words"),
    [
        (WORDS, "found", "Found in section 1"),
        ("a week later", "not-found", "Not found in the text: typed by the reviewer"),
    ],
)
def test_answer_says_what_the_check_gave(
    client: Client, review: Review, log: Document, quotation: str, check: str, words: str
) -> None:
    told = cite(client, review, log, quotation=quotation).json()
    assert (told["check"], told["words"]) == (check, words)


def test_words_from_a_document_without_text_cannot_be_checked(world: World, client: Client, review: Review) -> None:
    told = cite(client, review, add_picture(world, review.subject)).json()
    assert (told["check"], told["words"]) == ("cannot-be-checked", "Cannot be checked: this document has no text")


def test_same_key_again_answers_as_the_first_time(client: Client, review: Review, log: Document) -> None:
    key = uuid4()
    first, again = cite(client, review, log, key=key).json(), cite(client, review, log, key=key).json()
    assert (again | {"again": False}, again["again"]) == (first, True)
    assert (Evidence.objects.count(), AuditEvent.objects.filter(key=key).count()) == (1, 1)


def test_late_replay_does_not_bring_back_what_was_taken_back(
    world: World, client: Client, review: Review, log: Document
) -> None:
    key = uuid4()
    cite(client, review, log, key=key)
    remove_evidence(builders.acting(world.inspector), Evidence.objects.get())
    assert cite(client, review, log, key=key).json()["state"] == "saved"
    assert Evidence.objects.filter(removed_at__isnull=True).count() == 0


def test_same_passage_with_another_key_is_one_evidence(client: Client, review: Review, log: Document) -> None:
    cite(client, review, log)
    assert (cite(client, review, log).json()["again"], Evidence.objects.count()) == (True, 1)


def test_key_of_another_write_is_refused(world: World, client: Client, review: Review, log: Document) -> None:
    key = uuid4()
    with transaction.atomic():
        audit.record(builders.acting(world.inspector), "case.opened", "case", "elsewhere", key=key)
    answer = cite(client, review, log, key=key)
    assert (answer.status_code, list(answer.json()["problems"]), Evidence.objects.count()) == (422, ["key"], 0)


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"key": "none"}, "key", "The page did not say which write this is. Load the page again, then cite once more."),
        ({"page": "seven"}, "page", "Enter the page or section as a number, such as 7."),
        ({"page": 3}, "page", "“Investigation log” has sections 1 to 2: enter one of these."),
        ({"quotation": " "}, "quotation", "Enter the words that you quote."),
        ({"document": uuid4()}, "document", "Choose one of this case's documents."),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(
    client: Client, review: Review, log: Document, more: dict[str, Any], field: str, sentence: str
) -> None:
    answer = cite(client, review, log, **more)
    assert (answer.status_code, answer.json()["state"]) == (422, "invalid")
    assert (answer.json()["problems"], Evidence.objects.count()) == ({field: [sentence]}, 0)


def test_longer_passage_than_can_be_stored_is_refused(client: Client, review: Review, log: Document) -> None:
    answer = cite(client, review, log, quotation="word " * 500)
    assert (answer.status_code, list(answer.json()["problems"])) == (422, ["quotation"])


def test_document_of_another_case_is_refused(world: World, client: Client, review: Review) -> None:
    other = add_text(world, builders.add_case(world.supervisor, world.inspection, world.force))
    assert cite(client, review, other).status_code == 422


def test_somebody_signed_out_is_told_so(review: Review, log: Document) -> None:
    answer = cite(Client(), review, log)
    assert (answer.status_code, answer.json()["state"]) == (401, "signed-out")


def test_others_reviews_and_unknown_questions_are_not_there(
    world: World, client: Client, review: Review, log: Document
) -> None:
    answers = [cite(signed_in(user), review, log) for user in (world.other, world.supervisor)]
    answers.append(cite(client, review, log, "elsewhere"))
    assert [(answer.status_code, answer.json()["state"]) for answer in answers] == [(404, "refused")] * 3
    assert Evidence.objects.count() == 0


def test_supervisor_who_reads_a_submitted_review_may_not_cite(world: World, review: Review, log: Document) -> None:
    builders.answer(world.inspector, review)
    submit(builders.acting(world.inspector), review)
    answer = cite(signed_in(world.supervisor), review, log)
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")


def test_review_out_of_the_reviewers_hands_takes_nothing(
    world: World, client: Client, review: Review, log: Document
) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    answer = cite(client, review, log)
    assert (answer.status_code, answer.json()["state"]) == (409, "closed")
    assert "waits for a supervisor" in answer.json()["sentence"]
    review.subject.refresh_from_db()
    moderation.return_review(builders.acting(world.supervisor), review.subject, "Say more.")
    assert cite(client, review, log).status_code == 200


def test_reading_the_address_is_no_write(client: Client, review: Review) -> None:
    assert client.get(address("evidence-add", review, ONE)).status_code == 405


def test_post_without_its_token_is_refused_as_a_state(world: World, review: Review, log: Document) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.inspector)
    answer = browser.post(address("evidence-add", review, ONE), {}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["state"]) == (403, "token")


def test_number_of_queries_does_not_depend_on_documents(
    world: World, client: Client, review: Review, log: Document
) -> None:
    cite(client, review, log)
    counted: list[int] = []
    for title in ("Second", "Third"):
        with CaptureQueriesContext(connection) as queries:
            assert cite(client, review, log, quotation=f"Entry {len(counted)}").status_code == 200
        counted.append(len(queries))
        add_text(world, review.subject, title, f"{title} log.")
        add_text(world, review.subject, f"{title} note", f"{title} note.")
    assert counted[0] == counted[1]


def test_key_is_kept_in_the_trail(client: Client, review: Review, log: Document) -> None:
    key = UUID(int=7)
    cite(client, review, log, key=key)
    event = AuditEvent.objects.get(key=key)
    assert (event.action, event.thing_id) == ("evidence.added", str(Evidence.objects.get().public_id))
