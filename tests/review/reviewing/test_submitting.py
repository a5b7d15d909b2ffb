"""Submitting: complete or told everything that is missing, and only what was read."""

from typing import Any

import pytest

from access.actor import Actor
from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.documents.models import Document
from review.history.queries import steps_of
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing.actions import EvidenceInput, add_evidence, open_review, save_answers, submit
from review.reviewing.models import Judgment, Review
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, not_applicable, stamp_of

STRICT = builders.FRAMEWORK.replace("framework: small", "framework: strict").replace(
    "rationale: required\n        evidence: optional", "rationale: required\n        evidence: required"
)


def statuses(review: Review) -> tuple[str, str]:
    """Return the states of the review and its subject, as they are stored."""
    return Review.objects.get(pk=review.pk).status, Subject.objects.get(pk=review.subject_id).status


def settled(review: Review) -> set[bool]:
    return set(Judgment.objects.filter(review=review).values_list("settled", flat=True))


def test_submit_settles_and_hands_over(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    submit(actor, review)
    assert (statuses(review), settled(review)) == (("submitted", "ready-for-sign-off"), {True})
    assert Review.objects.get(pk=review.pk).submitted_at == actor.now
    assert AuditEvent.objects.filter(action__in=["review.submit", "subject.make-ready"]).count() == 2


def test_submit_of_an_empty_review_names_everything(actor: Actor, review: Review) -> None:
    with pytest.raises(Invalid) as refused:
        submit(actor, review)
    assert refused.value.errors == {
        f"{code}.answer": ["This question is not answered."]
        for code in ("first-criterion", "second-criterion", "group-based", "overall-grade")
    }
    assert (statuses(review), settled(review)) == (("assigned", "under-review"), {False})


def test_submit_names_missing_reasons_and_rationales(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review, {"group-based": "yes", "overall-grade": "good"})
    save_answers(actor, review, [not_applicable(review, ""), graded(review, "second-criterion")])
    with pytest.raises(Invalid) as refused:
        submit(actor, review)
    assert refused.value.errors == {
        "first-criterion.reason": ["Say why it is not applicable."],
        "second-criterion.rationale": ["Write the rationale."],
    }


def test_submit_asks_for_evidence_where_the_framework_does(world: World) -> None:
    inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(STRICT), inspectors=[world.inspector]
    )
    subject = builders.add_case(world.supervisor, inspection, world.force)
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    with pytest.raises(Invalid) as refused:
        submit(builders.acting(world.inspector), review)
    assert list(refused.value.errors) == ["second-criterion.quotation"]


def test_submit_of_what_was_not_read_is_refused(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    seen = stamp_of(review)
    save_answers(actor, review, [graded(review, value="inadequate")])
    with pytest.raises(Conflict, match="was changed after you opened this page"):
        submit(actor, review, seen)
    assert statuses(review) == ("in-progress", "under-review")
    submit(actor, review, seen + 1)
    assert statuses(review) == ("submitted", "ready-for-sign-off")


def test_evidence_added_meanwhile_counts_as_a_change(world: World, actor: Actor, review: Review, log: Document) -> None:
    seen = builders.answer(world.inspector, review).version
    add_evidence(actor, review, "first-criterion", EvidenceInput(log, 1, "seen on the day"))
    with pytest.raises(Conflict, match="was changed after"):
        submit(actor, review, seen)


def test_submit_twice_is_refused(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    submit(actor, review)
    with pytest.raises(Conflict, match="was submitted and waits for a supervisor"):
        submit(actor, review)


def test_submit_is_the_reviewers_alone(world: World, review: Review) -> None:
    builders.answer(world.inspector, review)
    for user in (world.other, world.supervisor):
        with pytest.raises(NotAllowed):
            submit(builders.acting(user), review)
    assert statuses(review) == ("in-progress", "under-review")


def test_submit_after_a_return_is_dated_anew(world: World, actor: Actor, review: Review) -> None:
    submit(actor, builders.answer(world.inspector, review))
    moderation.return_review(
        builders.acting(world.supervisor), Subject.objects.get(pk=review.subject_id), "Look again."
    )
    assert settled(review) == {False}
    submit(actor, review)
    assert (statuses(review), settled(review)) == (("submitted", "ready-for-sign-off"), {True})
    transitions = list(steps_of("review", [review.public_id]).values_list("transition", flat=True))
    assert transitions == ["start", "submit", "return", "submit"]


def test_second_review_leaves_the_subject_where_it_is(world: World, review: Review) -> None:
    second = open_review(builders.acting(world.supervisor), review.subject, world.other, kind="second")
    submit(builders.acting(world.other), builders.answer(world.other, second))
    assert statuses(second) == ("submitted", "under-review")


def test_nothing_required_can_be_submitted_at_once(world: World) -> None:
    optional = builders.FRAMEWORK.replace("framework: small", "framework: optional").replace(
        "required: true", "required: false"
    )
    version = builders.published_framework(optional)
    inspection = builders.make_inspection(world.supervisor, version, inspectors=[world.inspector])
    subject = builders.add_case(world.supervisor, inspection, world.force)
    review = builders.assign(world.supervisor, subject, world.inspector)
    actor = builders.acting(world.inspector)
    save_answers(actor, review, [graded(review, "overall-grade", rationale="Well.")])
    submit(actor, review)
    assert statuses(review) == ("submitted", "ready-for-sign-off")


def test_whole_review_takes_the_same_number_of_queries_however_much_there_is(
    world: World, actor: Actor, review: Review, log: Document, django_assert_num_queries: Any
) -> None:
    for rounds in (1, 3):
        for number in range(rounds):
            add_evidence(actor, review, "first-criterion", EvidenceInput(log, 1, f"words {rounds} {number}"))
        fresh = Review.objects.select_related("framework_version", "subject__inspection").get(pk=review.pk)
        whole_review(fresh)
        with django_assert_num_queries(5):
            assert len(whole_review(fresh).topics) == 4
        builders.answer(world.inspector, review)
