"""A moved review is asked and suggested what its new version says of the answers that went on."""

from django.test import Client
from django.urls import reverse

from review.reviewing import actions as reviewing
from review.reviewing.models import Judgment, Review, RuleResult
from tests import builders
from tests.review.casework.newer import REWORDED, adopted, moved
from tests.review.conftest import World

ASKED_WHEN = "        asked-when:\n          - {question: group-based, is: [yes]}\n"
RULE = """\
rules:
  - code: whole
    title: The case as a whole
    of: review
    result: lowest
    steps:
      - name: lowest
        worst-of: {questions: [first-criterion]}
"""
RULED = REWORDED.replace(
    "question: Is the third thing done well?\n", f"question: Is the third thing done well?\n{ASKED_WHEN}"
)
"""The newer version with its third criterion asked of some cases only, and a rule for the case as a whole."""


def begun(world: World, group: str) -> Review:
    """Return a review in which all but the second criterion is answered."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    answers = {"first-criterion": "inadequate", "group-based": group, "overall-grade": "good"}
    return builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector), answers)


def test_what_is_asked_follows_from_the_answers_that_went_on(world: World) -> None:
    reviews = [begun(world, group) for group in ("yes", "no")]
    adopted(world, RULED)
    asked = []
    for old in reviews:
        old.subject.refresh_from_db()
        new = moved(world, old.subject).review
        third = Judgment.objects.get(review=new, criterion__code="third-criterion")
        asked.append(third.asked)
    assert asked == [True, False]


def test_the_newer_versions_rule_suggests_from_the_answers_that_went_on(world: World) -> None:
    old = begun(world, "yes")
    optional = RULED.replace("required: true", "required: false").replace(
        "evidence: optional\n        required: false", "evidence: optional\n        required: true", 1
    )
    adopted(world, optional + RULE)
    old.subject.refresh_from_db()
    new = moved(world, old.subject).review
    overall = Judgment.objects.select_related("suggested_grade").get(review=new, criterion__code="overall-grade")
    assert overall.suggested_grade is not None
    assert (overall.suggested_grade.code, overall.has_reason) == ("inadequate", False)
    assert RuleResult.objects.get(review=new, current=True).kind == "suggested"
    assert not RuleResult.objects.filter(review=old).exists()


def test_a_review_that_was_moved_twice_shows_what_was_written_before_either_move(world: World) -> None:
    old = begun(world, "yes")
    builders.answer(world.inspector, old, {"second-criterion": "inadequate"})
    adopted(world)
    old.subject.refresh_from_db()
    first = moved(world, old.subject).review
    assert first is not None
    builders.answer(world.inspector, first, {"third-criterion": "inadequate"})
    adopted(world, builders.FRAMEWORK.replace("A small framework", "A small framework again"))
    second = moved(world, old.subject).review
    assert second is not None
    client = Client()
    client.force_login(world.inspector)
    page = client.get(reverse("review-moved", args=[second.public_id])).content.decode()
    for words in (
        "Moved from version 1 to version 2",
        "Moved from version 2 to version 3",
        "Reasons for second-criterion.",
        "Reasons for third-criterion.",
        "No longer asked (1)",
    ):
        assert words in page, words
    assert reviewing.save_answers(builders.acting(world.inspector), second, []).changed == ()
