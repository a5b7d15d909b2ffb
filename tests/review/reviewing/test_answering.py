"""Saving answers: what is stored, what is refused, and that no word is ever lost."""

from dataclasses import replace
from typing import Any

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing.actions import AnswerInput, StaleAnswers, save_answers, submit
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.stored import load
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, judgment_of, not_applicable, stamp_of, words_of

ONE = "first-criterion"


def refused_with(actor: Actor, review: Review, *answers: AnswerInput) -> dict[str, list[str]]:
    """Return the sentences of a refused save, having seen that nothing of it was written."""
    before = stored(review)
    with pytest.raises(Invalid) as refused:
        save_answers(actor, review, answers)
    assert stored(review) == before
    return refused.value.errors


def stored(review: Review) -> list[Any]:
    """Return everything that a save could change."""
    return [
        Review.objects.values("status", "version").get(pk=review.pk),
        list(Judgment.objects.filter(review=review).order_by("pk").values()),
        list(JudgmentText.objects.filter(judgment__review=review).order_by("pk").values()),
        AuditEvent.objects.count(),
    ]


def test_save_answers_stores_grade_and_words(actor: Actor, review: Review) -> None:
    saved = save_answers(actor, review, [graded(review, rationale="Seen on the day.")])
    judgment = judgment_of(review, ONE)
    assert (judgment.kind, judgment.grade.code, judgment.version) == ("grade", "good", 1)  # type: ignore[union-attr]
    assert words_of(review, ONE, "rationale") == [(1, True, "Seen on the day.")]
    assert (saved.changed, saved.versions) == ((ONE,), {ONE: 1})


def test_save_answers_stores_a_choice(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [AnswerInput("group-based", 0, "choice", "yes")])
    judgment = judgment_of(review, "group-based")
    assert (judgment.kind, judgment.choice.code, judgment.grade) == ("choice", "yes", None)  # type: ignore[union-attr]


def test_first_save_starts_the_review(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review)])
    assert (review.status, Review.objects.get(pk=review.pk).status) == ("in-progress", "in-progress")
    save_answers(actor, review, [graded(review, value="inadequate")])
    assert AuditEvent.objects.filter(action="review.start").count() == 1


def test_save_of_nothing_is_taken(actor: Actor, review: Review) -> None:
    assert save_answers(actor, review, []).changed == ()


def test_not_applicable_is_saved_without_its_reason(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [not_applicable(review, "")])
    assert (judgment_of(review, ONE).kind, judgment_of(review, ONE).has_reason) == ("not-applicable", False)


def test_words_are_saved_before_a_grade_is_given(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [AnswerInput(ONE, 0, "none", rationale="Still reading.")])
    assert (judgment_of(review, ONE).kind, words_of(review, ONE, "rationale")) == (
        "none",
        [(1, True, "Still reading.")],
    )


def test_words_are_revisions_of_which_none_is_lost(actor: Actor, review: Review) -> None:
    for text in ("First.", "Second.", "Second.", ""):
        save_answers(actor, review, [graded(review, rationale=text)])
    assert words_of(review, ONE, "rationale") == [(1, False, "First."), (2, False, "Second."), (3, True, "")]


def test_words_are_tidied_as_they_are_stored(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale=" One.\r\nTwo.\x00\rThree.\n ")])
    assert words_of(review, ONE, "rationale") == [(1, True, "One.\nTwo.\nThree.")]


def test_reason_stays_when_a_grade_is_given_after_all(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [not_applicable(review, "It did not arise.")])
    save_answers(actor, review, [graded(review)])
    judgment = judgment_of(review, ONE)
    assert (judgment.kind, judgment.has_reason) == ("grade", True)
    assert words_of(review, ONE, "reason") == [(1, True, "It did not arise.")]


def test_has_reason_agrees_with_the_reason_in_force(actor: Actor, review: Review) -> None:
    told = []
    for answer in (not_applicable(review, "Why."), not_applicable(review, ""), not_applicable(review, "Because.")):
        save_answers(actor, review, [replace(answer, version=judgment_of(review, ONE).version)])
        told.append((judgment_of(review, ONE).has_reason, words_of(review, ONE, "reason")[-1][2]))
    assert told == [(True, "Why."), (False, ""), (True, "Because.")]


def test_answer_can_be_taken_back(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale="Seen.")])
    save_answers(actor, review, [AnswerInput(ONE, 1, "none", rationale="Seen.")])
    judgment = judgment_of(review, ONE)
    assert (judgment.kind, judgment.grade) == ("none", None)
    assert words_of(review, ONE, "rationale") == [(1, True, "Seen.")]


def test_same_answer_again_changes_nothing_whatever_its_version(actor: Actor, review: Review) -> None:
    sent = graded(review, rationale="Seen.")
    save_answers(actor, review, [sent])
    before = stored(review)
    assert save_answers(actor, review, [sent]).changed == ()
    assert stored(review) == before


def test_stale_answer_is_refused_with_both_texts_and_nothing_is_written(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale="In one window.")])
    before = stored(review)
    mine = AnswerInput(ONE, 0, "grade", "inadequate", rationale="In another.")
    with pytest.raises(StaleAnswers) as refused:
        save_answers(actor, review, [AnswerInput("group-based", 0, "choice", "yes"), mine])
    stale = refused.value.stale
    assert [(one.sent, one.stored) for one in stale] == [
        (mine, AnswerInput(ONE, 1, "grade", "good", rationale="In one window."))
    ]
    assert stored(review) == before


ADDED = "Seen on the day. Spoken with."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rationale": ADDED}, ADDED),
        ({"rationale": "Long ago: Seen on the day."}, "Long ago: Seen on the day."),
        ({"rationale": "Seen on the day."}, "Seen on the day."),
    ],
)
def test_stale_answer_that_only_adds_is_taken(
    actor: Actor, review: Review, changes: dict[str, str], words: str
) -> None:
    base = graded(review, rationale="Seen on the day.")
    save_answers(actor, review, [base])
    saved = save_answers(actor, review, [replace(base, **changes)])
    assert [text for _, current, text in words_of(review, ONE, "rationale") if current] == [words]
    assert saved.versions == {ONE: judgment_of(review, ONE).version}


@pytest.mark.parametrize(
    "changes",
    [
        {"rationale": "Seen on that day."},
        {"rationale": ""},
        {"rationale": ADDED, "value": "inadequate"},
        {"rationale": ADDED, "kind": "none", "value": ""},
        {"rationale": ADDED, "reason": "Why.", "reason_for": "inadequate"},
        {"rationale": f"So: {ADDED}"},
    ],
)
def test_stale_answer_that_takes_or_changes_anything_is_refused(
    actor: Actor, review: Review, changes: dict[str, str]
) -> None:
    base = graded(review, rationale="Seen on the day.")
    save_answers(actor, review, [base])
    before = stored(review)
    with pytest.raises(StaleAnswers):
        save_answers(actor, review, [replace(base, **changes)])
    assert stored(review) == before


def test_stale_answer_that_adds_to_nothing_is_refused(actor: Actor, review: Review) -> None:
    base = graded(review, rationale="Seen on the day.")
    save_answers(actor, review, [base])
    save_answers(actor, review, [replace(base, version=1, rationale="")])
    with pytest.raises(StaleAnswers):
        save_answers(actor, review, [base])


def test_stale_answer_that_adds_to_somebody_elses_words_is_refused(world: World, actor: Actor, review: Review) -> None:
    base = graded(review, rationale="Seen on the day.")
    save_answers(actor, review, [base])
    JudgmentText.objects.filter(judgment__review=review).update(by=world.other)
    with pytest.raises(StaleAnswers):
        save_answers(actor, review, [replace(base, rationale=ADDED)])


def test_every_stale_answer_is_named(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review), graded(review, "second-criterion")])
    stale = [AnswerInput(code, 0, "grade", "inadequate") for code in (ONE, "second-criterion")]
    with pytest.raises(StaleAnswers) as refused:
        save_answers(actor, review, stale)
    assert [one.sent.criterion_code for one in refused.value.stale] == [ONE, "second-criterion"]


@pytest.mark.parametrize(
    ("answer", "part", "sentence"),
    [
        (AnswerInput(ONE, 0, "grade", "outstanding"), "answer", "“outstanding” is no grade of the scale"),
        (AnswerInput(ONE, 0, "grade", ""), "answer", "“” is no grade of the scale"),
        (AnswerInput(ONE, 0, "choice", "yes"), "answer", "is answered with a grade, not with “choice”"),
        (AnswerInput(ONE, 0, "number", "3"), "answer", "is answered with a grade, not with “number”"),
        (AnswerInput(ONE, 0, "none", "good"), "answer", "has no value"),
        (AnswerInput("group-based", 0, "choice", "maybe"), "answer", "“maybe” is none of the answers"),
        (AnswerInput("second-criterion", 0, "not-applicable"), "answer", "applies to every case"),
        (AnswerInput(ONE, 0, "none", rationale="x" * 50_001), "rationale", "must be 50,000 characters or fewer"),
        (AnswerInput(ONE, 0, "none", reason="x" * 10_001), "reason", "must be 10,000 characters or fewer"),
    ],
)
def test_wrong_answer_is_refused_by_name(
    actor: Actor, review: Review, answer: AnswerInput, part: str, sentence: str
) -> None:
    good = AnswerInput("overall-grade", 0, "grade", "good")
    errors = refused_with(actor, review, good, answer)
    assert list(errors) == [f"{answer.criterion_code}.{part}"]
    assert sentence in errors[f"{answer.criterion_code}.{part}"][0]


def test_criterion_of_another_framework_is_refused_by_name(actor: Actor, review: Review) -> None:
    other = builders.FRAMEWORK.replace("framework: small", "framework: other").replace("second-criterion", "elsewhere")
    builders.published_framework(other)
    errors = refused_with(actor, review, AnswerInput("elsewhere", 0, "grade", "good"))
    assert errors == {
        "": ["“elsewhere” is no question of this review's framework version, so it cannot be answered here."]
    }


SCALES = """\
  - code: five-steps
    title: Five steps
    grades:
      - {code: outstanding, label: Outstanding, tone: green}
      - {code: good, label: Good, tone: green}
      - {code: poor, label: Poor, tone: red}
topics:
"""


def test_grade_is_of_the_questions_own_scale(world: World, actor: Actor) -> None:
    """Both scales have a grade called good; outstanding is a grade of the other one only."""
    first, rest = builders.FRAMEWORK.replace("topics:\n", SCALES).split("  - code: second-topic", 1)
    text = first.replace("framework: small", "framework: scales").replace("scale: case-grade", "scale: five-steps")
    version = builders.published_framework(f"{text}  - code: second-topic{rest}")
    inspection = builders.make_inspection(world.supervisor, version, inspectors=[world.inspector])
    subject = builders.add_case(world.supervisor, inspection, world.force)
    review = builders.assign(world.supervisor, subject, world.inspector)
    wrong = graded(review, "second-criterion", "outstanding")
    assert list(refused_with(actor, review, graded(review, ONE, "good"), wrong)) == ["second-criterion.answer"]
    save_answers(actor, review, [graded(review, ONE, "good"), graded(review, "second-criterion", "good")])
    scales = [judgment_of(review, code).grade.scale.code for code in (ONE, "second-criterion")]  # type: ignore[union-attr]
    assert scales == ["five-steps", "case-grade"]


def test_same_question_twice_in_a_save_is_refused(actor: Actor, review: Review) -> None:
    assert "answered twice" in refused_with(actor, review, graded(review), graded(review))[""][0]


def test_other_peoples_review_is_refused(world: World, review: Review) -> None:
    for user in (world.other, world.supervisor, builders.make_inspector(), builders.make_administrator()):
        with pytest.raises(NotAllowed):
            save_answers(builders.acting(user), review, [graded(review)])
    assert judgment_of(review, ONE).kind == "none"


def test_submitted_and_locked_reviews_are_refused(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    submit(actor, review)
    with pytest.raises(Conflict, match="waits for a supervisor"):
        save_answers(actor, review, [graded(review, value="inadequate")])
    moderation.sign_off(builders.acting(world.supervisor), Subject.objects.get(pk=review.subject_id))
    with pytest.raises(Conflict, match="This case is signed off"):
        save_answers(actor, review, [graded(review, value="inadequate")])
    assert judgment_of(review, ONE).grade.code == "good"  # type: ignore[union-attr]


def test_returned_review_can_be_changed_again(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    submit(actor, review)
    moderation.return_review(
        builders.acting(world.supervisor), Subject.objects.get(pk=review.subject_id), "Look again."
    )
    save_answers(actor, review, [graded(review, value="inadequate")])
    assert (review.status, judgment_of(review, ONE).grade.code) == ("returned", "inadequate")  # type: ignore[union-attr]


def test_closed_inspection_is_refused(world: World, actor: Actor, review: Review) -> None:
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    fresh = Review.objects.get(pk=review.pk)
    with pytest.raises(Conflict, match="not in fieldwork"):
        save_answers(actor, fresh, [graded(review)])


def test_save_is_one_event_without_words(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale="Words of a case.")])
    save_answers(
        actor,
        review,
        [graded(review, value="inadequate", rationale="Others."), AnswerInput("group-based", 0, "choice", "no")],
    )
    event = AuditEvent.objects.filter(action="review.answered").order_by("-sequence")[0]
    detail = AuditDetail.objects.get(event_sequence=event.sequence).body
    assert event.fields == ["first-criterion.answer", "first-criterion.rationale", "group-based.answer"]
    assert detail == {
        "old": {ONE: {"answer": ["grade", "good"], "rationale": 1}, "group-based": {"answer": ["none", ""]}},
        "new": {
            "": {"at": actor.now.isoformat()},
            ONE: {"answer": ["grade", "inadequate"], "rationale": 2},
            "group-based": {"answer": ["choice", "no"]},
        },
    }


def test_write_gives_the_review_another_stamp_and_no_write_does_not(actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review)])
    before = stamp_of(review)
    save_answers(actor, review, [graded(review)])
    assert stamp_of(review) == before
    save_answers(actor, review, [graded(review, value="inadequate")])
    assert stamp_of(review) == before + 1


def test_load_takes_one_query_however_much_is_answered(
    actor: Actor, review: Review, django_assert_num_queries: Any
) -> None:
    for answers in ([], [graded(review), graded(review, "second-criterion", rationale="Seen.")]):
        save_answers(actor, review, answers)
        with django_assert_num_queries(1):
            load(review)
