"""The method changes without a programmer: a draft is edited, previewed, tried, published and compared."""

from collections.abc import Callable

from django.urls import reverse

from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.browser.steps import Person
from tests.review.authoring.authors import RULED

NOTE = "The first question asks for time, too."


def test_author_edits_previews_tries_publishes_and_compares(somebody: Callable[..., Person]) -> None:
    version = builders.published_framework(RULED)
    builders.make_administrator("ada")
    ada = somebody()
    ada.signs_in("ada")
    starts_a_draft(ada, version)
    rewords_a_question(ada)
    adds_a_condition(ada)
    moves_a_topic(ada)
    drags_a_question(ada)
    previews_the_draft(ada)
    tries_the_rules(ada)
    comments_on_it(ada)
    publishes_with_a_note(ada)
    compares_both(ada, version)


def starts_a_draft(ada: Person, version: FrameworkVersion) -> None:
    ada.goes_to(reverse("framework-version", args=[version.framework.code, version.number]))
    ada.presses("Start a new draft from this version")
    ada.presses("Start the draft")
    assert ada.told == ["Version 2 was started as a draft with the content of this version."]


def rewords_a_question(ada: Person) -> None:
    ada.follows("Is the first thing done well?")
    ada.enters("Question", "Is the first thing done well and in time?")
    ada.presses("Save")
    asked = "Select whether it is still the same question: its words or answers have changed"
    assert ada.problems == [asked]
    ada.ticks("Reworded: it asks something else now, so figures do not compare")
    ada.presses("Save")
    assert ada.told == ["Saved."]


def adds_a_condition(ada: Person) -> None:
    ada.follows("Is the second thing done well?")
    ada.presses("Add a condition")
    ada.page.get_by_label("What is looked at").select_option(value="question:first-criterion")
    ada.presses("Show its answers for condition 1")
    ada.page.get_by_label("Inadequate").last.check()
    ada.page.get_by_label("Requires improvement").last.check()
    ada.presses("Save")
    assert ada.told == ["Saved."]
    assert ada.misses("asked where “Is the first thing done well and in time?” is Requires improvement or Inad") == []


def moves_a_topic(ada: Person) -> None:
    ada.presses("Move down: First topic")
    assert ada.page.evaluate("document.activeElement.id || location.hash.slice(1)") == "topic-first-topic"
    ada.presses("Move up: First topic")
    titles = ada.read(".cg-tree__title")
    assert titles == ["First topic", "Second topic"]


def drags_a_question(ada: Person) -> None:
    """The extra for those who like it; the same question goes back by a button's way."""
    dragged, onto = ada.page.locator("#question-first-criterion"), ada.page.locator("#question-second-criterion")
    with ada.page.expect_navigation():
        dragged.drag_to(onto)
    assert ada.read("#topic-second-topic .cg-tree__row .govuk-link")[0].startswith("Is the first thing")
    ada.follows("Is the first thing done well and in time?")
    ada.selects("Move it to", "First topic")
    ada.presses("Move")
    assert ada.read("#topic-first-topic .cg-tree__row .govuk-link")[0].startswith("Is the first thing")


def previews_the_draft(ada: Person) -> None:
    ada.presses("Preview")
    assert ada.misses("This is a preview", "Is the first thing done well and in time?", "What good looks like") == []
    ada.ticks("Inadequate")
    ada.presses("Second topic")
    assert ada.misses("Is the second thing done well?", "Rationale (needed)") == []
    ada.presses("First topic")
    ada.ticks("Good")
    ada.presses("Second topic")
    assert ada.misses("Not asked.") == []
    ada.follows("Back to editing")


def tries_the_rules(ada: Person) -> None:
    ada.presses("Try the rules")
    ada.selects("Is the first thing done well and in time?", "Inadequate")
    ada.selects("Is the second thing done well?", "Good")
    ada.selects("Did the investigation uncover group-based exploitation?", "Yes")
    ada.presses("Show what the rules give")
    assert ada.misses("Suggested: Inadequate.") == []
    ada.enters("What the example shows", "The worse one counts")
    ada.ticks("These results are what the method should give")
    ada.presses("Keep as a worked example")
    assert ada.told == ["Kept as a worked example. It is tried at every check from now on."]


def comments_on_it(ada: Person) -> None:
    ada.follows("Is the first thing done well and in time?")
    ada.follows("Comment on this")
    ada.enters("Comment", "Say what in time means.")
    ada.presses("Add the comment")
    assert ada.told == ["Comment added."]
    ada.follows("Edit")
    assert "1 comment" in ada.read(".cg-badge")


def publishes_with_a_note(ada: Person) -> None:
    ada.presses("Publish")
    ada.ticks("I have read this version, and it can be used as it stands")
    ada.presses("Publish")
    assert ada.problems == ["Enter a note: what is new in this version, and why"]
    ada.enters("Note", NOTE)
    ada.presses("Publish")
    assert ada.misses("Published", NOTE) == []


def compares_both(ada: Person, version: FrameworkVersion) -> None:
    ada.goes_to(reverse("framework-diff", args=[version.framework.code, version.number, 2]))
    assert ada.misses("first-criterion") == []


def test_author_works_on_a_phone_without_scripts(somebody: Callable[..., Person]) -> None:
    version = builders.published_framework(RULED)
    builders.make_administrator("ada")
    ada = somebody(java_script_enabled=False, viewport={"width": 390, "height": 844})
    ada.signs_in("ada")
    starts_a_draft(ada, version)
    for address in pages_of(version):
        ada.goes_to(address)
        assert ada.page.evaluate("document.documentElement.scrollWidth") == 390, address
    ada.goes_to(reverse("draft-part", args=[version.framework.code, 2, "scale", "case-grade"]))
    ada.presses("Add a grade")
    assert ada.page.get_by_label("Words", exact=True).count() == 4
    ada.presses("Move up grade 3")
    ada.presses("Take away grade 4")
    ada.presses("Save")
    assert ada.misses("Good, Inadequate, Requires improvement") == []


def pages_of(version: FrameworkVersion) -> list[str]:
    code = version.framework.code
    parts = [
        ("draft", ()),
        ("draft-part", ("question", "first-criterion")),
        ("draft-part", ("rule", "worst-of-both")),
        ("draft-step", ("worst-of-both", "worst")),
        ("draft-step-add", ("worst-of-both", "table")),
        ("draft-step-add", ("worst-of-both", "measure")),
        ("draft-part-text", ("rule", "worst-of-both")),
        ("draft-part-remove", ("question", "first-criterion")),
        ("draft-preview", ("first-topic",)),
        ("draft-try", ()),
        ("draft-comments", ()),
        ("draft-changes", ()),
        ("framework-publish", ()),
    ]
    return [reverse(name, args=[code, 2, *more]) for name, more in parts]
