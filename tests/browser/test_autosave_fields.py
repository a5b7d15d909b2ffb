"""Every kind of answer saves by itself, whole; what cannot be taken is said beside its field, and any text arrives."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from review.reviewing.models import Judgment, Review
from tests import builders
from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Check, Person

GROUP = {"group-based": "yes"}
STRANGE = {
    "markup": '<b>Bold</b> & <script>alert(1)</script> &amp; "quoted"',
    "right to left": "\u0634\u0647\u062f\u062a \u05e9\u05dc\u05d5\u05dd \u202eturned\u202c",
    "emoji": "\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f4\U000e0067\U000e0062\U000e007f e\u0301",
    "control": "bell\u0007 escape\u001b tab\t end",
    "lines": "one\ntwo\n\n  three",
}
COPY = """([plain, html]) => navigator.clipboard.write([new ClipboardItem({
    "text/plain": new Blob([plain], { type: "text/plain" }),
    "text/html": new Blob([html], { type: "text/html" }),
})])"""
Somebody = Callable[..., Person]


def group_work(somebody: Somebody) -> tuple[Page, Review]:
    """Return a page with a number, a date, choices and a question that is asked only sometimes, and its review."""
    supervisor, inspector = builders.make_supervisor("sam"), builders.make_inspector("ines")
    review = builders.assign(
        supervisor, builders.ruled_subject(supervisor, [inspector], builders.make_force()), inspector
    )
    builders.answer(inspector, review, GROUP)
    return saving.opens(somebody(), reverse("review-topic", args=[review.public_id, "group-work"])), review


def judged(review: Review, criterion: str) -> Judgment:
    """Return the answer that is stored to a question."""
    return Judgment.objects.get(review=review, criterion__code=criterion)


def test_questions_that_an_answer_opens_and_closes_come_and_go_by_themselves(somebody: Somebody, axe: Check) -> None:
    page, review = group_work(somebody)
    assert "Not asked." in page.locator("#c-linked").inner_text()
    number = page.locator("#id_suspects-number")
    number.fill("7")
    yes = page.locator("#c-linked").get_by_label("Yes")
    expect(yes).to_be_visible(timeout=SOON)
    expect(number).to_be_focused()
    axe(page)
    yes.check()
    page.locator("#id_how-linked-text").fill("Through their telephones.", timeout=SOON)
    page.locator("#c-roles").get_by_label("Leader").check()
    page.locator("#c-roles").get_by_label("Recruiter").check()
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert (judged(review, "suspects").number, judged(review, "roles").chosen.count()) == (7, 2)
    assert saving.stored("answer", "how-linked") == "Through their telephones."
    number.fill("3")
    expect(yes).to_have_count(0, timeout=SOON)
    assert "What was entered here is kept" in page.locator("#c-linked").inner_text()


def test_half_a_date_is_kept_and_said_so_and_the_rest_is_saved(somebody: Somebody, axe: Check) -> None:
    page, review = group_work(somebody)
    day = page.locator("#id_first-known-date_0")
    day.fill("3")
    page.locator("#id_first-known-rationale").fill("It was in the log.")
    saving.comes_to(page, "partly")
    said = page.locator("#c-first-known .govuk-error-message")
    expect(said).to_be_visible()
    axe(page)
    described = page.locator("#c-first-known fieldset").first.get_attribute("aria-describedby") or ""
    assert (said.get_attribute("id") or "?") in described.split()
    expect(page.locator("#id_first-known-rationale")).to_be_focused()
    assert (saving.stored("rationale", "first-known"), judged(review, "first-known").kind) == (
        "It was in the log.",
        "none",
    )
    page.reload()
    expect(page.locator("#id_first-known-date_0")).to_have_value("3", timeout=SOON)
    saving.comes_to(page, "partly")
    page.locator("#id_first-known-date_1").fill("2")
    page.locator("#id_first-known-date_2").fill("2025")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    expect(said).to_have_count(0)
    assert str(judged(review, "first-known").date) == "2025-02-03"


def test_number_that_is_none_is_told_beside_its_field(somebody: Somebody, axe: Check) -> None:
    page, review = group_work(somebody)
    number = page.locator("#id_suspects-number")
    number.fill("some")
    saving.comes_to(page, "partly")
    assert page.locator("#c-suspects .govuk-error-message").count() == 0
    number.press("Tab")
    expect(page.locator("#c-suspects .govuk-error-message")).to_contain_text("Not saved.")
    expect(number).to_have_attribute("aria-invalid", "true")
    axe(page)
    number.fill("12")
    saving.comes_to(page, "saved")
    assert judged(review, "suspects").number == 12


def test_any_text_arrives_as_it_was_typed(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    for words in STRANGE.values():
        page.locator(RATIONALE).fill(words)
        page.wait_for_timeout(0)
        saving.comes_to(page, "saving")
        saving.comes_to(page, "saved")
        saving.none_left(page)
        assert saving.stored() == words
    page.reload()
    assert page.locator(RATIONALE).input_value() == STRANGE["lines"]


def test_markup_in_a_rationale_is_shown_as_text(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.locator(RATIONALE).fill(STRANGE["markup"])
    saving.comes_to(page, "saved")
    ines.goes_to(reverse("review-check", args=[world.review.public_id]))
    assert ines.misses(STRANGE["markup"]) == []


def test_paste_from_a_word_processor_arrives_as_its_words(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody(permissions=["clipboard-read", "clipboard-write"])
    page = saving.opens(ines, saving.second_topic(world.review))
    page.evaluate(COPY, ["\u201cToo late\u201d \u2013 and\u00a0alone", "<p class=MsoNormal><b>Styled</b> words</p>"])
    page.locator(RATIONALE).focus()
    page.keyboard.press("Control+V")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == "\u201cToo late\u201d \u2013 and\u00a0alone"


def test_fifty_thousand_characters_arrive(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    words = ("A long note about the case. " * 1786)[:50_000].rstrip()
    page.context.set_offline(True)
    page.locator(RATIONALE).fill(words)
    saving.comes_to(page, "trying")
    page.context.set_offline(False)
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == words


def test_quotation_that_is_begun_is_kept_and_not_sent(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    ines.begins()
    page.locator("#id_second-criterion-quotation").fill("The child was seen")
    saving.some_kept(page)
    expect(page.locator("[data-not-added]")).to_be_visible()
    axe(page)
    page.reload()
    expect(page.locator("#id_second-criterion-quotation")).to_have_value("The child was seen", timeout=SOON)
    expect(page.locator("#id_second-criterion-quotation")).to_be_visible()
    assert judged(world.review, "second-criterion").version == 0
    asked = ines.looking_at("#c-second-criterion")
    asked.selects("Document", "Investigation log")
    asked.enters("Page or section", "1")
    asked.presses("Save and add this quotation")
    saving.none_left(page)
    assert page.locator("#id_second-criterion-quotation").count() == 0
    assert ines.read(".cg-quote") == ["The child was seen"]


def test_answer_chosen_by_mouse_is_taken_back_by_mouse_at_once(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    back = page.get_by_role("button", name="Clear this answer")
    expect(back).to_have_count(0)
    page.get_by_label("Good", exact=True).click()
    saving.comes_to(page, "saved")
    assert judged(world.review, "second-criterion").kind == "grade"
    back.click()
    expect(page.get_by_label("Good", exact=True)).to_be_focused()
    expect(back).to_be_hidden()
    saving.none_left(page)
    assert judged(world.review, "second-criterion").kind == "none"
