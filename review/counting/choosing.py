"""What was typed or stands in an address, checked against what an inspection's method offers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from access.refusals import Invalid
from review.counting.dimensions import CRITERION, Dimension
from review.counting.measures import Measure
from review.counting.method import Method
from review.domain.periods import PeriodError, spelled_out
from review.domain.where import Condition, Where, WhereError, check_name, check_where, parse_where

OF_SUSPECTS = (
    "“{name}” is known of each suspect, and this report counts cases. Count suspects, for example their ethnicity, to "
    "break them down by it."
)
OF_CASES_ONLY = "“{name}” is known of each suspect, and cases are chosen: choose them by something known of a case."
NO_CRITERION = "Suspects are not graded, so they cannot be broken down by criterion. Count cases, or leave it out."
MOST_NAMES = 2
"""The most names to break down by at once."""


def parsed(texts: Sequence[str]) -> Where:
    """Return the conditions typed as NAME=ANSWER[,ANSWER]; raise Invalid with a sentence where one is not."""
    try:
        return parse_where(texts)
    except WhereError as error:
        raise Invalid(str(error)) from error


def checked(method: Method, where: Where) -> Where:
    """Return `where` if the method knows its names and answers; raise Invalid with a sentence where it does not."""
    for condition in where.conditions:
        if condition.name in method.dimensions and method.dimensions[condition.name].of_suspects:
            raise Invalid(OF_CASES_ONLY.format(name=condition.name))
    try:
        check_where(spelled(method, where), {name: one.known for name, one in _of_cases(method).items()})
    except WhereError as error:
        raise Invalid(str(error)) from error
    return where


def spelled(method: Method, where: Where) -> Where:
    """Return `where` with each range of periods as all the periods in it; raise Invalid where one cannot be read."""
    return Where(tuple(_spelled(method.dimensions.get(one.name), one) for one in where.conditions))


def _spelled(dimension: Dimension | None, condition: Condition) -> Condition:
    if dimension is None or dimension.step is None:
        return condition
    try:
        periods = [period for text in condition.answers for period in spelled_out(text, dimension.step)]
    except PeriodError as error:
        raise Invalid(str(error)) from error
    return replace(condition, answers=tuple(dict.fromkeys(periods)))


def needed(method: Method, where: Where, by: Iterable[str] = ()) -> list[str]:
    """Return the names that have to be known of each case, in the method's order; a criterion is none of the case."""
    asked = {condition.name for condition in where.conditions} | set(by)
    return [name for name in method.dimensions if name in asked]


def checked_names(method: Method, by: Sequence[str], measure: Measure) -> tuple[str, ...]:
    """Return the names to break down by; raise Invalid with a sentence where they are unknown, too many, or twice."""
    names = tuple(name for name in by if name)
    if len(names) > MOST_NAMES:
        raise Invalid(f"A report is broken down by {MOST_NAMES} names at most; these are {len(names)}.")
    if len(set(names)) < len(names):
        raise Invalid(f"A report cannot be broken down by “{names[0]}” twice.")
    known = [name for name, one in method.dimensions.items() if measure.of_suspects or not one.of_suspects]
    for name in names:
        if name in method.dimensions and name not in known:
            raise Invalid(OF_SUSPECTS.format(name=name))
        if name == CRITERION and measure.of_suspects:
            raise Invalid(NO_CRITERION)
        try:
            check_name(name, [*known, *([] if measure.of_suspects else [CRITERION])], "is not a name to break down by")
        except WhereError as error:
            raise Invalid(str(error)) from error
    return names


def _of_cases(method: Method) -> dict[str, Dimension]:
    return {name: one for name, one in method.dimensions.items() if not one.of_suspects}
