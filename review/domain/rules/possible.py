"""What a question, a fact or an entered result can come to, as far as a method's conditions tell answers apart."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from review.domain.rules import outcomes
from review.domain.rules.conditions import Condition, Ref, Test
from review.domain.rules.method import Method, Question
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.steps import CapStep, Rule, TableStep

MOST_SUBSETS = 4
OTHERWISE = "otherwise"


def conditions_of(rule: Rule) -> list[Condition]:
    """Return all conditions of a rule's steps."""
    found: list[Condition] = []
    for step in rule.steps:
        if isinstance(step, CapStep):
            found.extend(step.when)
        elif isinstance(step, TableStep):
            found.extend(condition for row in step.rows for condition in row.when)
    return found


def tests_of(conditions: Iterable[Condition]) -> dict[Ref, list[Test]]:
    """Return the comparisons in conditions by what they look at."""
    found: dict[Ref, list[Test]] = {}
    for condition in conditions:
        for test in condition.any_of:
            found.setdefault(test.ref, []).append(test)
    return found


def options(question: Question, tests: Iterable[Test], measured: bool = False) -> tuple[Outcome, ...]:
    """Return what a question can come to where it is asked, one of each that the comparisons tell apart.

    Where it is `measured`, every answer counts for itself. One that is not required may be left out.
    """
    found = [outcomes.NOT_APPLICABLE] if question.not_applicable else []
    if not question.required:
        found.append(outcomes.ABSENT)
    return (*_values(question, list(tests), measured), *found)


def _values(question: Question, tests: list[Test], measured: bool) -> list[Outcome]:
    if question.kind == "number":
        return [Outcome(Found.VALUE, number) for number in _numbers(question, tests)]
    if question.kind in ("date", "text"):
        return [Outcome(Found.VALUE, OTHERWISE)]
    codes = question.codes
    if not measured and question.kind != "grade":
        looked_at = {code for test in tests for code in test.among}
        other = [code for code in codes if code not in looked_at][:1]
        codes = tuple(code for code in codes if code in looked_at or code in other)
    if question.kind == "choices":
        return [Outcome(Found.VALUE, several) for several in _subsets(codes)]
    return [Outcome(Found.VALUE, code) for code in codes]


def _subsets(codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    if len(codes) > MOST_SUBSETS:
        return [*((code,) for code in codes), codes]
    return [several for size in range(1, len(codes) + 1) for several in combinations(codes, size)]


def _numbers(question: Question, tests: list[Test]) -> list[Fraction]:
    """Return numbers on, under and over each bound, and the ends of what can be entered."""
    step = Fraction(1, 10**question.decimals)
    bounds = {bound for test in tests for bound in (test.at_least, test.at_most) if isinstance(bound, Fraction)}
    found = {bound // step * step + more * step for bound in bounds for more in (-1, 0, 1)}
    found.update(end for end in (question.least, question.most) if end is not None)
    least, most = question.least, question.most
    kept = {number for number in found if (least is None or number >= least) and (most is None or number <= most)}
    return sorted(kept or {Fraction(0)})


def fact_options(tests: Iterable[Test]) -> tuple[Outcome, ...]:
    """Return what a fact can come to: each code that is looked at, and none of them."""
    codes = dict.fromkeys(code for test in tests for code in sorted(test.among))
    return (*(Outcome(Found.VALUE, code) for code in codes), outcomes.ABSENT)


def measured_in(method: Method, rules: Iterable[Rule]) -> set[str]:
    """Return the codes of the questions whose answers rules count or compare, not only look at in conditions."""
    found: set[str] = set()
    for rule in rules:
        for step in rule.steps:
            if not isinstance(step, CapStep | TableStep):
                found.update(ref.code for ref in step.refs if ref.kind == "question")
    return found & set(method.by_code)
