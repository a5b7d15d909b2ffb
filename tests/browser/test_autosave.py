"""Words save by themselves, whatever becomes of the network, the server and the tab."""

from collections.abc import Callable

from tests.browser import saving, worlds
from tests.browser.steps import Person

WORDS = "It was begun late, and finished well."
Somebody = Callable[..., Person]


def test_words_arrive_by_themselves(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    assert saving.said(page) == "Every answer is saved as you write it."
    ines.ticks("Requires improvement")
    saving.types(page, WORDS)
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == WORDS
