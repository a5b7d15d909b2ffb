"""Many cases together: shares of cases, conformity, entered results, and what a case or a result still lacks."""

from collections.abc import Sequence

import pytest

from review.domain.rules.conditions import Ref
from review.domain.rules.measures import Measure
from review.domain.rules.method import Entered, Method
from review.domain.rules.outcomes import Kind
from review.domain.rules.over_cases import Case, evaluate_cases, rules_over_cases
from review.domain.rules.steps import MeasureStep, WorstStep
from tests.review.domain.rules.parts import RATING, YES_NO, answered, bands, method, question, rule, when

SEEN = Ref("question", "seen")


def share_of(ref: Ref) -> MeasureStep:
    made = Measure(
        "percent-in", (), frozenset({"yes"}), "left-out", {ref: YES_NO.points}, ("Yes",), ref, {ref: YES_NO.codes}
    )
    return MeasureStep("share", "Seen", made)


CONFORMITY = bands(RATING, ("95", "good"), ("0", "inadequate"))
CONFORMS = method(question("seen", not_applicable=True), rules=[rule("cases", share_of(SEEN), CONFORMITY)])
YES, NO, NA = Case(answered(seen="yes")), Case(answered(seen="no")), Case(answered(seen=None))


@pytest.mark.parametrize(
    ("cases", "grade", "words"),
    [
        ([YES] * 19 + [NO], "good", "Seen: In 19 of 20 cases the answer is Yes: 95%."),
        ([YES] * 18 + [NO], "inadequate", "Seen: In 18 of 19 cases the answer is Yes: about 94.74%."),
        (
            [YES] * 19 + [NO] + [NA] * 5,
            "good",
            "Seen: 5 cases where it does not apply are left out. In 19 of 20 cases the answer is Yes: 95%.",
        ),
    ],
)
def test_conformity_is_at_least_95_of_a_hundred_applicable_cases(cases: list[Case], grade: str, words: str) -> None:
    whole = evaluate_cases(CONFORMS, cases).whole
    assert (whole.grade, whole.trace[0]) == (grade, words)


@pytest.mark.parametrize("cases", [[], [NA], [NA, NA]])
def test_no_case_that_applies_is_not_applicable(cases: list[Case]) -> None:
    whole = evaluate_cases(CONFORMS, cases).whole
    assert (whole.kind, whole.grade) == (Kind.NOT_APPLICABLE, None)
    assert "There is no case to which it applies." in whole.trace[0]


def test_case_that_is_incomplete_leaves_no_result_but_its_name_and_what_it_lacks() -> None:
    cases = [YES, Case({}, name="SYN-7"), Case({})]
    whole = evaluate_cases(CONFORMS, cases).whole
    assert (whole.kind, whole.missing) == (Kind.INCOMPLETE, ("seen",))
    assert whole.trace == ("SYN-7 is not complete: seen.", "Case 3 is not complete: seen.")


def test_overall_judgment_of_a_case_is_missed_only_where_a_rule_takes_it() -> None:
    overall = Ref("question", "overall")
    made = method(question("seen"), rules=[rule("cases", share_of(overall), CONFORMITY)])
    assert evaluate_cases(made, [YES]).whole.missing == ("overall",)
    assert evaluate_cases(CONFORMS, [YES]).whole.missing == ()


def test_answer_of_a_case_behind_a_closed_condition_does_not_count() -> None:
    made = method(
        question("kind"),
        question("seen", asked_when=(when("question", "kind", "yes"),)),
        rules=[rule("cases", share_of(SEEN), CONFORMITY)],
    )
    cases = [Case(answered(kind="yes", seen="yes")), Case(answered(kind="no", seen="no"))]
    whole = evaluate_cases(made, cases).whole
    assert (whole.grade, whole.trace[0]) == (
        "good",
        "Seen: 1 case where it is not asked is left out. In 1 of 1 case the answer is Yes: 100%.",
    )


LEADERSHIP = Entered("leadership", "Leadership", RATING)
STANDARDS = [f"standard-{number}" for number in range(1, 12)]


def standards() -> Method:
    """Return a method of twelve ratings, eleven of them entered, whose points are added up as in a youth inspection."""
    entered = [Entered(code, code.capitalize(), RATING) for code in STANDARDS]
    refs = (Ref("topic", "t"), *(Ref("entered", code) for code in STANDARDS))
    total = Measure("sum", refs, frozenset(), "left-out", dict.fromkeys(refs, RATING.points))
    of_points = bands(
        RATING, ("31-36", "outstanding"), ("19-30", "good"), ("7-18", "requires-improvement"), ("0-6", "inadequate")
    )
    quality = bands(RATING, ("80", "outstanding"), ("65", "good"), ("50", "requires-improvement"), ("0", "inadequate"))
    rules = [
        rule("cases", share_of(SEEN), quality, code="quality", topic="t"),
        rule("cases", MeasureStep("share", "Points", total), of_points, code="overall-rating"),
    ]
    return method(question("seen", not_applicable=True), rules=rules, entered=entered)


def entered(*points: int) -> dict[str, str]:
    codes = [grade.code for grade in reversed(RATING.grades)]
    return {code: codes[number] for code, number in zip(STANDARDS, points, strict=True)}


@pytest.mark.parametrize(
    ("cases", "points", "total", "grade"),
    [
        ([YES], (0,) * 11, 3, "inadequate"),
        ([YES], (1, 1, 1, *(0,) * 8), 6, "inadequate"),
        ([YES], (1, 1, 1, 1, *(0,) * 7), 7, "requires-improvement"),
        ([YES], (1, *(1,) * 9, 3), 16, "requires-improvement"),
        ([NO], (2,) * 9 + (0, 0), 18, "requires-improvement"),
        ([NO], (2,) * 9 + (1, 0), 19, "good"),
        ([YES], (3,) * 9 + (0, 0), 30, "good"),
        ([YES], (3,) * 9 + (1, 0), 31, "outstanding"),
        ([YES], (3,) * 11, 36, "outstanding"),
    ],
)
def test_points_of_ratings_are_added_up_to_36(cases: list[Case], points: Sequence[int], total: int, grade: str) -> None:
    results = evaluate_cases(standards(), cases, entered(*points))
    assert results.whole.grade == grade
    assert results.whole.trace[0].endswith(f" = {total}.")


def test_entered_result_that_is_missing_is_named() -> None:
    given = entered(*(3,) * 11)
    del given["standard-4"]
    whole = evaluate_cases(standards(), [YES], given).whole
    assert (whole.kind, whole.missing) == (Kind.INCOMPLETE, ("standard-4",))
    assert whole.trace == ("Not entered: Standard-4 (standard-4)",)


def test_result_that_rests_on_an_incomplete_topic_is_incomplete() -> None:
    results = evaluate_cases(standards(), [Case({})], entered(*(3,) * 11))
    assert (results.topics["t"].kind, results.whole.kind) == (Kind.INCOMPLETE, Kind.INCOMPLETE)
    assert results.whole.trace == ("Case 1 is not complete: seen.", "There is no result for The topic yet: seen.")


def test_result_by_the_rules_of_each_case_is_counted() -> None:
    of_case = rule("topic", WorstStep("w", "", (SEEN,), YES_NO), code="of-case")
    over = rule("cases", share_of(Ref("topic", "t")), CONFORMITY)
    made = method(question("seen", not_applicable=True), rules=[of_case, over])
    whole = evaluate_cases(made, [YES, NO, NA]).whole
    assert whole.trace[0] == (
        "Seen: 1 case where it does not apply is left out. In 1 of 2 cases the result is Yes: 50%."
    )
    assert whole.grade == "inadequate"


@pytest.mark.parametrize(
    ("of", "codes"), [("", ["both", "force"]), ("inspection", ["both"]), ("force", ["both", "force"])]
)
def test_rules_are_taken_for_an_inspection_or_for_a_force(of: str, codes: list[str]) -> None:
    rules = [
        rule("cases", share_of(SEEN), CONFORMITY, code="both"),
        rule("cases", share_of(SEEN), CONFORMITY, code="force", each="force"),
    ]
    made = method(question("seen"), rules=rules)
    assert [one.code for one in rules_over_cases(made, of)] == codes
