"""What each step of a rule can come to, whatever is answered: never less than really can be, sometimes more."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from review.domain.rules import outcomes
from review.domain.rules.band_checks import gaps, reached_bands
from review.domain.rules.bands import BandsStep
from review.domain.rules.conditions import Ref, Test
from review.domain.rules.evaluating import no_cases
from review.domain.rules.measure_reach import measured, measured_over_cases
from review.domain.rules.method import Method
from review.domain.rules.numbers import rounded
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.possible import fact_options, options, tests_of
from review.domain.rules.reach import ASIDE, PASSED, Reach, Reaches, apart, of_question, reads_of
from review.domain.rules.scores import Scores
from review.domain.rules.steps import CapStep, MeasureStep, Rule, TableStep, WorstStep

MOST_COMBINATIONS = 2_000
"""With more, what a cap or a table can come to is told roughly: too much rather than too little."""


def reaches(method: Method) -> dict[str, dict[Ref, Reach]]:
    """Return, by the code of each rule, what its steps can come to, and (as the step "") its result."""
    found: dict[str, dict[Ref, Reach]] = {}
    topics: dict[tuple[bool, str], Reach] = {}
    review = Reach(frozenset({Found.NO_RESULT}))
    for rule in method.rules:
        over_cases = rule.of == "cases"
        known = {Ref("topic", code): reach for (cases, code), reach in topics.items() if cases == over_cases}
        each = {Ref("topic", code): reach for (cases, code), reach in topics.items() if not cases}
        steps = found[rule.code] = _steps(method, rule, known, each | {Ref("review", ""): review})
        result = steps[Ref("step", "")]
        if rule.topic:
            topics[over_cases, rule.topic] = result
        elif not over_cases:
            review = result
    return found


def _steps(method: Method, rule: Rule, known: Reaches, each: Reaches) -> dict[Ref, Reach]:
    steps: dict[Ref, Reach] = {}
    for step in rule.steps:
        if isinstance(step, MeasureStep) and step.measure.each_case:
            reach = measured_over_cases(method, step.measure, step.measure.each_case, each)
        else:
            around = {ref: _reach(method, ref, steps, known) for ref in step.refs}
            reach = _step(method, step, around)
        steps[Ref("step", step.name)] = reach
    judged = Reach(frozenset({Found.NO_RESULT}))
    result = steps[Ref("step", rule.result)] if rule.result else judged
    if Found.NOT_ASKED in result.sorts:
        sorts = result.sorts - {Found.NOT_ASKED} | {Found.NOT_APPLICABLE}
        result = Reach(sorts, result.codes, result.scores, result.exact, result.reads)
    steps[Ref("step", "")] = result
    return steps


def _reach(method: Method, ref: Ref, steps: Reaches, known: Reaches) -> Reach:
    if ref.kind == "step":
        return steps[ref]
    if ref.kind == "topic":
        return known[ref]
    if ref.kind == "question":
        return of_question(method.by_code[ref.code])
    if ref.kind == "entered":
        scale = next(one.scale for one in method.entered if one.code == ref.code)
        return Reach(codes=frozenset(scale.codes), reads=frozenset({ref}))
    return Reach(reads=frozenset({ref}))


def _step(method: Method, step: object, around: Reaches) -> Reach:
    exact = apart(around.values())
    if isinstance(step, MeasureStep):
        return measured(step.measure, around, exact)
    if isinstance(step, BandsStep):
        return _banded(step, around[step.of])
    if isinstance(step, WorstStep):
        return _worst(step, around, exact)
    if isinstance(step, CapStep | TableStep):
        return _tried(method, step, around, exact)
    raise TypeError(step)


def _banded(step: BandsStep, of: Reach) -> Reach:
    codes: set[str] = set()
    sorts = of.sorts & PASSED
    if of.sorts & ASIDE:
        sorts |= {Found.NOT_APPLICABLE}
    scores = of.scores or Scores()
    if scores.ranged:
        codes.update(band.grade for band in reached_bands(step, scores))
        sorts |= {Found.NO_RESULT} if any(gaps(step, scores)) else frozenset()
    else:
        for number in scores.single:
            band = step.band_of(rounded(number, step.rounding, step.decimals))
            codes.update([band.grade] if band else [])
            sorts |= frozenset() if band else {Found.NO_RESULT}
    return Reach(sorts, frozenset(codes), None, of.exact, of.reads)


def _worst(step: WorstStep, around: Reaches, exact: bool) -> Reach:
    ranks = step.scale.ranks
    best = [_best(reach, ranks) for reach in around.values()]
    codes = {
        code
        for number, reach in enumerate(around.values())
        for code in reach.codes
        if all(ranks[code] >= most for other, most in enumerate(best) if other != number)
    }
    sorts = {sort for reach in around.values() for sort in reach.sorts & PASSED}
    if all(reach.sorts & ASIDE for reach in around.values()):
        sorts.add(Found.NOT_APPLICABLE)
    return Reach(frozenset(sorts), frozenset(codes), None, exact, reads_of(around.values()))


def _best(reach: Reach, ranks: Mapping[str, int]) -> int:
    """Return the best rank that something can leave to others: -1 where it can be left out."""
    if reach.sorts & ASIDE:
        return -1
    return min((ranks[code] for code in reach.codes), default=-1)


def _tried(method: Method, step: CapStep | TableStep, around: Reaches, exact: bool) -> Reach:
    """Return what a cap or a table comes to, tried on all that it looks at can come to."""
    when = step.when if isinstance(step, CapStep) else [one for row in step.rows for one in row.when]
    tests = tests_of(when)
    choices = {ref: _outcomes(method, ref, reach, tests.get(ref, [])) for ref, reach in around.items()}
    reads = reads_of(around.values())
    if prod(map(len, choices.values())) > MOST_COMBINATIONS:
        sorts = {Found.NO_RESULT, Found.NOT_APPLICABLE}
        if isinstance(step, CapStep):
            codes = around[step.of].codes | {step.at_most}
        else:
            codes = frozenset(row.grade for row in step.rows if row.grade)
        return Reach(frozenset(sorts), codes, None, False, reads)
    found = set()
    for given in product(*choices.values()):
        seen = dict(zip(choices, given, strict=True))
        found.add(step.run(seen.__getitem__, no_cases)[0])
    values = frozenset(str(one.value) for one in found if one.found is Found.VALUE)
    return Reach(frozenset(one.found for one in found) - {Found.VALUE}, values, None, exact, reads)


def _outcomes(method: Method, ref: Ref, reach: Reach, tests: Sequence[Test]) -> Sequence[Outcome]:
    if ref.kind == "fact":
        return fact_options(tests)
    if ref.kind == "question":
        question = method.by_code[ref.code]
        asked = options(question, tests, measured=question.kind == "grade")
        return (*asked, outcomes.NOT_ASKED) if question.asked_when else asked
    found = [Outcome(Found.VALUE, code) for code in sorted(reach.codes)]
    found.extend(Outcome(sort) for sort in sorted(reach.sorts))
    if reach.scores is not None:
        found.extend(Outcome(Found.VALUE, number) for number in _numbers(reach.scores, tests))
    return found


def _numbers(scores: Scores, tests: Sequence[Test]) -> Iterable[Fraction]:
    """Return numbers of which at least one stands for each that the comparisons tell apart."""
    bounds = sorted({b for test in tests for b in (test.at_least, test.at_most) if isinstance(b, Fraction)})
    if not scores.ranged:
        kinds = {tuple((n >= b, n > b) for b in bounds): n for n in scores.single}
        return kinds.values()
    ends = [end for end in (scores.low, scores.high) if end is not None]
    points = sorted({*bounds, *ends}) or [Fraction(0)]
    between = [(a + b) / 2 for a, b in pairwise(points)]
    every = [points[0] - 1, *points, *between, points[-1] + 1]
    low, high = scores.low, scores.high
    return [n for n in every if (low is None or n >= low) and (high is None or n <= high)]
