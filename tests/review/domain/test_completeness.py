"""What a review lacks: each rule by itself, and how questions add up to topics."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.completeness import (
    NO_EVIDENCE,
    NO_RATIONALE,
    NO_REASON,
    NO_REASON_TO_DIFFER,
    NOT_ANSWERED,
    AnswerState,
    State,
    all_missing,
    missing_of,
    progress_of,
)

BARE = AnswerState("a", "t")
FOR = {"rationale_for": frozenset({"poor"}), "evidence_for": frozenset({"poor", "fair"})}
STRICT = replace(BARE, kind="grade", rationale_required=True, evidence_required=True)

answers = st.builds(
    AnswerState,
    code=st.uuids().map(str),
    topic=st.sampled_from(["one", "two", "three"]),
    kind=st.sampled_from(["none", "grade", "choice", "not-applicable"]),
    codes=st.frozensets(st.sampled_from(["good", "fair", "poor"]), max_size=2),
    asked=st.booleans(),
    required=st.booleans(),
    rationale_required=st.booleans(),
    rationale_for=st.frozensets(st.sampled_from(["good", "poor"])),
    evidence_required=st.booleans(),
    evidence_for=st.frozensets(st.sampled_from(["fair", "poor"])),
    reason_needed=st.booleans(),
    has_reason=st.booleans(),
    has_rationale=st.booleans(),
    words=st.integers(0, 30),
    words_least=st.none() | st.integers(1, 15),
    words_most=st.none() | st.integers(15, 30),
    evidence=st.integers(0, 2),
    differs_from_suggestion=st.booleans(),
)


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (BARE, [("answer", NOT_ANSWERED)]),
        (replace(BARE, required=False), []),
        (replace(BARE, asked=False), []),
        (replace(BARE, kind="grade"), []),
        (replace(BARE, kind="not-applicable"), [("reason", NO_REASON)]),
        (replace(STRICT, kind="not-applicable"), [("reason", NO_REASON)]),
        (replace(STRICT, kind="not-applicable", has_reason=True), []),
        (replace(BARE, kind="not-applicable", reason_needed=False), []),
        (replace(BARE, kind="grade", codes=frozenset({"good"}), **FOR), []),
        (replace(BARE, kind="grade", codes=frozenset({"fair"}), **FOR), [("quotation", NO_EVIDENCE)]),
        (
            replace(BARE, kind="choices", codes=frozenset({"good", "poor"}), **FOR),
            [("rationale", NO_RATIONALE), ("quotation", NO_EVIDENCE)],
        ),
        (replace(BARE, kind="not-applicable", has_reason=True, **FOR), []),
        (STRICT, [("rationale", NO_RATIONALE), ("quotation", NO_EVIDENCE)]),
        (replace(STRICT, required=False), [("rationale", NO_RATIONALE), ("quotation", NO_EVIDENCE)]),
        (replace(STRICT, has_rationale=True), [("quotation", NO_EVIDENCE)]),
        (replace(STRICT, has_rationale=True, evidence=1), []),
        (replace(BARE, kind="grade", differs_from_suggestion=True), [("reason", NO_REASON_TO_DIFFER)]),
        (replace(BARE, kind="grade", differs_from_suggestion=True, has_reason=True), []),
    ],
)
def test_missing_of_names_each_part_that_lacks(answer: AnswerState, lacks: list[tuple[str, str]]) -> None:
    assert [(lack.part, lack.sentence) for lack in missing_of(answer)] == lacks


LONG = replace(STRICT, has_rationale=True, evidence=1, words_least=3, words_most=5)


@pytest.mark.parametrize(
    ("answer", "check", "sentence"),
    [
        (replace(LONG, words=1), "too-few-words", "The rationale has 1 word, and needs 3 or more."),
        (replace(LONG, words=2), "too-few-words", "The rationale has 2 words, and needs 3 or more."),
        (replace(LONG, words=3), "", ""),
        (replace(LONG, words=5), "", ""),
        (replace(LONG, words=6), "too-many-words", "The rationale has 6 words, and can have 5 at most."),
        (replace(LONG, words=0, has_rationale=False), "no-rationale", NO_RATIONALE),
        (replace(LONG, words=1, rationale_required=False), "", ""),
        (replace(LONG, words=6, rationale_required=False), "too-many-words", None),
        (replace(LONG, words=9, words_most=None), "", ""),
        (replace(LONG, words=1, kind="not-applicable", has_reason=True), "", ""),
        (replace(LONG, words=1, kind="none", required=False), "", ""),
        (replace(LONG, words=1, asked=False), "", ""),
    ],
)
def test_missing_of_tells_how_long_a_rationale_is_and_is_to_be(
    answer: AnswerState, check: str, sentence: str | None
) -> None:
    (lack, *_) = (*missing_of(answer), None)
    assert (lack.check if lack else "") == check
    assert sentence is None or (lack.sentence if lack else "") == sentence


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        ([BARE], State.NOT_STARTED),
        ([BARE, replace(BARE, kind="grade")], State.IN_PROGRESS),
        ([replace(BARE, has_rationale=True)], State.IN_PROGRESS),
        ([replace(BARE, evidence=1)], State.IN_PROGRESS),
        ([replace(BARE, has_reason=True)], State.IN_PROGRESS),
        ([replace(BARE, kind="grade")], State.COMPLETE),
        ([replace(BARE, required=False)], State.COMPLETE),
        ([replace(BARE, asked=False)], State.NOTHING_ASKED),
        ([replace(BARE, asked=False), replace(BARE, kind="grade")], State.COMPLETE),
    ],
)
def test_state_of_a_topic_follows_from_its_answers(topic: list[AnswerState], state: State) -> None:
    assert progress_of(topic)[0].state == state


def test_progress_of_no_answers_is_no_topic() -> None:
    assert progress_of([]) == []


def test_progress_keeps_the_order_of_topics_and_counts_what_is_asked() -> None:
    rows = [
        replace(BARE, topic="second", kind="grade"),
        replace(BARE, topic="first", asked=False),
        replace(BARE, topic="second", required=False),
    ]
    counted = [(topic.topic, topic.asked, topic.answered, topic.required) for topic in progress_of(rows)]
    assert counted == [("second", 2, 1, 1), ("first", 0, 0, 0)]


@given(st.lists(answers, max_size=12))
def test_progress_adds_up_to_the_questions(rows: list[AnswerState]) -> None:
    topics = progress_of(rows)
    asked = [row for row in rows if row.asked]
    assert sum(topic.asked for topic in topics) == len(asked)
    assert sum(topic.answered for topic in topics) == sum(row.kind != "none" for row in asked)
    assert set(all_missing(topics)) == {missing for row in rows for missing in missing_of(row)}


@given(answers)
def test_giving_everything_that_is_missing_completes_an_answer(row: AnswerState) -> None:
    given_all = replace(
        row, kind="grade" if row.kind == "none" else row.kind, has_reason=True, has_rationale=True, evidence=1, words=15
    )
    assert missing_of(given_all) == ()


@given(answers)
def test_giving_more_never_makes_more_missing(row: AnswerState) -> None:
    for more in ({"has_reason": True}, {"has_rationale": True, "words": 15}, {"evidence": 1}):
        assert set(missing_of(replace(row, **more))) <= set(missing_of(row))
