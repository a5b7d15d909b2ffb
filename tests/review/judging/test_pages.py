"""The pages of the judgments of forces: who sees them, what they say, and what they never say."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from review.inspections import actions as inspecting
from review.judging.actions import say_why_none
from review.reviewing import actions as reviewing
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.authoring.pages import words
from tests.review.judging.force_world import (
    ANSWERS,
    FORCE_FRAMEWORK,
    ForceWorld,
    begun,
    force_world,
    judged,
    sign_case,
    signed_off,
    submitted,
)

pytestmark = pytest.mark.django_db
acting = builders.acting
GRID, GRID_CHANGED, FORCE = 15, 16, 23
"""How many queries the pages ask."""


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def grid_url(world: ForceWorld) -> str:
    return reverse("judgments", args=[world.inspection.slug_id])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (answer.status_code, url)
    return words(answer)


def test_grid_shows_each_signed_off_judgment_as_a_tag_with_the_way_to_its_reasons() -> None:
    world = force_world()
    subject = signed_off(world)
    content = client_of(world.lead).get(grid_url(world)).content.decode()
    force = reverse("force-judgments", args=[subject.public_id])
    assert (
        f'href="{force}#c-protecting-judgment"><strong class="govuk-tag govuk-tag--yellow">Adequate</strong>' in content
    )
    assert (
        f'href="{force}#c-investigating-judgment"><strong class="govuk-tag govuk-tag--green">Good</strong>' in content
    )


def test_grid_counts_forces_by_judgment_and_accounts_for_all() -> None:
    world = force_world()
    signed_off(world)
    submitted(world, world.another_force())
    found = text(client_of(world.lead), grid_url(world))
    assert "Protecting people 0 0 1 0 0 2 forces = 1 judged + 1 left out (not signed off 1)" in found
    assert "Ready for sign-off" in found


def test_grid_shows_no_average_and_says_why() -> None:
    world = force_world(cases=3)
    signed_off(world)
    for url in (grid_url(world), reverse("force-judgments", args=[world.force.subjects.get().public_id])):
        found = text(client_of(world.lead), url)
        assert "average" in found
        assert [sign for sign in ("%", "mean", "score", "points") if sign in found] == []


def test_inspection_without_a_force_framework_says_what_to_do_and_does_it() -> None:
    world = force_world(chosen=False)
    client = client_of(world.lead)
    assert "Choose a published framework that judges forces" in text(client, grid_url(world))
    choose = reverse("force-framework", args=[world.inspection.slug_id])
    assert "No framework that judges forces is published" in text(client, choose)
    version = builders.published_framework(FORCE_FRAMEWORK)
    assert "Select a framework" in words(client.post(choose, {"framework_version": ""}))
    answer = client.post(choose, {"framework_version": str(version.public_id)})
    assert (answer.status_code, answer["Location"]) == (302, grid_url(world))
    assert "Begin judging" in text(client, grid_url(world))


@pytest.mark.parametrize("name", ["judgments", "judgments-download"])
def test_judgments_are_for_supervisors_without_a_conflict(name: str) -> None:
    world = force_world()
    signed_off(world)
    inspecting.declare_conflict(
        acting(world.second), world.inspection, inspection_force=world.force, reason="Worked there."
    )
    url = reverse(name, args=[world.inspection.slug_id])
    states = [client_of(person).get(url).status_code for person in (world.lead, world.second, world.inspector)]
    assert states == [200, 403, 403]


def test_inspectors_read_the_grid_once_the_inspection_is_settled_without_ways_that_are_closed_to_them() -> None:
    world = force_world()
    signed_off(world)
    inspecting.close(acting(world.lead), world.inspection)
    content = client_of(world.inspector).get(grid_url(world)).content.decode()
    assert ("Adequate</strong>" in content, 'href="/forces/' in content) == (True, False)


def test_page_of_a_force_is_closed_to_inspectors_and_conflicts() -> None:
    world = force_world()
    subject = signed_off(world)
    inspecting.declare_conflict(
        acting(world.second), world.inspection, inspection_force=world.force, reason="Worked there."
    )
    url = reverse("force-judgments", args=[subject.public_id])
    states = [client_of(person).get(url).status_code for person in (world.lead, world.second, world.inspector)]
    assert states == [200, 404, 404]


def test_page_of_a_force_shows_reasons_evidence_and_that_no_rule_made_it() -> None:
    world = force_world()
    subject = signed_off(world)
    found = text(client_of(world.lead), reverse("force-judgments", args=[subject.public_id]))
    reference = builders.case_of(world.signed[0].subject).reference
    for said in (
        "Reasons for protecting-judgment.",
        f"Case {reference} : How well was the case dealt with, taken together? Requires improvement",
        "By professional judgment: the methodology has no rule for it.",
        "Signed off",
    ):
        assert said in found


def test_drafts_of_a_force_are_shown_to_nobody_else() -> None:
    world = force_world()
    review = judged(world)
    for url in (grid_url(world), reverse("force-judgments", args=[review.subject.public_id])):
        found = text(client_of(world.lead), url)
        assert ("Adequate" in found.replace("Outstanding Good Adequate", ""), "Under review" in found) == (False, True)
    assert client_of(world.lead).get(reverse("review", args=[review.public_id])).status_code == 404


def test_force_is_given_cited_submitted_and_signed_off_on_the_pages() -> None:
    world = force_world()
    lead, second, third = client_of(world.lead), client_of(world.second), client_of(world.third)
    give = reverse("force-give", args=[world.inspection.slug_id, world.force.public_id])
    assert "Select a supervisor" in words(lead.post(give, {"seen": ""}))
    page = lead.post(give, {"reviewer": str(world.second.public_id)})
    subject = world.force.subjects.get()
    force = reverse("force-judgments", args=[subject.public_id])
    assert page["Location"] == force
    review = subject.reviews.get()
    topic = reverse("review-topic", args=[review.public_id, "protecting"])
    assert "Cite cases or figures, or say why there is nothing to cite" in text(second, topic)
    cite = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    assert second.post(topic, {"then": "cite:protecting-judgment"})["Location"] == cite
    assert "Select at least one judgment to cite" in words(second.post(cite, {"what": "cases"}))
    case = world.signed[0]
    second.post(cite, {"what": "cases", "judgments": [f"{case.public_id}:overall-grade"]})
    second.post(cite, {"what": "figure", "figure": reverse("report-cases", args=[world.inspection.slug_id])})
    stood = list(Evidence.objects.filter(judgment__review=review).order_by("pk").values_list("stood", flat=True))
    assert stood == ["Requires improvement", "Cases counted (All cases): 1"]
    for code in ("investigating-judgment", "force-overall"):
        url = reverse("force-cite", args=[review.public_id, code])
        second.post(url, {"what": "none", "why_none": "Seen on site."})
    builders.answer(world.second, review, ANSWERS)
    second.post(
        reverse("review-submit", args=[review.public_id]), {"version": stamp(second, review), "statement": "on"}
    )
    sign = reverse("case-sign-off", args=[subject.public_id])
    seen = third.get(sign).context["form"].initial["seen"]
    answer = third.post(sign, {"seen": seen, "read": "on"})
    assert (answer.status_code, answer["Location"]) == (302, force)
    assert "Its judgments now stand on the page of all forces." in text(third, force)


def stamp(client: Client, review: Review) -> int:
    """Return the stamp on the page on which a review is checked."""
    return int(client.get(reverse("review-check", args=[review.public_id])).context["form"].initial["version"])


def test_cite_page_lists_signed_off_cases_of_the_force_alone() -> None:
    world = force_world()
    sign_case(world, world.another_force())
    subject = builders.add_case(world.lead, world.inspection, world.force.force, "OPEN-1")
    builders.submitted(world.lead, subject, world.inspector)
    review = begun(world)
    url = reverse("force-cite", args=[review.public_id, "protecting-judgment"])
    answer = client_of(world.second).get(url, {"question": "first-criterion"})
    assert [words_ for _, _, words_ in answer.context["rows"]] == ["Good"]
    assert client_of(world.third).get(url).status_code == 404


def test_home_of_a_supervisor_leads_to_judgments_that_wait() -> None:
    world = force_world()
    subject = submitted(world)
    content = client_of(world.third).get("/").content.decode()
    force = reverse("force-judgments", args=[subject.public_id])
    assert f'href="{force}">Judgments of {world.force.label}</a>' in content


def test_grid_takes_the_same_queries_for_one_force_and_three(django_assert_num_queries: Callable) -> None:
    world = force_world()
    client = client_of(world.lead)
    signed_off(world)
    client.get(grid_url(world))
    for _ in range(2):
        with django_assert_num_queries(GRID):
            client.get(grid_url(world))
        for _ in range(2):
            signed_off(world, world.another_force())


def test_page_of_a_force_takes_the_same_queries_whatever_it_rests_on(django_assert_num_queries: Callable) -> None:
    queries = []
    for cases in (1, 3):
        world = force_world(cases=cases)
        subject = signed_off(world)
        client = client_of(world.lead)
        client.get(reverse("force-judgments", args=[subject.public_id]))
        queries.append((client, reverse("force-judgments", args=[subject.public_id])))
    for client, url in queries:
        with django_assert_num_queries(FORCE):
            client.get(url)


def test_reasons_and_grades_are_in_every_file() -> None:
    world = force_world()
    signed_off(world)
    client = client_of(world.lead)
    for name in ("csv", "csv-shown", "json", "text"):
        answer = client.get(reverse("judgments-download", args=[world.inspection.slug_id]), {"format": name})
        content = b"".join(answer.streaming_content).decode()
        words = ("Adequate", "Reasons", "for", "protecting-judgment.", "never")  # a text breaks its lines, no word
        assert [said in content for said in words] == [True] * 5


def test_download_is_an_event_of_the_trail() -> None:
    world = force_world()
    signed_off(world)
    client = client_of(world.lead)
    url = reverse("judgments-download", args=[world.inspection.slug_id])
    for _ in range(2):
        client.get(url, {"format": "json"})
    assert AuditEvent.objects.filter(action="report.exported").count() == 1


def test_download_without_a_force_framework_says_what_to_do() -> None:
    world = force_world(chosen=False)
    answer = client_of(world.lead).get(reverse("judgments-download", args=[world.inspection.slug_id]))
    assert (answer.status_code, "Choose one on the page" in words(answer)) == (400, True)


def test_home_of_a_supervisor_leads_to_the_force_that_they_judge_until_it_is_submitted() -> None:
    world = force_world()
    review = begun(world)
    link = f'href="{reverse("review", args=[review.public_id])}">Begin with the judgments of {world.force.label}</a>'
    judge, other = client_of(world.second), client_of(world.third)
    assert [link in client.get("/").content.decode() for client in (judge, other)] == [True, False]
    builders.answer(world.second, review, {"seen": "shown"})
    assert f"Go on with the judgments of {world.force.label} , 1 of 4 answered" in words(judge.get("/"))
    reviewing_done(world, review)
    assert "Forces that you judge" not in words(judge.get("/"))


def reviewing_done(world: ForceWorld, review: Review) -> None:
    """Answer what is left, and submit."""
    builders.answer(world.second, review, {code: grade for code, grade in ANSWERS.items() if code != "seen"})
    for code in ("protecting-judgment", "investigating-judgment", "force-overall"):
        say_why_none(acting(world.second), review, code, "Seen on site.")
    reviewing.submit(acting(world.second), review)


def test_signing_off_is_the_first_of_the_ways_to_decide_on_a_force() -> None:
    world = force_world()
    subject = submitted(world)
    answer = client_of(world.third).get(reverse("force-judgments", args=[subject.public_id]))
    assert [(step["words"], step["main"]) for step in answer.context["steps"]] == [
        ("Sign off", True),
        ("Return", False),
    ]
