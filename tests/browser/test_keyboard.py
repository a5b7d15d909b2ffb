"""The review form by keyboard alone: digits, combinations, where the focus is, and nothing taken from who types."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from review.reviewing.models import Judgment
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person

QUESTION = """\
      - code: {code}-criterion
        question: Is the {code} thing done well?
        answer: {answer}
        not-applicable: {not_applicable}
        rationale: optional
        evidence: optional
        required: true
"""
MORE = QUESTION.format(code="next", answer="yes-no", not_applicable="no") + QUESTION.format(
    code="last", answer="text", not_applicable="no"
)
FRAMEWORK = builders.FRAMEWORK.replace("  - code: second-topic", f"{MORE}  - code: second-topic")
"""The tests' framework with three questions in its first topic: a grade, yes or no, and a text."""
RATIONALE = "#id_first-criterion-rationale"


@pytest.fixture
def ines(somebody: Callable[..., Person]) -> Person:
    """Return the inspector, who has opened a topic of three questions."""
    world = worlds.fieldwork(FRAMEWORK)
    person = somebody()
    person.signs_in("ines")
    person.goes_to(reverse("review-topic", args=[world.review.public_id, "first-topic"]))
    expect(person.page.locator("body[data-keys]")).to_be_attached()
    return person


def focused(page: Page) -> str:
    """Return what has the focus: an option by its question and value, else its id or its words."""
    return str(
        page.evaluate(
            """() => {
                const one = document.activeElement;
                const option = one.matches("[type=radio]") && `${one.name.split("-")[0]} ${one.value.split(":").pop()}`;
                return option || one.id || one.textContent.trim();
            }"""
        )
    )


def option(page: Page, question: str, value: str) -> Locator:
    """Return an option of a question by the value that it sends."""
    return page.locator(f'input[name={question}-criterion-answer][value="{value}"]')


def chosen(page: Page, question: str = "first-criterion") -> list[str]:
    """Return the options of a question that are chosen."""
    boxes = page.locator(f"input[name={question}-answer]:checked").all()
    return [str(box.get_attribute("value")) for box in boxes]


def presses(page: Page, *keys: str) -> str:
    """Press keys one after the other; return what has the focus then."""
    for key in keys:
        page.keyboard.press(key)
    return focused(page)


def test_digits_choose_among_the_options_in_focus_and_clear(ines: Person) -> None:
    page = ines.page
    option(page, "first", "grade:good").focus()
    assert (presses(page, "2"), chosen(page)) == ("first requires-improvement", ["grade:requires-improvement"])
    assert (presses(page, "4"), chosen(page)) == ("first not-applicable", ["not-applicable"])
    assert page.locator("#id_first-criterion-reason").is_visible()
    for key in ("0", "Delete"):
        assert (presses(page, key), chosen(page)) == ("first not-applicable", [])
        assert page.locator("#id_first-criterion-reason").is_hidden()
        presses(page, "4")
    assert (presses(page, "9"), chosen(page)) == ("first not-applicable", ["not-applicable"])


def test_keys_take_nothing_from_whoever_types(ines: Person) -> None:
    page = ines.page
    page.locator(RATIONALE).focus()
    page.keyboard.type("1 2 3 0 ? / 4")
    presses(page, "Delete", "Backspace", "PageDown", "Shift+End", "Control+a", "End")
    assert page.locator(RATIONALE).input_value() == "1 2 3 0 ? / "
    assert (focused(page), chosen(page)) == (RATIONALE[1:], [])


def test_combinations_go_from_question_to_question(ines: Person) -> None:
    page = ines.page
    assert presses(page, "Alt+PageDown") == "first good"
    assert presses(page, "Alt+PageDown") == "next yes"
    presses(page, "2")
    assert presses(page, "Alt+PageDown") == "id_last-criterion-text"
    assert presses(page, "Alt+PageUp") == "next no"
    assert presses(page, "Alt+PageUp", "Alt+PageUp") == "first good"
    assert page.locator("[data-keyboard-told]").inner_text() == "This is the first question here."
    assert presses(page, *["Alt+PageDown"] * 3) == "Save and continue"
    assert page.locator("[data-keyboard-told]").inner_text() == "This was the last question here."


def test_next_unanswered_leaves_out_what_is_answered(ines: Person) -> None:
    page = ines.page
    option(page, "next", "choice:yes").check()
    assert presses(page, "Alt+Shift+PageDown") == "id_last-criterion-text"
    page.keyboard.type("In words.")
    assert presses(page, "Alt+Shift+PageDown") == "first good"


def test_combinations_work_while_somebody_writes_and_change_no_word(ines: Person) -> None:
    page = ines.page
    page.locator(RATIONALE).fill("Kept.")
    assert presses(page, "Alt+PageDown") == "next yes"
    assert page.locator(RATIONALE).input_value() == "Kept."


def test_help_opens_and_leads_back(ines: Person) -> None:
    page = ines.page
    page.locator(RATIONALE).focus()
    assert (presses(page, "Control+/"), page.get_by_text("Go to the next question").first.is_visible()) == (
        "Keyboard",
        True,
    )
    assert (presses(page, "Control+/"), page.locator("[data-keyboard]").get_attribute("open")) == (RATIONALE[1:], None)


def test_keys_can_be_turned_off_and_stay_off(ines: Person) -> None:
    page = ines.page
    ines.unfolds("Keyboard")
    page.get_by_role("button", name="Turn these keys off").click()
    for _ in range(2):
        option(page, "first", "grade:good").focus()
        assert presses(page, "2", "Alt+PageDown") == "first good"
        assert chosen(page) == []
        page.reload()
        page.locator("[data-keyboard-switch]:not([hidden])").wait_for(state="attached")
    ines.unfolds("Keyboard")
    page.get_by_role("button", name="Turn these keys on").click()
    option(page, "first", "grade:good").focus()
    assert presses(page, "Alt+PageDown") == "next yes"


def test_focus_is_where_it_was_after_a_save(ines: Person) -> None:
    page = ines.page
    page.locator(RATIONALE).fill("Kept.")
    ines.presses("Save and stay")
    page.wait_for_function("id => document.activeElement.id === id", arg=RATIONALE[1:])
    option(page, "next", "choice:yes").focus()
    presses(page, "2")
    ines.presses("Save and stay")
    page.wait_for_function("document.activeElement.value === 'choice:no'")


def test_answers_are_checked_by_a_combination(ines: Person) -> None:
    with ines.page.expect_navigation():
        ines.page.keyboard.press("Alt+End")
    assert ines.heading == "Check your answers and submit"


def test_everything_that_can_be_done_is_reached_with_tab(ines: Person) -> None:
    page = ines.page
    ines.begins()
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.disabled)
            .filter((one) => one.type !== "radio" || one.checked || one === document.getElementsByName(one.name)[0])
            .map((one, number) => (one.dataset.told = String(number)))"""
    )
    page.evaluate("document.body.focus()")
    reached = set()
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.told ?? ''"))
    assert set(wanted) - reached == set()


SEEN = """() => {
    const one = document.activeElement;
    const parts = [one, one.nextElementSibling, one.querySelector("span")].filter(Boolean);
    const looks = parts.flatMap((part) => [getComputedStyle(part), getComputedStyle(part, "::before")]);
    const outlined = (look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const seen = looks.some((look) => look.boxShadow !== "none" || outlined(look));
    return seen || one === document.body ? [] : [one.outerHTML.slice(0, 120)];
}"""


def test_focus_is_seen_wherever_it_is(ines: Person) -> None:
    unseen = []
    for _ in range(40):
        ines.page.keyboard.press("Tab")
        unseen += ines.page.evaluate(SEEN)
    assert unseen == []


def test_the_document_is_a_key_away_and_so_is_the_way_back(ines: Person) -> None:
    page = ines.page
    page.locator("[data-reader-open]").wait_for()
    page.locator(RATIONALE).focus()
    page.keyboard.press("F2")
    page.locator("[data-reader-view]").get_by_text("Entry one").first.wait_for()
    page.wait_for_function("document.querySelector('[data-reader]').contains(document.activeElement)")
    assert presses(page, "F2") == RATIONALE[1:]
    page.keyboard.press("F2")
    page.wait_for_function("document.querySelector('[data-reader]').contains(document.activeElement)")
    assert presses(page, "F2") == RATIONALE[1:]


def test_citing_without_a_passage_says_what_to_do(ines: Person) -> None:
    presses(ines.page, "Control+Enter")
    assert ines.page.locator("[data-keyboard-told]").inner_text() == "Choose a passage in the document first."


def test_a_topic_is_answered_by_keyboard_alone(ines: Person) -> None:
    page = ines.page
    presses(page, "Alt+PageDown", "2", "Alt+PageDown", "1", "Alt+PageDown")
    page.keyboard.type("What was found, in words.")
    presses(page, "Alt+PageDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert ines.told == ["Saved. First topic: complete."]
    answered = Judgment.objects.filter(kind__in=("grade", "choice", "text")).order_by("pk")
    assert [row.kind for row in answered] == ["grade", "choice", "text"]
