"""What a published version offers is read once in a process; a draft is read each time, since it can still change."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.actor import system_actor
from review.frameworks import actions, published
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.published import MOST, offered_by
from tests import builders

pytestmark = pytest.mark.django_db


def reads(version: FrameworkVersion) -> int:
    """Return in how many queries what a version offers is read."""
    with CaptureQueriesContext(connection) as queries:
        offered_by(version)
    return len(queries)


def fresh(version: FrameworkVersion) -> FrameworkVersion:
    """Return the version as another request reads it."""
    return FrameworkVersion.objects.get(pk=version.pk)


def test_a_published_version_is_read_once_whoever_asks() -> None:
    version = builders.published_framework()
    assert reads(version) > 0
    assert (reads(fresh(version)), offered_by(fresh(version)) is offered_by(version)) == (0, True)
    assert list(offered_by(version).by_code) == [row.code for row in version.criteria.order_by("position")]


def test_a_draft_is_read_each_time_and_kept_once_it_is_published() -> None:
    actor = system_actor("tests", builders.NOW)
    draft = actions.import_framework(actor, builders.FRAMEWORK.encode(), "test.yaml")
    assert reads(draft) == reads(draft) > 0
    actions.publish(actor, draft)
    assert (reads(fresh(draft)) > 0, reads(fresh(draft))) == (True, 0)


def test_a_retired_version_is_kept_too() -> None:
    version = builders.published_framework()
    actions.retire(system_actor("tests", builders.NOW), version, "A newer one is out.")
    offered_by(fresh(version))
    assert reads(fresh(version)) == 0


def test_two_versions_never_answer_for_each_other() -> None:
    first = builders.published_framework()
    second = builders.published_framework(builders.FRAMEWORK.replace("first-criterion", "another-criterion"))
    assert [code in offered_by(first).by_code for code in ("first-criterion", "another-criterion")] == [True, False]
    assert [code in offered_by(second).by_code for code in ("first-criterion", "another-criterion")] == [False, True]
    with pytest.raises(Criterion.DoesNotExist):
        offered_by(second).find("first-criterion")


def test_of_more_versions_than_are_kept_the_one_kept_longest_is_read_anew() -> None:
    version = builders.published_framework()
    offered = offered_by(version)
    for _ in range(MOST - 1):
        published._keep(uuid4(), offered)
    assert reads(version) == 0
    published._keep(uuid4(), offered)
    assert (reads(version) > 0, len(published._kept)) == (True, MOST)
