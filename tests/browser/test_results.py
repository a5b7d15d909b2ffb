"""A supervisor reads what all cases come to, sees how it came about, and enters what the rules cannot know."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.steps import Person
from tests.review.results.conftest import standards_of
from tests.review.results.method import method


@pytest.mark.parametrize("width", [1280, 390])
def test_supervisor_follows_a_result_and_enters_another(
    transactional_db: None, page: Page, axe: Callable[[Page], None], width: int
) -> None:
    standards = standards_of(method())
    standards.signed(count=2)
    standards.signed(standards.second, plan="no")
    page.set_viewport_size({"width": width, "height": 900})
    supervisor = Person(page, axe)
    supervisor.signs_in("sam")
    supervisor.goes_to("/inspections/standards/")
    supervisor.follows("Results from all cases")
    assert supervisor.read(".cg-table--cards tbody tr:first-child .govuk-tag")[:2] == ["Outstanding", "Good"]
    supervisor.follows("Good for All forces, Delivery")
    assert supervisor.heading == "Delivery"
    assert supervisor.misses("Suggested: Good", "2 of 3 cases", "Was there a plan?") == []
    supervisor.follows("Results")
    supervisor.follows("Enter or change the results for All forces")
    supervisor.ticks("Good")
    supervisor.presses("Save")
    assert supervisor.problems == ["Enter a reason: Leadership"]
    supervisor.enters("Reason for the grade: Leadership", "Interviews with leaders and staff.")
    supervisor.presses("Save")
    assert supervisor.told == ["The result was entered."]
    supervisor.follows("Good for All forces, Overall")
    assert supervisor.misses("Interviews with leaders and staff.", "Entered by Sam") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
