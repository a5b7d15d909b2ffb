"""Parts of a framework file in plain words, by what they are about: what a comparison of two files reads."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from review.domain.word_count import words_asked
from review.frameworks.file.examples import CaseExampleFile, ExampleFile, NotApplicableFile
from review.frameworks.file.model import (
    EnteredFile,
    FrameworkFile,
    NumberFile,
    RationaleWordsFile,
    ScaleFile,
    SubtopicFile,
)
from review.frameworks.file.rules import ConditionFile, TestFile
from review.frameworks.problems.problem import listed
from review.frameworks.rows import Asked

Facets = dict[str, str]
JUDGES = {"case": "a case", "force": "a force"}
ANSWERS = {
    "yes-no": "yes or no",
    "choice": "one of its choices",
    "choices": "any of its choices",
    "number": "a number",
    "date": "a date",
    "text": "text",
}
NOT_APPLICABLE = {
    "no": "is no answer",
    "with-reason": "is an answer, with a reason",
    "without-reason": "is an answer, without a reason",
}
RUNNING = frozenset({"Title", "Question", "What good looks like", "Guidance", "Headline", "Source", "Standing"})
"""What is running text, so that a change of it is called a rewording."""
KINDS = {
    "suggested": "a grade",
    "no_rule": "professional judgment",
    "incomplete": "not complete",
    "not_applicable": "not applicable",
}
"""What an example expects where it names no grade."""
KINDS_OF_REFERENCE = {
    "question": "the answer to {}",
    "fact": "the fact {}",
    "step": "the step {}",
    "topic": "the result of the topic {}",
    "entered": "the entered result {}",
}


def facts(file: FrameworkFile) -> Facets:
    """Return what a file says of the framework as a whole."""
    return {
        "Code": file.framework,
        "Title": file.title,
        "Owner": file.owner,
        "Source": file.source,
        "Standing": file.standing,
        "Judges": JUDGES[file.judges],
    }


def scale(one: ScaleFile) -> Facets:
    """Return what a scale says."""
    grades = {f"Grade {grade.code}": _grade(grade.label, grade.tone, grade.points) for grade in one.grades}
    order = "the best first" if one.ordered else "in no order"
    return {"Title": one.title, "Grades": f"{listed(grade.code for grade in one.grades)}, {order}", **grades}


def _grade(label: str, tone: str, points: Decimal | None) -> str:
    return f"{label}, {tone}" if points is None else f"{label}, {tone}, points {number(points)}"


def number(value: Decimal) -> str:
    """Return a number in digits."""
    return f"{value:f}"


def topic(one: SubtopicFile) -> Facets:
    """Return what a topic says of itself."""
    return {"Title": one.title, "Headline": one.headline}


def entered(one: EnteredFile) -> Facets:
    """Return what an entered result says."""
    return {"Title": one.title, "Guidance": one.guidance, "Scale": one.scale}


def asked(one: Asked) -> Facets:
    """Return what a question says, but for what good looks like."""
    return {
        "Question": one.question,
        "Guidance": one.guidance,
        "Answer": "a grade" if one.answer == "grade" else ANSWERS[one.answer],
        "Scale": one.scale or "",
        "Choices": "; ".join(f"{choice.label} ({choice.code})" for choice in getattr(one, "choices", ())),
        "Number": _number_asked(getattr(one, "number", None)),
        "Asked": _when(getattr(one, "asked_when", ())) or "always",
        "An answer": "is needed" if one.required else "may be left out",
        "Not applicable": NOT_APPLICABLE[one.not_applicable],
        "Rationale": _need(one.rationale, one.rationale_for),
        "Length of the rationale": length_words(one.rationale_words),
        "Evidence": _need(one.evidence, one.evidence_for),
        "Earlier versions": _statements(one),
    }


def _number_asked(one: NumberFile | None) -> str:
    if one is None:
        return ""
    bounds = (("at least", one.least), ("at most", one.most))
    said = [f"{word} {number(value)}" for word, value in bounds if value is not None]
    return ", ".join([one.unit, *said, f"decimal places {one.decimals}"])


def _need(need: str, codes: Iterable[str]) -> str:
    only = listed(codes, "or") if codes else ""
    if need == "required":
        return f"needed, and above all for {only}" if only else "needed"
    return f"optional, but needed for {only}" if only else "optional"


def length_words(one: RationaleWordsFile | None) -> str:
    """Return how long a rationale is to be, in words; nothing where its framework does not say."""
    return words_asked(one.least, one.most) if one else ""


def _statements(one: Asked) -> str:
    said = (
        (one.same_as, "the same question as {}"),
        (one.reworded_from, "reworded from {}"),
        (one.split_from, "split from {}"),
    )
    return ", ".join(words.format(code) for code, words in said if code)


def _when(conditions: Iterable[ConditionFile]) -> str:
    said = all_conditions(conditions)
    return f"where {said}" if said else ""


def all_conditions(conditions: Iterable[ConditionFile]) -> str:
    """Return conditions that must all hold, in words; nothing for none."""
    return ", and ".join(condition(one) for one in conditions)


def condition(one: ConditionFile) -> str:
    """Return a condition in words."""
    return " or ".join(_comparison(test) for test in one.any) if one.any else _comparison(one)


def _comparison(one: TestFile) -> str:
    kinds = (words.format(code) for kind, words in KINDS_OF_REFERENCE.items() if (code := getattr(one, kind)))
    bounds = (("at least", one.at_least), ("at most", one.at_most))
    said = [listed(one.is_, "or")] if one.is_ else []
    said += [f"{word} {number(b) if isinstance(b, Decimal) else b}" for word, b in bounds if b is not None]
    return f"{', '.join(kinds)} is {' and '.join(said)}"


def example(one: ExampleFile) -> Facets:
    """Return what a worked example says."""
    found = _case(one)
    for place, case in enumerate(one.cases, 1):
        found[f"Case {place}"] = "; ".join([f"times {case.times}", *(f"{k}: {v}" for k, v in _case(case).items())])
    expected = one.expect
    topics_kind = {code: KINDS[kind] for code, kind in expected.topics_kind.items()}
    return found | {
        "Entered": _pairs(one.entered),
        "Review": expected.review or KINDS.get(expected.review_kind or "", ""),
        "Topics": _pairs({**topics_kind, **expected.topics}),
        "All cases": expected.inspection or KINDS.get(expected.inspection_kind or "", ""),
    }


def _case(one: ExampleFile | CaseExampleFile) -> Facets:
    answers = {code: _answer(value) for code, value in one.answers.items()}
    said = {"Answers": _pairs(answers), "All others of a scale": _pairs(one.fill), "Facts": _pairs(one.facts)}
    return {label: words for label, words in said.items() if words}


def _answer(value: Any) -> str:
    if isinstance(value, NotApplicableFile):
        return f"not applicable ({value.na})"
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    if isinstance(value, Decimal):
        return number(value)
    return f"“{value}”" if value[:1].isdigit() or value[:1] == "-" else str(value)


def _pairs(values: Mapping[Any, str]) -> str:
    return ", ".join(f"{name} {values[name]}" for name in sorted(values))
