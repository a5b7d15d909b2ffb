"""Reads the frameworks that ship with the project, and works their examples by a way of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Question
from review.domain.rules.outcomes import Result
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.file.exchange import FrameworkFile, read
from review.frameworks.file.model import ExampleFile
from review.frameworks.rules.method import method_of

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "fixtures" / "frameworks"
FOREIGN = ROOT / "tests" / "frameworks"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Results:
    """What answers came to; `whole` is the result of the review or, with cases, of the inspection."""

    topics: Mapping[str, Result]
    whole: Result


@cache
def framework(name: str) -> FrameworkFile:
    """Return a framework that ships with the project, or else the one of another field in the tests."""
    path = SHIPPED / f"{name}.yaml"
    return read((path if path.exists() else FOREIGN / f"{name}.yaml").read_bytes())


def case(file: FrameworkFile, given: Mapping[str, Any], fill: Mapping[str, str] = NOTHING, **facts: str) -> Case:
    """Return a case with answers as a file gives them; `fill` answers by scale what is not among them."""
    answers = {
        question.code: answer
        for question in method_of(file).questions
        if (answer := _answer(question, given, fill)) is not None
    }
    return Case(answers, {name.replace("_", "-"): code for name, code in facts.items()})


def _answer(question: Question, given: Mapping[str, Any], fill: Mapping[str, str]) -> Answer | None:
    value = given.get(question.code)
    if value is None:
        grade = fill.get(question.scale.code) if question.scale else None
        return Answer(grade) if grade else None
    if isinstance(value, str | tuple):
        return Answer(value)
    return Answer(Fraction(value)) if isinstance(value, int | Decimal) else Answer(None, value.na)


def worked(file: FrameworkFile, example: ExampleFile) -> Results:
    """Return what an example comes to."""
    if not example.cases:
        one = case(file, example.answers, example.fill, **example.facts)
        review = evaluate_review(method_of(file), one.answers, one.facts)
        return Results(review.topics, review.review)
    cases = [
        one for given in example.cases for one in [case(file, given.answers, given.fill, **given.facts)] * given.times
    ]
    results = evaluate_cases(method_of(file), cases, example.entered)
    return Results(results.topics, results.whole)


def told(example: ExampleFile) -> tuple[str | None, str, dict[str, str]]:
    """Return what an example expects: grade and kind of the whole, and the grades of topics."""
    expect = example.expect
    grade = expect.inspection if example.cases else expect.review
    kind = expect.inspection_kind if example.cases else expect.review_kind
    return grade, kind or ("suggested" if grade else ""), dict(expect.topics)


def texts(file: FrameworkFile) -> Iterator[str]:
    """Yield every text of a framework that somebody reads, but for its codes and rules."""
    yield from (file.title, file.source, file.standing)
    for topic in file.all_topics:
        yield from (topic.title, topic.headline)
    for one in file.asked:
        yield from (one.question, *one.good, one.guidance)
        yield from (choice.label for choice in getattr(one, "choices", ()))
    yield from (text for one in file.entered for text in (one.title, one.guidance))
    yield from (example.title for example in file.examples)
