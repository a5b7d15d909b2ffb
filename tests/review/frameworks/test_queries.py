"""An outline holds all of a version in the same few queries, and drafts are seen by those who edit them only."""

import pytest
from pytest_django import DjangoAssertNumQueries

from access.actor import nobody, system_actor
from review.frameworks import actions
from review.frameworks.models import Criterion, FrameworkVersion, Topic
from review.frameworks.queries import (
    by_address,
    outline,
    published_versions,
    scales_of,
    visible_versions,
)
from tests import builders
from tests.review.frameworks.drafts import SYSTEM, imported, published
from tests.review.frameworks.test_exchange import SHIPPED
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db


def test_outline_holds_topics_criteria_and_answers_in_order() -> None:
    found = outline(imported())
    assert [(topic.code, [one.code for one in topic.criteria]) for topic in found.topics] == [
        ("first-topic", ["first-criterion"]),
        ("second-topic", ["second-criterion"]),
        ("classification", ["group-based"]),
        ("overall", ["overall-grade"]),
    ]
    assert [option.code for option in found.find("first-criterion").options] == [
        "good",
        "requires-improvement",
        "inadequate",
    ]
    assert [option.code for option in found.find("group-based").options] == ["yes", "no"]


def test_outline_tells_its_parts_apart() -> None:
    found = outline(imported())
    assert [topic.code for topic in found.graded_topics] == ["first-topic", "second-topic"]
    assert [one.code for one in found.classification] == ["group-based"]
    assert found.overall.code == "overall-grade"
    assert found.topic("overall").criteria == (found.overall,)


def test_outline_takes_the_same_few_queries_for_a_small_and_a_large_version(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for text in (SMALL, SHIPPED.read_text(encoding="utf-8")):
        version = imported(text)
        with django_assert_num_queries(4):
            found = outline(version)
            assert all(one.criterion.scale or one.choices for one in found.criteria)


def test_outline_finds_nothing_under_an_unknown_code() -> None:
    found = outline(imported())
    with pytest.raises(Criterion.DoesNotExist):
        found.find("unknown")
    with pytest.raises(Topic.DoesNotExist):
        found.topic("unknown")


def test_scales_of_gives_each_scale_once_with_its_grades() -> None:
    ((scale, grades),) = scales_of(outline(imported()))
    assert (scale.code, [grade.rank for grade in grades]) == ("case-grade", [1, 2, 3])


def states_seen_by(*roles: str) -> list[tuple[int, str]]:
    """Return the versions that somebody with these roles sees."""
    user = builders.make_user("-".join(roles), *roles)
    return [(version.number, version.status) for version in visible_versions(builders.acting(user))]


def test_visible_versions_hide_drafts_from_all_but_administrators() -> None:
    actions.retire(SYSTEM, published(), "It was replaced.")
    published(SMALL.replace("Tests", "Others"))
    imported(SMALL.replace("Tests", "Again others"))
    final = [(2, "published"), (1, "retired")]
    assert states_seen_by("administrator") == [(3, "draft"), *final]
    assert states_seen_by("supervisor") == final
    assert states_seen_by("inspector") == final
    assert list(visible_versions(nobody())) == []


def test_by_address_finds_a_version_and_hides_what_cannot_be_seen() -> None:
    version = imported()
    assert by_address(system_actor("tests"), "small", 1) == version
    inspector = builders.acting(builders.make_inspector())
    for actor, code, number in (
        (inspector, "small", 1),
        (SYSTEM, "small", 2),
        (SYSTEM, "other", 1),
        (SYSTEM, "small", 10**30),
    ):
        with pytest.raises(FrameworkVersion.DoesNotExist):
            by_address(actor, code, number)


def test_published_versions_are_neither_drafts_nor_retired() -> None:
    actions.retire(SYSTEM, published(), "It was replaced.")
    version = published(SMALL.replace("Tests", "Others"))
    imported(SMALL.replace("Tests", "Again others"))
    assert list(published_versions()) == [version]
