"""Whatever the framework and the answers: no crash, no grade outside the scale, none where something is missing."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.domain.rules.answers import Answer, answer_problems
from review.domain.rules.evaluating import asked_of, evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.domain.rules.over_cases import evaluate_cases
from review.domain.rules.steps import Rule
from review.frameworks.rules.method import method_of
from tests.review.frameworks import answer_strategies as made
from tests.review.frameworks.file_strategies import framework_files

by_chance = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def is_of_its_scale(rule: Rule, result: Result) -> bool:
    """Tell whether a result has a grade of the rule's scale where it is suggested, and else none, and says why."""
    if result.kind is Kind.SUGGESTED:
        return rule.scale is not None and result.grade in rule.scale.codes and not result.missing
    return result.grade is None and bool(result.trace) and (result.kind is Kind.INCOMPLETE) >= bool(result.missing)


def rule_by_place(method: Method, *, over_cases: bool) -> dict[str, Rule]:
    """Return the rules by the code of their topic, "" for the whole."""
    return {rule.topic: rule for rule in method.rules if (rule.of == "cases") == over_cases}


@given(framework_files(), st.data())
@by_chance
def test_review_comes_to_grades_of_its_scales_and_to_none_where_it_is_incomplete(file: object, data: object) -> None:
    method = method_of(file)
    case = data.draw(made.cases(method))
    assert list(answer_problems(method, case.answers)) == []
    results = evaluate_review(method, case.answers, case.facts)
    rules = rule_by_place(method, over_cases=False)
    for code, result in {**results.topics, "": results.review}.items():
        if code in rules:
            assert is_of_its_scale(rules[code], result)
        else:
            assert (result.kind, result.grade) == (Kind.NO_RULE, None)
    if rules.get("") and set(results.missing) - {method.overall}:
        assert (results.review.kind, results.review.grade) == (Kind.INCOMPLETE, None)
    for rule in rules.values():
        inside = {one.code for one in method.questions if one.topic in method.within(rule.topic)} | rule.reads
        if rule.topic and set(results.missing) & inside - {rule.suggests}:
            assert results.topics[rule.topic].kind is Kind.INCOMPLETE
    assert evaluate_review(method, case.answers, case.facts) == results


@given(framework_files(), st.data())
@by_chance
def test_whole_review_lacks_nothing(file: object, data: object) -> None:
    method = method_of(file)
    case = data.draw(made.cases(method, whole=True))
    results = evaluate_review(method, case.answers, case.facts)
    assert results.missing == ()
    assert Kind.INCOMPLETE not in {result.kind for result in (results.review, *results.topics.values())}


@given(framework_files(), st.data())
@by_chance
def test_cases_come_to_grades_of_their_scales_in_whatever_order_they_stand(file: object, data: object) -> None:
    method = method_of(file)
    whole = data.draw(st.booleans())
    cases = data.draw(st.lists(made.cases(method, whole=whole), max_size=4))
    entered = data.draw(made.entered(method))
    results = evaluate_cases(method, cases, entered)
    rules = rule_by_place(method, over_cases=True)
    for code, result in {**results.topics, "": results.whole}.items():
        if code in rules:
            assert is_of_its_scale(rules[code], result)
            assert result.kind is not Kind.INCOMPLETE or not whole
        else:
            assert (result.kind, result.grade) == (Kind.NO_RULE, None)
    turned = evaluate_cases(method, cases[::-1], entered)
    assert {code: (one.kind, one.grade) for code, one in turned.topics.items()} == {
        code: (one.kind, one.grade) for code, one in results.topics.items()
    }
    assert (turned.whole.kind, turned.whole.grade) == (results.whole.kind, results.whole.grade)


@given(framework_files(), st.data())
@by_chance
def test_what_is_asked_does_not_hang_on_the_order_of_answers_or_on_answers_that_are_not_asked_for(
    file: object, data: object
) -> None:
    method = method_of(file)
    case = data.draw(made.cases(method))
    asked = asked_of(method, case.answers, case.facts)
    shuffled = list(case.answers.items())
    random.Random(1).shuffle(shuffled)
    assert asked_of(method, dict(shuffled), case.facts) == asked
    counted = {code: answer for code, answer in case.answers.items() if code in asked}
    assert evaluate_review(method, counted, case.facts) == evaluate_review(method, case.answers, case.facts)
    more = {one.code: Answer(None, "x") for one in method.questions if one.code not in asked}
    assert asked_of(method, {**case.answers, **more}, case.facts) == asked
