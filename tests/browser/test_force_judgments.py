"""A force is judged in a browser: given, judged on what its cases showed, signed off by another, read as a grid."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from review.moderation import actions as moderation
from tests import builders
from tests.browser.steps import Person
from tests.review.judging.force_world import ForceWorld, force_world

REASONS = "The case was dealt with in time. Interviews showed the same."


@pytest.mark.parametrize("width", [1280, 390])
def test_force_is_judged_on_its_cases_and_signed_off_by_another_supervisor(
    transactional_db: None, page: Page, axe: Callable[[Page], None], width: int
) -> None:
    world = force_world()
    page.set_viewport_size({"width": width, "height": 900})
    judge = Person(page, axe)
    judge.signs_in(world.second.username)
    gives_the_force(judge, world)
    judges(judge, world)
    judge.signs_out()
    decider = Person(page, axe)
    decider.signs_in(world.third.username)
    decides(decider, world)
    reads(decider, world)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def gives_the_force(judge: Person, world: ForceWorld) -> None:
    """Begin the judgments of the force on the page of all forces."""
    judge.goes_to(f"/inspections/{world.inspection.slug_id}/")
    judge.follows("Judgments of forces")
    assert judge.misses("These are not averages.", "Not judged yet") == []
    judge.follows("Begin judging Force A")
    judge.selects("Supervisor", world.second.name)
    judge.presses("Give it to them")
    assert judge.told == [f"Force A is judged by {world.second.name}."]


def judges(judge: Person, world: ForceWorld) -> None:
    """Answer every question, cite a case and a figure for one judgment, and say of the others why there is none."""
    judge.presses("Begin")
    judge.presses("Start: Protecting people")
    judge.page.locator("#c-seen").get_by_label("Shown", exact=True).check()
    answers(judge, "protecting-judgment", "Adequate")
    presses_beside(judge, "protecting-judgment")
    assert judge.heading == "What does this judgment rest on?"
    judge.page.get_by_role("checkbox").first.check()
    judge.presses("Cite the selected judgments")
    assert judge.told == ["1 judgment cited.", "Saved."]
    presses_beside(judge, "protecting-judgment")
    judge.enters("Address of the figure", reverse("report-cases", args=[world.inspection.slug_id]))
    judge.presses("Cite this figure")
    assert judge.told == ["Cited: Cases counted (All cases): 1", "Saved."]
    for code, grade in (("investigating-judgment", "Good"), ("force-overall", "Good")):
        judge.presses("Save and continue")
        answers(judge, code, grade)
        presses_beside(judge, code)
        judge.enters("Why is there nothing to cite?", "Seen on site.")
        judge.presses("Keep this as the reason")
    judge.presses("Save and continue")
    assert judge.heading == "Check your answers and submit"
    judge.ticks("These are my own judgments, and they rest on what is cited or said beside each")
    judge.presses("Submit the review")


def answers(judge: Person, code: str, grade: str) -> None:
    """Give a judgment with its reasons."""
    question = judge.page.locator(f"#c-{code}")
    question.get_by_label(grade, exact=True).check()
    question.locator("textarea[name$=-rationale]").fill(f"{REASONS} {code}")


def presses_beside(judge: Person, code: str) -> None:
    """Go from a judgment to what it rests on; what was typed is saved on the way."""
    button = judge.page.locator(f"#c-{code}").get_by_role("button", name="Cite cases or figures")
    with judge.page.expect_navigation():
        button.click()


def decides(decider: Person, world: ForceWorld) -> None:
    """Sign the judgments off from the home page."""
    decider.follows("Judgments of Force A")
    decider.presses("Sign off")
    decider.ticks("I have read the review and its evidence, and I approve the grades as they stand")
    decider.presses("Sign off")
    assert decider.told == ["Force A was signed off. Its judgments now stand on the page of all forces."]


def reads(decider: Person, world: ForceWorld) -> None:
    """Read the grid, follow a judgment to its reasons and evidence, and see that a case was reopened since."""
    decider.follows("Judgments of forces")
    assert decider.read(".cg-table--cards tbody tr:first-child .govuk-tag")[:2] == ["Adequate", "Good"]
    case = world.signed[0].subject
    moderation.reopen(builders.acting(world.lead), case, "A document was missing.")
    decider.follows("Adequate for Force A on Protecting people: reasons and evidence")
    assert decider.misses(REASONS, "Requires improvement", "Cases counted (All cases): 1", "Changed since") == []
