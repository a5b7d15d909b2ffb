"""What is wrong with the names in conditions: what they look at, and what it is compared with."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from review.frameworks.file.model import ConditionFile, ScaleFile
from review.frameworks.file.rules import TestFile
from review.frameworks.problems.problem import Path
from review.frameworks.problems.reference_names import NOT_APPLICABLE, Found, Sort, codes_of, no_grade, no_such
from review.frameworks.problems.reference_sight import Seen

Look = Callable[[str, str], Seen]
HUNDRED = 100
LOOKED_AT = ("question", "fact", "step", "topic", "entered")


def conditions_problems(conditions: Iterable[ConditionFile], path: Path, look: Look) -> Iterator[Found]:
    """Yield what is wrong with conditions that stand at a place; `look` says what a kind and a code lead to."""
    for number, condition in enumerate(conditions):
        place = (*path, number)
        yield from _comparison_problems(condition, place, look)
        for other, comparison in enumerate(condition.any):
            yield from _comparison_problems(comparison, (*place, "any", other), look)


def looked_at(comparison: TestFile) -> tuple[str, str] | None:
    """Return kind and code of what a comparison looks at."""
    return next(((kind, code) for kind in LOOKED_AT if (code := getattr(comparison, kind))), None)


def _comparison_problems(comparison: TestFile, path: Path, look: Look) -> Iterator[Found]:
    if (found := looked_at(comparison)) is None:
        return
    kind, code = found
    sort, sentence = look(kind, code)
    if sentence:
        yield (*path, kind), sentence
    elif sort.kind != "unknown":
        yield from _answers_problems(comparison, path, code, sort)
        yield from _bounds_problems(comparison, path, code, sort)


def _answers_problems(comparison: TestFile, path: Path, code: str, sort: Sort) -> Iterator[Found]:
    possible = (*sort.codes, *([NOT_APPLICABLE] if sort.not_applicable else []))
    for number, answer in enumerate(comparison.is_):
        if answer in possible:
            continue
        if sort.kind == "number":
            sentence = f"“{code}” is a number. Compare it with at-least or at-most, or with is: [not-applicable]."
        elif sort.kind == "typed":
            sentence = f"“{code}” is answered in words or with a date, which cannot be compared. Look at another one."
        else:
            sentence = no_such("answer", answer, possible, f"“{code}” can be", "or")
        yield (*path, "is", number), sentence


def _bounds_problems(comparison: TestFile, path: Path, code: str, sort: Sort) -> Iterator[Found]:
    low, high = comparison.at_least, comparison.at_most
    told = False
    for name, bound in (("at-least", low), ("at-most", high)):
        if bound is not None and (sentence := _bound_problem(name, bound, code, sort)):
            told = True
            yield (*path, name), sentence
    if not told and low is not None and high is not None and _is_nothing(low, high, sort.scale):
        yield (*path, "at-most"), f"Nothing is at least {low} and at most {high}. Change one of them."


def _bound_problem(name: str, bound: Decimal | str, code: str, sort: Sort) -> str:
    if sort.kind == "number":
        if not isinstance(bound, Decimal):
            return f"“{code}” is a number, so write a number here."
        beyond = sort.percent and not 0 <= bound <= HUNDRED
        return f"“{code}” is a share, which lies between 0 and 100. Write such a number." if beyond else ""
    if sort.scale is None:
        return f"What “{code}” can be has no order. Write is: and a list of those that are meant."
    if not sort.scale.ordered:
        return without_order(sort.scale, f"compared with {name}. Write is: and the grades that are meant")
    if isinstance(bound, Decimal):
        return f'A grade of the scale “{sort.scale.code}” belongs here. If its code is {bound}, write "{bound}".'
    return "" if bound in sort.codes else no_grade(bound, sort.scale)


def _is_nothing(low: Decimal | str, high: Decimal | str, scale: ScaleFile | None) -> bool:
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low > high
    codes = codes_of(scale)
    return low in codes and high in codes and codes.index(str(low)) < codes.index(str(high))


def without_order(scale: ScaleFile, cannot_be: str) -> str:
    """Return what is said where grades of a scale without order are put in one."""
    return f"The scale “{scale.code}” has no order, so its grades cannot be {cannot_be}, or give the scale an order."
