"""What a review asks: decided by its answers and by the facts of the case, and nothing is lost behind a question."""

import random
from contextlib import suppress
from typing import Any

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Conflict, Invalid
from casefiles.cases.actions import correct_case
from casefiles.cases.queries import facts_of
from review.domain.rules.evaluating import asked_of
from review.inspections.models import Subject
from review.reviewing.actions import AnswerInput, open_review, save_answers, submit
from review.reviewing.methods import facts_now, method_for, rule_answers
from review.reviewing.models import Judgment, JudgmentText, Review, RuleResult
from review.reviewing.queries import subject_scope
from review.reviewing.stored import load
from review.reviewing.suggesting import reason_holds
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of, stamp_of, words_of
from tests.ruled import ALONE, GROUP

ALWAYS = {"seen", "safe", "victims-grade", "group-based", "overall-grade"}
OPENED = {"suspects", "roles", "first-known", "pursued"}


def asked(review: Review) -> set[str]:
    """Return the codes of the questions that a review asks."""
    return set(Judgment.objects.filter(review=review, asked=True).values_list("criterion__code", flat=True))


def correct(world: World, review: Review, **facts: str) -> None:
    """Correct facts of the review's case."""
    subject = Subject.objects.select_related("case__force", "inspection").get(pk=review.subject_id)
    case, supervisor = builders.case_of(subject), builders.acting(world.supervisor)
    changed = type(facts_of(case))(**{**vars(facts_of(case)), **facts})
    correct_case(supervisor, subject_scope(supervisor, subject), case, changed, "The log says so.", case.version)


def test_open_review_asks_what_needs_no_answer_before(ruled: Review) -> None:
    assert asked(ruled) == ALWAYS


def test_open_review_asks_what_the_facts_of_the_case_ask_for(world: World) -> None:
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force, taskforce_support="yes")
    review = open_review(builders.acting(world.supervisor), subject, world.inspector)
    assert asked(review) == ALWAYS | {"used"}


def test_open_review_waives_reasons_where_the_framework_does(ruled: Review) -> None:
    waived = Judgment.objects.filter(review=ruled, reason_waived=True)
    assert list(waived.values_list("criterion__code", flat=True)) == ["roles"]


def test_answers_open_questions_in_a_chain_and_close_them_again(world: World, actor: Actor, ruled: Review) -> None:
    saved = save_answers(actor, ruled, [AnswerInput("group-based", 0, "choice", "yes")])
    assert (set(saved.opened), saved.closed, asked(ruled)) == (OPENED, (), ALWAYS | OPENED)
    builders.answer(world.inspector, ruled, {"suspects": "5", "linked": "yes"})
    assert asked(ruled) == ALWAYS | OPENED | {"linked", "how-linked"}
    builders.answer(world.inspector, ruled, {"suspects": "4"})
    assert asked(ruled) == ALWAYS | OPENED
    saved = save_answers(actor, ruled, [AnswerInput("group-based", 1, "none")])
    assert (set(saved.closed), asked(ruled)) == (OPENED, ALWAYS)


def test_whole_chain_opens_in_one_save(world: World, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    assert asked(ruled) == ALWAYS | OPENED | {"linked", "how-linked"}


def test_what_was_entered_behind_a_closed_question_is_kept_and_comes_back(
    world: World, actor: Actor, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    builders.answer(world.inspector, ruled, {"group-based": "no"})
    judgment = judgment_of(ruled, "suspects")
    assert (judgment.asked, judgment.kind, judgment.number) == (False, "number", 7)
    assert words_of(ruled, "how-linked", "answer") == [(1, True, "By telephone records.")]
    whole = whole_review(ruled)
    assert (whole.missing, sum(topic.progress.asked for topic in whole.topics)) == ((), 5)
    builders.answer(world.inspector, ruled, {"group-based": "yes"})
    assert whole_review(ruled).missing == ()
    assert asked(ruled) == ALWAYS | OPENED | {"linked", "how-linked"}


def test_answer_to_a_question_that_is_not_asked_is_kept_without_counting(actor: Actor, ruled: Review) -> None:
    """It may have been typed in a window that was opened while it was asked."""
    save_answers(actor, ruled, [AnswerInput("how-linked", 0, "text", "Typed before.", rationale="Why.")])
    assert (judgment_of(ruled, "how-linked").asked, asked(ruled)) == (False, ALWAYS)
    assert words_of(ruled, "how-linked", "answer") == [(1, True, "Typed before.")]


def test_review_is_submitted_with_what_is_not_asked_kept(world: World, actor: Actor, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {**GROUP, "first-known": "not-applicable"})
    save_answers(
        actor, ruled, [AnswerInput("first-known", judgment_of(ruled, "first-known").version, "not-applicable")]
    )
    builders.answer(world.inspector, ruled, ALONE)
    submit(actor, ruled)
    judgment = judgment_of(ruled, "first-known")
    assert (judgment.settled, judgment.asked, judgment.kind) == (True, False, "not-applicable")


def test_topic_with_nothing_asked_is_there_and_complete(ruled: Review) -> None:
    topic = whole_review(ruled).topic("taskforce")
    assert (topic.entries, [entry.code for entry in topic.closed]) == ((), ["used"])
    assert (topic.progress.state.value, topic.progress.missing) == ("Nothing asked", ())
    assert topic.closed[0].asked_when == "support by the taskforce is Yes"


def test_corrected_fact_decides_anew_at_the_next_save(world: World, actor: Actor, ruled: Review) -> None:
    correct(world, ruled, taskforce_support="yes")
    assert asked(ruled) == ALWAYS
    saved = save_answers(actor, ruled, [])
    assert (saved.opened, asked(ruled)) == (("used",), ALWAYS | {"used"})
    event = AuditEvent.objects.get(action="review.worked-out")
    assert "used.asked" in event.fields
    assert AuditDetail.objects.get(event_sequence=event.sequence).body["new"]["used"] == {"asked": True}


def test_corrected_fact_decides_anew_at_submission_which_is_then_refused(
    world: World, actor: Actor, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, ALONE)
    correct(world, ruled, taskforce_support="yes")
    with pytest.raises(Invalid) as refused:
        submit(actor, ruled)
    assert refused.value.errors == {"used.answer": ["This question is not answered."]}
    assert (asked(ruled), Review.objects.get(pk=ruled.pk).status) == (ALWAYS | {"used"}, "in-progress")
    assert [topic.code for topic in whole_review(ruled).topics if topic.progress.missing] == ["taskforce"]


def test_submission_of_what_is_another_review_by_the_facts_now_is_a_conflict(world: World, actor: Actor) -> None:
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force, taskforce_support="yes")
    review = builders.assign(world.supervisor, subject, world.inspector)
    seen = stamp_of(builders.answer(world.inspector, review, {**ALONE, "used": "good"}))
    correct(world, review, taskforce_support="no")
    with pytest.raises(Conflict, match="was changed after you opened this page"):
        submit(actor, review, seen)
    assert (asked(review), Review.objects.get(pk=review.pk).status) == (ALWAYS, "in-progress")
    submit(actor, review, stamp_of(review))
    assert judgment_of(review, "used").grade.code == "good"  # type: ignore[union-attr]


def test_facts_corrected_after_submission_leave_what_is_asked(world: World, actor: Actor, ruled: Review) -> None:
    submit(actor, builders.answer(world.inspector, ruled, ALONE))
    correct(world, ruled, taskforce_support="yes")
    assert asked(ruled) == ALWAYS


VALUES: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    **{
        code: [("grade", value, ()) for value in ("good", "requires-improvement", "inadequate")]
        for code in ("seen", "safe", "victims-grade", "pursued", "used", "overall-grade")
    },
    **{code: [("choice", value, ()) for value in ("yes", "no")] for code in ("group-based", "linked")},
    "suspects": [("number", value, ()) for value in ("2", "5", "40")],
    "roles": [("choices", "", values) for values in (("leader",), ("other", "recruiter"))],
    "first-known": [("date", "2025-03-31", ())],
    "how-linked": [("text", value, ()) for value in ("One.", "Two.")],
}
REFUSING = {"victims-grade", "overall-grade", "group-based", "linked", "suspects", "pursued", "used"}


def any_answer(chance: random.Random, review: Review) -> AnswerInput:
    """Return some answer to some question, with or without a reason for this or that."""
    code = chance.choice(sorted(VALUES))
    kind, value, values = chance.choice(VALUES[code])
    draw = chance.random()
    if draw < 0.15:
        kind, value, values = "none", "", ()
    elif draw < 0.35 and code not in REFUSING:
        kind, value, values = "not-applicable", "", ()
    reason = chance.choice(["", "", "Because.", "For another reason."])
    reason_for = chance.choice(["", "", "good", "inadequate", "not-applicable", "nothing-known"])
    version = judgment_of(review, code).version
    return AnswerInput(code, version, kind, value, values, reason, reason_for, chance.choice(["", "Words."]))


def what_holds(review: Review) -> dict[str, Any]:
    """Return what must be so after any save, as it is stored and as it follows from the answers and the words."""
    review = Review.objects.select_related("framework_version", "subject").get(pk=review.pk)
    stored = load(review)
    suggested = {c: j.suggested_grade for c, j in stored.judgments.items() if j.suggested_grade}
    method = method_for(review.framework_version)
    return {
        "asked": asked(review) == set(asked_of(method, rule_answers(stored.answers.values()), facts_now(review))),
        "reasons": [
            code
            for code, j in stored.judgments.items()
            if j.has_reason != reason_holds(stored.answers[code], suggested)
        ],
        "without words": [
            code for code, j in stored.judgments.items() if j.has_reason and not stored.answers[code].reason
        ],
        "revisions in force": JudgmentText.objects.filter(judgment__review=review, current=True).count()
        == JudgmentText.objects.filter(judgment__review=review).values("judgment", "part").distinct().count(),
        "results in force": RuleResult.objects.filter(review=review, current=True).count(),
    }


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_saves_keeps_what_must_hold(world: World, actor: Actor, ruled: Review, seed: int) -> None:
    chance = random.Random(seed)
    for turn in range(14):
        answers = {a.criterion_code: a for a in (any_answer(chance, ruled) for _ in range(chance.randint(1, 4)))}
        save_answers(actor, ruled, list(answers.values()))
        if turn % 5 == 4:
            fact = chance.choice(["yes", "no", "not-recorded"])
            with suppress(Invalid):  # the fact was this already
                correct(world, ruled, taskforce_support=fact)
            save_answers(actor, ruled, [])
        assert what_holds(ruled) == {
            "asked": True,
            "reasons": [],
            "without words": [],
            "revisions in force": True,
            "results in force": 4,
        }
