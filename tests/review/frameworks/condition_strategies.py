"""Conditions of every valid shape, over what they may look at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from review.frameworks.file.model import ConditionFile, ScaleFile
from review.frameworks.file.rules import TestFile
from review.frameworks.rules.facts import FACT_LABELS

Draw = Callable[..., Any]
NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Thing:
    """Something that can be looked at: what it is called, and what it can be.

    `sort` is grade, choice, choices, number or typed; `settled` whether nothing about it is left open.
    """

    kind: str
    code: str
    sort: str
    codes: tuple[str, ...] = ()
    scale: ScaleFile | None = None
    not_applicable: bool = True
    settled: bool = True

    @property
    def pointed(self) -> bool:
        """Whether its grades have points."""
        return self.scale is not None and all(grade.points is not None for grade in self.scale.grades)


FACTS = [Thing("fact", code, "choice", tuple(words), None, False) for code, words in FACT_LABELS.items()]


def graded(kind: str, code: str, scale: ScaleFile, *, not_applicable: bool = True, settled: bool = True) -> Thing:
    """Return a thing that is a grade of a scale."""
    codes = tuple(grade.code for grade in scale.grades)
    return Thing(kind, code, "grade", codes, scale, not_applicable, settled)


def things_of(asked: Iterable[Any], scales: Mapping[str, ScaleFile]) -> list[Thing]:
    """Return questions as things to look at."""
    found = []
    for one in asked:
        possible = one.not_applicable != "no"
        if one.answer == "grade":
            found.append(graded("question", one.code, scales[one.scale], not_applicable=possible, settled=one.required))
            continue
        sorts = {"yes-no": "choice", "date": "typed", "text": "typed"}
        codes = ("yes", "no") if one.answer == "yes-no" else tuple(choice.code for choice in one.choices)
        sort = sorts.get(one.answer, one.answer)
        found.append(Thing("question", one.code, sort, codes, None, possible, one.required))
    return found


def comparable(thing: Thing) -> bool:
    """Return whether a condition can look at a thing."""
    return thing.sort != "typed" or thing.not_applicable


@st.composite
def comparisons(draw: Draw, things: list[Thing]) -> dict[str, Any]:
    """Return the fields of a comparison with one of several things."""
    thing = draw(st.sampled_from([thing for thing in things if comparable(thing)]))
    found: dict[str, Any] = {thing.kind: thing.code}
    possible = [*thing.codes, *([NOT_APPLICABLE] if thing.not_applicable else [])]
    if thing.sort == "number":
        low = draw(st.integers(0 if thing.kind == "step" else -20, 20))  # a step may be a share
        found["at_least"] = Decimal(low)
        if draw(st.booleans()):
            found["at_most"] = Decimal(low + draw(st.integers(0, 20)))
    elif thing.scale and thing.scale.ordered and draw(st.booleans()):
        found[draw(st.sampled_from(["at_least", "at_most"]))] = draw(st.sampled_from(thing.codes))
    else:
        found["is_"] = tuple(draw(st.lists(st.sampled_from(possible), min_size=1, max_size=2, unique=True)))
    return found


@st.composite
def conditions(draw: Draw, things: list[Thing]) -> tuple[ConditionFile, ...]:
    """Return one or two conditions over things, none where there is nothing to look at."""
    found = []
    for _ in range(draw(st.integers(1, 2)) if any(map(comparable, things)) else 0):
        if draw(st.booleans()):
            found.append(ConditionFile(**draw(comparisons(things))))
        else:
            several = draw(st.lists(comparisons(things), min_size=2, max_size=3))
            found.append(ConditionFile(any=tuple(TestFile(**one) for one in several)))
    return tuple(found)
