"""Suggested grades: kept with their trace, shown after the reviewer's own grade, and a reason where that differs."""

import pytest
from django.db import IntegrityError, connection, transaction

from access.actor import Actor
from access.refusals import Invalid
from review.reviewing.actions import AnswerInput, open_review, save_answers, submit
from review.reviewing.models import Judgment, Review, RuleResult
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, judgment_of, words_of
from tests.ruled import ALONE, GROUP

OVERALL = "overall-grade"
WHY = "The rule does not see how hard the case was."
EITHER = {**ALONE, OVERALL: "good"}
"""Answers of which the last grade is another than the suggested one."""


def results(review: Review, rule: str = "case-rule") -> list[tuple[str, str | None, bool]]:
    """Return every result of a rule, oldest first: kind, grade and whether it is in force."""
    rows = RuleResult.objects.filter(review=review, rule__code=rule).order_by("pk")
    return list(rows.values_list("kind", "grade__code", "current"))


def in_force(review: Review, rule: str = "case-rule") -> RuleResult:
    return RuleResult.objects.select_related("grade", "grade_when_shown").get(
        review=review, rule__code=rule, current=True
    )


def suggested(review: Review, code: str = OVERALL) -> str:
    grade = judgment_of(review, code).suggested_grade
    return grade.code if grade else ""


def say(actor: Actor, review: Review, value: str = "good", code: str = OVERALL, **more: str) -> None:
    """Save a grade with more of its parts, keeping its rationale."""
    save_answers(actor, review, [graded(review, code, value, rationale=f"Reasons for {code}.", **more)])


def test_complete_review_gets_the_suggestion_with_its_trace(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, ALONE)
    row = in_force(ruled)
    assert (row.kind, row.grade.code, row.missing) == ("suggested", "requires-improvement", [])  # type: ignore[union-attr]
    assert "Requires improvement" in row.trace[-1]
    assert suggested(ruled) == suggested(ruled, "victims-grade") == "requires-improvement"


def test_incomplete_review_gets_a_list_and_no_grade(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {"seen": "good", OVERALL: "good"})
    row = in_force(ruled)
    assert (row.kind, row.grade, row.missing) == ("incomplete", None, ["safe", "victims-grade", "group-based"])
    assert (suggested(ruled), row.shown_at) == ("", None)


def test_result_that_is_the_same_is_no_new_row_and_another_one_is(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, ALONE)
    builders.answer(world.inspector, ruled, {OVERALL: "requires-improvement"})
    assert results(ruled) == [("suggested", "requires-improvement", True)]
    builders.answer(world.inspector, ruled, {"safe": "inadequate"})
    assert results(ruled) == [("suggested", "requires-improvement", False), ("suggested", "inadequate", True)]


def test_review_that_becomes_incomplete_loses_its_suggestion(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, ALONE)
    builders.answer(world.inspector, ruled, {"seen": "none"})
    assert (results(ruled)[-1], suggested(ruled)) == (("incomplete", None, True), "")
    assert suggested(ruled, "victims-grade") == ""


def test_what_does_not_apply_at_all_has_no_grade(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {**ALONE, "seen": "not-applicable", "safe": "not-applicable"})
    assert results(ruled, "victims-rule")[-1] == ("not_applicable", None, True)
    assert results(ruled, "group-rule")[-1] == ("not_applicable", None, True)
    assert (results(ruled)[-1], suggested(ruled)) == (("not_applicable", None, True), "")


def test_method_without_rules_keeps_nothing(world: World, actor: Actor, review: Review) -> None:
    submit(actor, builders.answer(world.inspector, review))
    assert RuleResult.objects.count() == 0


def test_suggestion_is_shown_only_after_an_own_grade(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {code: value for code, value in ALONE.items() if code != OVERALL})
    entry = whole_review(ruled).topic("overall").entries[0]
    assert (in_force(ruled).shown_at, entry.suggestion, suggested(ruled)) == (None, None, "requires-improvement")
    builders.answer(world.inspector, ruled, {OVERALL: "good"})
    row, entry = in_force(ruled), whole_review(ruled).topic("overall").entries[0]
    assert (row.shown_at, row.grade_when_shown.code) == (builders.NOW, "good")  # type: ignore[union-attr]
    assert (entry.suggestion.label, entry.differs) == ("Requires improvement", True)  # type: ignore[union-attr]


def test_grade_when_first_shown_stays(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    builders.answer(world.inspector, ruled, {OVERALL: "requires-improvement"})
    builders.answer(world.inspector, ruled, {"seen": "requires-improvement"})
    row = in_force(ruled)
    assert row.grade_when_shown.code == "good"  # type: ignore[union-attr]
    assert len(results(ruled)) == len({tuple(row) for row in results(ruled)})


def test_submission_is_refused_without_a_reason_to_differ(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    with pytest.raises(Invalid) as refused:
        submit(actor, ruled)
    assert refused.value.errors == {
        f"{OVERALL}.reason": ["Say why your grade differs from the suggested one."],
    }
    say(actor, ruled, reason=WHY)
    submit(actor, ruled)
    judgment = judgment_of(ruled, OVERALL)
    assert (judgment.settled, judgment.has_reason) == (True, True)


def test_reason_can_be_sent_together_with_the_grade(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    submit(actor, ruled)
    reason = judgment_of(ruled, OVERALL).texts.get(part="reason")
    assert (reason.text, reason.unlike.code) == (WHY, "requires-improvement")  # type: ignore[union-attr]


def test_reason_about_another_suggestion_is_none(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    builders.answer(world.inspector, ruled, {"safe": "inadequate", "victims-grade": "inadequate"})
    assert (suggested(ruled), judgment_of(ruled, OVERALL).has_reason) == ("inadequate", False)
    with pytest.raises(Invalid) as refused:
        submit(actor, ruled)
    assert list(refused.value.errors) == [f"{OVERALL}.reason"]
    say(actor, ruled, reason=WHY, reason_for="inadequate")
    assert words_of(ruled, OVERALL, "reason") == [(1, False, WHY), (2, True, WHY)]
    submit(actor, ruled)


def test_reason_holds_again_when_its_suggestion_comes_back(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    for safe, holds in (("inadequate", False), ("requires-improvement", True)):
        builders.answer(world.inspector, ruled, {"safe": safe, "victims-grade": safe})
        assert judgment_of(ruled, OVERALL).has_reason is holds


@pytest.fixture
def applicable(world: World) -> Review:
    """Return a review in which the question that a topic's rule suggests may be not applicable."""
    text = builders.RULED.replace(
        "question: How well were victims dealt with?\n",
        "question: How well were victims dealt with?\n        not-applicable: with-reason\n",
    )
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force, text)
    return builders.assign(world.supervisor, subject, world.inspector)


def test_reason_why_not_applicable_is_none_for_a_grade_that_differs(
    world: World, actor: Actor, applicable: Review
) -> None:
    builders.answer(world.inspector, applicable, {**ALONE, "victims-grade": "not-applicable"})
    say(actor, applicable, "inadequate", "victims-grade")
    judgment = judgment_of(applicable, "victims-grade")
    assert (judgment.suggested_grade.code, judgment.has_reason) == ("requires-improvement", False)  # type: ignore[union-attr]
    assert words_of(applicable, "victims-grade", "reason") == [(1, True, "It did not arise in this case.")]
    with pytest.raises(Invalid) as refused:
        submit(actor, applicable)
    assert list(refused.value.errors) == ["victims-grade.reason"]


def test_reason_to_differ_is_none_for_not_applicable(world: World, actor: Actor, applicable: Review) -> None:
    builders.answer(
        world.inspector, applicable, {**ALONE, "victims-grade": "inadequate"}, reasons={"victims-grade": WHY}
    )
    version = judgment_of(applicable, "victims-grade").version
    save_answers(actor, applicable, [AnswerInput("victims-grade", version, "not-applicable")])
    assert judgment_of(applicable, "victims-grade").has_reason is False
    assert words_of(applicable, "victims-grade", "reason") == [(1, True, WHY)]


def test_reason_is_taken_back_where_it_was_asked_for(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    say(actor, ruled, reason="", reason_for="")
    assert words_of(ruled, OVERALL, "reason") == [(1, True, WHY)]
    say(actor, ruled, reason="", reason_for="requires-improvement")
    assert words_of(ruled, OVERALL, "reason") == [(1, False, WHY), (2, True, "")]


def test_reason_for_a_grade_nobody_knows_speaks_of_none(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    say(actor, ruled, reason=WHY, reason_for="splendid")
    assert judgment_of(ruled, OVERALL).has_reason is False


SETTLED = {
    "reason": "UPDATE review_judgment SET has_reason = %s WHERE id = %s",
    "suggestion": "UPDATE review_judgment SET suggested_grade_id = %s WHERE id = %s",
    "grade": "UPDATE review_judgment SET grade_id = %s WHERE id = %s",
}


@pytest.mark.parametrize("change", SETTLED)
def test_database_refuses_a_settled_grade_that_differs_without_a_reason(
    world: World, actor: Actor, ruled: Review, change: str
) -> None:
    """By plain SQL, too, whatever is changed after the review was submitted."""
    differing = change == "reason"
    builders.answer(world.inspector, ruled, EITHER if differing else ALONE, reasons={OVERALL: WHY} if differing else {})
    submit(actor, ruled)
    judgment = judgment_of(ruled, OVERALL)
    other = judgment.criterion.scale.grades.get(code="inadequate")  # type: ignore[union-attr]
    with pytest.raises(IntegrityError, match=r"(?i)check"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTLED[change], [False if differing else other.pk, judgment.pk])


def test_settling_what_differs_without_a_reason_is_refused_by_the_database(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE review_judgment SET settled = %s WHERE review_id = %s", [True, ruled.pk])


def test_every_submitted_difference_has_a_reason_about_it(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(
        world.inspector,
        ruled,
        {**GROUP, "victims-grade": "good", "pursued": "requires-improvement", OVERALL: "good"},
        reasons={OVERALL: WHY, "victims-grade": "Otherwise."},
    )
    submit(actor, ruled)
    rows = Judgment.objects.filter(review=ruled, suggested_grade__isnull=False)
    told = rows.values_list("criterion__code", "suggested_grade__code", "has_reason").order_by("criterion__position")
    assert list(told) == [
        ("victims-grade", "requires-improvement", True),
        (OVERALL, "requires-improvement", True),
    ]


def test_topic_result_without_a_question_stands_at_its_end_once_complete(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {"group-based": "yes"})
    assert whole_review(ruled).topic("group-work").result is None
    builders.answer(world.inspector, ruled, {**GROUP, "pursued": "requires-improvement"})
    result = whole_review(ruled).topic("group-work").result
    assert (result.label, in_force(ruled, "group-rule").shown_at) == ("Requires improvement", builders.NOW)  # type: ignore[union-attr]


def test_reviewers_of_the_same_case_have_each_their_own(world: World, ruled: Review) -> None:
    second = open_review(builders.acting(world.supervisor), ruled.subject, world.other, kind="second")
    builders.answer(world.inspector, ruled, ALONE)
    builders.answer(world.other, second, {**ALONE, "safe": "good"})
    assert (suggested(ruled), suggested(second)) == ("requires-improvement", "good")
    assert RuleResult.objects.filter(review=second).count() == RuleResult.objects.filter(review=ruled).count() == 4
