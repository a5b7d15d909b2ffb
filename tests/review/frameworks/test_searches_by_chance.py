"""What is said of all answers to a rule holds for answers by chance, whatever the framework."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.domain.rules.answers import Answer
from review.domain.rules.conditions import Ref
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found, Kind, Outcome, Result
from review.domain.rules.over_cases import Case, evaluate_cases
from review.domain.rules.reach import Reach
from review.domain.rules.rising import cannot_fall
from review.domain.rules.sampling import search_cases, search_some
from review.domain.rules.searching import groups_of, search_all, size_of
from review.domain.rules.step_reach import reaches
from review.domain.rules.trial import Trial, trial_of
from review.frameworks.rules.checks import check
from review.frameworks.rules.method import method_of
from tests.review.frameworks import answer_strategies as made
from tests.review.frameworks.file_strategies import framework_files

FEW = 300
by_chance = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def outcome_of(result: Result) -> Outcome:
    """Return a result as a trial tells it."""
    if result.kind is Kind.NOT_APPLICABLE:
        return Outcome(Found.NOT_APPLICABLE)
    return result.outcome


def as_given(trial: Trial, method: Method, case: Case) -> dict[Ref, Outcome]:
    """Return a case's answers and facts as a trial takes them."""
    found = {}
    for ref in trial.choices:
        if ref.kind == "fact":
            found[ref] = Outcome(Found.VALUE, case.facts[ref.code]) if ref.code in case.facts else Outcome(Found.ABSENT)
        else:
            found[ref] = case.answers[ref.code].outcome if ref.code in case.answers else Outcome(Found.ABSENT)
    return found


def allows(reach: Reach, outcome: Outcome) -> bool:
    """Tell whether something can come to an outcome by what is said of it."""
    return outcome.value in reach.codes if outcome.found is Found.VALUE else outcome.found in reach.sorts


@given(framework_files(), st.data())
@by_chance
def test_trial_comes_to_what_the_review_comes_to_and_to_nothing_that_cannot_be_reached(file: Any, data: Any) -> None:
    method = method_of(file)
    case = data.draw(made.cases(method, whole=True))
    results = evaluate_review(method, case.answers, case.facts)
    reached = reaches(method)
    for rule in method.rules:
        if rule.of != "cases":
            trial = trial_of(method, rule)
            outcome = trial.outcome(as_given(trial, method, case))
            assert outcome == outcome_of(results.topics[rule.topic] if rule.topic else results.review)
            assert allows(reached[rule.code][Ref("step", "")], outcome)


@given(framework_files(), st.data())
@by_chance
def test_trial_over_cases_comes_to_what_the_cases_come_to(file: Any, data: Any) -> None:
    method = method_of(file)
    cases = data.draw(st.lists(made.cases(method, whole=True), max_size=4))
    entered = data.draw(made.entered(method))
    results = evaluate_cases(method, cases, entered)
    reached = reaches(method)
    given_entered = {Ref("entered", code): Outcome(Found.VALUE, grade) for code, grade in entered.items()}
    for rule in method.rules:
        if rule.of == "cases":
            trial = trial_of(method, rule)
            outcome = trial.over_cases([as_given(trial, method, case) for case in cases], given_entered)
            assert outcome == outcome_of(results.topics[rule.topic] if rule.topic else results.whole)
            assert allows(reached[rule.code][Ref("step", "")], outcome)


@given(framework_files())
@by_chance
def test_searches_find_nothing_that_cannot_be_and_no_lowering_where_there_is_certainly_none(file: Any) -> None:
    method = method_of(file)
    reached = reaches(method)
    for rule in method.rules:
        if not rule.result or not rule.scale or not rule.scale.ordered:
            continue
        trial = trial_of(method, rule)
        reach = reached[rule.code][Ref("step", "")]
        searched = [search_cases(trial, FEW)] if trial.outer else [search_some(trial, FEW)]
        if not trial.outer and size_of(groups_of(trial)) <= FEW:
            searched.append(search_all(trial))
        for one in searched:
            assert [outcome for outcome in one.found if not allows(reach, outcome)] == []
            assert not (one.lowering and cannot_fall(trial, reached))
        if len(searched) > 1 and trial.told_apart:
            some, every = searched
            assert set(some.found) <= set(every.found)
            assert every.lowering or not some.lowering


@given(framework_files(), st.data())
@by_chance
def test_check_gives_sentences_with_places_twice_the_same(file: Any, data: Any) -> None:
    checked = check(file)
    assert check(file) == checked
    for path, sentence in checked.problems:
        part: Any = file
        for name in path:
            if isinstance(name, int):
                part = part[name]
            elif isinstance(part, dict):
                break
            else:
                fields = {field.alias or key: key for key, field in type(part).model_fields.items()}
                part = getattr(part, fields[name])
        assert sentence.endswith((".", "”", ")"))


def lowered(method: Method, code: str, case: Case, chance: Random) -> bool:
    """Tell whether a rule's grade gets lower when one answer of a case gets better."""
    rule = next(rule for rule in method.rules if rule.code == code)
    graded = [
        one
        for one in method.questions
        if one.scale and one.scale.ordered and case.answers[one.code].value not in (None, one.scale.codes[0])
    ]
    if not graded or rule.scale is None:
        return False
    question = chance.choice(graded)
    assert question.scale
    better = question.scale.codes[question.scale.ranks[str(case.answers[question.code].value)] - 1]
    after = {**case.answers, question.code: Answer(better)}
    grades = [
        (found.topics[rule.topic] if rule.topic else found.review).grade
        for found in (evaluate_review(method, given, case.facts) for given in (case.answers, after))
    ]
    return None not in grades and rule.scale.ranks[str(grades[0])] < rule.scale.ranks[str(grades[1])]


@given(framework_files(), st.data())
@by_chance
def test_better_answer_never_lowers_a_grade_that_certainly_cannot_fall(file: Any, data: Any) -> None:
    method = method_of(file)
    reached = reaches(method)
    chance = Random(0)
    certain = [
        rule.code
        for rule in method.rules
        if rule.of != "cases" and rule.scale and rule.scale.ordered and cannot_fall(trial_of(method, rule), reached)
    ]
    case = data.draw(made.cases(method, whole=True))
    assert [code for code in certain for _ in range(10) if lowered(method, code, case, chance)] == []
