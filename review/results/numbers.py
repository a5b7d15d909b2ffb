"""The numbers that rules over cases rest on: for each question how many cases were answered how, tabled and drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from review.domain.chart import Bar, ChartGrade, bar_chart
from review.domain.rules.conditions import Ref
from review.domain.rules.measures import Measure
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.scales import Scale
from review.domain.rules.steps import MeasureStep, Rule
from review.domain.wording import percentage
from review.results.basis import Basis

ASIDE = {
    Found.NOT_APPLICABLE: "Not applicable",
    Found.NOT_ASKED: "Not asked",
    Found.NO_RESULT: "Professional judgment",
    Found.ABSENT: "Missing",
}
"""What a case can come to that is counted beside the answers."""
Taken = Mapping[Ref, Mapping[Outcome, int]]


@dataclass(frozen=True)
class Thing:
    """What a rule takes from each case: in words, with the answers that it can have and what is counted of them.

    `among` are the codes that the rule counts, empty where it adds up points or numbers.
    """

    ref: Ref
    title: str
    grades: tuple[ChartGrade, ...]
    among: frozenset[str]


@dataclass(frozen=True)
class Row:
    """The cases of one place, or under one question: how many were answered, how, and what stands beside."""

    label: str
    n: int
    figures: tuple[tuple[str, int, str], ...]
    aside: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Numbers:
    """A table with its chart: rows that have the same answers."""

    title: str
    rows_are: str
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: SafeString


def things_of(basis: Basis, rules: Iterable[Rule]) -> list[Thing]:
    """Return what rules over cases take from each case, each once."""
    found: dict[Ref, Thing] = {}
    for rule in rules:
        for step in rule.steps:
            if isinstance(step, MeasureStep) and (ref := step.measure.each_case) and ref not in found:
                found[ref] = _thing(basis, ref, step.measure)
    return list(found.values())


def _thing(basis: Basis, ref: Ref, measure: Measure) -> Thing:
    method = basis.method
    if ref.kind == "question":
        question = method.by_code[ref.code]
        labels = {code: question.label(code) for code in question.codes}
        grades = chart_grades(basis, question.scale) if question.scale else _plain(labels, measure.among)
        return Thing(ref, question.text, grades, measure.among)
    titles = {topic.code: topic.title for topic in method.topics}
    title = f"{titles[ref.code]}, case by case" if ref.kind == "topic" else "The case as a whole"
    scale = _scale_of_rule(method, ref)
    return Thing(ref, title, chart_grades(basis, scale) if scale else (), measure.among)


def _scale_of_rule(method: Method, ref: Ref) -> Scale | None:
    rule = method.rule_of_topic(ref.code) if ref.kind == "topic" else method.rule_of_review
    return rule.scale if rule else None


def chart_grades(basis: Basis, scale: Scale) -> tuple[ChartGrade, ...]:
    """Return the grades of a scale with their tones, the best first."""
    tones = {grade.code: grade.tone for one in basis.file.scales if one.code == scale.code for grade in one.grades}
    return tuple(ChartGrade(grade.code, grade.label, tones[grade.code]) for grade in scale.grades)


def _plain(labels: Mapping[str, str], among: frozenset[str]) -> tuple[ChartGrade, ...]:
    """Return choices, those that the rule counts in blue and the others grey."""
    return tuple(ChartGrade(code, label, "blue" if code in among else "grey") for code, label in labels.items())


def by_place(thing: Thing, places: Sequence[tuple[str, Taken]], prefix: str) -> Numbers:
    """Return the answers to one question with a row for each place; `prefix` keeps the chart's ids apart."""
    rows = [(label, taken.get(thing.ref, {})) for label, taken in places]
    return _numbers(thing.title, "Force", thing.grades, rows, prefix)


def by_thing(things: Sequence[Thing], taken: Taken, prefix: str) -> list[Numbers]:
    """Return the answers of one place with a row for each question, a table for each sort of answer."""
    alike: dict[tuple[ChartGrade, ...], list[Thing]] = {}
    for thing in things:
        alike.setdefault(thing.grades, []).append(thing)
    return [
        _numbers(
            "Answers, case by case",
            "Question",
            grades,
            [(thing.title, taken.get(thing.ref, {})) for thing in same],
            f"{prefix}{place}",
        )
        for place, (grades, same) in enumerate(alike.items())
    ]


def _numbers(
    title: str,
    rows_are: str,
    grades: tuple[ChartGrade, ...],
    counted: Sequence[tuple[str, Mapping[Outcome, int]]],
    prefix: str,
) -> Numbers:
    bars = [Bar(label, _counts(grades, found)) for label, found in counted]
    drawn = bar_chart(title, grades, bars, prefix, share=True) if grades else ""
    return Numbers(
        title=title,
        rows_are=rows_are,
        labels=tuple(grade.label for grade in grades),
        rows=tuple(_row(label, grades, found) for label, found in counted),
        chart=mark_safe(drawn),  # noqa: S308  # chart.py escapes every text it draws
    )


def _counts(grades: Iterable[ChartGrade], found: Mapping[Outcome, int]) -> dict[str, int]:
    """Return the number of cases by answer; one that gave several answers counts under each."""
    counts = dict.fromkeys((grade.code for grade in grades), 0)
    for outcome, number in found.items():
        for code in outcome.value if isinstance(outcome.value, tuple) else (outcome.value,):
            if code in counts:
                counts[str(code)] += number
    return counts


def _row(label: str, grades: Sequence[ChartGrade], found: Mapping[Outcome, int]) -> Row:
    n = sum(number for outcome, number in found.items() if outcome.found is Found.VALUE)
    counts = _counts(grades, found)
    figures = tuple((grade.label, counts[grade.code], percentage(counts[grade.code], n) or "") for grade in grades)
    beside = {
        words: sum(number for outcome, number in found.items() if outcome.found is kind)
        for kind, words in ASIDE.items()
    }
    return Row(label, n, figures, tuple((words, number) for words, number in beside.items() if number))
