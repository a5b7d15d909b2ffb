"""Forces judged: put up, given, answered, signed off, and never mixed with cases."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.casework.queries import to_decide
from review.counting.models import FigureCount, StandingReview
from review.counting.queries import grades_so_far
from review.frameworks import actions as frameworks
from review.inspections import actions as inspecting
from review.inspections.force_actions import choose_force_framework
from review.inspections.force_queries import force_version
from review.inspections.models import Subject
from review.judging import actions as judging
from review.judging.grid import grid_of
from review.moderation import actions as moderation
from review.moderation.models import SignOff
from review.reports.queries import last_changed
from review.reviewing import actions as reviewing
from review.reviewing.actions import AnswerInput, StaleAnswers
from review.reviewing.models import JudgmentText, Review
from review.reviewing.queries import visible_reviews
from tests import builders
from tests.review.judging.force_world import (
    ANSWERS,
    FORCE_FRAMEWORK,
    WHY_NONE,
    ForceWorld,
    begun,
    force_world,
    judged,
    judgment,
    signed_off,
    submitted,
)

pytestmark = pytest.mark.django_db
acting = builders.acting


def subject_of(review: Review) -> Subject:
    return Subject.objects.select_related("inspection", "inspection_force__force", "case").get(pk=review.subject_id)


def test_force_is_judged_submitted_and_signed_off_by_another_supervisor() -> None:
    world = force_world()
    subject = signed_off(world)
    assert subject.status == "signed-off"
    signed = SignOff.objects.get(subject=subject)
    row = grid_of(world.inspection).rows[0]
    assert (signed.by, row.is_signed_off) == (world.third, True)
    assert [one.grade.code for one in row.judged.values() if one.grade] == ["adequate", "good"]


def test_own_judgments_of_a_force_are_signed_off_by_nobody_who_made_them() -> None:
    world = force_world()
    subject = submitted(world)
    with pytest.raises(NotAllowed, match="You reviewed this yourself"):
        moderation.sign_off(acting(world.second), subject)


def test_draft_of_a_force_is_kept_half_done_and_seen_by_its_judge_alone() -> None:
    world = force_world()
    review = begun(world)
    builders.answer(world.second, review, {"protecting-judgment": "good"})
    assert judgment(review, "protecting-judgment").grade is not None
    seen = [visible_reviews(acting(person)).filter(pk=review.pk).exists() for person in people(world)]
    assert seen == [False, True, False, False]
    with pytest.raises(Invalid):
        reviewing.submit(acting(world.second), review)


def people(world: ForceWorld) -> list:
    return [world.lead, world.second, world.third, world.inspector]


def test_submitted_judgments_of_a_force_are_read_by_supervisors_and_no_inspector() -> None:
    world = force_world()
    subject = submitted(world)
    seen = [visible_reviews(acting(person)).filter(subject=subject).exists() for person in people(world)]
    assert seen == [True, True, True, False]


@pytest.mark.parametrize(
    ("lacking", "sentences"),
    [
        ("rationale", {"protecting-judgment.rationale": ["Write the rationale."]}),
        (
            "evidence",
            {
                "protecting-judgment.quotation": [
                    "Cite what it rests on: signed-off cases or their figures; or say why there is nothing to cite."
                ]
            },
        ),
        ("grade", {"protecting-judgment.answer": ["This question is not answered."]}),
    ],
)
def test_judgment_of_a_force_is_recorded_with_grade_reasons_and_evidence_only(
    lacking: str, sentences: dict[str, list[str]]
) -> None:
    world = force_world()
    review = begun(world)
    answers = {code: value for code, value in ANSWERS.items() if lacking != "grade" or code != "protecting-judgment"}
    builders.answer(world.second, review, answers)
    if lacking == "rationale":
        save(world, review, rationale="")
    for code in ("protecting-judgment", "investigating-judgment", "force-overall"):
        if lacking != "evidence" or code != "protecting-judgment":
            judging.say_why_none(acting(world.second), review, code, WHY_NONE)
    with pytest.raises(Invalid) as refused:
        reviewing.submit(acting(world.second), review)
    assert refused.value.errors == sentences


def save(
    world: ForceWorld, review: Review, version: int | None = None, grade: str = "adequate", rationale: str = "So."
) -> None:
    answer = judgment(review, "protecting-judgment")
    sent = AnswerInput(
        criterion_code="protecting-judgment",
        version=answer.version if version is None else version,
        kind="grade",
        value=grade,
        rationale=rationale,
    )
    reviewing.save_answers(acting(world.second), review, [sent])


def test_grade_of_the_scale_of_cases_is_refused_for_a_force() -> None:
    world = force_world()
    review = begun(world)
    with pytest.raises(Invalid) as refused:
        save(world, review, grade="shown")
    assert list(refused.value.errors) == ["protecting-judgment.answer"]


def test_reasons_that_are_too_long_by_far_are_refused_and_nothing_is_saved() -> None:
    world = force_world()
    review = begun(world)
    with pytest.raises(Invalid) as refused:
        save(world, review, rationale="x" * 60_000)
    assert list(refused.value.errors) == ["protecting-judgment.rationale"]
    assert judgment(review, "protecting-judgment").kind == "none"


def test_stale_judgment_of_a_force_is_refused_with_both_texts() -> None:
    world = force_world()
    review = begun(world)
    save(world, review, rationale="The first reasons.")
    with pytest.raises(StaleAnswers) as stale:
        save(world, review, version=0, rationale="Other reasons altogether.")
    kept = stale.value.stale[0]
    assert (kept.sent.rationale, kept.stored.rationale) == ("Other reasons altogether.", "The first reasons.")


def test_reasons_of_a_force_are_kept_word_for_word_as_revisions() -> None:
    world = force_world()
    review = begun(world)
    save(world, review, rationale="The first reasons.")
    save(world, review, rationale="Other reasons altogether.")
    rows = JudgmentText.objects.filter(judgment=judgment(review, "protecting-judgment"), part="rationale")
    found = list(rows.order_by("revision").values_list("text", "current"))
    assert found == [("The first reasons.", False), ("Other reasons altogether.", True)]


def test_two_supervisors_who_begin_at_once_give_one_review_and_one_refusal() -> None:
    world = force_world()
    judging.give(acting(world.lead), world.force, world.second)
    with pytest.raises(Conflict, match="Somebody changed this while you had it open"):
        judging.give(acting(world.third), world.force, world.third)
    assert Review.objects.filter(subject__inspection_force=world.force).count() == 1


def test_supervisor_who_was_not_given_the_force_cannot_write_in_its_judgments() -> None:
    world = force_world()
    review = begun(world)
    with pytest.raises(NotAllowed, match="Only the reviewer to whom this review is assigned"):
        builders.answer(world.third, review, {"protecting-judgment": "good"})


def test_force_is_given_to_another_supervisor_with_a_reason_and_nothing_written_is_lost() -> None:
    world = force_world()
    review = begun(world)
    builders.answer(world.second, review, {"protecting-judgment": "good"})
    with pytest.raises(Invalid):
        judging.give(acting(world.lead), world.force, world.third, "", world.second.public_id)
    again = judging.give(acting(world.lead), world.force, world.third, "On leave.", world.second.public_id)
    assert (again.reviewer, again.status) == (world.third, "assigned")
    assert (Review.objects.get(pk=review.pk).status, judgment(review, "protecting-judgment").kind) == (
        "closed",
        "grade",
    )


def test_force_is_judged_by_no_inspector() -> None:
    world = force_world()
    with pytest.raises(Invalid, match="is not a supervisor on this inspection's team today"):
        judging.give(acting(world.lead), world.force, world.inspector)


def test_conflict_with_the_force_or_one_of_its_cases_closes_its_judgments() -> None:
    world = force_world()
    subject = submitted(world)
    case = world.signed[0].subject
    inspecting.declare_conflict(acting(world.third), world.inspection, subject=case, reason="A relative.")
    inspecting.declare_conflict(acting(world.lead), world.inspection, inspection_force=world.force, reason="Was there.")
    for person in (world.lead, world.third):
        assert not visible_reviews(acting(person)).filter(subject=subject).exists()
        with pytest.raises(NotAllowed, match="declared conflict of interest"):
            moderation.sign_off(acting(person), subject_of(subject.reviews.get()))


def test_closed_inspection_takes_no_judgment_of_a_force() -> None:
    world = force_world()
    review, other = judged(world), world.another_force()
    inspecting.close(acting(world.lead), world.inspection)
    with pytest.raises(Conflict, match="not in fieldwork"):
        builders.answer(world.second, review, {"protecting-judgment": "good"})
    with pytest.raises(NotAllowed, match="This inspection is closed"):
        judging.give(acting(world.lead), other, world.second)
    with pytest.raises(Conflict, match="This inspection is closed"):
        choose_force_framework(acting(world.lead), world.inspection, force_version(world.inspection))


def test_retired_framework_is_not_chosen_and_judges_on_where_it_was_chosen_before() -> None:
    world, other = force_world(), force_world(chosen=False)
    version = force_version(world.inspection)
    frameworks.retire(acting(builders.make_administrator()), version, "A newer one is coming.")
    with pytest.raises(Invalid, match="is retired"):
        choose_force_framework(acting(other.lead), other.inspection, version)
    assert signed_off(world).status == "signed-off"


def test_framework_for_cases_judges_no_force() -> None:
    world = force_world(chosen=False)
    version = world.signed[0].framework_version
    with pytest.raises(Invalid, match="Choose a framework that judges forces"):
        choose_force_framework(acting(world.lead), world.inspection, version)


def test_force_framework_changes_until_the_first_force_is_put_up() -> None:
    world = force_world()
    other = builders.published_framework(FORCE_FRAMEWORK.replace("small-force", "other-force"))
    choose_force_framework(acting(world.lead), world.inspection, other)
    assert force_version(world.inspection) == other
    begun(world)
    third = builders.published_framework(FORCE_FRAMEWORK.replace("small-force", "third-force"))
    with pytest.raises(Conflict, match="all of them are"):
        choose_force_framework(acting(world.lead), world.inspection, third)


def test_force_is_given_to_nobody_where_no_framework_was_chosen() -> None:
    world = force_world(chosen=False)
    with pytest.raises(Conflict, match="has no framework for judging forces yet"):
        judging.give(acting(world.lead), world.force, world.second)


def test_force_that_is_judged_stays_in_its_inspection() -> None:
    world = force_world(cases=0)
    begun(world)
    with pytest.raises(Conflict, match="is judged in this inspection, so it stays"):
        inspecting.remove_force(acting(world.lead), world.force)


def test_figures_of_cases_never_count_a_force() -> None:
    world = force_world()
    before = figures(world)
    subject = signed_off(world)
    assert figures(world) == before
    assert not StandingReview.objects.filter(subject=subject).exists()
    assert [(grade.label, grade.count) for grade in grades_so_far([world.inspection.pk])[world.inspection.pk]] == [
        ("Good", 0),
        ("Requires improvement", 1),
        ("Inadequate", 0),
    ]


def figures(world: ForceWorld) -> list:
    """Return everything that figures of cases are read from, with what the report's pages say."""
    client = Client()
    client.force_login(world.lead)
    shown = [client.get(reverse(name, args=[world.inspection.slug_id])).context["main"] for name in ("report",)]
    return [
        StandingReview.objects.count(),
        list(FigureCount.objects.order_by("pk").values_list("criterion", "outcome", "cases")),
        last_changed(world.inspection),
        [str(part) for part in shown],
    ]


def test_judgments_of_forces_never_count_a_case() -> None:
    few, many = force_world(cases=1), force_world(cases=3)
    for world in (few, many):
        signed_off(world)
    counts = [[one.counts for one in grid_of(world.inspection).by_topic] for world in (few, many)]
    assert counts == [[(0, 0, 1, 0, 0), (0, 1, 0, 0, 0)]] * 2


def test_reopened_judgments_leave_the_grid_and_their_sign_off_stays_readable() -> None:
    world = force_world()
    subject = signed_off(world)
    moderation.reopen(acting(world.third), subject, "A case was reopened.")
    row = grid_of(world.inspection).rows[0]
    assert (row.judged, row.state) == ({}, "Under review")
    assert SignOff.objects.get(subject=subject).ended_by == world.third


def test_submitted_judgments_of_a_force_wait_for_the_decision_of_others() -> None:
    world = force_world()
    subject = submitted(world)
    waits = [list(to_decide(acting(person))) for person in (world.lead, world.second)]
    assert waits == [[subject], []]


def test_giving_and_judging_leave_their_events_in_the_trail() -> None:
    world = force_world()
    subject = signed_off(world)
    rows = AuditEvent.objects.filter(thing_id=str(subject.public_id)).order_by("pk")
    assert list(rows.values_list("action", flat=True)) == [
        "subject.added",
        "subject.assign",
        "subject.make-ready",
        "subject.sign-off",
    ]
    assert AuditEvent.objects.filter(action="evidence.added").count() == 3


def test_membership_that_is_over_ends_the_right_to_judge() -> None:
    world = force_world()
    review = begun(world)
    member = world.inspection.team.get(user=world.second)
    inspecting.end_membership(acting(world.lead), member, builders.NOW.date())
    later = acting(world.second, builders.NOW + timedelta(days=2))
    with pytest.raises(NotAllowed):
        reviewing.save_answers(
            later, review, [AnswerInput("protecting-judgment", version=0, kind="grade", value="good")]
        )
