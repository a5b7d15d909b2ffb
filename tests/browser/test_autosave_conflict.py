"""Two windows of one person: no answer is lost to the other, and both texts are shown before one is chosen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Check, Person

FIRST, SECOND = "Written in the first window.", "Written in the second window."
CONFLICT = "Not saved: another window saved a different answer."
Somebody = Callable[..., Person]


def two_windows(ines: Person, world: worlds.Fieldwork) -> tuple[Page, Page]:
    """Let somebody open the same topic in two windows, save in the first, and write something else in the second."""
    first = saving.opens(ines, saving.second_topic(world.review))
    second = first.context.new_page()
    second.goto(saving.second_topic(world.review))
    second.locator("[data-save-state=idle]").wait_for()
    saving.types(first, FIRST)
    saving.comes_to(first, "saved")
    saving.types(second, SECOND)
    saving.comes_to(second, "conflict")
    return first, second


def test_stale_answer_is_refused_and_both_texts_are_shown(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    _, second = two_windows(ines, world)
    axe(second)
    assert (saving.said(second), saving.stored()) == (CONFLICT, FIRST)
    second.get_by_role("button", name="Compare and choose").click()
    expect(second.locator("h1")).to_have_text("This was changed in the meantime")
    axe(second)
    assert (second.locator(".cg-written").inner_text(), second.locator(RATIONALE).input_value()) == (FIRST, SECOND)
    second.locator(RATIONALE).fill(f"{FIRST} {SECOND}")
    second.get_by_label("Mine, as it is written here").check()
    second.get_by_role("button", name="Save what was chosen").click()
    expect(second.locator(RATIONALE)).to_have_value(f"{FIRST} {SECOND}")
    saving.none_left(second)
    assert saving.stored() == f"{FIRST} {SECOND}"


def test_stored_answer_that_was_chosen_stands(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    _, second = two_windows(ines, world)
    second.get_by_role("button", name="Compare and choose").click()
    second.get_by_label("The stored one, as it is").check()
    second.get_by_role("button", name="Save what was chosen").click()
    expect(second.locator(RATIONALE)).to_have_value(FIRST)
    saving.none_left(second)
    assert saving.stored() == FIRST


def test_refused_words_are_listed_at_home_until_one_is_chosen(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    first, second = two_windows(ines, world)
    second.close()
    ines.goes_to("/")
    first.locator("[data-unsent-words]").wait_for(timeout=SOON)
    listed = ines.looking_at("[data-unsent-words]")
    assert listed.misses("Words of yours were not sent yet", "Another window saved a different answer.") == []
    first.get_by_role("link", name="Is the second thing done well?").click()
    saving.comes_to(first, "conflict")
    assert first.locator(RATIONALE).input_value() == SECOND


def test_windows_keep_their_drafts_apart(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    first = saving.opens(ines, saving.second_topic(world.review))
    second = first.context.new_page()
    second.goto(saving.second_topic(world.review))
    second.locator("[data-save-state=idle]").wait_for()
    first.context.set_offline(True)
    saving.types(first, FIRST)
    saving.types(second, SECOND)
    saving.comes_to(first, "trying")
    saving.comes_to(second, "trying")
    assert len(saving.drafts(first)) == 2
    first.close()
    second.close()
    third = ines.page.context.new_page()
    third.context.set_offline(False)
    third.goto(saving.second_topic(world.review))
    saving.comes_to(third, "conflict")
    assert {saving.stored(), third.locator(RATIONALE).input_value()} == {FIRST, SECOND}


def test_answers_of_another_window_come_in_where_nothing_is_typed(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    first = saving.opens(ines, saving.second_topic(world.review))
    second = first.context.new_page()
    second.goto(saving.second_topic(world.review))
    second.locator("[data-save-state=idle]").wait_for()
    saving.types(first, FIRST)
    saving.comes_to(first, "saved")
    second.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    second.bring_to_front()
    expect(second.locator(RATIONALE)).to_have_value(FIRST, timeout=SOON)
