"""Cases of an inspection: added, assigned, reassigned, withdrawn and put back."""

from datetime import timedelta

import pytest

from access.actor import system_actor
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.cases.models import CaseFile
from casefiles.forces import actions as force_actions
from review.casework import actions
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.reviewing.models import JudgmentText, Review
from tests import builders
from tests.review.conftest import World


def subject_in(world: World) -> Subject:
    """Return a case to assign."""
    return builders.add_case(world.supervisor, world.inspection, world.force)


def tie(user: object, force: object) -> None:
    """Tie a user to a force from before the tests' moment."""
    force_actions.add_tie(
        system_actor("tests", builders.NOW), user, force, "seconded", builders.NOW.date() - timedelta(days=30)
    )


def test_assign_opens_a_review_of_the_subjects_version(world: World) -> None:
    """The review has the version of the subject and one judgment for each criterion."""
    subject = subject_in(world)
    review = builders.assign(world.supervisor, subject, world.inspector)
    assert (review.reviewer, review.kind, review.status) == (world.inspector, "first", "assigned")
    assert review.framework_version_id == subject.framework_version_id
    assert set(review.judgments.values_list("criterion__code", "kind")) == {(c, "none") for c in builders.ANSWERS}
    subject.refresh_from_db()
    assert subject.status == "under-review"


def test_assign_refuses_somebody_tied_to_the_force(world: World) -> None:
    """Nobody reviews a case of their own force, and the case stays to be assigned."""
    subject = subject_in(world)
    tie(world.inspector, world.force)
    with pytest.raises(Invalid):
        builders.assign(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    assert (subject.status, Review.objects.count()) == ("to-assign", 0)


def test_assign_refuses_somebody_with_a_declared_conflict(world: World) -> None:
    """A declared conflict with the case closes it to the person."""
    subject = subject_in(world)
    inspection_actions.declare_conflict(
        builders.acting(world.inspector), world.inspection, subject=subject, reason="I know somebody in it."
    )
    with pytest.raises(Invalid):
        builders.assign(world.supervisor, subject, world.inspector)
    assert Review.objects.count() == 0


def test_assign_refuses_somebody_who_is_not_on_the_team(world: World) -> None:
    """Only inspectors of the inspection's team can be given its cases."""
    subject = subject_in(world)
    with pytest.raises(Invalid):
        builders.assign(world.supervisor, subject, builders.make_inspector())


def test_reassign_closes_the_old_review_and_keeps_its_words(world: World) -> None:
    """The new review starts empty; what was written stays in the closed one."""
    subject = subject_in(world)
    old = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    subject.refresh_from_db()
    new = actions.reassign(builders.acting(world.supervisor), subject, world.other, "Leave of absence.")
    old.refresh_from_db()
    assert (old.status, new.status, new.reviewer) == ("closed", "assigned", world.other)
    assert JudgmentText.objects.filter(judgment__review=old, current=True).count() == 4
    assert JudgmentText.objects.filter(judgment__review=new).count() == 0


def test_reassign_to_the_same_person_is_refused(world: World) -> None:
    """Choosing the present reviewer changes nothing."""
    subject = subject_in(world)
    builders.assign(world.supervisor, subject, world.inspector)
    with pytest.raises(Invalid, match="has this case already"):
        actions.reassign(builders.acting(world.supervisor), subject, world.inspector, "Reason.")


def test_reassign_needs_a_reason(world: World) -> None:
    """Without a reason the old review stays open."""
    subject = subject_in(world)
    review = builders.assign(world.supervisor, subject, world.inspector)
    with pytest.raises(Invalid):
        actions.reassign(builders.acting(world.supervisor), subject, world.other, "")
    review.refresh_from_db()
    assert (review.status, Review.objects.count()) == ("assigned", 1)


def test_assign_many_is_all_or_none(world: World) -> None:
    """One case that cannot be assigned stops them all, and the sentence names it."""
    first, second = subject_in(world), subject_in(world)
    builders.assign(world.supervisor, second, world.other)
    with pytest.raises(Invalid) as refused:
        actions.assign_many(builders.acting(world.supervisor), world.inspection, [first, second], world.inspector)
    assert refused.value.errors[""][0] == "None of the cases was assigned."
    assert refused.value.errors[""][1].startswith(f"{builders.case_of(second).reference}: ")
    assert Review.objects.count() == 1


def test_assign_many_assigns_each(world: World) -> None:
    """Each case gets its own review."""
    subjects = [subject_in(world) for _ in range(3)]
    reviews = actions.assign_many(builders.acting(world.supervisor), world.inspection, subjects, world.inspector)
    assert [review.subject_id for review in reviews] == [subject.pk for subject in subjects]


def test_withdraw_closes_an_open_review_and_keeps_it(world: World) -> None:
    """The case leaves the sample; its review is closed."""
    subject = subject_in(world)
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    subject.refresh_from_db()
    actions.withdraw(builders.acting(world.supervisor), subject, "Not an investigation of this kind.")
    review.refresh_from_db()
    assert (subject.status, review.status) == ("withdrawn", "closed")


def test_a_signed_off_case_must_be_reopened_before_it_is_withdrawn(world: World) -> None:
    """Withdrawal cannot take a counted case away in one step."""
    subject = subject_in(world)
    builders.signed_off(world.supervisor, subject, world.inspector)
    with pytest.raises(Conflict, match="it is signed off"):
        actions.withdraw(builders.acting(world.supervisor), subject, "Reason.")


def test_reinstate_puts_a_withdrawn_case_back(world: World) -> None:
    """The case waits to be assigned again, and can be given to the same person as before."""
    subject = subject_in(world)
    builders.assign(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    actions.withdraw(builders.acting(world.supervisor), subject, "A mistake.")
    actions.reinstate(builders.acting(world.supervisor), subject, "It was a mistake.")
    assert subject.status == "to-assign"
    assert builders.assign(world.supervisor, subject, world.inspector).status == "assigned"


def test_unassign_puts_the_case_back_and_keeps_the_review(world: World) -> None:
    """A case can be taken back without a new reviewer."""
    subject = subject_in(world)
    review = builders.assign(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    actions.unassign(builders.acting(world.supervisor), subject, "Left the team.")
    review.refresh_from_db()
    assert (subject.status, review.status) == ("to-assign", "closed")


@pytest.mark.parametrize("who", ["inspector", "stranger"])
def test_only_the_inspections_supervisors_add_cases(world: World, who: str) -> None:
    """Neither an inspector nor another inspection's supervisor adds a case, and nothing is left behind."""
    user = world.inspector if who == "inspector" else builders.make_supervisor()
    with pytest.raises(NotAllowed):
        actions.add_case(builders.acting(user), world.inspection, builders.case_facts(world.force))
    assert CaseFile.objects.count() == 0
