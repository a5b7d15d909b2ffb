"""What another version would have meant for past reviews: worked out right, and told in rough numbers only."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from access.refusals import NotAllowed
from review.authoring import replay as replaying
from review.authoring.replay import LEAST, STEP, Replay, replay, told
from review.frameworks.file.exchange import read_stored
from review.frameworks.lineage import compared
from review.frameworks.models import FrameworkVersion
from review.reviewing.models import Review
from tests import builders
from tests.review.frameworks.drafts import SYSTEM, imported
from tests.review.frameworks.test_diff import FIRST, RULED, THIRD

pytestmark = pytest.mark.django_db
LOWEST_OF_TWO = RULED[: RULED.index("examples:")]
SECOND_ALONE = LOWEST_OF_TWO.replace("[first-criterion, second-criterion]", "[second-criterion]")
MIXED = {
    "first-criterion": "inadequate",
    "second-criterion": "good",
    "group-based": "yes",
    "overall-grade": "inadequate",
}
ALIKE = {"first-criterion": "good", "second-criterion": "good", "group-based": "yes", "overall-grade": "good"}


def past_reviews(version: FrameworkVersion, *answers: Mapping[str, str]) -> None:
    """Have reviews by a version submitted, one for each set of answers."""
    supervisor, inspector, force = builders.make_supervisor(), builders.make_inspector(), builders.make_force()
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector])
    for given_answers in answers:
        builders.submitted(supervisor, builders.add_case(supervisor, inspection, force), inspector, given_answers)


def exact(older: FrameworkVersion, newer: FrameworkVersion) -> list[tuple[str, int, int]]:
    """Return the numbers that are never told."""
    file, comparisons = read_stored(newer.canonical), compared(newer, older)
    things = replaying._things(read_stored(older.canonical), file)
    return replaying._tallied(older, file, comparisons, things, 1000)


def replayed(older: FrameworkVersion, newer: FrameworkVersion, most: int | None = None) -> Replay:
    """Return what is told."""
    return replay(SYSTEM, older, read_stored(newer.canonical), compared(newer, older), most)


def test_reviews_whose_suggestion_would_be_another_are_counted() -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    past_reviews(older, MIXED, ALIKE, MIXED)
    assert exact(older, newer) == [("The review as a whole", 2, 0)]
    assert exact(older, older) == [("The review as a whole", 0, 0)]


def test_reviews_that_lack_what_the_newer_version_asks_are_counted_apart() -> None:
    older = builders.published_framework(LOWEST_OF_TWO)
    newer = imported(LOWEST_OF_TWO.replace(FIRST, FIRST + THIRD))
    past_reviews(older, MIXED, ALIKE)
    assert exact(older, newer) == [("The review as a whole", 0, 2)]


def test_answers_are_followed_through_changes_of_codes() -> None:
    older = builders.published_framework(LOWEST_OF_TWO)
    text = SECOND_ALONE.replace("first-criterion", "renamed").replace(
        "code: renamed", "code: renamed\n        same-as: first-criterion"
    )
    past_reviews(older, MIXED, ALIKE)
    assert exact(older, imported(text)) == [("The review as a whole", 1, 0)]


def test_answers_to_a_question_that_is_not_the_same_are_not_carried() -> None:
    older = builders.published_framework(LOWEST_OF_TWO)
    text = LOWEST_OF_TWO.replace("Is the first thing done well?", "Is the first thing done at all?")
    past_reviews(older, MIXED)
    assert exact(older, imported(text)) == [("The review as a whole", 0, 1)]


def test_work_that_is_open_is_not_looked_at() -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    past_reviews(older, MIXED)
    supervisor, inspector = builders.make_supervisor(), builders.make_inspector()
    inspection = builders.make_inspection(supervisor, older, inspectors=[inspector])
    subject = builders.add_case(supervisor, inspection, builders.make_force())
    builders.answer(inspector, builders.assign(supervisor, subject, inspector), MIXED)
    assert (Review.objects.count(), replayed(older, newer).reviews) == (2, 1)


def test_nothing_is_told_of_fewer_than_ten_reviews() -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    past_reviews(older, *[MIXED] * (LEAST - 1))
    assert replayed(older, newer) == Replay(9, 9)
    assert replayed(older, newer).too_few


def test_numbers_are_told_in_ranges_and_of_how_many() -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    past_reviews(older, *[MIXED] * 8, *[ALIKE] * 3)
    found = replayed(older, newer)
    assert (found.reviews, found.looked_at) == (11, 11)
    assert [(row.title, str(row.other), str(row.untold)) for row in found.rows] == [
        ("The review as a whole", "5 or more", "fewer than 5")
    ]
    assert replayed(older, newer, 10).looked_at == 10
    assert replayed(older, newer, 3).rows == ()


def test_two_versions_without_a_rule_have_nothing_to_tell() -> None:
    older = builders.published_framework()
    newer = imported(builders.FRAMEWORK.replace("owner: Tests", "owner: Others"))
    past_reviews(older, *[builders.ANSWERS] * LEAST)
    assert replayed(older, newer) == Replay(LEAST, LEAST)


def test_nothing_is_told_to_others_than_authors_and_nothing_is_written() -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    for user in (builders.make_supervisor(), builders.make_inspector()):
        with pytest.raises(NotAllowed):
            replay(builders.acting(user), older, read_stored(newer.canonical), [])


def test_reviews_are_worked_through_in_the_same_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    file, comparisons = read_stored(newer.canonical), compared(newer, older)
    past_reviews(older, *[MIXED] * LEAST)
    with django_assert_num_queries(4):
        replay(SYSTEM, older, file, comparisons)
    past_reviews(older, *[ALIKE] * 3)
    with django_assert_num_queries(4):
        replay(SYSTEM, older, file, comparisons)


def test_every_batch_takes_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = builders.published_framework(LOWEST_OF_TWO), imported(SECOND_ALONE)
    past_reviews(older, *[MIXED] * 6, *[ALIKE] * 6)
    file, comparisons = read_stored(newer.canonical), compared(newer, older)
    monkeypatch.setattr("review.authoring.past_reviews.BATCH", 4)
    with django_assert_num_queries(1 + 3 * 3):
        found = replay(SYSTEM, older, file, comparisons)
    assert str(found.rows[0].other) == "5 or more"


@given(st.integers(LEAST, 500), st.data())
def test_every_range_holds_the_number_and_five_numbers_or_more(of: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, of))
    found = told(number, of)
    assert found.least <= number <= found.most <= of
    assert sum(told(other, of) == found for other in range(of + 1)) >= STEP
