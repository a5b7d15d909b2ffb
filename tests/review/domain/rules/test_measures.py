"""Numbers made of several answers: exact, with what is not applicable counted as declared, and told in words."""

from fractions import Fraction

import pytest

from review.domain.rules.conditions import Ref
from review.domain.rules.measures import Measure
from review.domain.rules.outcomes import ABSENT, NO_RESULT, NOT_APPLICABLE, Outcome, of_value
from tests.review.domain.rules.parts import CASE_GRADE, NA, RATING, UNASKED, YES_NO, found, measure, refs

GIVEN = ("yes", "no", "yes", NA)


def number(outcome: Outcome) -> object:
    return outcome.value if isinstance(outcome.value, Fraction) else outcome


@pytest.mark.parametrize(
    ("policy", "percent", "words"),
    [
        (
            "left-out",
            Fraction(200, 3),
            "1 answer is not applicable and is left out. 2 of 3 answers are Yes: about 66.67%.",
        ),
        ("as-best", Fraction(75), "1 answer is not applicable and counts as the best. 3 of 4 answers are Yes: 75%."),
        ("as-worst", Fraction(50), "1 answer is not applicable and counts as the worst. 2 of 4 answers are Yes: 50%."),
        ("no-result", NO_RESULT, "1 answer is not applicable, so there is no automatic result."),
    ],
)
def test_share_counts_what_is_not_applicable_as_declared(policy: str, percent: object, words: str) -> None:
    outcome, said = measure("percent-in", YES_NO, 4, "yes", policy).made_of(found(*GIVEN))
    assert (number(outcome), said()) == (percent, words)


def test_two_of_three_is_an_exact_fraction_and_not_66_67() -> None:
    outcome, _ = measure("percent-in", YES_NO, 3, "yes").made_of(found("yes", "no", "yes"))
    assert outcome.value == Fraction(200, 3)
    assert outcome.value != Fraction("66.67")


@pytest.mark.parametrize("how", ["percent-in", "count-in", "sum", "mean", "percent-of-max"])
@pytest.mark.parametrize("given", [(NA, NA), (UNASKED, NA), (UNASKED, UNASKED), ()])
def test_nothing_that_applies_is_not_applicable_and_no_share_of_nothing(how: str, given: tuple[Outcome, ...]) -> None:
    outcome, said = measure(how, RATING, 2, "good").made_of(found(*given))
    assert outcome == NOT_APPLICABLE
    assert said().endswith("There is nothing left that applies.")


@pytest.mark.parametrize(("policy", "percent"), [("as-best", 100), ("as-worst", 0)])
def test_what_is_counted_as_an_end_of_the_scale_applies_even_alone(policy: str, percent: int) -> None:
    outcome, _ = measure("percent-in", YES_NO, 2, "yes", policy).made_of(found(NA, NA))
    assert outcome.value == percent


@pytest.mark.parametrize(("policy", "count"), [("as-best", 1), ("as-worst", 3)])
def test_count_of_bad_answers_takes_not_applicable_for_the_grade_that_it_stands_for(policy: str, count: int) -> None:
    outcome, _ = measure("count-in", CASE_GRADE, 4, "inadequate", policy).made_of(found("inadequate", NA, NA, "good"))
    assert outcome.value == count


@pytest.mark.parametrize(
    ("how", "policy", "given", "value", "words"),
    [
        ("sum", "left-out", ("outstanding", "good", "inadequate"), 5, "Points of 3 answers: 3 + 2 + 0 = 5."),
        ("sum", "left-out", ("good",), 2, "Points of 1 answer: 2."),
        (
            "mean",
            "left-out",
            ("good", "requires-improvement", NA),
            Fraction(3, 2),
            "1 answer is not applicable and is left out. Points of 2 answers: 2 + 1 = 3. The mean is 1.5.",
        ),
        (
            "percent-of-max",
            "left-out",
            ("outstanding", "good", UNASKED),
            Fraction(250, 3),
            "1 question is not asked. Points of 2 answers: 3 + 2 = 5, of at most 6: about 83.33%.",
        ),
        (
            "sum",
            "as-best",
            ("inadequate", NA),
            3,
            "1 answer is not applicable and counts as the best. Points of 2 answers: 0 + 3 = 3.",
        ),
        (
            "percent-of-max",
            "as-worst",
            ("outstanding", NA, NA),
            Fraction(100, 3),
            "2 answers are not applicable and count as the worst. Points of 3 answers: 3 + 0 + 0 = 3, "
            "of at most 9: about 33.33%.",
        ),
        ("count-in", "left-out", ("good", "good", "inadequate"), 2, "2 of 3 answers are Good or Outstanding."),
    ],
)
def test_number_is_made_and_told(how: str, policy: str, given: tuple[str, ...], value: object, words: str) -> None:
    outcome, said = measure(how, RATING, len(given), "good outstanding", policy).made_of(found(*given))
    assert (outcome.value, said()) == (value, words)


def test_many_summands_are_told_by_their_sum_alone() -> None:
    outcome, said = measure("sum", RATING, 21).made_of(found(*["good"] * 21))
    assert (outcome.value, said()) == (42, "Points of 21 answers, added up: 42.")


def test_numbers_themselves_are_added_up_where_there_are_no_points() -> None:
    steps = (Ref("step", "a"), Ref("step", "b"))
    made = Measure("mean", steps, frozenset(), "left-out")
    outcome, said = made.made_of([(steps[0], of_value(Fraction(100, 3))), (steps[1], of_value(Fraction(50)))])
    assert outcome.value == Fraction(125, 3)
    assert said() == "Numbers of 2 results: about 33.33 + 50 = about 83.33. The mean is about 41.67."


def test_points_with_decimals_are_added_up_exactly() -> None:
    one = refs("q1")[0]
    made = Measure("sum", (one,) * 3, frozenset(), "left-out", points={one: {"a": Fraction("0.1")}})
    outcome, _ = made.made_of([(one, of_value("a"))] * 3)
    assert outcome.value == Fraction(3, 10)


def test_no_points_to_be_had_are_not_applicable_and_no_share_of_nothing() -> None:
    one = refs("q1")[0]
    made = Measure("percent-of-max", (one,), frozenset(), "left-out", points={one: {"a": Fraction(0)}})
    outcome, said = made.made_of([(one, of_value("a"))])
    assert outcome == NOT_APPLICABLE
    assert said() == "Points of 1 answer: 0. No points were to be had, so there is no share of them."


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (ABSENT, "Something is missing."),
        (
            NO_RESULT,
            "The method leaves one of the results to professional judgment, so there is no automatic result.",
        ),
    ],
)
def test_what_is_missing_or_left_to_judgment_leaves_no_number(outcome: Outcome, words: str) -> None:
    made, said = measure("percent-in", YES_NO, 2, "yes").made_of(found("yes", outcome))
    assert (made, said()) == (outcome, words)


def test_answer_of_several_choices_counts_once_where_one_of_them_is_counted() -> None:
    one, other = refs("q1", "q2")
    made = Measure("percent-in", (one, other), frozenset({"a", "b"}), "left-out", among_words=("A", "B"))
    outcome, said = made.made_of([(one, of_value(("a", "b", "c"))), (other, of_value(("c",)))])
    assert (outcome.value, said()) == (50, "1 of 2 answers is A or B: 50%.")


@pytest.mark.parametrize(
    ("yes", "no", "aside", "unasked", "percent", "words"),
    [
        (19, 1, 0, 0, Fraction(95), "In 19 of 20 cases the answer is Yes: 95%."),
        (18, 1, 0, 0, Fraction(1800, 19), "In 18 of 19 cases the answer is Yes: about 94.74%."),
        (
            3,
            1,
            1,
            2,
            Fraction(75),
            "2 cases where it is not asked are left out. 1 case where it does not apply is left out. "
            "In 3 of 4 cases the answer is Yes: 75%.",
        ),
        (0, 0, 0, 0, NOT_APPLICABLE, "There is no case to which it applies."),
        (
            0,
            0,
            2,
            0,
            NOT_APPLICABLE,
            "2 cases where it does not apply are left out. There is no case to which it applies.",
        ),
    ],
)
def test_share_of_cases_is_made_and_told(
    yes: int, no: int, aside: int, unasked: int, percent: object, words: str
) -> None:
    ref = refs("q1")[0]
    made = Measure(
        "percent-in", (), frozenset({"yes"}), "left-out", {ref: YES_NO.points}, ("Yes",), ref, {ref: YES_NO.codes}
    )
    outcomes = [of_value("yes")] * yes + [of_value("no")] * no + [NA] * aside + [UNASKED] * unasked
    outcome, said = made.made_of([(ref, one) for one in outcomes])
    assert (number(outcome), said()) == (percent, words)
