"""An inspector's day: from signing in to a submitted review that can no longer be changed."""

from collections.abc import Callable

from django.urls import reverse

from tests.browser import worlds
from tests.browser.steps import Person

FOUND, NOT_FOUND = "Found in section 1", "Not found in the text: typed by the reviewer"
RATIONALE = "The second thing was begun late, and finished well."


def test_inspector_reviews_a_case_and_submits_it(somebody: Callable[..., Person]) -> None:
    world, ines = worlds.fieldwork(), somebody()
    finds_what_is_next(ines)
    reads_a_document(ines)
    says_why_a_question_does_not_apply(ines)
    quotes_the_document(ines)
    flags_language(ines)
    answers_the_other_topics(ines)
    judges_overall_at_last(ines)
    sees_what_is_missing_and_mends_it(ines)
    submits(ines)
    can_write_no_more(ines, reverse("review-topic", args=[world.review.public_id, "first-topic"]))


def finds_what_is_next(ines: Person) -> None:
    ines.signs_in("ines")
    assert ines.heading == "My cases"
    assert ines.cells("CASE-1") == ["Inspection small-world", "Force A", "Assigned", "0 of 4"]
    ines.presses("Start CASE-1")
    assert ines.heading == "Review of case CASE-1"


def reads_a_document(ines: Person) -> None:
    ines.follows("Investigation log")
    assert "Entry two. She is said to be streetwise." in ines.read(".cg-part__text")
    ines.follows("Case CASE-1")
    ines.presses("Open my review")


def says_why_a_question_does_not_apply(ines: Person) -> None:
    ines.presses("Start: First topic")
    assert ines.misses("What good looks like", "It is done in time.") == []
    reason = ines.page.get_by_label("Why is it not applicable?")
    assert not reason.is_visible()
    ines.ticks("Not applicable")
    assert reason.is_visible()
    ines.enters("Why is it not applicable?", "The first thing did not arise in this case.")


def quotes_the_document(ines: Person) -> None:
    ines.begins()
    quotes(ines, "The child was   seen", "Save and add this quotation")
    ines.begins("Add another quotation")
    quotes(ines, "The child was never seen", "Save and add this quotation")
    assert ines.told == [
        "Saved. 1 quotation was not found in the text: it is marked as typed by you.",
        "Saved.",
    ]
    assert ines.read(".cg-passages .cg-badge") == [FOUND, NOT_FOUND]


def quotes(ines: Person, words: str, button: str) -> None:
    ines.selects("Document", "Investigation log")
    ines.enters("Page or section", "1")
    ines.enters("Words quoted", words)
    ines.presses(button)


def flags_language(ines: Person) -> None:
    ines.presses("Save and flag language (0)")
    ines.ticks("Blames the victim")
    ines.presses("Flag the passage")
    assert ines.problems == [
        "Choose the document that you quote",
        "Enter the number of the page or section",
        "Enter the words that you quote",
    ]
    quotes(ines, "said to be streetwise", "Flag the passage")
    assert ines.told == [
        "Saved, but “said to be streetwise” was not found in section 1 of Investigation log: it stands in section 2. "
        "If you meant that, remove the quotation and add it again."
    ]
    assert ines.read("#flags") == ["Flagged so far: 1"]


def answers_the_other_topics(ines: Person) -> None:
    ines.follows("Back to the review")
    ines.presses("Continue: Second topic")
    ines.ticks("Requires improvement")
    ines.presses("Save and continue")
    assert ines.told == ["Saved. Second topic: in progress."]
    ines.ticks("Yes")
    ines.presses("Save and continue")


def judges_overall_at_last(ines: Person) -> None:
    assert ines.heading == "Overall judgment"
    glance = ines.looking_at(".cg-table-frame")
    assert glance.misses("Is the first thing done well? Not applicable", "done well? Requires improvement") == []
    ines.ticks("Requires improvement")
    ines.enters("Rationale (needed)", "Taken together, it could have been done in time.")
    ines.presses("Save and continue")


def sees_what_is_missing_and_mends_it(ines: Person) -> None:
    assert ines.heading == "Check your answers and submit"
    missing = ines.looking_at("#missing")
    assert missing.read("h2, li") == ["1 thing still to do", "Is the second thing done well? Write the rationale."]
    assert ines.page.get_by_role("button", name="Submit the review").count() == 0
    missing.follows("Is the second thing done well?")
    ines.enters("Rationale (needed)", RATIONALE)
    ines.presses("Save and stay")
    ines.follows("Check your answers")


def submits(ines: Person) -> None:
    assert ines.misses("Everything that is needed is there.", RATIONALE, "Language flags (1)") == []
    ines.presses("Submit the review")
    assert ines.problems == ["Tick the box to confirm the statement"]
    ines.ticks("I have read the case file, these are my own judgments, and they rest on what the file shows")
    ines.presses("Submit the review")
    assert ines.told == ["Case CASE-1: your review was submitted."]
    assert ines.misses("This review was submitted and waits for a supervisor", RATIONALE, FOUND, NOT_FOUND) == []


def can_write_no_more(ines: Person, topic: str) -> None:
    ines.goes_to(topic)
    assert (ines.heading, ines.page.locator("main textarea, main input, main button").count()) == (
        "Review of case CASE-1",
        0,
    )
    ines.goes_to("/")
    assert ines.cells("CASE-1") == ["Inspection small-world", "Force A", "Submitted", "4 of 4"]
