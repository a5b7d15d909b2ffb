"""Where the methodology has rules over cases: their result beside the judgment of a force, and why it differs."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from access.refusals import Conflict, Invalid, NotAllowed
from review.inspections import actions as inspecting
from review.inspections.force_actions import choose_force_framework
from review.judging import actions as judging
from review.judging.basis import reasons_of
from review.judging.grid import grid_of
from review.judging.suggested_actions import take_up
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.models import Review, RuleResult
from tests import builders
from tests.review.authoring.pages import words
from tests.review.judging.force_world import FORCE_FRAMEWORK, WHY_NONE, ForceWorld, judgment, published
from tests.review.results.method import YES, method

pytestmark = pytest.mark.django_db
acting = builders.acting
RATING = """\
  - code: rating
    title: Rating
    grades:
      - {code: outstanding, label: Outstanding, tone: blue, points: 3}
      - {code: good, label: Good, tone: green, points: 2}
      - {code: requires-improvement, label: Requires improvement, tone: yellow, points: 1}
      - {code: inadequate, label: Inadequate, tone: red, points: 0}
"""
CODE, OTHER, OVERALL = "protecting-judgment", "investigating-judgment", "force-overall"


def on_the_scale_of_cases() -> str:
    """Return the framework for forces with the scale of the rules, and a topic that one of them is about."""
    text = FORCE_FRAMEWORK.replace("small-force", "rated-force").replace("- code: protecting\n", "- code: assessment\n")
    first, rest = text.split("  - code: force-tiers\n")[0], text.split("  - code: shown-so-far\n")[1]
    return f"{first}{RATING}  - code: shown-so-far\n{rest}".replace("force-tiers", "rating")


@pytest.fixture
def world() -> ForceWorld:
    """Return an inspection by a method with rules over cases for each force, with two signed-off cases."""
    lead, second, third = (builders.make_supervisor() for _ in range(3))
    inspector = builders.make_inspector()
    inspection = builders.make_inspection(lead, published(method()), inspectors=[inspector])
    for person in (second, third):
        inspecting.add_member(acting(lead), inspection, person, "supervisor", builders.NOW.date())
    force = inspecting.add_force(acting(lead), inspection, builders.make_force())
    choose_force_framework(acting(lead), inspection, published(on_the_scale_of_cases()))
    made = ForceWorld(inspection, force, lead, second, third, inspector, [])
    return replace(made, signed=[signed(made), signed(made)])


def signed(world: ForceWorld, **answers: str) -> Review:
    subject = builders.add_case(world.lead, world.inspection, world.force.force)
    return builders.signed_off(world.lead, subject, world.inspector, {**YES, **answers})


def begun(world: ForceWorld) -> Review:
    review = judging.give(acting(world.lead), world.force, world.second)
    return Review.objects.select_related("subject__inspection", "subject__inspection_force").get(pk=review.pk)


def answered(world: ForceWorld, grade: str, reason: str = "") -> Review:
    review = begun(world)
    answers = {"seen": "shown", CODE: grade, OTHER: "good", OVERALL: "good"}
    builders.answer(world.second, review, answers, reasons={CODE: reason} if reason else None)
    for code in (CODE, OTHER, OVERALL):
        judging.say_why_none(acting(world.second), review, code, WHY_NONE)
    return review


def test_result_of_the_cases_is_suggested_for_the_topic_of_the_same_code(world: ForceWorld) -> None:
    review = begun(world)
    suggested = [judgment(review, code).suggested_grade for code in (CODE, OTHER, OVERALL)]
    assert [grade.code if grade else None for grade in suggested] == ["outstanding", None, None]


def test_suggestion_stands_beside_the_judgment_with_its_trace_once_there_is_one(world: ForceWorld) -> None:
    review = begun(world)
    client = Client()
    client.force_login(world.second)
    topic = reverse("review-topic", args=[review.public_id, "assessment"])
    assert "Suggested grade: Outstanding" not in words(client.get(topic))
    builders.answer(world.second, review, {CODE: "good"})
    found = words(client.get(topic))
    assert "Suggested grade: Outstanding Differs from the grade given" in found
    assert "2 of 2" in found


def test_judgment_that_differs_from_the_rule_needs_a_reason(world: ForceWorld) -> None:
    review = answered(world, "good")
    with pytest.raises(Invalid) as refused:
        reviewing.submit(acting(world.second), review)
    assert refused.value.errors == {f"{CODE}.reason": ["Say why your grade differs from the suggested one."]}


def test_why_a_judgment_differs_is_kept_and_reported(world: ForceWorld) -> None:
    review = answered(world, "good", "Interviews showed otherwise.")
    reviewing.submit(acting(world.second), review)
    subject = review.subject
    subject.refresh_from_db()
    moderation.sign_off(acting(world.third), subject)
    found = {one.code: one.basis for one in reasons_of(grid_of(world.inspection))}
    assert found == {
        CODE: "The rule suggests Outstanding. Why it differs: Interviews showed otherwise.",
        OTHER: "By professional judgment: the methodology has no rule for it.",
    }


def test_results_that_moved_on_are_told_and_taken_up_by_the_judge_alone(world: ForceWorld) -> None:
    review = answered(world, "outstanding")
    signed(world, engage="no")
    client = Client()
    client.force_login(world.second)
    page = reverse("force-judgments", args=[review.subject.public_id])
    assert "Assessment, from all cases: Good" in words(client.get(page))
    assert judgment(review, CODE).suggested_grade.code == "outstanding"  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        take_up(acting(world.third), world.force, review)
    client.post(reverse("force-take-up", args=[review.subject.public_id]))
    assert judgment(review, CODE).suggested_grade.code == "good"  # type: ignore[union-attr]
    kept = RuleResult.objects.filter(inspection_force=world.force, rule__topic_code="assessment").order_by("pk")
    assert [(row.grade.code, row.current) for row in kept if row.grade] == [("outstanding", False), ("good", True)]
    assert "changed since they were taken up" not in words(client.get(page))


def test_results_are_taken_up_no_more_once_the_judgments_are_submitted(world: ForceWorld) -> None:
    review = answered(world, "outstanding")
    reviewing.submit(acting(world.second), review)
    signed(world, engage="no")
    with pytest.raises(Conflict):
        take_up(acting(world.second), world.force, review)


def test_result_on_another_scale_suggests_nothing() -> None:
    lead, judge = builders.make_supervisor(), builders.make_supervisor()
    inspector = builders.make_inspector()
    inspection = builders.make_inspection(lead, published(method()), inspectors=[inspector])
    inspecting.add_member(acting(lead), inspection, judge, "supervisor", builders.NOW.date())
    force = inspecting.add_force(acting(lead), inspection, builders.make_force())
    text = FORCE_FRAMEWORK.replace("- code: protecting\n", "- code: assessment\n")
    choose_force_framework(acting(lead), inspection, published(text.replace("small-force", "other-scale")))
    other = ForceWorld(inspection, force, lead, judge, judge, inspector, [])
    signed(other)
    assert judgment(begun(other), CODE).suggested_grade is None
