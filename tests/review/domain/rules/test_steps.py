"""The worst of several, caps, tables and the conditions that they look at, with their sentences."""

from fractions import Fraction
from typing import Any

import pytest

from review.domain.rules.conditions import Condition, Ref
from review.domain.rules.outcomes import ABSENT, NO_RESULT, NOT_APPLICABLE, NOT_ASKED, Outcome, of_value
from review.domain.rules.steps import CapStep, Row, Step, TableStep, WorstStep
from tests.review.domain.rules.parts import CASE_GRADE, NA, UNASKED, found, refs, when

BASE, PLAN = Ref("step", "base"), Ref("question", "plan")
GOOD, IMPROVE, BAD = CASE_GRADE.codes


def run(step: Step, seen: dict[Ref, Outcome]) -> tuple[object, str]:
    """Return the grade that a step comes to, or the outcome where there is none, and the sentence."""
    outcome, words = step.run(seen.__getitem__, lambda ref: [])
    return outcome.value or outcome, words()


@pytest.mark.parametrize(
    ("given", "grade", "words"),
    [
        ((GOOD, BAD, IMPROVE), BAD, "The lowest of 3 is Inadequate (Q2)."),
        ((IMPROVE, GOOD, IMPROVE), IMPROVE, "The lowest of 3 is Requires improvement (Q1 and Q3)."),
        ((GOOD, NA, NA), GOOD, "2 do not apply and are left out. The only one is Good (Q1)."),
        ((UNASKED, GOOD, BAD), BAD, "1 does not apply and is left out. The lowest of 2 is Inadequate (Q3)."),
        ((NA, UNASKED), NOT_APPLICABLE, "2 do not apply and are left out. There is nothing left that applies."),
        (
            (GOOD, NO_RESULT),
            NO_RESULT,
            "No automatic result, since there is none of what it is made from.",
        ),
        ((GOOD, ABSENT), ABSENT, "Something is missing."),
        ((GOOD,) * 6, GOOD, "The lowest of 6 is Good (6 of them)."),
    ],
)
def test_worst_of_several_leaves_out_what_does_not_apply(
    given: tuple[str | Outcome, ...], grade: object, words: str
) -> None:
    seen = dict(found(*given))
    step = WorstStep("worst", "", tuple(seen), CASE_GRADE, {ref: ref.code.upper() for ref in seen})
    assert run(step, seen) == (grade, words)


CAP = CapStep(
    "capped", "", BASE, CASE_GRADE, (when("question", "plan", "no", words="“Plan?”"),), IMPROVE, "no plan, no good case"
)


@pytest.mark.parametrize(
    ("base", "plan", "grade", "words"),
    [
        (GOOD, "yes", GOOD, "Good stays: the limit of Requires improvement holds only where “Plan?” is no."),
        (GOOD, "no", IMPROVE, "Good becomes Requires improvement, since “Plan?” is no: no plan, no good case."),
        (
            IMPROVE,
            "no",
            IMPROVE,
            "Requires improvement stays: the limit of Requires improvement holds, since “Plan?” is no, but changes "
            "nothing.",
        ),
        (
            BAD,
            "no",
            BAD,
            "Inadequate stays: the limit of Requires improvement holds, since “Plan?” is no, but changes nothing.",
        ),
        (GOOD, NA, GOOD, "Good stays: the limit of Requires improvement holds only where “Plan?” is no."),
        (GOOD, UNASKED, GOOD, "Good stays: the limit of Requires improvement holds only where “Plan?” is no."),
        (GOOD, ABSENT, GOOD, "Good stays: the limit of Requires improvement holds only where “Plan?” is no."),
        (NA, "no", NOT_APPLICABLE, "Not applicable, since what it is made from does not apply."),
        (UNASKED, "no", NOT_APPLICABLE, "Not applicable, since what it is made from is not asked."),
        (NO_RESULT, "no", NO_RESULT, "No automatic result, since there is none of what it is made from."),
    ],
)
def test_cap_looks_at_a_single_answer(base: str | Outcome, plan: str | Outcome, grade: object, words: str) -> None:
    seen = {BASE: base if isinstance(base, Outcome) else of_value(base)}
    seen[PLAN] = plan if isinstance(plan, Outcome) else of_value(plan)
    assert run(CAP, seen) == (grade, words)


TABLE = TableStep(
    "table",
    "",
    CASE_GRADE,
    (
        Row((when("question", "plan", "no", words="“Plan?”"), when("step", "base", BAD, words="“Base”")), BAD),
        Row((when("question", "plan", "not-applicable", words="“Plan?”"),), None, "Without a plan it is judged"),
        Row((), GOOD),
    ),
)


@pytest.mark.parametrize(
    ("base", "plan", "grade", "words"),
    [
        (BAD, "no", BAD, "Row 1 of 3, since “Plan?” is no and “Base” is inadequate: Inadequate."),
        (GOOD, "no", GOOD, "Row 3 of 3, since none of the rows before it holds: Good."),
        (
            GOOD,
            NA,
            NO_RESULT,
            "Row 2 of 3, since “Plan?” is not-applicable: no automatic result. Without a plan it is judged.",
        ),
        (BAD, UNASKED, GOOD, "Row 3 of 3, since none of the rows before it holds: Good."),
    ],
)
def test_table_takes_its_first_row_that_holds(base: str, plan: str | Outcome, grade: object, words: str) -> None:
    seen = {BASE: of_value(base), PLAN: plan if isinstance(plan, Outcome) else of_value(plan)}
    assert run(TABLE, seen) == (grade, words)


def test_table_of_one_row_and_a_table_without_a_last_row_say_so() -> None:
    assert run(TableStep("t", "", CASE_GRADE, (Row((), GOOD),)), {}) == (
        GOOD,
        "Row 1 of 1, since it has no conditions: Good.",
    )
    assert run(TableStep("t", "", CASE_GRADE, ()), {}) == (
        NO_RESULT,
        "No row of the table holds, so there is no automatic result.",
    )


@pytest.mark.parametrize(
    ("value", "bounds", "holds"),
    [
        (GOOD, {"at_least": IMPROVE}, True),
        (BAD, {"at_least": IMPROVE}, False),
        (IMPROVE, {"at_least": IMPROVE, "at_most": IMPROVE}, True),
        (GOOD, {"at_most": IMPROVE}, False),
        (BAD, {"at_most": IMPROVE}, True),
        (Fraction(3), {"at_least": Fraction(3)}, True),
        (Fraction(5, 2), {"at_least": Fraction(3)}, False),
        (Fraction(3), {"at_most": Fraction(3)}, True),
        (Fraction(10, 3), {"at_most": Fraction(3)}, False),
    ],
)
def test_bounds_compare_by_the_order_of_the_scale_or_by_number(
    value: str | Fraction, bounds: dict[str, Any], holds: bool
) -> None:
    condition = when("question", "plan", scale=CASE_GRADE, **bounds)
    assert condition.holds({PLAN: of_value(value)}.__getitem__) is holds


@pytest.mark.parametrize("outcome", [NOT_ASKED, ABSENT, NO_RESULT])
def test_what_is_not_there_fulfils_no_condition(outcome: Outcome) -> None:
    conditions = [
        when("question", "plan", "yes", "no", "not-applicable"),
        when("question", "plan", at_least=Fraction(0)),
    ]
    assert [one.holds({PLAN: outcome}.__getitem__) for one in conditions] == [False, False]


def test_not_applicable_fulfils_a_condition_only_where_that_is_named() -> None:
    seen = {PLAN: NA}.__getitem__
    assert when("question", "plan", "yes", "not-applicable").holds(seen)
    assert not when("question", "plan", "yes", "no").holds(seen)
    assert not when("question", "plan", at_most=BAD, scale=CASE_GRADE).holds(seen)


def test_one_of_several_choices_suffices() -> None:
    seen = {PLAN: of_value(("a", "b"))}.__getitem__
    assert [when("question", "plan", code).holds(seen) for code in "abc"] == [True, True, False]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (when("question", "q", GOOD, BAD, words="“Q?”", scale=CASE_GRADE), "“Q?” is Good or Inadequate"),
        (
            when("question", "q", at_least=IMPROVE, words="“Q?”", scale=CASE_GRADE),
            "“Q?” is Requires improvement or better",
        ),
        (
            when("question", "q", at_most=IMPROVE, words="“Q?”", scale=CASE_GRADE),
            "“Q?” is Requires improvement or worse",
        ),
        (
            when("step", "s", at_least=Fraction(3), at_most=Fraction("9.5"), words="“S”"),
            "“S” is at least 3 and at most 9.5",
        ),
        (
            Condition(
                (*when("question", "q", "a", words="“Q?”").any_of, *when("question", "r", "b", words="“R?”").any_of)
            ),
            "“Q?” is a or “R?” is b",
        ),
    ],
)
def test_condition_is_told_in_words(condition: Condition, words: str) -> None:
    assert condition.said() == words


def test_refs_of_a_step_are_all_that_it_looks_at() -> None:
    assert CAP.refs == (BASE, PLAN)
    assert TABLE.refs == (PLAN, BASE, PLAN)
    assert WorstStep("w", "", refs("a", "b"), CASE_GRADE).refs == refs("a", "b")
