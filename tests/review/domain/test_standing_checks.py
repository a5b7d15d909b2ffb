"""The standing checks: each by itself, the table of all, and that they are what completeness says and no more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.completeness import AnswerState, all_missing, missing_of, progress_of
from review.domain.standing_checks import (
    CHECKS,
    CheckedAnswer,
    CheckedReview,
    Graded,
    Level,
    errors_in,
    findings_of,
    warnings_in,
)
from tests.review.domain.test_completeness import answers as states

GOOD, FAIR, POOR = (Graded(label, "scale", rank, 3) for rank, label in enumerate(("Good", "Fair", "Poor"), 1))


def answer(code: str, graded: Graded | None = None, **more: object) -> CheckedAnswer:
    """Return an answer with a grade, complete by itself; what the state has is told from what is beside it."""
    in_state = {name: more.pop(name) for name in list(more) if name in AnswerState.__dataclass_fields__}
    state = AnswerState(code, "t", kind="grade", **in_state)  # type: ignore[arg-type]
    return CheckedAnswer(state, f"Question {code}?", graded, **more)  # type: ignore[arg-type]


def found(*answers: CheckedAnswer, **beside: object) -> list[tuple[str, str]]:
    """Return what the checks find: the code of each check with that of the question."""
    return [(one.check.code, one.code) for one in findings_of(CheckedReview(answers, **beside))]  # type: ignore[arg-type]


def sentences(*answers: CheckedAnswer, **beside: object) -> list[str]:
    """Return what the checks say."""
    return [one.sentence for one in findings_of(CheckedReview(answers, **beside))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "checks"),
    [
        (answer("a", GOOD), []),
        (answer("a", FAIR), []),
        (answer("a", POOR), ["lowest-without-evidence"]),
        (answer("a", POOR, evidence=1), []),
        (answer("a", POOR, evidence_required=True), ["no-evidence"]),
        (answer("a", POOR, asked=False), []),
        (answer("a", POOR, asked=False, kept=True), ["kept-behind"]),
        (answer("a", GOOD, kept=True), []),
        (answer("a", GOOD, evidence=2, not_found=1), ["not-found"]),
        (answer("a", GOOD, evidence=2, not_checked=2), ["not-checked"]),
        (answer("a", GOOD, evidence=2, not_found=1, not_checked=1), ["not-found", "not-checked"]),
        (answer("a", GOOD, has_reason=True, reason="Two words"), ["short-reason"]),
        (answer("a", GOOD, has_reason=True, reason="Now three words"), []),
        (answer("a", GOOD, has_reason=True), []),
        (answer("a", GOOD, differs_from_suggestion=True), ["no-reason-to-differ"]),
    ],
)
def test_check_of_one_question(one: CheckedAnswer, checks: list[str]) -> None:
    assert [check for check, _ in found(one)] == checks


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (answer("a", POOR), "Graded Poor, the lowest grade, without any evidence."),
        (
            answer("a", not_found=1),
            "A quotation was not found in the text of the document. Compare the words and the page.",
        ),
        (
            answer("a", not_checked=2),
            "2 quotations could not be compared with the document, which has no text there. Read the words once more.",
        ),
        (
            answer("a", has_reason=True, reason="Late."),
            "Why the grade differs from the suggested one is said in 1 word.",
        ),
    ],
)
def test_sentence_of_a_warning_says_what_was_found(one: CheckedAnswer, sentence: str) -> None:
    assert sentences(one) == [sentence]


def test_same_rationale_is_told_at_every_question_but_the_first() -> None:
    same = {"has_rationale": True, "rationale": "See the log.\n"}
    other = answer("b", has_rationale=True, rationale="Another one.")
    rows = (answer("a", **same), other, answer("c", has_rationale=True, rationale="See  the log."), answer("d", **same))
    assert found(*rows) == [("same-rationale", "c"), ("same-rationale", "d")]
    assert sentences(*rows)[0] == "The rationale is word for word the one given for “Question a?”"


def test_same_rationale_counts_only_where_questions_are_asked_and_words_are_there() -> None:
    closed = answer("a", asked=False, has_rationale=True, rationale="See the log.")
    assert found(closed, answer("b", has_rationale=True, rationale="See the log.")) == []
    assert found(answer("a", rationale=" "), answer("b", rationale="")) == []
    assert found(answer("a", rationale="Late."), answer("b", rationale="late.")) == []


@pytest.mark.parametrize(
    ("overall", "others", "check"),
    [
        (GOOD, [FAIR, FAIR], "overall-better"),
        (FAIR, [GOOD, GOOD], "overall-worse"),
        (GOOD, [FAIR, GOOD], ""),
        (FAIR, [GOOD, replace(POOR, grades=4)], ""),
        (GOOD, [], ""),
        (GOOD, [replace(FAIR, scale="another")], ""),
        (None, [FAIR], ""),
    ],
)
def test_overall_judgment_outside_every_grade_is_told(overall: Graded | None, others: list[Graded], check: str) -> None:
    rows = [answer(str(number), graded) for number, graded in enumerate(others)]
    whole = found(*rows, answer("whole", overall), overall="whole")
    assert whole == ([(check, "whole")] if check else [])


def test_overall_judgment_is_compared_with_what_is_asked_alone() -> None:
    rows = (answer("a", FAIR), answer("b", GOOD, asked=False), answer("whole", GOOD))
    assert found(*rows, overall="whole") == [("overall-better", "whole")]


def test_what_is_beside_the_answers_is_told_last() -> None:
    rows = sentences(answer("a", POOR), undecided=1, unopened=["Log", "Notes"])
    assert rows[1:] == [
        "1 passage that the language screen proposes is not decided yet.",
        "You have not opened “Log” and “Notes”.",
    ]
    many = sentences(undecided=2, unopened=[str(number) for number in range(7)])
    assert many == [
        "2 passages that the language screen proposes are not decided yet.",
        "You have not opened “0”, “1”, “2”, “3”, “4” and 2 other documents.",
    ]


def test_table_has_each_check_once_with_the_errors_first() -> None:
    levels = [check.level for check in CHECKS.values()]
    assert levels == sorted(levels, key=[Level.ERROR, Level.WARNING].index)
    assert [code for code, check in CHECKS.items() if code != check.code] == []
    assert {check.part for check in CHECKS.values()} == {
        *("answer", "reason", "rationale", "quotation"),
        *("closed", "screen", "documents"),
    }


graded = st.none() | st.sampled_from([GOOD, FAIR, POOR])
checked = st.builds(
    CheckedAnswer,
    state=states,
    question=st.just("Question?"),
    graded=graded,
    rationale=st.sampled_from(["", "One.", "Two."]),
    reason=st.sampled_from(["", "Short.", "A longer reason here."]),
    not_found=st.integers(0, 2),
    not_checked=st.integers(0, 2),
    kept=st.booleans(),
)
reviews = st.lists(checked, max_size=8, unique_by=lambda one: one.state.code)


@given(reviews, st.integers(0, 2), st.lists(st.text(max_size=3), max_size=7))
def test_errors_are_what_completeness_says_is_missing(
    rows: list[CheckedAnswer], undecided: int, unopened: list[str]
) -> None:
    findings = findings_of(CheckedReview(rows, undecided=undecided, unopened=unopened))
    missing = [lack for row in rows for lack in missing_of(row.state)]
    assert [(one.code, one.check.part, one.sentence) for one in errors_in(findings)] == [
        (lack.code, lack.part, lack.sentence) for lack in missing
    ]
    assert bool(errors_in(findings)) == bool(all_missing(progress_of([row.state for row in rows])))


@given(reviews)
def test_question_that_is_not_asked_has_no_finding_but_what_is_kept(rows: list[CheckedAnswer]) -> None:
    closed = {row.state.code for row in rows if not row.state.asked}
    assert {one.check.code for one in findings_of(CheckedReview(rows)) if one.code in closed} <= {"kept-behind"}


@given(reviews)
def test_untouched_question_has_no_warning(rows: list[CheckedAnswer]) -> None:
    bare = [CheckedAnswer(AnswerState(row.state.code, "t"), "Question?") for row in rows]
    assert warnings_in(findings_of(CheckedReview(bare))) == ()


@given(reviews)
def test_findings_are_told_in_the_order_of_the_questions(rows: list[CheckedAnswer]) -> None:
    order = [row.state.code for row in rows]
    places = [order.index(one.code) for one in findings_of(CheckedReview(rows))]
    assert places == sorted(places)
