"""Words that came after a review was closed: their author is told, the supervisor hands them over, the next reads them.

Each page is checked as it is come to, in light and in the dark, wide and on a phone.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from access.models import User
from review.casework.actions import reassign
from review.inspections.actions import add_member
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.browser import worlds
from tests.browser.saving import RATIONALE, SOON, opens, second_topic, types
from tests.browser.steps import Person

WORDS = "Written on the train."
PHONE = {"width": 390, "height": 844}
WAYS: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, {"color_scheme": "dark", "viewport": PHONE}]


def joined(world: worlds.Fieldwork, username: str) -> User:
    """Return another inspector on the team."""
    user = builders.make_inspector(username)
    add_member(builders.acting(world.supervisor), world.inspection, user, "inspector", builders.NOW.date())
    return user


def given_to(world: worlds.Fieldwork, user: User) -> Review:
    """Give the case to somebody else and return their review."""
    world.subject.refresh_from_db()
    return reassign(builders.acting(world.supervisor), world.subject, user, "She is ill.")


def types_too_late(world: worlds.Fieldwork, ines: Person, otto: User) -> Review:
    """Let a reviewer begin, lose the case and type on; return the review that goes on."""
    builders.answer(world.inspector, world.review, {"first-criterion": "good"})
    page = opens(ines, second_topic(world.review))
    now = given_to(world, otto)
    types(page, WORDS)
    page.get_by_text("This review was closed in the meantime").first.wait_for(timeout=SOON)
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('casegrade:draft:'))")
    ines._check(page)
    return now


@pytest.mark.parametrize("way", WAYS)
def test_late_words_come_from_their_author_to_who_goes_on(somebody: Callable[..., Person], way: dict[str, Any]) -> None:
    world = worlds.fieldwork()
    otto, thea = joined(world, "otto"), joined(world, "thea")
    now = types_too_late(world, somebody(**way), otto)
    assert LateWords.objects.get().rationale == WORDS
    sam = somebody(**way)
    sam.signs_in("sam")
    assert sam.misses("Words arrived after a review was closed") == []
    sam.goes_to(reverse("case", args=[world.subject.public_id]))
    sam.follows("1 answer sent after it was closed")
    assert sam.misses("Sent after the review was closed (1)", WORDS) == []
    sam.presses("Hand over the answer to: Is the second thing done well?")
    assert sam.told == ["The words were handed over to Otto, who sees them beside the question."]
    reads(somebody(**way), now, "otto")
    third = given_to(world, thea)
    sam.goes_to(reverse("review", args=[world.review.public_id]))
    sam.presses("Hand over again the answer to: Is the second thing done well?")
    reads(somebody(**way), third, "thea")


def reads(reviewer: Person, review: Review, username: str) -> None:
    """Let who goes on find the words from their start page, beside the question."""
    reviewer.signs_in(username)
    reviewer.goes_to(reverse("review", args=[review.public_id]))
    assert reviewer.misses("Words were handed over to you", "by Ines") == []
    reviewer.looking_at("#h-handed ~ ul").follows("Is the second thing done well?")
    reviewer.unfolds("Handed over to you: what Ines wrote")
    assert reviewer.misses(WORDS) == []
    assert reviewer.page.locator(RATIONALE).input_value() == ""
    reviewer._check(reviewer.page)
