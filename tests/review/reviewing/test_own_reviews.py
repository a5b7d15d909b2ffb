"""The keys of somebody's own reviews, in a query that is put together once: the very rows of own_reviews each time."""

from dataclasses import replace
from datetime import timedelta

from access.actor import Actor, actor_of, nobody
from review.inspections.models import ConflictOfInterest
from review.reviewing.models import Review
from review.reviewing.queries import own_review_keys, own_reviews
from tests.review.conftest import World


def by_keys(actor: Actor) -> list[int]:
    """Return what the query put together once finds, which is what own_reviews finds."""
    found = sorted(Review.objects.filter(pk__in=own_review_keys(actor)).values_list("pk", flat=True))
    assert found == sorted(own_reviews(actor).values_list("pk", flat=True))
    return found


def test_the_keys_are_those_of_own_reviews_for_each_person_role_and_day(world: World, review: Review) -> None:
    actor = actor_of(world.inspector)
    assert by_keys(actor) == [review.pk]
    assert by_keys(actor_of(world.supervisor)) == []
    assert by_keys(replace(actor, roles=frozenset())) == []
    assert by_keys(replace(actor, now=actor.now - timedelta(days=4000))) == []
    assert by_keys(nobody()) == []
    assert by_keys(actor) == [review.pk]


def test_what_changes_between_two_requests_is_seen_by_the_next(world: World, review: Review) -> None:
    actor = actor_of(world.inspector)
    assert by_keys(actor) == [review.pk]
    ConflictOfInterest.objects.create(
        user=world.inspector, subject=review.subject, reason="They know somebody in it.", declared_at=actor.now
    )
    assert by_keys(actor) == []
