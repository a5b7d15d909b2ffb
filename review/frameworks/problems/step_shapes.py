"""What is wrong with the shape of a rule's step: it is of one kind, and its fields fit together."""

from collections.abc import Iterator
from decimal import Decimal

from review.frameworks.problems.condition_shapes import condition_problems
from review.frameworks.problems.problem import Path, listed
from review.frameworks.problems.question_shapes import is_number
from review.frameworks.problems.raw_parts import Found, Raw, inner, items, listed_in, says

KINDS = ("measure", "bands", "worst-of", "cap", "table")
SOURCES = ("questions", "questions-of", "topics", "steps", "entered")
TAKEN = ("question", "topic", "review")
COUNTING = ("percent-in", "count-in")
HOWS = (*COUNTING, "percent-of-max", "sum", "mean")


def step_problems(path: Path, step: Raw, *, over_cases: bool) -> Iterator[Found]:
    """Yield what is wrong with the shape of a step of a rule, which is over cases or of one review."""
    kinds = [kind for kind in KINDS if step.get(kind) is not None]
    if len(kinds) != 1:
        what = f"and this has {listed(kinds)}. Make a step of each" if kinds else "and here is none. Add one"
        yield path, f"A step has one of {listed(KINDS)}, {what}."
    for place, measure in inner(step, path, "measure"):
        yield from _measure_problems(place, measure, over_cases)
    for place, sources in inner(step, path, "worst-of"):
        yield from _sources_problems(place, sources, over_cases)
    for place, bands in inner(step, path, "bands"):
        yield from _bands_problems(place, bands)
    for place, cap in inner(step, path, "cap"):
        if cap.get("when") == ():
            yield (*place, "when"), "A cap binds under a condition. Add one."
        yield from condition_problems(cap, place, "when")
    for place, table in inner(step, path, "table"):
        yield from _table_problems(place, table)


def _measure_problems(path: Path, measure: Raw, over_cases: bool) -> Iterator[Found]:
    made_of = [name for name in ("over", "cases") if measure.get(name) is not None]
    if len(made_of) != 1:
        what = "and this has both. Keep one of them" if made_of else "and here is neither. Add one"
        yield path, f"A measure is made of over or of cases, {what}."
    for place, sources in inner(measure, path, "over"):
        yield from _sources_problems(place, sources, over_cases)
    for place, cases in inner(measure, path, "cases"):
        if not over_cases:
            yield place, "Only a rule with of: cases can look at cases. Write over, or make the rule one of cases."
        taken = [name for name in TAKEN if says(cases, name)]
        if len(taken) != 1:
            what = f"and this has {listed(taken)}. Keep one of them" if taken else "and here is none. Add one"
            yield place, f"From each case one of {listed(TAKEN)} is taken, {what}."
    how = measure.get("how")
    if how in COUNTING and not listed_in(measure, "in"):
        yield (*path, "in"), f"how: {how} counts certain answers or grades. Add in: and a list of their codes."
    if how in HOWS and how not in COUNTING and listed_in(measure, "in"):
        yield (*path, "in"), f"how: {how} counts points. Take in away, or write how: percent-in or count-in."


def _sources_problems(path: Path, sources: Raw, over_cases: bool) -> Iterator[Found]:
    if set(sources) <= set(SOURCES) and not any(listed_in(sources, name) for name in SOURCES):
        yield path, f"There is nothing to put together. Add one or more of {listed(SOURCES)}."
    if not over_cases and says(sources, "entered"):
        yield (*path, "entered"), "Only a rule with of: cases can look at entered results. Take them away."
    for name in ("questions", "questions-of") if over_cases else ():
        if says(sources, name):
            yield (
                (*path, name),
                "A rule with of: cases takes the answers of each case. Write a measure with cases: and the question.",
            )


def _bands_problems(path: Path, bands: Raw) -> Iterator[Found]:
    if bands.get("rounding", "none") == "none" and says(bands, "decimals"):
        yield (*path, "decimals"), "Nothing is rounded here. Take decimals away, or add rounding: and how."
    seen: set[Decimal | int] = set()
    for place, band in items(bands, path, "bands"):
        low, high = band.get("from"), band.get("to")
        if not is_number(low):
            continue
        if low in seen:
            yield (*place, "from"), f"Another band begins at {low} already. Keep one of them."
        seen.add(low)
        if is_number(high) and high < low:
            yield (*place, "to"), f"The band ends at {high}, below {low} where it begins. Change one of them."


def _table_problems(path: Path, table: Raw) -> Iterator[Found]:
    rows = list(items(table, path, "rows"))
    for place, row in rows:
        yield from condition_problems(row, place, "when")
        is_last = (place, row) == rows[-1]
        if is_last and says(row, "when"):
            yield (
                (*place, "when"),
                "The last row is for all that no row before it takes, so it has no condition. "
                "Take the condition away, or add a row with grade: null.",
            )
        if not is_last and not says(row, "when"):
            yield place, "A row without a condition takes everything, so only the last can be one. Move it to the end."
