"""A case of the demonstration, reviewed from first reading to submission by keyboard alone, through conflict and crash.

The server is a real one, so that it can be killed; every page is checked for accessibility.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import Check
from tests.faults import places
from tests.faults.places import Place
from tests.faults.words import stored

FIRST_TOPIC = "identifying-recording"
QUOTATION_NEEDED = "at least one quotation needed"
TABLES = ("review_evidence", "review_languageflag")
ON_THE_PAGE = re.compile(r"^Cited for “.*”\. Found on page \d+\.$")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Return a server with one case of the demonstration on it, assigned and not begun."""
    with (
        places.template(tmp_path / "template", "tests.faults.demo_case") as made,
        places.served(made, tmp_path / "served") as found,
    ):
        yield found


@pytest.fixture
def ines(browser: Browser, place: Place, axe: Check) -> Iterator[Keyboard]:
    """Return the case's reviewer, who has a keyboard and no mouse."""
    with places.browsers(browser, place.line.address) as new_browser:
        yield Keyboard(new_browser(), axe)


def test_a_case_is_reviewed_from_first_reading_to_submission_by_keyboard_alone(place: Place, ines: Keyboard) -> None:
    signs_in_and_starts(ines, place)
    reads_beside_the_form_and_cites(ines)
    ines.tabs_to(option(question(ines, 0)), backwards=True)
    answers_what_is_on_the_page(ines)
    goes_on_while_the_server_crashes(ines, place)
    settles_a_conflict_with_a_second_tab(ines)
    answers_the_other_topics(ines)
    answers_overall_last(ines)
    checks_and_submits(ines)
    everything_is_there(place)


def signs_in_and_starts(ines: Keyboard, place: Place) -> None:
    ines.goes_to("/")
    ines.writes("Username", place.there["reviewer"])
    ines.writes("Password", place.there["password"])
    ines.presses("Sign in")
    ines.presses("Start F-2022-018")
    ines.presses("Start: Identifying and recording")
    assert ines.heading == "Identifying and recording"


def reads_beside_the_form_and_cites(ines: Keyboard) -> None:
    """Open the PDF beside the form, choose sentences in its text with the arrows, and cite them for the question."""
    page = ines.page
    ines.keys("Alt+PageDown")
    ines.tabs_to(rationale(question(ines, 0)))
    ines.keys("F2")
    reader = page.locator("[data-reader-view]")
    expect(page.locator("[data-reader-of]")).to_contain_text("20")
    ines.tabs_to(page.locator("#reader-document"), backwards=True)
    ines.keys("ArrowDown")
    expect(reader.get_by_role("listbox")).to_be_visible()  # the log comes next: it is read as sections of text
    ines.tabs_to(page.locator("#reader-document"), backwards=True)
    ines.keys("ArrowUp")
    expect(page.locator("[data-reader-of]")).to_contain_text("20")
    expect(reader.locator("canvas").first).to_be_visible()
    ines.arrived()
    ines.tabs_to(reader)
    ines.keys("t")
    cites(ines, question(ines, 0))
    assert "Found on page" in question(ines, 0).locator("[data-passage]").inner_text()


def cites(ines: Keyboard, section: Locator) -> None:
    """Choose two sentences of the page that the reader shows with the arrows, cite them, and go back to the words."""
    bar, sentences = ines.page.locator("[data-reader-cite]"), ines.page.locator("[data-reader]").get_by_role("listbox")
    ines.tabs_to(sentences)
    ines.keys("ArrowDown", "Shift+ArrowDown")
    expect(bar).to_be_visible()
    ines.arrived()
    ines.keys("Enter")
    expect(section.locator("[data-passage]")).to_be_visible()
    expect(ines.page.locator("[data-cite-told]")).to_have_text(ON_THE_PAGE)
    ines.keys("F2")
    expect(rationale(section)).to_be_focused()


def answers_what_is_on_the_page(ines: Keyboard) -> None:
    """Answer each question of the page by a digit and in words, going from one to the next by the page's own keys."""
    questions = ines.page.locator("[data-question]")
    for number in range(questions.count()):
        section, first = questions.nth(number), option(questions.nth(number))
        expect(first).to_be_focused()
        ines.keys("1")
        expect(first).to_be_checked()
        ines.tabs_to(rationale(section))
        ines.types(f"The file shows it in entry {number + 2}.")
        if QUOTATION_NEEDED in section.inner_text():
            ines.keys("F2")
            cites(ines, section)
        ines.keys("Alt+PageDown")
    ines.says("saved")


def question(ines: Keyboard, number: int) -> Locator:
    """Return the section of a question, from 0."""
    return ines.page.locator("[data-question]").nth(number)


def option(section: Locator) -> Locator:
    """Return the first of a question's options."""
    return section.locator("input[type=radio]").first


def rationale(section: Locator) -> Locator:
    """Return the field of a question's rationale."""
    return section.locator("textarea[name$=-rationale]")


def goes_on_while_the_server_crashes(ines: Keyboard, place: Place) -> None:
    """Write on while the server is killed in mid-sentence, and see that it is saved once the server is back."""
    section = question(ines, 1)
    ines.keys("Alt+PageUp", "Alt+PageUp")
    ines.tabs_to(rationale(section))
    ines.keys("Control+End")
    ines.types(" This was written in one go,")
    place.server.kill()
    ines.types(" also while the server was down.")
    ines.says("trying")
    ines.arrived()
    place.server.restart()
    ines.says("saved")
    expect(rationale(section)).to_be_focused()
    assert stored(place.installation, place.there["review"])[code_of(section)] == (
        "The file shows it in entry 3. This was written in one go, also while the server was down."
    )


def settles_a_conflict_with_a_second_tab(ines: Keyboard) -> None:
    """Save the same answer in another tab, write on here, compare the two, and let the own one stand, merged."""
    other = ines.opens_tab()
    other.goes_to(ines.page.url)
    other.tabs_to(rationale(question(other, 2)))
    other.keys("Control+End")
    other.types(" Seen in the other tab.")
    other.says("saved")
    other.page.close()
    ines.tabs_to(rationale(question(ines, 2)))
    ines.keys("Control+End")
    ines.types(" Seen in this tab.")
    ines.says("conflict")
    ines.arrived()
    assert ines.presses("Compare and choose") == 409
    assert "Seen in the other tab." in ines.read(".cg-compare .cg-written")[0]
    ines.writes("Rationale (needed)", " And in the other tab.")
    ines.tabs_to(ines.page.get_by_role("group", name="Which answer should stand?").get_by_role("radio"))
    ines.keys("Space")
    ines.presses("Save what was chosen")
    expect(rationale(question(ines, 2))).to_have_value(re.compile(r"Seen in this tab\. And in the other tab\.$"))


def answers_the_other_topics(ines: Keyboard) -> None:
    """Answer topic after topic up to the overall judgment; from the topic about it, go to the language of the case."""
    ines.presses("Save and continue")
    while ines.heading != "Overall judgment":
        ines.keys("Alt+PageDown")
        answers_what_is_on_the_page(ines)
        if ines.heading == "Language about the victim":
            decides_on_language(ines)
        ines.presses("Save and continue")


def decides_on_language(ines: Keyboard) -> None:
    """Confirm what the screen proposes, and flag a passage that no list finds; then go back to the topic."""
    topic = ines.page.url
    ines.presses("Save and flag language (0)")
    assert ines.read("#proposals") == ["Proposed passages: 1 to decide"]
    expect(ines.page.locator("input[name=proposal]")).to_be_checked()  # where there is one, that is the one meant
    ines.presses(re.compile("^Confirm and flag the ticked passages"))
    assert ines.read("#proposals, #flags") == ["Proposed passages: 0 to decide", "Flagged so far: 1"]
    ines.tabs_to(ines.page.get_by_role("group", name="What does the language do?").get_by_role("radio"))
    ines.keys("ArrowUp")  # from the first option round to the last
    expect(ines.page.get_by_label("Other inappropriate language", exact=True)).to_be_checked()
    ines.tabs_to(ines.page.get_by_label("Document", exact=True))
    ines.types("Bound")
    ines.writes("Page or section", "11")
    ines.writes("Words quoted", "general proclivity with older men")
    ines.presses("Flag the passage")
    assert ines.read("#flags") == ["Flagged so far: 2"]
    ines.goes_to(topic)


def answers_overall_last(ines: Keyboard) -> None:
    """Answer what all of it comes to."""
    ines.keys("Alt+PageDown")
    answers_what_is_on_the_page(ines)


def checks_and_submits(ines: Keyboard) -> None:
    """Go to the page that shows all answers, say the statement, and submit."""
    ines.leaves_with("Alt+End")
    assert ines.heading == "Check your answers and submit"
    assert ines.read("#missing") == []
    ines.ticks("I have read the case file, these are my own judgments, and they rest on what the file shows")
    ines.presses("Submit the review")
    assert ines.read("#h-submitted") == ["Review submitted: what happens next"]


def everything_is_there(place: Place) -> None:
    """Count in the database what was written, cited and flagged."""
    words = stored(place.installation, place.there["review"])
    counted = [place.installation.sql(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]  # noqa: S608 - ours
    assert (len(words), all("The file shows it" in text for text in words.values())) == (21, True)
    assert counted == [5, 2]


def code_of(section: Locator) -> str:
    """Return the code of a question."""
    return section.get_attribute("data-question") or ""
