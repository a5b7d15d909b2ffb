"""The pages of a review on narrow screens, on paper, in the dark and in colours that somebody chose for themselves."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pypdf import PdfReader

from review.reviewing import actions as reviewing
from review.reviewing.citing import EvidenceInput, FlagInput
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person, plain
from tests.browser.test_narrow import sideways

NARROW = {"width": 320, "height": 640}
REASON = "The first thing was done late, and nobody wrote down why."


@pytest.fixture
def world(somebody: Callable[..., Person]) -> worlds.Fieldwork:
    """Return a case whose review is answered, cites a passage, flags one, and has words that were changed once."""
    world = worlds.fieldwork()
    reader = builders.acting(world.inspector)
    builders.answer(world.inspector, world.review)
    evidence = EvidenceInput(world.document, 1, "The child was seen on the day")
    reviewing.add_evidence(reader, world.review, "first-criterion", evidence)
    reviewing.add_flag(reader, world.review, FlagInput("minimising", world.document, 2, "streetwise", "Said twice."))
    version = world.review.judgments.get(criterion__code="first-criterion").version
    changed = reviewing.AnswerInput("first-criterion", version, "grade", "inadequate", rationale=REASON)
    reviewing.save_answers(reader, world.review, [changed])
    return world


@pytest.fixture
def ines(world: worlds.Fieldwork, somebody: Callable[..., Person]) -> Person:
    """Return the inspector, signed in."""
    person = somebody()
    person.signs_in("ines")
    return person


def pages(world: worlds.Fieldwork) -> list[str]:
    """Return the addresses of the pages of a review."""
    review = [world.review.public_id]
    return [
        reverse("review", args=review),
        reverse("review-topic", args=[*review, "first-topic"]),
        reverse("review-topic", args=[*review, "overall"]),
        reverse("review-check", args=review),
        reverse("review-record", args=review),
        reverse("review-record-question", args=[*review, "first-criterion"]),
        reverse("review-record-question", args=[*review, "first-criterion"]) + "?of=quotations",
        reverse("flag-add", args=review),
        reverse("document", args=[world.document.public_id]),
    ]


def test_pages_of_a_review_fit_320_pixels(world: worlds.Fieldwork, ines: Person) -> None:
    """A window of 1280 pixels enlarged four times is as wide."""
    ines.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert [(address, sideways(ines, address)) for address in pages(world)] == [(one, []) for one in pages(world)]


def test_pages_are_as_legible_in_the_dark(
    world: worlds.Fieldwork, ines: Person, somebody: Callable[..., Person]
) -> None:
    """Every page that somebody comes to is checked, contrast and all."""
    ines.page.emulate_media(color_scheme="dark")
    assert [ines.goes_to(address) for address in ["/", *pages(world)]] == [200] * (len(pages(world)) + 1)
    assert ines.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 24, 29)"
    reviewing.submit(builders.acting(world.inspector), world.review)
    sam = somebody(color_scheme="dark")
    sam.signs_in("sam")
    small = [world.inspection.slug_id]
    for address in (
        reverse("review", args=[world.review.public_id]),
        reverse("case", args=[world.subject.public_id]),
        *(
            reverse(name, args=small)
            for name in ("inspection", "case-list", "inspection-team", "report", "case-import")
        ),
        reverse("framework-list"),
        reverse("framework-version", args=["small", 1]),
    ):
        assert sam.goes_to(address) == 200


def test_the_desk_is_as_legible_in_the_dark(world: worlds.Fieldwork, ines: Person, axe: Callable[[Page], None]) -> None:
    ines.page.emulate_media(color_scheme="dark")
    ines.goes_to(pages(world)[1])
    ines.unfolds("Keyboard")
    ines.page.locator("body[data-keys]").wait_for()
    ines.page.locator("[data-reader-open]").wait_for()
    ines.page.keyboard.press("F2")
    ines.page.locator("[data-reader-view]").get_by_text("Entry one").first.wait_for()
    axe(ines.page)


def test_a_page_with_problems_is_as_legible_in_the_dark(world: worlds.Fieldwork, ines: Person) -> None:
    ines.page.emulate_media(color_scheme="dark")
    ines.goes_to(reverse("flag-add", args=[world.review.public_id]))
    ines.presses("Flag the passage")
    assert ines.problems != []


def test_focus_and_options_can_be_told_apart_in_chosen_colours(world: worlds.Fieldwork, ines: Person) -> None:
    ines.page.emulate_media(forced_colors="active")
    for address in pages(world):
        assert ines.goes_to(address) == 200
    ines.goes_to(pages(world)[5])
    assert ines.page.evaluate("getComputedStyle(document.querySelector('.cg-diff__added')).outlineStyle") == "solid"


def on_paper(page: Page) -> tuple[str, int]:
    """Return what a page says when it is printed, and on how many sheets."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return plain(" ".join(sheet.extract_text() for sheet in sheets)), len(sheets)


def test_checking_and_reading_print_whole_and_without_navigation(
    world: worlds.Fieldwork, ines: Person, somebody: Callable[..., Person]
) -> None:
    ines.goes_to(reverse("review-check", args=[world.review.public_id]))
    checked, sheets = on_paper(ines.page)
    assert missing(checked, REASON, "The child was seen on the day", "Found in section 1", "Said twice.") == []
    assert [words for words in ("Sign out", "Frameworks", "Change password", "Record (") if words in checked] == []
    assert sheets <= 3
    reviewing.submit(builders.acting(world.inspector), world.review)
    sam = somebody()
    sam.signs_in("sam")
    sam.goes_to(reverse("review", args=[world.review.public_id]))
    read, _ = on_paper(sam.page)
    assert missing(read, REASON, "The child was seen on the day", "Answers at a glance", "Inadequate") == []
    assert "Menu" not in read


def test_the_record_prints_with_its_marks(world: worlds.Fieldwork, ines: Person) -> None:
    ines.goes_to(reverse("review-record-question", args=[world.review.public_id, "first-criterion"]))
    printed, _ = on_paper(ines.page)
    assert missing(printed, "From revision 1 to revision 2", "[−", "[+") == []
    assert "Compare With" not in printed


def test_what_is_folded_prints_unfolded(world: worlds.Fieldwork, ines: Person) -> None:
    ines.goes_to("/accessibility/")
    ines.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
            '<details class="govuk-details"><summary class="govuk-details__summary">Folded</summary>'
            + '<div class="govuk-details__text">Words inside the fold.</div></details>')"""
    )
    assert missing(on_paper(ines.page)[0], "Words inside the fold.") == []


def missing(text: str, *words: str) -> list[str]:
    """Return which of these words a text does not have."""
    return [one for one in words if one not in text]
