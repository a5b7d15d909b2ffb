"""What is wrong with what a judgment is to rest on, in words of the project, with what was typed and ticked kept."""

import pytest
from django.urls import reverse

from review.judging.figures import NO_FIGURE, TOO_LONG
from review.moderation import actions as moderation
from tests import builders
from tests.review.authoring.pages import words
from tests.review.judging.force_world import (
    begun,
    force_world,
)
from tests.review.judging.test_pages import client_of

pytestmark = pytest.mark.django_db
acting = builders.acting


def test_figure_that_cannot_be_cited_is_told_beside_its_field() -> None:
    world = force_world()
    review = begun(world)
    url = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    answer = client_of(world.second).post(url, {"what": "figure", "figure": "https://example.test/other/"})
    assert (answer.status_code, "This is no address of a figure" in words(answer)) == (400, True)


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("", "Enter the address of a figure of the report"),
        ("nul\x00", NO_FIGURE),
        ("w.force=" + "x" * 2000, TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_figure_is_said_in_words_of_the_project(figure: str, sentence: str) -> None:
    world = force_world()
    review = begun(world)
    url = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    there = reverse("report-cases", args=[world.inspection.slug_id])
    answer = client_of(world.second).post(
        url, {"what": "figure", "figure": f"{there}?{figure}" if "=" in figure else figure}
    )
    assert (answer.status_code, words(answer).count(sentence)) == (400, 2)
    assert "maxlength" not in answer.context["figure_form"].fields["figure"].widget.attrs


def test_reasons_that_are_too_long_are_said_in_words_of_the_project() -> None:
    world = force_world()
    review = begun(world)
    cite_url = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    give_url = reverse("force-give", args=[world.inspection.slug_id, world.force.public_id])
    tried = [
        (client_of(world.second), cite_url, {"what": "none", "why_none": "x" * 10_001}, "10,000", "10001"),
        (client_of(world.lead), give_url, {"seen": "", "reason": "x" * 2_001}, "2,000", "2001"),
    ]
    for client, url, sent, most, there in tried:
        found = words(client.post(url, sent))
        assert f"The reason must be {most} characters or fewer: there are {there}" in found


def test_judgments_that_cannot_be_cited_are_told_once_and_what_was_ticked_stays() -> None:
    world = force_world(cases=2)
    review = begun(world)
    url = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    kept, gone = (f"{case.public_id}:overall-grade" for case in world.signed)
    moderation.reopen(acting(world.lead), world.signed[1].subject, "A new document.")
    answer = client_of(world.second).post(url, {"what": "cases", "judgments": [kept, gone]})
    found = answer.content.decode()
    assert (answer.status_code, f'value="{kept}" checked' in found) == (400, True)
    assert "is not signed off now, so it cannot be cited. Sign it off first.</a>" in found
    assert (
        'href="#cite-1">Select at least one judgment to cite</a>'
        in client_of(world.second).post(url, {"what": "cases"}).content.decode()
    )
