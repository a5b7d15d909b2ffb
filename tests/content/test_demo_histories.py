"""The unfinished inspection leaves something to do for each role, in every state there is."""

from collections import Counter
from typing import Any

from review.workflow import REVIEW, SUBJECT
from tests.content.demo import framework, unfinished

CASES: list[dict[str, Any]] = unfinished()["cases"]
SUBJECTS = [case["expected"]["subject"] for case in CASES]
REVIEWS = [review for case in CASES for review in case["expected"]["reviews"].items()]
CRITERIA = [criterion for topic in framework()["topics"] for criterion in topic["criteria"]]
QUESTIONS = {question["code"] for question in [*CRITERIA, *framework()["classification"], framework()["overall"]]}


def test_every_state_of_subjects_and_reviews_occurs() -> None:
    assert len(CASES) == 14
    assert set(SUBJECTS) == {state for state, _ in SUBJECT.states}
    assert {state for _, state in REVIEWS} == {state for state, _ in REVIEW.states}


def test_inspector_has_a_review_in_each_state_that_asks_for_work() -> None:
    own = Counter(state for reviewer, state in REVIEWS if reviewer == "inspector")
    assert own == {"assigned": 1, "in-progress": 1, "returned": 1, "submitted": 1, "locked": 1}


def test_supervisor_has_cases_to_assign_and_to_sign_off() -> None:
    counted = Counter(SUBJECTS)
    assert (counted["to-assign"], counted["ready-for-sign-off"]) == (2, 3)


def test_steps_are_in_order_of_date_and_reasons_are_given() -> None:
    for case in CASES:
        dates = [step["date"] for step in case["history"]]
        assert dates == sorted(dates)
        for step in case["history"]:
            if step["do"] in ("return", "withdraw", "reassign", "reopen"):
                assert len(step["reason"]) > 40


def test_submitted_reviews_are_complete_and_the_one_in_progress_is_half_done() -> None:
    for case in CASES:
        answered: dict[str, set[str]] = {}
        for step in case["history"]:
            if step["do"] == "write":
                answered.setdefault(step["by"], set()).update(a["question"] for a in step["answers"])
            if step["do"] == "submit":
                assert answered[step["by"]] == QUESTIONS
    half = next(case for case in CASES if case["expected"]["reviews"].get("inspector") == "in-progress")
    written = half["history"][1]["answers"]
    assert 5 < len(written) < 15
    assert sum("rationale" not in item or "answer" not in item for item in written) == 2
