"""The rules that are timed give what the same rules written by hand give, and pass their checks."""

import pytest

from review.domain.rules.evaluating import evaluate_review
from review.frameworks.file.exchange import read
from review.frameworks.problems.references import reference_problems
from review.frameworks.rules.checks import check
from review.frameworks.rules.method import method_of
from tests.bench import methods
from tests.bench.rules import grades_of


def test_rules_give_the_grades_of_those_written_by_hand_for_answers_by_chance() -> None:
    method = method_of(read(methods.of_34_criteria().encode()))
    many = [methods.answers_by_chance(seed) for seed in range(400)]
    found = [grades_of(evaluate_review(method, answers)) for answers in many]
    assert found == [methods.by_hand(answers) for answers in many]
    assert {grade for _, grade in found} == {*methods.GRADES, methods.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("text", "criteria", "rules"), [(methods.of_34_criteria(), 34, 6), (methods.of_200_criteria(), 200, 40)]
)
def test_frameworks_that_are_timed_have_their_size_and_no_problems(text: str, criteria: int, rules: int) -> None:
    file = read(text.encode())
    assert (len(file.asked) - 1, len(file.rules)) == (criteria, rules)
    assert [*reference_problems(file), *check(file).problems] == []
