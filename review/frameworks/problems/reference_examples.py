"""What is wrong with the names in worked examples: answers that their questions take, grades that there are."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from review.frameworks.file.examples import CaseExampleFile, ExampleFile, ExpectedFile, NotApplicableFile
from review.frameworks.file.model import NumberFile
from review.frameworks.problems.problem import Path, shown
from review.frameworks.problems.reference_names import (
    NOT_APPLICABLE,
    UNKNOWN,
    Asked,
    Found,
    Known,
    Sort,
    no_grade,
    no_such,
)
from review.frameworks.rules.facts import FACT_LABELS

Given = str | Decimal | tuple[str, ...] | NotApplicableFile


def example_problems(known: Known, results: Mapping[tuple[str, str], Sort]) -> Iterator[Found]:
    """Yield what is wrong with the names in worked examples; `results` are what the rules give."""
    for number, example in enumerate(known.file.examples):
        path: Path = ("examples", number)
        yield from _case_problems(known, example, path)
        for position, case in enumerate(example.cases):
            yield from _case_problems(known, case, (*path, "cases", position))
        for code, grade in example.entered.items():
            yield from _entered_problems(known, code, grade, (*path, "entered", code))
        yield from _expected_problems(known, results, example.expect, (*path, "expect"), bool(example.cases))


def _case_problems(known: Known, case: CaseExampleFile | ExampleFile, path: Path) -> Iterator[Found]:
    for code, given in case.answers.items():
        place = (*path, "answers", code)
        if code not in known.asked:
            yield place, known.no_question(code)
        elif sentence := answer_problem(known, known.asked[code], given):
            yield place, sentence
    for code, grade in case.fill.items():
        place = (*path, "fill", code)
        if code not in known.scales:
            yield place, known.no_scale(code)
        elif grade not in known.graded(code).codes:
            yield place, no_grade(grade, known.scales[code])
    for name, value in case.facts.items():
        if value not in FACT_LABELS[name]:
            yield (*path, "facts", name), no_such("value", value, FACT_LABELS[name], f"{name} can be", "or")


def answer_problem(known: Known, asked: Asked, given: Given) -> str:
    """Return why a question does not take an answer, empty where it does."""
    sort = known.answer_of(asked)
    if isinstance(given, NotApplicableFile):
        sentence = f"“{asked.code}” does not take not applicable. Give an answer, or allow it at the question."
        return "" if sort.not_applicable or sort is UNKNOWN else sentence
    if sort.kind == "number":
        return _number_problem(asked.code, getattr(asked, "number", None), given)
    if sort.kind == "typed":
        return _typed_problem(asked, given)
    return (
        "" if sort is UNKNOWN else _several_problem(asked.code, sort, given) or _unknown_answer(asked.code, sort, given)
    )


def _several_problem(code: str, sort: Sort, given: Given) -> str:
    """Return why an answer is not one, or not several, as its question takes them."""
    if sort.kind != "choices":
        return f"“{code}” takes one answer. Write it without brackets." if isinstance(given, tuple) else ""
    if not isinstance(given, tuple) or not given:
        some = ", ".join(sort.codes[:2])
        return f"“{code}” takes a list of choices. Write them in brackets, such as [{some}]."
    if len(set(given)) < len(given):
        return f"A choice stands twice in the answer to “{code}”. Keep one of them."
    return ""


def _unknown_answer(code: str, sort: Sort, given: Given) -> str:
    for one in given if isinstance(given, tuple) else (given,):
        if isinstance(one, Decimal) and str(one) in sort.codes:
            return f'The code {one} is read as a number. Put it in quotes: "{one}".'
        if one == NOT_APPLICABLE:
            return 'Write {na: the reason} for not applicable, or {na: ""} where it needs no reason.'
        if one not in sort.codes:
            return no_such("answer", one, sort.codes, f"“{code}” can be", "or")
    return ""


def _number_problem(code: str, number: NumberFile | None, given: Given) -> str:
    if not isinstance(given, Decimal):
        return f"“{code}” takes a number. Write it with digits and without quotes."
    if number and number.least is not None and given < number.least:
        return f"“{code}” takes no number under {number.least}."
    if number and number.most is not None and given > number.most:
        return f"“{code}” takes no number over {number.most}."
    places = number.decimals if number else 0
    if given == round(given, places):
        return ""
    return f"“{code}” takes {f'up to {places} decimal places' if places else 'whole numbers only'}."


def _typed_problem(asked: Asked, given: Given) -> str:
    if not isinstance(given, str) or not given:
        return f"“{asked.code}” takes a text. Write it in quotes."
    if asked.answer == "text":
        return ""
    try:
        date.fromisoformat(given)
    except ValueError:
        return f"“{shown(given)}” is no date. Write year, month and day, such as 2026-03-31."
    return ""


def _entered_problems(known: Known, code: str, grade: str, place: Path) -> Iterator[Found]:
    if code not in known.entered:
        yield place, known.no_entered(code)
        return
    sort = known.graded(known.entered[code].scale)
    if sort.scale and grade not in sort.codes:
        yield place, no_grade(grade, sort.scale)


def _expected_problems(
    known: Known, results: Mapping[tuple[str, str], Sort], expected: ExpectedFile, path: Path, over_cases: bool
) -> Iterator[Found]:
    wanted = [
        ((*path, "review"), "review", "", expected.review, "the review as a whole"),
        ((*path, "inspection"), "cases", "", expected.inspection, "all cases together"),
    ]
    for topic, grade in expected.topics.items():
        place, of = (*path, "topics", topic), "cases" if over_cases else "topic"
        if topic not in known.topics:
            yield place, known.no_topic(topic)
        else:
            wanted.append((place, of, topic, grade, f"the topic “{topic}”"))
    for topic in expected.topics_kind:
        if topic not in known.topics:
            yield (*path, "topics-kind", topic), known.no_topic(topic)
    for place, of, topic, code, what in wanted:
        if code is None:
            continue
        sort = results.get((of, topic))
        if sort is None:
            yield place, f"No rule with of: {of} gives {what} a result. Add one, or take this away."
        elif sort.scale and code not in sort.codes:
            yield place, no_grade(code, sort.scale)
