"""A supervisor's decisions: what they change, what they refuse, and that nothing half-done is left."""

import json

import pytest

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.cases import actions as case_actions
from casefiles.cases.queries import facts_of
from review.counting.models import StandingReview
from review.counting.queries import facts_corrected_since
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.moderation import actions, queries
from review.moderation.models import SignOff
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World


@pytest.fixture
def review(world: World) -> Review:
    """Return a submitted review."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    return builders.submitted(world.supervisor, subject, world.inspector)


def fresh(review: Review) -> Subject:
    """Return the review's subject as it stands in the database."""
    return Subject.objects.select_related("case__force", "inspection").get(pk=review.subject_id)


def test_sign_off_locks_the_review_and_lets_it_count(world: World, review: Review) -> None:
    """The subject is signed off, the review locked, and the standing review has the case's facts."""
    signed = actions.sign_off(builders.acting(world.supervisor), fresh(review))
    review.refresh_from_db()
    standing = StandingReview.objects.get(subject=review.subject)
    assert (fresh(review).status, review.status) == ("signed-off", "locked")
    assert (standing.review_id, standing.force_id, standing.team_type) == (review.pk, world.force.pk, "specialist")
    assert (standing.signed_off_on, standing.month) == (builders.NOW.date(), "2026-03")
    assert (signed.by, signed.at) == (world.supervisor, builders.NOW)


def test_sign_off_keeps_what_was_approved(world: World, review: Review) -> None:
    """The content of a sign-off tells every answer with its words."""
    signed = actions.sign_off(builders.acting(world.supervisor), fresh(review))
    approved = {row["criterion"]: row for row in json.loads(signed.content)["judgments"]}
    assert approved["overall-grade"]["grade"] == "requires-improvement"
    assert approved["overall-grade"]["texts"] == {"rationale": "Reasons for overall-grade."}
    assert approved["group-based"]["choice"] == "yes"


def test_sign_off_refuses_what_was_not_on_screen(world: World, review: Review) -> None:
    """Facts corrected after the page was opened make the approval stale, and nothing is changed."""
    subject = fresh(review)
    seen = queries.decision(builders.acting(world.supervisor), subject.public_id).digest
    case = builders.case_of(subject)
    actor = builders.acting(world.supervisor)
    facts = facts_of(case)
    changed = type(facts)(**{**vars(facts), "team_type": "non-specialist"})
    case_actions.correct_case(actor, subject_scope(actor, subject), case, changed, "The log says so.", case.version)
    with pytest.raises(Conflict, match="changed since you opened"):
        actions.sign_off(actor, fresh(review), seen)
    review.refresh_from_db()
    assert (fresh(review).status, review.status) == ("ready-for-sign-off", "submitted")
    assert SignOff.objects.count() == 0
    assert actions.sign_off(actor, fresh(review), queries.decision(actor, subject.public_id).digest).digest


def test_nobody_signs_off_their_own_review(world: World, review: Review) -> None:
    """A supervisor who reviewed the case is refused, whatever their role in the inspection."""
    world.inspector.groups.add(world.supervisor.groups.get())
    actor = builders.acting(world.supervisor)
    inspection_actions.add_member(actor, world.inspection, world.inspector, "supervisor", builders.NOW.date())
    for decide in (
        lambda: actions.sign_off(builders.acting(world.inspector), fresh(review)),
        lambda: actions.return_review(builders.acting(world.inspector), fresh(review), "Reason."),
    ):
        with pytest.raises(NotAllowed, match="reviewed this yourself"):
            decide()
    assert fresh(review).status == "ready-for-sign-off"


def test_an_inspector_cannot_sign_off(world: World, review: Review) -> None:
    """Signing off asks for a supervisor."""
    with pytest.raises(NotAllowed):
        actions.sign_off(builders.acting(world.other), fresh(review))


def test_a_supervisor_of_another_inspection_cannot_sign_off(world: World, review: Review) -> None:
    """The role reaches as far as the membership."""
    stranger = builders.make_supervisor()
    with pytest.raises(NotAllowed, match="Only a supervisor on this inspection"):
        actions.sign_off(builders.acting(stranger), fresh(review))


def test_return_gives_the_review_back_with_the_reason(world: World, review: Review) -> None:
    """The reviewer can write again, the judgments are unsettled, and the reason is kept."""
    actions.return_review(builders.acting(world.supervisor), fresh(review), "Look again at the second criterion.")
    review.refresh_from_db()
    assert (fresh(review).status, review.status) == ("under-review", "returned")
    assert set(Judgment.objects.filter(review=review).values_list("settled", flat=True)) == {False}
    builders.answer(world.inspector, review, {**builders.ANSWERS, "overall-grade": "good"})


def test_return_needs_a_reason(world: World, review: Review) -> None:
    """Without a reason nothing moves."""
    with pytest.raises(Invalid) as refused:
        actions.return_review(builders.acting(world.supervisor), fresh(review), "  ")
    assert list(refused.value.errors) == ["reason"]
    assert fresh(review).status == "ready-for-sign-off"


def test_reopening_keeps_the_sign_off_and_takes_the_case_out_of_the_figures(world: World, review: Review) -> None:
    """The old sign-off stays readable; a new one is needed before the case counts again."""
    supervisor = builders.acting(world.supervisor)
    first = actions.sign_off(supervisor, fresh(review))
    actions.reopen(supervisor, fresh(review), "New documents came in.")
    review.refresh_from_db()
    assert (fresh(review).status, review.status) == ("under-review", "returned")
    assert StandingReview.objects.count() == 0
    ended, content = queries.visible_sign_off(supervisor, first.public_id)
    assert (ended.ended_by, ended.ended_at) == (world.supervisor, builders.NOW)
    assert {row["criterion"] for row in content["judgments"]} == set(builders.ANSWERS)


def test_a_corrected_fact_after_sign_off_is_shown_and_changes_no_figure(world: World, review: Review) -> None:
    """The standing review keeps the facts as signed."""
    supervisor = builders.acting(world.supervisor)
    actions.sign_off(supervisor, fresh(review))
    subject = fresh(review)
    case, facts = builders.case_of(subject), facts_of(builders.case_of(subject))
    assert facts_corrected_since(subject) is False
    changed = type(facts)(**{**vars(facts), "team_type": "non-specialist"})
    scope = subject_scope(supervisor, subject)
    case_actions.correct_case(supervisor, scope, case, changed, "The log says so.", case.version)
    assert facts_corrected_since(fresh(review)) is True
    assert StandingReview.objects.get().team_type == "specialist"


def test_sign_off_twice_is_a_conflict(world: World, review: Review) -> None:
    """The second of two decisions finds nothing to sign off."""
    actions.sign_off(builders.acting(world.supervisor), fresh(review))
    with pytest.raises(Conflict):
        actions.sign_off(builders.acting(world.supervisor), fresh(review))
    assert SignOff.objects.count() == 1


def test_each_decision_writes_its_events(world: World, review: Review) -> None:
    """The trail tells the moves and the sign-off, without words of the case."""
    before = AuditEvent.objects.count()
    actions.sign_off(builders.acting(world.supervisor), fresh(review))
    actions_seen = list(AuditEvent.objects.filter(sequence__gt=before).values_list("action", flat=True))
    assert actions_seen == ["subject.sign-off", "review.lock", "sign-off.made"]
