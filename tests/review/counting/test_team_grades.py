"""How other cases were graded, beside an own answer: by policy, of enough cases, never of the case itself."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from access.models import User
from casefiles.forces.actions import add_tie
from review.counting.team_grades import TOO_FEW
from review.counting.views import CONFLICT, NOT_ANSWERED
from review.inspections import actions as inspecting
from review.inspections.details import details_of
from review.inspections.models import Subject
from review.moderation import actions as moderating
from review.reviewing.actions import open_review, save_answers
from review.reviewing.models import Review
from tests import builders
from tests.review.casework.newer import adopted
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded
from tests.review.reviewing.pages import ONE, TWO, signed_in, text_of, topic

FOLD = "How this inspection's signed-off cases were graded here"


def allow(world: World, shows: bool = True) -> None:
    """Let reviewers of the inspection see how other cases were graded."""
    details = replace(details_of(world.inspection), shows_team_grades=shows)
    inspecting.update_inspection(
        builders.acting(world.supervisor), world.inspection, details, version=world.inspection.version
    )


def sign_off(world: World, *grades: str, reviewer: User | None = None) -> list[Subject]:
    """Sign off a case for each grade of the first criterion, or of a word that makes it not applicable."""
    subjects = []
    for grade in grades:
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        answers = {**builders.ANSWERS, ONE: grade}
        builders.signed_off(world.supervisor, subject, reviewer or world.other, answers)
        subjects.append(subject)
    return subjects


@pytest.fixture
def review(world: World) -> Review:
    """Return a review in the inspector's hands, its first criterion graded."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    review = builders.assign(world.supervisor, subject, world.inspector)
    save_answers(builders.acting(world.inspector), review, [graded(review)])
    return review


def page_of(review: Review, code: str = "first-topic") -> str:
    """Return the address of the page for a topic of the review."""
    return reverse("team-grades", args=[review.public_id, code])


def told(world: World, review: Review, code: str = "first-topic", user: User | None = None) -> list[str]:
    """Return what the page tells of each question, to the reviewer unless told."""
    answer = signed_in(user or world.inspector).get(page_of(review, code))
    return [row["words"] for row in answer.context["rows"]] if answer.status_code == 200 else [str(answer.status_code)]


def test_grades_of_other_signed_off_cases_are_counted(world: World, review: Review) -> None:
    allow(world)
    sign_off(world, "good", "good", "good", "requires-improvement", "inadequate", "not-applicable")
    assert told(world, review) == ["3 good, 1 requires improvement, 1 inadequate (5 cases; not applicable in 1 more)"]


@pytest.mark.parametrize("others", [[], ["good"], ["good"] * 4, ["good"] * 4 + ["not-applicable"] * 3])
def test_nothing_is_told_of_few_cases(world: World, review: Review, others: list[str]) -> None:
    allow(world)
    sign_off(world, *others)
    assert told(world, review) == [TOO_FEW]


def test_nothing_is_told_before_an_own_answer(world: World, review: Review) -> None:
    allow(world)
    sign_off(world, *["good"] * 5)
    assert told(world, review, "second-topic") == [NOT_ANSWERED]
    page = signed_in(world.inspector).get(topic(review, "second-topic"))
    assert FOLD not in text_of(page)
    save_answers(builders.acting(world.inspector), review, [graded(review, TWO)])
    assert told(world, review, "second-topic") == ["0 good, 5 requires improvement, 0 inadequate (5 cases)"]


def test_nothing_is_told_where_the_policy_does_not_allow_it(world: World, review: Review) -> None:
    sign_off(world, *["good"] * 5)
    assert (told(world, review), FOLD in text_of(signed_in(world.inspector).get(topic(review)))) == (["404"], False)
    allow(world)
    assert FOLD in text_of(signed_in(world.inspector).get(topic(review)))
    allow(world, shows=False)
    assert (told(world, review), FOLD in text_of(signed_in(world.inspector).get(topic(review)))) == (["404"], False)


@pytest.mark.parametrize("kind", [kind for kind in Review.Kind.values if kind != "first"])
def test_nothing_is_told_in_any_other_work_than_a_first_review(world: World, review: Review, kind: str) -> None:
    allow(world)
    (subject, *_) = sign_off(world, *["good"] * 6)
    second = open_review(builders.acting(world.supervisor), subject, world.inspector, kind)
    save_answers(builders.acting(world.inspector), second, [graded(second)])
    assert told(world, second) == ["404"]
    assert FOLD not in text_of(signed_in(world.inspector).get(topic(second)))


def test_own_case_is_never_among_them(world: World) -> None:
    """A case that was reopened has no standing review; one that is judged anew by its first reviewer had one."""
    allow(world)
    (subject, *_) = sign_off(world, "inadequate", *["good"] * 5, reviewer=world.inspector)
    review = Review.objects.get(subject=subject)
    assert told(world, review) == ["5 good, 0 requires improvement, 0 inadequate (5 cases)"]
    subject.refresh_from_db()
    moderating.reopen(builders.acting(world.supervisor), subject, "Look again.")
    assert told(world, review) == ["5 good, 0 requires improvement, 0 inadequate (5 cases)"]


def test_cases_of_other_inspections_and_reviews_that_do_not_stand_are_not_counted(world: World, review: Review) -> None:
    allow(world)
    elsewhere = builders.make_inspection(world.supervisor, world.version, inspectors=[world.other])
    for _ in range(5):
        subject = builders.add_case(world.supervisor, elsewhere, world.force)
        builders.signed_off(world.supervisor, subject, world.other)
    for _ in range(5):
        builders.submitted(
            world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.other
        )
    assert told(world, review) == [TOO_FEW]


def test_question_counts_over_versions_where_it_is_the_same(world: World) -> None:
    """The first criterion is the same in the newer version; the second one was reworded and starts anew."""
    allow(world)
    sign_off(world, *["good"] * 5)
    adopted(world)
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    review = builders.assign(world.supervisor, subject, world.inspector)
    assert review.framework_version.number == 2
    save_answers(builders.acting(world.inspector), review, [graded(review), graded(review, TWO)])
    assert told(world, review) == ["5 good, 0 requires improvement, 0 inadequate (5 cases)"]
    assert told(world, review, "second-topic") == [TOO_FEW]


def test_somebody_with_a_conflict_in_the_inspection_learns_nothing(world: World, review: Review) -> None:
    allow(world)
    sign_off(world, *["good"] * 5)
    force = builders.make_force("synthetic-two")
    builders.add_case(world.supervisor, world.inspection, force)
    add_tie(builders.acting(builders.make_administrator()), world.inspector, force, "personal", builders.NOW.date())
    assert told(world, review) == [CONFLICT]


@pytest.mark.parametrize("who", ["other", "supervisor"])
def test_page_is_the_reviewers_alone(world: World, review: Review, who: str) -> None:
    allow(world)
    assert told(world, review, user=getattr(world, who)) == ["404"]


def test_page_of_a_topic_without_grades_says_so(world: World, review: Review) -> None:
    allow(world)
    assert "No question of this topic is graded." in text_of(
        signed_in(world.inspector).get(page_of(review, "classification"))
    )


@pytest.mark.parametrize("cases", [5, 7])
def test_page_takes_the_same_queries_for_more_cases(
    world: World, review: Review, client: Client, django_assert_num_queries: DjangoAssertNumQueries, cases: int
) -> None:
    allow(world)
    sign_off(world, *["good"] * cases)
    client.force_login(world.inspector)
    client.get(page_of(review))
    with django_assert_num_queries(QUERIES):
        client.get(page_of(review))


QUERIES = 15
"""Session, user, roles, membership and the review; five for what is in it; conflicts; and one count."""
