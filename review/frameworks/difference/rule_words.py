"""Rules of a framework file in plain words, step by step."""

from collections.abc import Callable, Iterable

from review.frameworks.difference.words import Facets, all_conditions, number
from review.frameworks.file.rules import (
    BandFile,
    BandsFile,
    CapFile,
    CasesFile,
    MeasureFile,
    RowFile,
    RuleFile,
    SourcesFile,
    StepFile,
    TableFile,
)
from review.frameworks.problems.problem import listed

OF = {"topic": "the topic {}", "review": "a review as a whole", "cases": "many cases together"}
HOW = {
    "percent-in": "The share that is {}",
    "count-in": "The number that is {}",
    "percent-of-max": "The points as a share of the most that were to be had",
    "sum": "The sum of the points",
    "mean": "The mean of the points",
}
NOT_APPLICABLE = {
    "left-out": "what is not applicable is left out",
    "as-best": "what is not applicable counts as the best",
    "as-worst": "what is not applicable counts as the worst",
    "no-result": "there is no result where one is not applicable",
}
ROUNDED = {
    "half-up": "rounded to {} decimal places, a half up",
    "half-even": "rounded to {} decimal places, a half to the even number",
    "down": "rounded down to {} decimal places",
    "up": "rounded up to {} decimal places",
}


def rule(one: RuleFile) -> Facets:
    """Return what a rule says: what it is about, and each of its steps."""
    about = OF[one.of].format(one.topic)
    if one.of == "cases" and one.topic:
        about += f", for the topic {one.topic}"
    steps = {f"Step {step.name}": step_words(step) for step in one.steps}
    return {
        "Title": one.title,
        "Result for": about,
        "Put together by": one.each.replace("-", " ") if one.of == "cases" else "",
        "Shown beside": one.suggests or "",
        "Steps": ", then ".join(step.name for step in one.steps),
        **steps,
        "The result is": f"the step {one.result}" if one.result else "professional judgment",
        "Never gives": listed(one.never, "or") if one.never else "",
        "Because": one.because,
    }


def step_words(one: StepFile) -> str:
    """Return a step in words."""
    kinds: tuple[tuple[object, Callable[..., str]], ...] = (
        (one.measure, _measure),
        (one.bands, _bands),
        (one.worst_of, _worst),
        (one.cap, _cap),
        (one.table, _table),
    )
    words = " ".join(said(part) for part, said in kinds if part is not None)
    return f"{one.title}: {words}" if one.title else words


def _measure(one: MeasureFile) -> str:
    how = HOW[one.how].format(listed(one.in_, "or") if one.in_ else "…")
    counted = "" if "{}" in HOW[one.how] or not one.in_ else f" ({listed(one.in_, 'or')})"
    over = [_sources(one.over)] if one.over else []
    cases = [_cases(one.cases)] if one.cases else []
    return f"{how}{counted}, of {' and '.join([*over, *cases])}; {NOT_APPLICABLE[one.not_applicable]}."


def _sources(one: SourcesFile) -> str:
    said = (
        ("the question {}", "the questions {}", one.questions),
        ("all graded questions of the topic {}", "all graded questions of the topics {}", one.questions_of),
        ("the result of the topic {}", "the results of the topics {}", one.topics),
        ("the step {}", "the steps {}", one.steps),
        ("the entered result {}", "the entered results {}", one.entered),
    )
    return "; ".join(
        (single if len(codes) == 1 else more).format(listed(codes)) for single, more, codes in said if codes
    )


def _cases(one: CasesFile) -> str:
    said = (
        ("the answer of each case to {}", one.question),
        ("the result of each case for the topic {}", one.topic),
        ("the result of each case as a whole", one.review),
    )
    return "; ".join(words.format(code) for words, code in said if code)


def _bands(one: BandsFile) -> str:
    rounded = f", {ROUNDED[one.rounding].format(one.decimals)}" if one.rounding != "none" else ""
    unused = f" (decimals {one.decimals})" if one.rounding == "none" and one.decimals else ""
    bands = "; ".join(map(_band, one.bands))
    return f"By the number of the step {one.of}{rounded}{unused}, a grade of the scale {one.scale}: {bands}."


def _band(one: BandFile) -> str:
    end = "" if one.to is None else f" to {number(one.to)}"
    return f"from {number(one.from_)}{end} {one.grade}"


def _worst(one: SourcesFile) -> str:
    return f"The lowest grade of {_sources(one)}."


def _cap(one: CapFile) -> str:
    when = all_conditions(one.when)
    return f"The grade of the step {one.of}, at most {one.at_most} where {when}, because: {one.because}"


def _table(one: TableFile) -> str:
    return f"The first row that holds, a grade of the scale {one.scale}: {_rows(one.rows)}."


def _rows(rows: Iterable[RowFile]) -> str:
    return "; ".join(
        f"{f'where {all_conditions(row.when)}' if row.when else 'otherwise'} {row.grade or 'no automatic result'}"
        f"{f' ({row.because})' if row.because else ''}"
        for row in rows
    )
