"""Opening a review: for whom, and what it starts with."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from access import actions as access_actions
from access.actor import system_actor
from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.forces import actions as force_actions
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.reviewing.actions import open_review
from review.reviewing.models import Judgment, Review
from tests import builders
from tests.review.conftest import World

ADMIN = system_actor("tests", builders.NOW)


def refusal(world: World, subject: Subject, reviewer: object) -> str:
    """Return why the reviewer cannot take the case."""
    with pytest.raises(Invalid) as refused:
        open_review(builders.acting(world.supervisor), subject, reviewer)  # type: ignore[arg-type]
    assert Review.objects.count() == 0
    return refused.value.errors["reviewer"][0]


def test_open_review_makes_an_unanswered_judgment_for_each_question(world: World, subject: Subject) -> None:
    review = open_review(builders.acting(world.supervisor), subject, world.inspector)
    rows = Judgment.objects.filter(review=review)
    assert sorted(rows.values_list("criterion__code", "kind", "settled", "version")) == [
        ("first-criterion", "none", False, 0),
        ("group-based", "none", False, 0),
        ("overall-grade", "none", False, 0),
        ("second-criterion", "none", False, 0),
    ]
    assert (review.status, review.kind, review.assigned_at) == ("assigned", "first", builders.NOW)
    assert review.framework_version == subject.framework_version


def test_open_review_does_not_move_the_subject_and_is_in_the_trail(world: World, subject: Subject) -> None:
    review = open_review(builders.acting(world.supervisor), subject, world.inspector)
    subject.refresh_from_db()
    event = AuditEvent.objects.get(action="review.assigned")
    assert subject.status == "to-assign"
    assert (event.thing_id, event.ids["reviewer"]) == (str(review.public_id), str(world.inspector.public_id))


def test_open_review_takes_the_same_number_of_queries_for_more_questions(
    world: World, django_assert_num_queries: object
) -> None:
    text = builders.FRAMEWORK.replace("framework: small", "framework: larger")
    more = text.replace(
        "classification:\n",
        "classification:\n" + "".join(_question(f"question-{number}") for number in range(3)),
    )
    larger = builders.published_framework(more)
    inspection = builders.make_inspection(world.supervisor, larger, inspectors=[world.inspector])
    one = builders.add_case(world.supervisor, world.inspection, world.force)
    three = builders.add_case(world.supervisor, inspection, builders.make_force())
    for subject in (one, three):
        fresh = Subject.objects.select_related("inspection").get(pk=subject.pk)
        with django_assert_num_queries(19):  # type: ignore[operator]
            open_review(builders.acting(world.supervisor), fresh, world.inspector)


def _question(code: str) -> str:
    return f"""\
  - code: {code}
    question: Is {code} so?
    answer: yes-no
    not-applicable: no
    rationale: optional
    evidence: optional
    required: true
"""


def test_open_review_refuses_somebody_who_is_not_on_the_team(world: World, subject: Subject) -> None:
    assert "is not an inspector on this inspection's team today" in refusal(world, subject, builders.make_inspector())


def test_open_review_refuses_a_membership_that_has_ended(world: World, subject: Subject) -> None:
    member = world.inspection.team.get(user=world.inspector)
    inspection_actions.end_membership(builders.acting(world.supervisor), member, builders.NOW.date())
    tomorrow = builders.acting(world.supervisor, builders.NOW + timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        open_review(tomorrow, subject, world.inspector)
    assert "team today" in refused.value.errors["reviewer"][0]


def test_open_review_refuses_somebody_who_was_deactivated(world: World, subject: Subject) -> None:
    access_actions.deactivate(ADMIN, world.inspector)
    world.inspector.refresh_from_db()
    assert "has no access now" in refusal(world, subject, world.inspector)


def test_open_review_refuses_somebody_tied_to_the_force(world: World, subject: Subject) -> None:
    force_actions.add_tie(ADMIN, world.inspector, world.force, "seconded", date(2020, 1, 1))
    assert "has a tie to this case's force" in refusal(world, subject, world.inspector)


def test_open_review_refuses_a_declared_conflict(world: World, subject: Subject) -> None:
    inspection_actions.declare_conflict(
        builders.acting(world.inspector), world.inspection, subject=subject, reason="Knows somebody in the case."
    )
    assert "declared conflict of interest" in refusal(world, subject, world.inspector)


def test_open_review_refuses_before_fieldwork(world: World) -> None:
    waiting = builders.make_inspection(world.supervisor, world.version, inspectors=[world.inspector], started=False)
    subject = builders.add_case(world.supervisor, waiting, world.force)
    with pytest.raises(Conflict, match="while the inspection is in fieldwork"):
        open_review(builders.acting(world.supervisor), subject, world.inspector)


def test_open_review_refuses_in_a_closed_inspection(world: World, subject: Subject) -> None:
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    subject.inspection.refresh_from_db()
    with pytest.raises(NotAllowed, match="Reopen its fieldwork first"):
        open_review(builders.acting(world.supervisor), subject, world.inspector)


def test_open_review_refuses_a_second_first_review(world: World, subject: Subject) -> None:
    open_review(builders.acting(world.supervisor), subject, world.inspector)
    with pytest.raises(Conflict, match="reviewing this case already"):
        open_review(builders.acting(world.supervisor), subject, world.other)


def test_open_review_is_for_supervisors_of_the_inspection(world: World, subject: Subject) -> None:
    for user in (world.inspector, builders.make_supervisor(), builders.make_administrator()):
        with pytest.raises(NotAllowed):
            open_review(builders.acting(user), subject, world.inspector)


def test_open_review_refuses_an_actor_without_roles(world: World, subject: Subject) -> None:
    nobody = replace(builders.acting(world.supervisor), roles=frozenset())
    with pytest.raises(NotAllowed):
        open_review(nobody, subject, world.inspector)
