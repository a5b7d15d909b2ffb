"""The key pages on the narrowest screen that must do: nothing scrolls sideways but what has a frame of its own."""

from collections.abc import Callable

from django.urls import reverse

from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person

NARROW = {"width": 320, "height": 640}


def test_pages_fit_a_narrow_screen(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    builders.signed_off(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
    )
    builders.make_administrator("ada")
    for username, addresses in pages_of(world).items():
        person = somebody(viewport=NARROW)
        person.signs_in(username)
        assert [(address, sideways(person, address)) for address in addresses] == [(a, []) for a in addresses]


def pages_of(world: worlds.Fieldwork) -> dict[str, list[str]]:
    """Return the addresses to look at, by who looks."""
    small, review = [world.inspection.slug_id], [world.review.public_id]
    subject, document = [world.subject.public_id], [world.document.public_id]
    return {
        "ines": [
            "/",
            reverse("review", args=review),
            reverse("review-topic", args=[*review, "first-topic"]),
            reverse("review-topic", args=[*review, "overall"]),
            reverse("review-check", args=review),
            reverse("flag-add", args=review),
            reverse("document", args=document),
        ],
        "sam": [
            "/",
            reverse("inspection-list"),
            *(reverse(name, args=small) for name in ("inspection", "inspection-team", "case-list", "case-import")),
            reverse("case", args=subject),
            reverse("report", args=small),
            reverse("report", args=small) + "?by=criterion",
            reverse("report-cases", args=small) + "?answer=requires-improvement",
        ],
        "ada": [
            "/",
            *(reverse(name) for name in ("user-list", "user-add", "framework-list", "framework-import")),
            reverse("framework-version", args=["small", 1]),
        ],
    }


def sideways(person: Person, address: str) -> list[str]:
    """Return what reaches beyond the right edge of the page at an address, and of the frames in it."""
    assert person.goes_to(address) == 200
    found = person.page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".cg-table-wrap, .cg-table-frame")]
            .filter((part) => part.scrollWidth > part.clientWidth)
            .map((part) => part.className)"""
    )
    return list(found)
