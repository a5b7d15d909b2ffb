"""Conditions in words, also where they look at what is not there."""

from collections.abc import Iterable
from decimal import Decimal

from review.frameworks.file.rules import ConditionFile, TestFile
from review.frameworks.problems.problem import listed
from review.frameworks.rules.facts import FACT_WORDS
from review.frameworks.wording.names import Names, shortened


def condition_words(conditions: Iterable[ConditionFile], names: Names) -> str:
    """Return conditions, all of which must hold, as a part of a sentence."""
    return listed(" or ".join(_test_words(test, names) for test in one.any or (one,)) for one in conditions)


def _test_words(test: TestFile, names: Names) -> str:
    kind, code = next(
        ((kind, found) for kind in ("question", "fact", "step", "topic", "entered") if (found := getattr(test, kind))),
        ("", ""),
    )
    labels = dict(names.answers_to(f"{kind}:{code}"))
    bounds = [f"at least {_bound(test.at_least, labels)}"] if test.at_least is not None else []
    bounds += [f"at most {_bound(test.at_most, labels)}"] if test.at_most is not None else []
    compared = listed((labels.get(one, one) for one in test.is_), "or") if test.is_ else " and ".join(bounds)
    return f"{_called(kind, code, names)} is {compared}"


def _bound(bound: Decimal | str, labels: dict[str, str]) -> str:
    return f"{bound:f}" if isinstance(bound, Decimal) else labels.get(bound, bound)


def _called(kind: str, code: str, names: Names) -> str:
    if kind == "fact":
        return FACT_WORDS.get(code, code)
    if kind == "question" and code in names.asked:
        return f"“{shortened(names.asked[code].question)}”"
    if kind == "topic":
        return f"the result of {names.title_of(code)}"
    if kind == "entered":
        return dict(names.entered).get(code, code)
    return f"“{dict(names.earlier_steps).get(code, code)}”" if kind == "step" else code
