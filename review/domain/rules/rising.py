"""Whether a better answer can lower a rule's grade, told from the form of its steps alone: never without ground.

A step rises where a better answer can only leave or better what it comes to, falls where it can only leave or worsen
it, and is level where better answers do not matter for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from review.domain.rules.bands import BandsStep
from review.domain.rules.conditions import NOT_APPLICABLE, Condition, Ref, Test
from review.domain.rules.measures import Measure
from review.domain.rules.outcomes import Found
from review.domain.rules.reach import Reach
from review.domain.rules.scales import Scale
from review.domain.rules.steps import CapStep, MeasureStep, Rule, Step, TableStep, WorstStep
from review.domain.rules.trial import Trial


class Trend(Enum):
    """Where a better answer leads."""

    LEVEL = 0
    RISES = 1
    FALLS = -1
    UNKNOWN = None

    def times(self, other: "Trend") -> "Trend":
        """Return the trend of something that has this trend in what has the other."""
        if Trend.LEVEL in (self, other):
            return Trend.LEVEL
        if self.value is None or other.value is None:
            return Trend.UNKNOWN
        return Trend(self.value * other.value)


@dataclass(frozen=True)
class Course:
    """The trend of a value, and whether it is `steady`: a better answer never turns it into no value, or back."""

    trend: Trend
    steady: bool = True


LEVEL = Course(Trend.LEVEL)
UNKNOWN = Course(Trend.UNKNOWN, steady=False)
Courses = Mapping[Ref, Course]


def together(trends: Iterable[Trend]) -> Trend:
    """Return the trend of what all of these lead to in the same sense."""
    found = set(trends) - {Trend.LEVEL}
    return Trend.LEVEL if not found else found.pop() if len(found) == 1 else Trend.UNKNOWN


def cannot_fall(trial: Trial, reaches: Mapping[str, Mapping[Ref, Reach]]) -> bool:
    """Return whether it is certain from a rule's steps that a better answer never lowers its grade.

    `reaches` says what the steps of each rule can come to. Where it is not certain, it may still be so.
    """
    graded = {Ref("question", one.code) for one in trial.questions if one.scale and one.scale.ordered}
    if any(ref in graded for one in trial.questions for ref in one.decided_by):
        return False
    courses = {ref: Course(Trend.RISES) if ref in graded else LEVEL for ref in trial.choices}
    for one in trial.entered:
        courses[Ref("entered", one.code)] = Course(Trend.RISES) if one.scale.ordered else LEVEL
    last = LEVEL
    for rule in trial.inner:
        last = courses[rule.gives] = _of_rule(rule, courses, {}, reaches[rule.code])
    of_each = dict(courses)
    for rule in trial.outer:
        last = courses[rule.gives] = _of_rule(rule, courses, of_each, reaches[rule.code])
    return last.trend in (Trend.LEVEL, Trend.RISES)


def _of_rule(rule: Rule, around: Courses, of_each: Courses, reaches: Mapping[Ref, Reach]) -> Course:
    if not rule.result:
        return LEVEL
    courses = dict(around)
    for step in rule.steps:
        each = isinstance(step, MeasureStep) and step.measure.each_case
        courses[Ref("step", step.name)] = _of_step(step, of_each if each else courses, reaches)
    return courses[Ref("step", rule.result)]


def _of_step(step: Step, courses: Courses, reaches: Mapping[Ref, Reach]) -> Course:
    if isinstance(step, MeasureStep):
        return _of_measure(step.measure, courses)
    if isinstance(step, WorstStep):
        found = [courses[ref] for ref in step.refs]
        return Course(together(course.trend for course in found), all(course.steady for course in found))
    if isinstance(step, BandsStep):
        new = reaches[Ref("step", step.name)].sorts - reaches[step.of].sorts
        course = courses[step.of]
        steady = course.steady and (Found.NO_RESULT not in new or course.trend is Trend.LEVEL)
        grades = [step.scale.ranks[band.grade] for band in step.bands]
        return Course(_sense([-rank for rank in grades]).times(course.trend), steady)
    return _of_cap(step, courses) if isinstance(step, CapStep) else _of_table(step, courses)


def _of_measure(measure: Measure, courses: Courses) -> Course:
    refs = (measure.each_case,) if measure.each_case else measure.refs
    if not all(courses[ref].steady for ref in refs):
        return UNKNOWN
    return Course(together(_sense_of(measure, ref).times(courses[ref].trend) for ref in refs))


def _sense_of(measure: Measure, ref: Ref) -> Trend:
    """Return how a measure follows one of its sources: by its numbers, its points, or by what is counted."""
    order = measure.orders.get(ref, ())
    if measure.how in ("percent-in", "count-in"):
        return _sense([Fraction(code in measure.among) for code in order])
    points = measure.points.get(ref, {})
    return _sense([points[code] for code in order]) if points else Trend.RISES


def _sense(numbers: Sequence[Fraction | int]) -> Trend:
    """Return whether numbers, those of the best first, are the higher the better."""
    falls = any(better < worse for better, worse in pairwise(numbers))
    rises = any(better > worse for better, worse in pairwise(numbers))
    if rises and falls:
        return Trend.UNKNOWN
    return Trend.RISES if rises else Trend.FALLS if falls else Trend.LEVEL


def _of_cap(step: CapStep, courses: Courses) -> Course:
    course = courses[step.of]
    holds = _of_conditions(step.when, courses)
    return Course(together((course.trend, Trend.FALLS.times(holds))), course.steady)


def _of_table(step: TableStep, courses: Courses) -> Course:
    """Return the course of a table: with better answers a later, better row, or an earlier one that is better."""
    holds = together(trend for row in step.rows for trend in (_of_conditions(row.when, courses),))
    if holds is Trend.LEVEL:
        return LEVEL
    if any(row.grade is None for row in step.rows):
        return UNKNOWN
    ranks = [step.scale.ranks[row.grade] for row in step.rows if row.grade is not None]
    return Course(_sense([-rank for rank in ranks]).times(holds))


def _of_conditions(conditions: Iterable[Condition], courses: Courses) -> Trend:
    return together(_of_test(test, courses[test.ref]) for condition in conditions for test in condition.any_of)


def _of_test(test: Test, course: Course) -> Trend:
    """Return whether a comparison comes to hold (rises) or ceases to (falls) with a better answer."""
    if course.trend is Trend.LEVEL and course.steady:
        return Trend.LEVEL
    if not course.steady:
        return Trend.UNKNOWN
    return _sense_of_test(test, test.scale).times(course.trend)


def _sense_of_test(test: Test, scale: Scale | None) -> Trend:
    if test.among:
        inside = test.among - {NOT_APPLICABLE}
        return _sense([int(code in inside) for code in scale.codes]) if scale else Trend.UNKNOWN
    both = test.at_least is not None and test.at_most is not None
    return Trend.UNKNOWN if both else Trend.RISES if test.at_least is not None else Trend.FALLS
