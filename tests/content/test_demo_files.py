"""The demonstration's figures are the ones it promises, and its parts agree with each other."""

import datetime as dt
from collections import Counter
from typing import Any

from tests.content.demo import answer, answers, codes, framework, loaded, model, unfinished, written

GRADES = ("good", "requires-improvement", "inadequate")
CASES: list[dict[str, Any]] = model()["cases"]
OPEN_CASES: list[dict[str, Any]] = unfinished()["cases"]
CRITERIA = [criterion for topic in framework()["topics"] for criterion in topic["criteria"]]
CLASSIFICATION: list[dict[str, Any]] = framework()["classification"]
QUESTIONS = [*CRITERIA, *CLASSIFICATION, framework()["overall"]]
USERS: dict[str, dict[str, Any]] = {user["username"]: user for user in loaded("demo/people.yaml")["users"]}


def split(cases: list[dict[str, Any]]) -> tuple[int, ...]:
    """Return how many cases are good, require improvement and are inadequate."""
    counted = Counter(answer(case, "overall-grade") for case in cases)
    return tuple(counted[grade] for grade in GRADES)


def where(question: str, value: str) -> list[dict[str, Any]]:
    """Return the model cases with this answer."""
    return [case for case in CASES if answer(case, question) == value]


def force_of(case: dict[str, Any], exercise: dict[str, Any]) -> str:
    """Return the code of the force that a case belongs to."""
    return next(force["code"] for force in exercise["forces"] if force["label"] == case["force"])


def test_framework_has_six_topics_and_fifteen_graded_criteria() -> None:
    assert len(framework()["topics"]) == 6
    assert [criterion["answer"] for criterion in CRITERIA] == ["grade"] * 15
    assert {3, 4, 5} >= {len(criterion["good"]) for criterion in CRITERIA}


def test_framework_uses_no_code_twice_and_none_that_reports_reserve() -> None:
    used = [question["code"] for question in QUESTIONS]
    reserved = {"force", "team-type", "criterion", "case-area", "period", "offence", "flag", "grade"}
    assert len(used) == len(set(used))
    assert reserved & set(used) == set()


def test_model_has_52_cases_with_different_references() -> None:
    assert len({case["reference"] for case in CASES}) == len(CASES) == 52


def test_group_based_cases_are_graded_9_14_4() -> None:
    assert split(where("group-based", "yes")) == (9, 14, 4)


def test_other_cases_are_25_and_graded() -> None:
    assert split(where("group-based", "no")) == (8, 12, 5)


def test_group_based_split_is_the_published_row() -> None:
    row = next(row for row in codes("published_outcomes") if row["exercise_id"] == model()["inspection"]["slug"])
    assert (row["n"], *(row[name.replace("-", "_")] for name in GRADES)) == ("27", "9", "14", "4")


def test_specialist_led_cases_do_better() -> None:
    led, not_led = split(where("specialist-led", "yes")), split(where("specialist-led", "no"))
    assert led[0] * sum(not_led) > not_led[0] * sum(led)
    assert led[2] == 0


def test_language_flags_are_twelve_in_exactly_three_forces() -> None:
    flags = Counter(case["force"] for case in CASES for _ in case["review"]["flags"])
    assert flags == {"Force B": 4, "Force D": 5, "Force F": 3}


def test_flagged_cases_are_those_whose_language_is_not_good() -> None:
    flagged = {case["reference"] for case in CASES if case["review"]["flags"]}
    assert flagged == {c["reference"] for c in CASES if answer(c, "respectful-language") != "good"}


def test_forces_flag_of_group_based_exploitation_misses_most_and_errs_elsewhere() -> None:
    marked = Counter((answer(case, "group-based"), case["force_flag"]) for case in CASES)
    assert marked["yes", "yes"] == 10
    assert marked["no", "yes"] == 3


def test_every_question_is_answered_once_in_its_order() -> None:
    asked = [question["code"] for question in QUESTIONS]
    assert {tuple(a["question"] for a in case["review"]["answers"]) for case in CASES} == {tuple(asked)}


def allowed(question: dict[str, Any]) -> set[str]:
    """Return the answers that the framework allows to a question."""
    kinds = {"grade": set(GRADES), "yes-no": {"yes", "no"}, "choice": {c["code"] for c in question.get("choices", [])}}
    return kinds[question["answer"]] | ({"not-applicable"} if question["not-applicable"] == "with-reason" else set())


def test_every_answer_is_one_that_the_framework_allows() -> None:
    by_code = {question["code"]: question for question in QUESTIONS}
    given = [item for case in CASES + OPEN_CASES for item in written(case) if "answer" in item]
    assert [item for item in given if item["answer"] not in allowed(by_code[item["question"]])] == []


def test_every_answer_has_its_words() -> None:
    for case in CASES:
        for item in case["review"]["answers"]:
            assert item["reason" if item["answer"] == "not-applicable" else "rationale"].strip()


def test_not_applicable_occurs_and_stays_rare() -> None:
    given = Counter(answer(case, criterion["code"]) == "not-applicable" for case in CASES for criterion in CRITERIA)
    assert given[True] >= 10
    assert given[True] < given[False] / 20


def test_evidence_stands_where_the_framework_asks_for_it() -> None:
    needed = {question["code"] for question in QUESTIONS if question["evidence"] == "required"}
    for case in CASES:
        assert needed <= {code for code, item in answers(case).items() if item.get("evidence")}


def test_each_case_has_two_to_six_quotations() -> None:
    counts = {sum(len(item.get("evidence", [])) for item in case["review"]["answers"]) for case in CASES}
    assert counts <= {2, 3, 4, 5, 6}


def test_overall_rationales_all_differ() -> None:
    assert len({answers(case)["overall-grade"]["rationale"] for case in CASES}) == 52


def test_criteria_agree_with_the_overall_grade() -> None:
    for case in CASES:
        given = Counter(answer(case, criterion["code"]) for criterion in CRITERIA)
        overall = answer(case, "overall-grade")
        if overall == "good":
            assert (given["inadequate"], given["good"] >= 9) == (0, True)
            assert answer(case, "immediate-safeguarding") == "good"
        if overall == "requires-improvement":
            assert given["inadequate"] <= 2
            assert "inadequate" not in (answer(case, "immediate-safeguarding"), answer(case, "reasonable-lines"))
        if overall == "inadequate":
            assert given["inadequate"] >= 5


def test_nobody_reviews_a_case_of_a_force_they_are_tied_to() -> None:
    for exercise in (model(), unfinished()):
        for case in exercise["cases"]:
            reviewers = [case["review"]["reviewer"]] if "review" in case else list(case["expected"]["reviews"])
            ties = {tie["force"] for name in reviewers for tie in USERS[name]["ties"]}
            assert force_of(case, exercise) not in ties


def test_everybody_named_is_in_the_team_with_their_role() -> None:
    for exercise in (model(), unfinished()):
        for member in exercise["team"]:
            assert member["role"] in USERS[member["user"]]["roles"]
    inspectors = {member["user"] for member in model()["team"] if member["role"] == "inspector"}
    assert {case["review"]["reviewer"] for case in CASES} == inspectors


def test_dates_of_a_case_are_in_order() -> None:
    first = model()["inspection"]["fieldwork_from"]
    for case in CASES:
        review = case["review"]
        known = [case["reported_on"], case["closed_on"], first, review["started_on"]]
        known += [review["submitted_on"], review["signed_off_on"], model()["inspection"]["closed_on"]]
        dates = [dt.date.fromisoformat(date) for date in known if date]
        assert dates == sorted(dates)
        assert review["assigned_on"] <= review["started_on"]
    assert max(case["review"]["signed_off_on"] for case in CASES) < "2023-12-01"


def test_case_outcome_fits_whether_it_is_closed() -> None:
    outcomes = {row["code"] for row in codes("crime_outcome_types")}
    for case in CASES + OPEN_CASES:
        assert case["outcome_type"] in outcomes
        assert (case["outcome_type"] == "0") == (case["closed_on"] is None)
