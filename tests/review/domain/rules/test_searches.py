"""Searches of a rule's answers: everything where that is little, by chance otherwise, and never twice otherwise."""

from itertools import product

import pytest

from review.domain.rules.asking import never_asked
from review.domain.rules.conditions import Condition, Ref
from review.domain.rules.method import Method
from review.domain.rules.outcomes import NOT_APPLICABLE, of_value
from review.domain.rules.rising import cannot_fall
from review.domain.rules.sampling import search_some
from review.domain.rules.searching import groups_of, search_all, size_of
from review.domain.rules.step_reach import reaches
from review.domain.rules.steps import CapStep, MeasureStep, Row, TableStep, WorstStep
from review.domain.rules.trial import Trial, trial_of
from tests.review.domain.rules.parts import CASE_GRADE, RATING, bands, measure, method, question, refs, rule, when

GOOD, IMPROVE, BAD = CASE_GRADE.codes
SHARE = MeasureStep("share", "", measure("percent-in", CASE_GRADE, 4, "good"))
RISING = bands(CASE_GRADE, ("70", GOOD), ("40", IMPROVE), ("0", BAD))
TURNED = bands(CASE_GRADE, ("70", BAD), ("40", IMPROVE), ("0", GOOD))
BENT = bands(CASE_GRADE, ("70", GOOD), ("40", BAD), ("0", IMPROVE))
MIDDLE_COUNTS = MeasureStep("share", "", measure("percent-in", CASE_GRADE, 4, "requires-improvement"))


def cap(*when_codes: str, **more: object) -> CapStep:
    condition = when("question", "q1", *when_codes, scale=CASE_GRADE, **more)
    return CapStep("capped", "", Ref("step", "band"), CASE_GRADE, (condition,), IMPROVE, "so")


def table(*rows: tuple[Condition | None, str]) -> TableStep:
    return TableStep("table", "", CASE_GRADE, tuple(Row((one,) if one else (), grade) for one, grade in rows))


def is_good(code: str) -> Condition:
    return when("question", code, GOOD, scale=CASE_GRADE)


def is_bad(code: str) -> Condition:
    return when("question", code, BAD, scale=CASE_GRADE)


def made(*steps: object, **asked: object) -> Method:
    """Return a method with four criteria and one rule of these steps."""
    questions = [question(f"q{number}", CASE_GRADE, not_applicable=number == 4, **asked) for number in range(1, 5)]
    return method(*questions, rules=[rule("topic", *steps)])


def trial(one: Method) -> Trial:
    return trial_of(one, one.rules[0])


def falls(one: Method) -> bool:
    """Tell whether some better answer lowers the grade, by trying every answer with every better one."""
    tried, ranks = trial(one), CASE_GRADE.ranks
    for given in product(*tried.choices.values()):
        answers = dict(zip(tried.choices, given, strict=True))
        before = tried.outcome(answers)
        for ref, outcome in answers.items():
            for code in CASE_GRADE.codes[: ranks.get(str(outcome.value), 0)]:
                after = tried.outcome(answers | {ref: of_value(code)})
                if {before.value, after.value} <= set(ranks) and ranks[str(after.value)] > ranks[str(before.value)]:
                    return True
    return False


@pytest.mark.parametrize(
    ("steps", "certain", "fall"),
    [
        ((SHARE, RISING), True, False),
        ((SHARE, TURNED), False, True),
        ((SHARE, BENT), False, True),
        ((MIDDLE_COUNTS, RISING), False, True),
        ((SHARE, RISING, cap(BAD)), True, False),
        ((SHARE, RISING, cap(GOOD)), False, True),
        ((SHARE, RISING, cap(IMPROVE)), False, True),
        ((SHARE, RISING, cap(at_most=IMPROVE)), True, False),
        ((SHARE, RISING, cap(at_least=IMPROVE)), False, True),
        ((WorstStep("worst", "", refs("q1", "q2"), CASE_GRADE),), True, False),
        ((table((is_bad("q1"), BAD), (None, GOOD)),), True, False),
        ((table((is_good("q1"), GOOD), (is_good("q2"), IMPROVE), (None, BAD)),), True, False),
        ((table((is_good("q1"), BAD), (None, GOOD)),), False, True),
        ((table((is_good("q1"), IMPROVE), (is_good("q2"), GOOD), (None, BAD)),), False, True),
    ],
)
def test_steps_that_cannot_fall_are_told_from_their_form_and_those_that_do_are_found(
    steps: tuple[object, ...], certain: bool, fall: bool
) -> None:
    one = made(*steps)
    assert cannot_fall(trial(one), reaches(one)) is certain
    assert falls(one) is fall
    assert (search_all(trial(one)).lowering is not None) is fall
    assert (search_some(trial(one), 3_000).lowering is not None) is fall


def test_search_tries_answers_that_are_alike_only_once() -> None:
    searched = search_all(trial(made(SHARE, RISING)))
    assert size_of(groups_of(trial(made(SHARE, RISING)))) == searched.tried == 10 * 4  # 3 of 3 grades, and q4's four
    assert searched.grades == {GOOD, IMPROVE, BAD}
    assert searched.whole


def test_question_that_a_condition_looks_at_is_like_no_other() -> None:
    groups = groups_of(trial(made(SHARE, RISING, cap(BAD))))
    assert [len(alike) for alike, _ in groups] == [1, 2, 1]


def test_lowering_names_the_two_answers_the_two_grades_and_the_rest() -> None:
    found = search_all(trial(made(table((is_good("q1"), BAD), (None, GOOD))))).lowering
    assert found is not None
    assert (found.ref, found.grade, found.lower, found.better) == (Ref("question", "q1"), GOOD, BAD, GOOD)
    assert found.answer in (IMPROVE, BAD)
    assert found.beside == {}


def test_grade_that_is_never_given_is_not_among_what_is_found() -> None:
    one = made(SHARE, bands(CASE_GRADE, ("40", GOOD), ("0", IMPROVE)))
    assert search_all(trial(one)).grades == {GOOD, IMPROVE}
    assert reaches(one)["topic-rule"][Ref("step", "")].codes == {GOOD, IMPROVE}


def test_search_by_chance_is_the_same_every_time() -> None:
    one = trial(made(SHARE, BENT))
    assert search_some(one, 500) == search_some(one, 500)
    assert search_some(one, 500).tried >= 500


def test_no_tries_find_nothing() -> None:
    searched = search_some(trial(made(SHARE, RISING)), 0)
    assert (searched.tried, dict(searched.found), searched.lowering, searched.whole) == (0, {}, None, False)


def test_trial_asks_only_what_the_answers_open() -> None:
    hidden = question("q2", CASE_GRADE, asked_when=(is_bad("q1"),))
    one = method(question("q1", CASE_GRADE), hidden, rules=[rule("topic", WorstStep("w", "", refs("q2"), CASE_GRADE))])
    given = {Ref("question", "q1"): of_value(GOOD), Ref("question", "q2"): of_value(BAD)}
    assert trial(one).outcome(given) == NOT_APPLICABLE
    assert trial(one).outcome(given | {Ref("question", "q1"): of_value(BAD)}) == of_value(BAD)
    assert not cannot_fall(trial(one), reaches(one))


NEVER = "This can never be asked: its conditions cannot hold together. Change them, or take the question away."


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((is_good("q1"),), {}),
        ((is_good("q1"), is_bad("q1")), {"last": NEVER}),
        ((is_good("q1"), is_bad("q2")), {}),
        ((when("question", "q1", "not-applicable"),), {"last": NEVER}),
        ((when("question", "q1", "other"),), {"last": NEVER}),
        ((when("question", "q1", at_least=GOOD, at_most=BAD, scale=CASE_GRADE),), {"last": NEVER}),
        ((when("fact", "team-type", "a"), when("fact", "team-type", "b")), {"last": NEVER}),
        ((when("fact", "team-type", "a", "c"), when("fact", "team-type", "b", "c")), {}),
        ((Condition((*is_good("q1").any_of, *is_bad("q1").any_of)), is_bad("q1")), {}),
    ],
)
def test_question_whose_conditions_cannot_hold_together_is_found(
    conditions: tuple[Condition, ...], expected: dict[str, str]
) -> None:
    one = method(question("q1", CASE_GRADE), question("q2", CASE_GRADE), question("last", asked_when=conditions))
    assert dict(never_asked(one)) == expected


def test_question_that_contradicts_what_opens_the_one_it_depends_on_is_found() -> None:
    one = method(
        question("q1", CASE_GRADE),
        question("q2", CASE_GRADE, asked_when=(is_bad("q1"),)),
        question("q3", CASE_GRADE, asked_when=(is_good("q2"), is_good("q1"))),
        question("q4", CASE_GRADE, asked_when=(is_good("q3"),)),
    )
    assert dict(never_asked(one)) == {
        "q3": NEVER,
        "q4": "This can never be asked, since it depends on “q3”, which is never asked itself.",
    }


def test_score_that_rests_on_few_answers_is_exact_and_one_of_answers_that_hang_together_is_not() -> None:
    both = WorstStep("both", "", (Ref("step", "band"), refs("q1")[0]), CASE_GRADE)
    one = reaches(made(SHARE, RISING, both))["topic-rule"]
    assert (one[Ref("step", "band")].exact, one[Ref("step", "both")].exact) == (True, False)
    assert RATING.codes[0] not in one[Ref("step", "both")].codes
