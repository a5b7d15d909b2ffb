"""What changed since the judgments of a force were made, on its pages: the evidence, and who has it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from review.judging.actions import cite_figure, give
from review.judging.changes import FIGURES_CHANGED
from review.judging.documents import CHANGED_MEANS
from review.moderation import actions as moderation
from review.moderation.cited import NO_LONGER
from review.reviewing import actions as reviewing
from tests import builders
from tests.review.authoring.pages import words
from tests.review.judging.force_world import (
    ForceWorld,
    begun,
    force_world,
    judged,
    signed_off,
)
from tests.review.judging.test_pages import GRID_CHANGED, client_of, grid_url, text

pytestmark = pytest.mark.django_db
acting = builders.acting


def test_page_of_a_force_marks_evidence_that_changed_since() -> None:
    world = force_world()
    subject = signed_off(world)
    url = reverse("force-judgments", args=[subject.public_id])
    assert "changed since" not in text(client_of(world.lead), url)
    moderation.reopen(acting(world.lead), world.signed[0].subject, "A document was missing.")
    found = text(client_of(world.lead), url)
    assert "Changed since: the case was reopened, and is not signed off now." in found


def test_history_of_a_force_names_people_and_says_who_was_given_it() -> None:
    world = force_world()
    begun(world)
    subject = world.force.subjects.get()
    give(acting(world.lead), world.force, world.third, "On leave.", world.second.public_id)
    answer = client_of(world.lead).get(reverse("force-judgments", args=[subject.public_id]))
    told = [(item["title"], item["by"], item["text"]) for item in answer.context["history"]]
    assert told == [
        (f"Reassigned from {world.second.name} to {world.third.name}", world.lead.name, "On leave."),
        (f"Assigned to {world.second.name}", world.lead.name, ""),
    ]
    assert f"by {world.lead.name}" in words(answer)


def changed_world(forces: int = 0) -> ForceWorld:
    """Return a world whose force rests on a case that was reopened since, beside so many other signed-off forces."""
    world = force_world()
    review = judged(world)
    figure = reverse("report-cases", args=[world.inspection.slug_id])
    cite_figure(acting(world.second), review, "protecting-judgment", figure)
    reviewing.submit(acting(world.second), review)
    moderation.sign_off(
        acting(world.third), world.force.subjects.select_related("inspection", "inspection_force__force").get()
    )
    for _ in range(forces):
        signed_off(world, world.another_force())
    moderation.reopen(acting(world.lead, builders.NOW + timedelta(days=1)), world.signed[0].subject, "A new document.")
    return world


def test_grid_marks_changed_evidence_in_words_with_a_legend() -> None:
    world = force_world()
    signed_off(world)
    for person in (world.lead, world.third):
        assert "vidence changed" not in text(client_of(person), grid_url(world))
    moderation.reopen(acting(world.lead), world.signed[0].subject, "A document was missing.")
    answer = client_of(world.lead).get(grid_url(world))
    (_, _, cells), *_ = answer.context["rows"]
    assert [(cell.words, cell.changed) for cell in cells] == [("Adequate", True), ("Good", True)]
    found = words(answer)
    assert (found.count("Evidence changed"), found.count("As a whole: evidence changed")) == (3, 1)
    assert f"Evidence changed: {CHANGED_MEANS}" in found


def test_grid_takes_the_same_queries_for_changed_evidence_of_one_force_and_three(
    django_assert_num_queries: Callable,
) -> None:
    for forces in (0, 2):
        world = changed_world(forces)
        client = client_of(world.lead)
        client.get(grid_url(world))
        with django_assert_num_queries(GRID_CHANGED):
            client.get(grid_url(world))


def test_page_of_a_force_marks_every_piece_that_changed() -> None:
    world = changed_world()
    found = text(client_of(world.lead), reverse("force-judgments", args=[world.force.subjects.get().public_id]))
    assert (found.count(NO_LONGER), found.count(FIGURES_CHANGED)) == (3, 1)
