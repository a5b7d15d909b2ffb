"""From a case up to the releases that count it, and to the tables of each that do."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from access.models import User
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.releases.actions import PolicyInput, set_policy
from review.releases.counting_it import releases_counting
from tests.review.conftest import World
from tests.review.counting.cases import SELF, add, sign_off, suspect
from tests.review.releases.conftest import actor_of, asked, released


@pytest.fixture
def subjects(world: World) -> list[Subject]:
    """Return a case in the headline with a suspect, and one that is not; nothing of them is kept back."""
    open_to_all = PolicyInput(2, True, 0, protects_overall=False, protects_breakdowns=False, protects_persons=False)
    set_policy(actor_of(world.supervisor), world.inspection, open_to_all, 0)
    first, second = add(world, grade="good"), add(world, grade="inadequate", group="no")
    suspect(world, first, "S1", (SELF, "W1", "", "arrest"))
    for one in (first, second, add(world, grade="good"), add(world, grade="good", group="no")):
        sign_off(world, one)
    return [first, second]


def page_of(user: User, subject: Subject, name: str = "case-figures") -> str:
    """Return a page of a case."""
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[subject.public_id])).content.decode()


def told_of(subject: Subject) -> list[tuple[int, list[str]]]:
    """Return the releases that count a case, each with the names of its tables that do."""
    return [(one.number, [name for name, _ in one.tables]) for one in releases_counting(subject)]


def test_a_case_leads_to_the_releases_that_count_it_and_to_their_tables(world: World, subjects: list[Subject]) -> None:
    inspection = world.inspection
    released(world, asked(inspection, where=["group-based=yes"]), asked(inspection, ["team-type"]))
    released(world, asked(inspection, where=["group-based=yes"], measure="language"))
    released(world, asked(inspection, measure="ethnicity"))
    assert [told_of(one) for one in subjects] == [
        [(3, ["table-1"]), (2, ["table-1"]), (1, ["table-1", "table-2"])],
        [(1, ["table-2"])],
    ]


def test_a_case_signed_off_later_is_in_no_earlier_release(world: World, subjects: list[Subject]) -> None:
    released(world, asked(world.inspection))
    later = add(world, grade="good")
    sign_off(world, later)
    assert told_of(later) == []
    page = page_of(world.supervisor, later)
    assert "Public releases that count it" in page
    assert "1. Grades" not in page


def test_page_links_to_the_release_and_its_table(world: World, subjects: list[Subject]) -> None:
    release = released(world, asked(world.inspection))
    page = page_of(world.supervisor, subjects[0])
    address = reverse("release", args=[release.public_id])
    assert f'href="{address}">1. Grades</a>' in page
    assert f'href="{address}#table-1">Overall grade (all signed-off cases)</a>' in page
    assert "What was given out stays as it was given out, as this case stood then." in page


def test_a_reopened_case_is_told_what_of_it_was_given_out(world: World, subjects: list[Subject]) -> None:
    released(world, asked(world.inspection))
    before = page_of(world.supervisor, subjects[0], "case-reopen")
    assert "1 public release counts this case: number 1. What was given out stays as it is" in before
    moderation.reopen(actor_of(world.supervisor), subjects[0], "New documents.")
    assert told_of(subjects[0]) == [(1, ["table-1"])]
    page = page_of(world.supervisor, subjects[0])
    assert "This case is not signed off now, and these tables were given out with it." in page


def test_reopening_says_nothing_of_releases_where_there_are_none(world: World, subjects: list[Subject]) -> None:
    assert "public release" not in page_of(world.supervisor, subjects[0], "case-reopen")


def test_who_may_read_no_figures_is_told_of_no_release(world: World, subjects: list[Subject]) -> None:
    released(world, asked(world.inspection))
    client = Client()
    client.force_login(world.inspector)
    reply = client.get(reverse("case-figures", args=[subjects[0].public_id]))
    assert (reply.status_code, "Grades" in reply.content.decode()) == (403, False)


def test_releases_of_a_case_are_asked_for_in_one_query(
    world: World, subjects: list[Subject], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for measure in ("grade", "language", "team-type"):
        released(world, asked(world.inspection, measure=measure))
    with django_assert_num_queries(1):
        assert [number for number, _ in told_of(subjects[0])] == [3, 2, 1]
