"""What is refused of answers that save themselves, each with a state, a sentence, and nothing written or learned."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from access import actions as access_actions
from access.models import AuditEvent
from access.refusals import NotAllowed
from review.casework.actions import reassign
from review.inspections.models import Subject
from review.reviewing.actions import save_answers, save_in_locked, submit
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save, save_url, sent
from tests.review.reviewing.conftest import graded, judgment_of, words_of
from tests.review.reviewing.pages import ONE, TWO, signed_in


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def state_of(answer: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    """Return status and state of an answer that has a sentence."""
    assert answer[1]["sentence"]
    return answer[0], answer[1]["state"]


def test_nobody_signed_in_is_told_so(review: Review) -> None:
    assert state_of(save(Client(), review, rationale="Words.")) == (401, "signed-out")


def test_a_token_that_is_not_good_is_told_so(world: World, review: Review) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.inspector)
    assert state_of(save(client, review, rationale="Words.")) == (403, "token")
    assert state_of(save(Client(enforce_csrf_checks=True), review, rationale="Words.")) == (401, "signed-out")


def test_the_token_that_the_session_gives_is_good(world: World, review: Review) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.inspector)
    told = client.get("/session/").json()
    assert (told["user"], len(told["keys"])) == (str(world.inspector.public_id), 1)
    post = fields(review, rationale="Words.")
    answer = client.post(save_url(review), post, headers={"X-CSRFToken": told["token"]})
    assert (answer.status_code, answer.json()["state"]) == (200, "saved")


def test_somebody_whose_access_ended_counts_as_signed_out(world: World, client: Client, review: Review) -> None:
    access_actions.deactivate(builders.acting(builders.make_administrator()), world.inspector)
    assert state_of(save(client, review, rationale="Words.")) == (401, "signed-out")


def test_another_inspector_finds_nothing(world: World, review: Review) -> None:
    assert state_of(save(signed_in(world.other), review, rationale="Words.")) == (404, "refused")
    assert words_of(review, ONE, "rationale") == []


def test_a_supervisor_who_reads_a_submitted_review_is_refused(world: World, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert state_of(save(signed_in(world.supervisor), review, rationale="Words.")) == (403, "refused")


def test_a_question_of_another_framework_is_not_found(client: Client, review: Review, ruled: Review) -> None:
    post = {"key": str(uuid4()), "seen-version": "0", "seen-rationale": "Words."}
    assert state_of(sent(client, save_url(review, "seen"), post)) == (404, "refused")


def test_a_submitted_review_is_closed(world: World, client: Client, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert state_of(save(client, review, rationale="Words.")) == (409, "closed")


def test_a_review_that_was_taken_while_its_lock_was_waited_for_is_not_written_in(world: World, review: Review) -> None:
    """By the query that locked it, it was their own still."""
    subject = Subject.objects.get(pk=review.subject_id)
    reassign(builders.acting(world.supervisor), subject, world.other, "They are away.")
    before = AuditEvent.objects.count()
    with pytest.raises(NotAllowed), transaction.atomic():
        save_in_locked(builders.acting(world.inspector), review, [graded(review)], whole=False, found_own=True)
    assert (judgment_of(review, ONE).version, AuditEvent.objects.count()) == (0, before)


def test_a_stale_answer_is_a_conflict_with_the_version_that_stands(client: Client, review: Review) -> None:
    save(client, review, answer="grade:good", rationale="First.")
    status, told = save(client, review, version=0, answer="grade:good", rationale="Second.")
    assert (status, told["state"], told["version"]) == (409, "conflict", 1)
    assert words_of(review, ONE, "rationale") == [(1, True, "First.")]


def test_what_is_stored_already_is_saved_whatever_its_version(client: Client, review: Review) -> None:
    save(client, review, answer="grade:good", rationale="First.")
    status, told = save(client, review, version=0, answer="grade:good", rationale="First.")
    assert (status, told["state"], told["version"], told["changed"]) == (200, "saved", 1, False)


@pytest.mark.parametrize("version", ["-1", "x", "", str(10**30), "1.5"])
def test_a_version_that_is_none_takes_nothing(client: Client, review: Review, version: str) -> None:
    status, told = save(client, review, version=version, rationale="Words.")
    assert (status, told["state"], list(told["problems"])) == (422, "invalid", ["version"])


def test_a_version_above_the_stored_one_is_a_conflict(client: Client, review: Review) -> None:
    assert state_of(save(client, review, version=7, rationale="Words.")) == (409, "conflict")


@pytest.mark.parametrize("key", ["", "none", "\x00", "{7c1b6b0e-7f5e-4a53-9a53-2f8f7f3f8a10}"])
def test_a_key_that_is_none_takes_nothing(client: Client, review: Review, key: str) -> None:
    status, told = sent(client, save_url(review), fields(review, rationale="Words.") | {"key": key})
    assert (status, told["state"], list(told["problems"])) == (422, "invalid", ["key"])


def test_a_field_of_nothing_here_takes_nothing(client: Client, review: Review) -> None:
    post = fields(review, rationale="Words.") | {f"{TWO}-rationale": "Elsewhere."}
    status, told = sent(client, save_url(review), post)
    assert (status, told["state"]) == (422, "invalid")
    assert TWO in told["sentence"]


def test_the_same_write_again_comes_to_the_same_and_writes_nothing(client: Client, review: Review) -> None:
    post = fields(review, answer="grade:good", rationale="First.")
    first = sent(client, save_url(review), post)
    save(client, review, answer="grade:good", rationale="First, and second.")
    events = AuditEvent.objects.count()
    assert sent(client, save_url(review), post) == first
    assert (AuditEvent.objects.count(), judgment_of(review, ONE).version) == (events, 2)


def test_the_same_write_again_is_known_after_the_submission(world: World, client: Client, review: Review) -> None:
    post = fields(review, answer="grade:good", rationale="First.")
    first = sent(client, save_url(review), post)
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert sent(client, save_url(review), post) == first


def test_a_key_of_another_answer_or_user_is_refused(world: World, client: Client, review: Review) -> None:
    key = uuid4()
    save(client, review, answer="grade:good", key=key)
    assert state_of(save(client, review, TWO, answer="grade:good", key=key)) == (422, "invalid")
    other = builders.assign(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.other
    )
    status, told = save(signed_in(world.other), other, answer="grade:good", key=key)
    assert (status, told["state"], list(told["problems"])) == (422, "invalid", ["key"])
    assert judgment_of(other, ONE).kind == "none"


def test_a_key_with_other_words_is_no_replay(client: Client, review: Review) -> None:
    key = uuid4()
    save(client, review, rationale="First.", key=key)
    assert save(client, review, rationale="First. Second.", key=key)[1]["state"] == "saved"
    assert words_of(review, ONE, "rationale") == [(1, True, "First. Second.")]


def test_a_page_sent_twice_is_saved_once(client: Client, review: Review) -> None:
    from tests.review.reviewing.pages import posted, topic

    post = posted(review, answer="grade:good", rationale="Once.") | {"key": str(uuid4())}
    answers = [client.post(topic(review), post)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert (judgment_of(review, ONE).version, AuditEvent.objects.filter(action="review.answered").count()) == (1, 1)


def test_a_field_that_cannot_be_taken_stays_and_the_rest_is_saved(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {"group-based": "yes", "suspects": "7"})
    status, told = save(client, ruled, "suspects", number="many", rationale="Counted.")
    assert (status, told["state"], list(told["problems"])) == (200, "saved", ["number"])
    judgment = judgment_of(ruled, "suspects")
    assert (judgment.number, words_of(ruled, "suspects", "rationale")[-1]) == (7, (2, True, "Counted."))


def test_words_that_are_not_sent_stay(client: Client, actor: Any, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale="Kept.")])
    post = fields(review, answer="grade:inadequate")
    del post[f"{ONE}-rationale"]
    assert sent(client, save_url(review), post)[1]["state"] == "saved"
    assert words_of(review, ONE, "rationale") == [(1, True, "Kept.")]
