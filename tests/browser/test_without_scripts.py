"""The pages in a browser that runs no scripts: nothing that an inspector needs is out of reach."""

from collections.abc import Callable

from tests.browser import worlds
from tests.browser.steps import Person


def test_inspector_without_scripts_answers_and_submits(somebody: Callable[..., Person]) -> None:
    worlds.fieldwork()
    ines = somebody(java_script_enabled=False, viewport={"width": 390, "height": 800})
    ines.signs_in("ines")
    finds_the_menu_open(ines)
    gives_a_reason_that_is_always_shown(ines)
    quotes_in_fields_that_come_with_the_page_once_they_are_asked_for(ines)
    answers_the_rest(ines)
    submits(ines)


def finds_the_menu_open(ines: Person) -> None:
    menu = ["Home", "Inspections", "Frameworks", "Language list", "Published results"]
    assert ines.read(".govuk-service-navigation a") == menu
    ines.follows("Frameworks")
    ines.follows("Home")


def gives_a_reason_that_is_always_shown(ines: Person) -> None:
    ines.presses("Start CASE-1")
    ines.presses("Start: First topic")
    ines.ticks("Not applicable")
    ines.enters("Why is it not applicable?", "The first thing did not arise in this case.")


def quotes_in_fields_that_come_with_the_page_once_they_are_asked_for(ines: Person) -> None:
    ines.presses("Add a quotation")
    assert ines.told == ["Saved."]
    ines.selects("Document", "Investigation log")
    ines.enters("Page or section", "2")
    ines.enters("Words quoted", "said to be streetwise")
    ines.presses("Save and continue")
    assert ines.told == ["Saved. First topic: complete."]


def answers_the_rest(ines: Person) -> None:
    ines.ticks("Good")
    ines.enters("Rationale (needed)", "The second thing was done well.")
    ines.presses("Save and continue")
    ines.ticks("No")
    ines.presses("Save and continue")
    ines.ticks("Good")
    ines.enters("Rationale (needed)", "Taken together, it was done well.")
    ines.presses("Save and continue")


def submits(ines: Person) -> None:
    assert ines.misses("Everything that is needed is there.", "Found in section 2") == []
    ines.ticks("I have read the case file, these are my own judgments, and they rest on what the file shows")
    ines.presses("Submit the review")
    assert (ines.told, ines.heading) == (["Case CASE-1: your review was submitted."], "Review of case CASE-1")
