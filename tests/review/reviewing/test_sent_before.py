"""The key of a write: whose it is, that it is taken once, and what the same write comes to when it is sent again."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.test import Client

from access import audit
from access.actor import Actor
from access.models import AuditEvent
from access.refusals import Invalid
from casefiles.documents.models import Document
from review.reviewing.actions import AnswerInput, EvidenceInput, add_evidence, save_answers, submit
from review.reviewing.models import Evidence, Judgment, Review
from tests import builders, racing
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text
from tests.review.reviewing.pages import ONE, TWO, address, signed_in

WORDS = "seen on the day"
Write = Callable[[Actor, Review, UUID], object]


@pytest.fixture
def client(world: World) -> Client:
    """Return the inspector's browser."""
    return signed_in(world.inspector)


def saves(actor: Actor, review: Review, key: UUID) -> object:
    return save_answers(actor, review, [AnswerInput(ONE, 0, "grade", "good")], key)


def cites(actor: Actor, review: Review, key: UUID) -> object:
    document = Document.objects.get(case=review.subject.case_id)
    return add_evidence(actor, review, ONE, EvidenceInput(document, 1, WORDS), key)


def written(review: Review) -> int:
    """Return how many answers and quotations are in a review."""
    answers = Judgment.objects.filter(review=review).exclude(kind="none").count()
    return answers + Evidence.objects.filter(judgment__review=review).count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [saves, cites])
def test_a_key_raced_on_two_reviews_is_taken_once(
    transactional_db: None, world: World, actor: Actor, review: Review, log: Document, write: Write
) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    add_text(world, subject)
    other, key = builders.assign(world.supervisor, subject, world.inspector), uuid4()
    rows = Review.objects.select_related("subject__inspection", "framework_version")
    attempts = [partial(write, actor, rows.get(pk=one.pk), key) for one in (review, other)]
    assert racing.race(attempts, (Invalid,)) == {"done": 1, "Invalid": 1}
    assert (written(review) + written(other), AuditEvent.objects.filter(key=key).count()) == (1, 1)
    assert audit.verify().faults == ()


@pytest.mark.parametrize("write", [saves, cites])
def test_a_key_of_somebody_else_is_refused_and_tells_nothing(
    world: World, actor: Actor, review: Review, log: Document, write: Write
) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    add_text(world, subject)
    theirs, key = builders.assign(world.supervisor, subject, world.other), uuid4()
    write(builders.acting(world.other), theirs, key)
    with pytest.raises(Invalid) as refused:
        write(actor, review, key)
    assert (list(refused.value.errors), written(review)) == (["key"], 0)


def cite(client: Client, review: Review, log: Document, key: UUID, code: str = ONE, **more: object) -> tuple[int, str]:
    given = {"document": log.public_id, "page": 1, "quotation": WORDS, "key": key} | more
    answer = client.post(address("evidence-add", review, code), given)
    return answer.status_code, answer.json()["state"]


def test_a_passage_cited_before_the_submission_is_told_as_cited_after_it(
    world: World, client: Client, review: Review, log: Document
) -> None:
    key = uuid4()
    cite(client, review, log, key)
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert cite(client, review, log, key) == (200, "saved")
    assert (cite(client, review, log, uuid4()), Evidence.objects.count()) == ((409, "closed"), 1)


def test_a_key_with_another_passage_or_question_is_refused_and_not_told_as_cited(
    client: Client, review: Review, log: Document
) -> None:
    key = uuid4()
    cite(client, review, log, key)
    assert cite(client, review, log, key, TWO) == (422, "invalid")
    assert cite(client, review, log, key, quotation="the day of the report") == (422, "invalid")
    assert cite(client, review, log, key, page=2) == (422, "invalid")
    assert Evidence.objects.count() == 1
