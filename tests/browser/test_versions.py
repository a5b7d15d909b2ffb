"""A newer version of the framework: taken up by the supervisor, and a case that was begun goes over to it."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from review.reviewing import actions as reviewing
from review.reviewing.actions import EvidenceInput, FlagInput
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person
from tests.review.casework.newer import REWORDED, WHY

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
QUOTED = "The child was seen on the day of the report."


def begun() -> worlds.Fieldwork:
    """Return a world in which a case is half reviewed and a newer version of the framework is published."""
    world = worlds.fieldwork()
    reader = builders.acting(world.inspector)
    builders.answer(world.inspector, world.review, {"first-criterion": "good", "second-criterion": "inadequate"})
    for code in ("first-criterion", "second-criterion"):
        reviewing.add_evidence(reader, world.review, code, EvidenceInput(world.document, 1, QUOTED))
    reviewing.add_flag(reader, world.review, FlagInput("lifestyle", world.document, 2, "said to be streetwise"))
    builders.add_case(world.supervisor, world.inspection, world.force, "CASE-2")
    builders.published_framework(REWORDED)
    return world


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_begun_case_goes_over_to_a_newer_version(somebody: Callable[..., Person], screen: dict[str, int]) -> None:
    world = begun()
    supervisor = somebody(viewport=screen)
    supervisor.signs_in("sam")
    supervisor.goes_to(reverse("inspection", args=["small-world"]))
    supervisor.follows("Framework versions")
    supervisor.follows("See what taking up version 2 means")
    assert supervisor.misses("1 to assign, 1 under review", "Reworded, split or changed", "New") == []
    supervisor.unfolds("Reworded, split or changed (1)")
    supervisor.presses("Judge new cases by version 2")
    assert supervisor.told == ["New cases are judged by version 2 from now on."]
    supervisor.goes_to(reverse("case-list", args=["small-world"]))
    assert supervisor.misses("Version 1", "Version 2") == []
    supervisor.follows("CASE-2")
    supervisor.follows("Move this case to version 2")
    supervisor.presses("Move the case to version 2")
    supervisor.goes_to(reverse("case", args=[world.subject.public_id]))
    supervisor.follows("Move this case to version 2")
    assert supervisor.misses("Carried", "Asked anew", "2 quotations", "1 language flag") == []
    supervisor.presses("Move the case to version 2")
    assert supervisor.problems == ["Enter a reason"]
    supervisor.enters("Why is it moved?", WHY)
    supervisor.presses("Move the case to version 2")
    assert supervisor.misses("Moved from version 1 to version 2", WHY, "the review that goes on from it") == []
    goes_on(somebody(viewport=screen))


def goes_on(reviewer: Person) -> None:
    """Let the reviewer read what happened, and answer what is asked anew."""
    reviewer.signs_in("ines")
    reviewer.follows("CASE-1")
    assert reviewer.misses("Moved from version 1 to version 2 of the framework by Sam", WHY) == []
    reviewer.follows("What went on, what is asked anew, and what was written before")
    assert reviewer.misses("The earlier question was: Is the second thing done well?", QUOTED, "Inadequate") == []
    reviewer.follows("Answer the question: Is the second thing done well, and in time?")
    assert reviewer.heading == "Second topic"
