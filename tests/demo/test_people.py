"""The people of the demonstration act in their roles, on its dates, at working hours, and see their parts today."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from access import audit
from access.actor import actor_of
from access.models import User
from casefiles.forces.models import ForceTie
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.inspections.queries import inspection_called, roles_in, visible_inspections
from review.moderation.models import SignOff
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review
from review.reviewing.queries import visible_reviews, visible_subjects
from review.workflow import REVIEW, SUBJECT

USUAL_WEEK, FROM_HOUR, TO_HOUR = range(5), 8, 18


def user(username: str) -> User:
    """Return somebody of the demonstration."""
    return User.objects.get(username=username)


def test_every_state_of_a_subject_and_of_a_review_is_there(demo: Inspection) -> None:
    assert set(Subject.objects.values_list("status", flat=True)) == {code for code, _ in SUBJECT.states}
    assert set(Review.objects.values_list("status", flat=True)) == {code for code, _ in REVIEW.states}


def test_model_inspection_is_closed_and_signed_off_whole(demo: Inspection) -> None:
    subjects = set(Subject.objects.filter(inspection=demo).values_list("status", flat=True))
    assert (demo.status, subjects) == ("closed", {"signed-off"})


def test_nobody_reviewed_a_case_of_their_own_force(demo: Inspection) -> None:
    ties = set(ForceTie.objects.values_list("user_id", "force_id"))
    reviewed = set(Review.objects.values_list("reviewer_id", "subject__case__force_id"))
    assert (len(ties), ties & reviewed) == (6, set())


def test_nobody_signed_off_their_own_review(demo: Inspection) -> None:
    pairs = set(SignOff.objects.values_list("by__username", "review__reviewer__username"))
    assert {by for by, _ in pairs} == {"supervisor"}
    assert [pair for pair in pairs if pair[0] == pair[1]] == []


def test_inspector_and_supervisor_see_their_parts_today(
    demo: Inspection, unfinished: Inspection, service: Inspection, trial: Inspection
) -> None:
    inspector, supervisor = actor_of(user("inspector")), actor_of(user("supervisor"))
    assert set(visible_inspections(supervisor)) == {demo, unfinished, service, trial}
    assert set(visible_inspections(inspector)) == {unfinished, trial}
    assert visible_subjects(supervisor).count() == 52 + 14 + 3 + 11 + 5
    states = set(visible_reviews(inspector).values_list("status", flat=True))
    assert states == {"assigned", "in-progress", "returned", "submitted", "locked"}
    assert inspection_called(supervisor, demo.slug_id) == demo


def test_supervisor_has_something_of_every_kind_to_do_today(demo: Inspection, unfinished: Inspection) -> None:
    supervisor = actor_of(user("supervisor"))
    seen = visible_subjects(supervisor).filter(inspection=unfinished)
    assert set(seen.values_list("status", flat=True)) == {code for code, _ in SUBJECT.states}


def test_reviewers_of_2023_are_on_that_team_no_more(demo: Inspection) -> None:
    assert roles_in(actor_of(user("reviewer-1")), demo.pk) == frozenset()


def test_administrator_published_the_framework_before_the_fieldwork(demo: Inspection) -> None:
    version = FrameworkVersion.objects.get(framework__code="group-based-cse", number=1)
    published = StatusChange.objects.get(thing_id=version.public_id, transition="publish")
    assert (version.status, published.by_name) == ("published", "administrator")
    assert published.at.date() < demo.fieldwork_from


def test_everybody_signs_in_with_the_one_password_hashed_once(demo: Inspection) -> None:
    hashes = set(User.objects.values_list("password", flat=True))
    assert (User.objects.count(), len(hashes)) == (9, 1)
    assert check_password(settings.DEMO_PASSWORD, hashes.pop()) is True
    assert User.objects.filter(must_change_password=True).count() == 0


def moments() -> set[datetime]:
    """Return every business moment that the demonstration wrote."""
    columns = [
        (StatusChange, "at"),
        (SignOff, "at"),
        (SignOff, "ended_at"),
        (JudgmentText, "at"),
        (Evidence, "added_at"),
        (LanguageFlag, "added_at"),
        (Review, "assigned_at"),
        (Review, "submitted_at"),
        (User, "created_at"),
        (Inspection, "created_at"),
    ]
    return {at for model, column in columns for at in model._default_manager.values_list(column, flat=True) if at}


def test_people_act_on_working_days_at_working_hours(demo: Inspection) -> None:
    local = [timezone.localtime(at) for at in moments()]
    odd = [at for at in local if at.weekday() not in USUAL_WEEK or not FROM_HOUR <= at.hour < TO_HOUR]
    assert (len(local) > 500, odd) == (True, [])


def test_reviews_go_through_their_steps_in_the_order_of_time(demo: Inspection) -> None:
    last: dict[object, datetime] = {}
    backwards = []
    for change in StatusChange.objects.order_by("pk"):
        if change.at < last.get(change.thing_id, change.at):
            backwards.append(change.pk)
        last[change.thing_id] = change.at
    assert backwards == []


def test_model_inspection_was_reviewed_within_its_own_dates(demo: Inspection) -> None:
    reviews = Review.objects.filter(subject__inspection=demo)
    first, last = demo.fieldwork_from, demo.fieldwork_until
    submitted = [timezone.localtime(at).date() for at in reviews.values_list("submitted_at", flat=True)]
    assert (min(submitted) >= first, max(submitted) <= last) == (True, True)
    signed = SignOff.objects.filter(subject__inspection=demo).values_list("at", flat=True)
    assert {at.year for at in signed} == {2023}


def test_signed_off_judgments_are_settled(demo: Inspection) -> None:
    settled = Judgment.objects.filter(review__status__in=["locked", "submitted"]).values_list("settled", flat=True)
    assert set(settled) == {True}


def test_trail_is_intact(demo: Inspection) -> None:
    verdict = audit.verify()
    assert (verdict.faults, verdict.erased_details) == ((), 0)
