"""An inspection whose force is judged: a framework of two topics, three supervisors, and signed-off cases."""

from dataclasses import dataclass

from access.models import User
from review.frameworks.models import FrameworkVersion
from review.inspections import actions as inspecting
from review.inspections.force_actions import choose_force_framework
from review.inspections.models import Inspection, InspectionForce, Subject
from review.judging import actions as judging
from review.judging.actions import Chosen
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.models import Judgment, Review
from tests import builders

FORCE_FRAMEWORK = """\
format: 1
framework: small-force
title: A small framework for forces
owner: Tests
source: Written for tests.
standing: For tests only
judges: force
scales:
  - code: force-tiers
    title: Graded judgment
    grades:
      - {code: outstanding, label: Outstanding, tone: blue}
      - {code: good, label: Good, tone: green}
      - {code: adequate, label: Adequate, tone: yellow}
      - {code: requires-improvement, label: Requires improvement, tone: orange}
      - {code: inadequate, label: Inadequate, tone: red}
  - code: shown-so-far
    title: How far it is shown
    grades:
      - {code: shown, label: Shown, tone: green}
      - {code: not-shown, label: Not shown, tone: red}
topics:
  - code: protecting
    title: Protecting people
    headline: The force protects people.
    criteria:
      - code: seen
        question: Are people seen?
        good: [They are.]
        answer: grade
        scale: shown-so-far
        not-applicable: with-reason
      - code: protecting-judgment
        question: How well does the force protect people?
        good: [It does so well.]
        guidance: Weigh what was found, and count nothing.
        answer: grade
        scale: force-tiers
        not-applicable: with-reason
  - code: investigating
    title: Investigating crime
    headline: The force investigates crime.
    criteria:
      - code: investigating-judgment
        question: How well does the force investigate crime?
        good: [It does so well.]
        answer: grade
        scale: force-tiers
overall:
  code: force-overall
  question: How well does the force do, as a whole?
  good: [It does well.]
  answer: grade
  scale: force-tiers
rules:
  - code: by-judgment
    title: Force as a whole
    of: review
    because: Graded judgments are professional judgments.
examples:
  - title: No rule
    fill: {force-tiers: good, shown-so-far: shown}
    expect: {review-kind: no_rule}
"""
ANSWERS = {
    "seen": "shown",
    "protecting-judgment": "adequate",
    "investigating-judgment": "good",
    "force-overall": "good",
}
GRADED = ("protecting-judgment", "investigating-judgment", "force-overall")
WHY_NONE = "Seen on site by the whole team; no case shows it."


@dataclass(frozen=True)
class ForceWorld:
    """The inspection, its force, who supervises it, its inspector, and the reviews of its signed-off cases."""

    inspection: Inspection
    force: InspectionForce
    lead: User
    second: User
    third: User
    inspector: User
    signed: list[Review]

    def another_force(self) -> InspectionForce:
        """Return another force of the inspection."""
        return inspecting.add_force(builders.acting(self.lead), self.inspection, builders.make_force())


def force_world(cases: int = 1, chosen: bool = True, text: str = builders.FRAMEWORK) -> ForceWorld:
    """Return an inspection in fieldwork with a framework for forces, and so many signed-off cases of its force."""
    lead, second, third = (builders.make_supervisor() for _ in range(3))
    inspector = builders.make_inspector()
    inspection = builders.make_inspection(lead, published(text), inspectors=[inspector])
    for person in (second, third):
        inspecting.add_member(builders.acting(lead), inspection, person, "supervisor", builders.NOW.date())
    force = inspecting.add_force(builders.acting(lead), inspection, builders.make_force())
    if chosen:
        choose_force_framework(builders.acting(lead), inspection, published(FORCE_FRAMEWORK))
    world = ForceWorld(inspection, force, lead, second, third, inspector, [])
    for _ in range(cases):
        world.signed.append(sign_case(world))
    return world


def published(text: str) -> FrameworkVersion:
    """Return the framework of this text, published once however many worlds use it."""
    code = text.split("framework: ")[1].split()[0]
    return FrameworkVersion.objects.filter(framework__code=code).first() or builders.published_framework(text)


def sign_case(world: ForceWorld, force: InspectionForce | None = None) -> Review:
    """Return the review of a case of the force (or another), signed off."""
    subject = builders.add_case(world.lead, world.inspection, (force or world.force).force)
    return builders.signed_off(world.lead, subject, world.inspector)


def begun(world: ForceWorld, force: InspectionForce | None = None) -> Review:
    """Return the review of the force, given to the second supervisor by the first."""
    review = judging.give(builders.acting(world.lead), force or world.force, world.second)
    return Review.objects.select_related("subject__inspection", "subject__inspection_force").get(pk=review.pk)


def judged(world: ForceWorld, force: InspectionForce | None = None, **grades: str) -> Review:
    """Return the review of the force, answered, with what each judgment rests on; not submitted."""
    review = begun(world, force)
    answers = ANSWERS | {code.replace("_", "-"): grade for code, grade in grades.items()}
    builders.answer(world.second, review, answers)
    for code in GRADED:
        if world.signed and force is None:
            cite(world, review, code)
        else:
            judging.say_why_none(builders.acting(world.second), review, code, WHY_NONE)
    return review


def cite(world: ForceWorld, review: Review, code: str = "protecting-judgment") -> None:
    """Let a judgment rest on the overall judgment of the first signed-off case."""
    chosen = [Chosen(world.signed[0].public_id, "overall-grade")]
    judging.cite_judgments(builders.acting(world.second), review, code, chosen)


def submitted(world: ForceWorld, force: InspectionForce | None = None, **grades: str) -> Subject:
    """Return the force with its judgments submitted."""
    review = judged(world, force, **grades)
    reviewing.submit(builders.acting(world.second), review)
    return Subject.objects.select_related("inspection", "inspection_force__force", "case").get(pk=review.subject_id)


def signed_off(world: ForceWorld, force: InspectionForce | None = None, **grades: str) -> Subject:
    """Return the force with its judgments signed off by the third supervisor."""
    subject = submitted(world, force, **grades)
    moderation.sign_off(builders.acting(world.third), subject)
    subject.refresh_from_db()
    return subject


def judgment(review: Review, code: str) -> Judgment:
    """Return the judgment of a review at a question."""
    return Judgment.objects.select_related("grade").get(review=review, criterion__code=code)
