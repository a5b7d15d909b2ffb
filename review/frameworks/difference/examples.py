"""Worked examples of one version tried by the rules of another: which of them come out otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.difference.findings import ExampleResult
from review.frameworks.difference.questions import topic_pairs
from review.frameworks.file.examples import CaseExampleFile, ExampleFile, NotApplicableFile
from review.frameworks.file.exchange import problems_of
from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.problem import listed
from review.frameworks.rules.given_answers import given_answer
from review.frameworks.rules.method import method_of

OLDER, NEWER, BOTH = "older", "newer", "both"
REVIEW, ALL_CASES = "The review as a whole", "All cases together"
WORDS = {
    Kind.NO_RULE: "Professional judgment",
    Kind.INCOMPLETE: "Not complete",
    Kind.NOT_APPLICABLE: "Not applicable",
}
LACKS = "It lacks answers that this version asks: {}."


class CannotBeTried(Exception):
    """An answer of an example does not fit the other version; the text is a sentence about it."""


@dataclass(frozen=True)
class Trial:
    """A version's method, and how it names what the example's own version calls otherwise: questions and topics."""

    file: FrameworkFile
    method: Method
    questions: Mapping[str, str] | None = None
    topics: Mapping[str, str] = field(default_factory=dict)

    def results(self, own: Method, example: ExampleFile) -> dict[str, Result]:
        """Return what an example of the method `own` gives, by "review", "cases" or the own code of a topic.

        Raises CannotBeTried.
        """
        cases = [self._case(own, case) for case in example.cases or (example,) for _ in range(_times(case))]
        if example.cases:
            over = evaluate_cases(self.method, cases, self._entered(example))
            return {ALL_CASES: over.whole, **self._topics(over.topics)}
        review = evaluate_review(self.method, cases[0].answers, cases[0].facts)
        return {REVIEW: review.review, **self._topics(review.topics)}

    def _topics(self, results: Mapping[str, Result]) -> dict[str, Result]:
        if self.questions is None:
            return dict(results)
        return {own: results[code] for own, code in self.topics.items() if code in results}

    def _entered(self, example: ExampleFile) -> dict[str, str]:
        """Return the results entered that this version has; raise CannotBeTried where one has no such grade."""
        grades = {one.code: one.scale.codes for one in self.method.entered}
        for code, grade in example.entered.items():
            if grade not in grades.get(code, (grade,)):
                raise CannotBeTried(f"“{grade}” is no grade of the entered result {code} in this version.")
        return {code: grade for code, grade in example.entered.items() if code in grades}

    def _case(self, own: Method, case: ExampleFile | CaseExampleFile) -> Case:
        """Return a case with its answers by this version's codes, without those to questions that it does not ask."""
        answers: dict[str, Answer] = {}
        for code, given in _filled(own, case).items():
            mine = code if self.questions is None else self.questions.get(code)
            if mine is None or mine not in self.method.by_code:
                continue
            answer = given_answer(self.method.by_code[mine], given)
            if isinstance(answer, str):
                raise CannotBeTried(answer)
            if answer is not None:
                answers[mine] = answer
        answers = {**_answers_to_all(self.method, case), **answers}
        return Case(answers, {str(name): code for name, code in case.facts.items()})


def example_results(older: FrameworkFile, newer: FrameworkFile, pairs: Mapping[str, str]) -> Iterator[ExampleResult]:
    """Yield the examples of either version that come out otherwise by the other's rules, or cannot be tried by them.

    `pairs` say which question of the newer version is which of the older one. An example that both have comes once.
    """
    if problems_of(older) or problems_of(newer):  # what names something that is not there cannot be tried
        return
    topics = topic_pairs(older, newer)
    before, after = method_of(older), method_of(newer)
    to_newer = Trial(newer, after, _turned(pairs), _turned(topics))
    to_older = Trial(older, before, pairs, topics)
    for example in older.examples:
        of = BOTH if example in newer.examples else OLDER
        yield from _compared(example, of, Trial(older, before), to_newer, before)
    for example in newer.examples:
        if example not in older.examples:
            yield from _compared(example, NEWER, Trial(newer, after), to_older, after)


def _turned(pairs: Mapping[str, str]) -> dict[str, str]:
    return {other: one for one, other in pairs.items()}


def _compared(example: ExampleFile, of: str, own: Trial, other: Trial, method: Method) -> Iterator[ExampleResult]:
    try:
        mine = own.results(method, example)
    except CannotBeTried:  # the example does not fit its own version, of which checks tell
        return
    try:
        theirs = other.results(method, example)
    except CannotBeTried as cannot:
        yield ExampleResult(example.title, of, why_not=str(cannot))
        return
    lacking: dict[str, None] = {}
    changed = []
    for name, result in mine.items():
        that = theirs.get(name)
        if that is None or (result.kind, result.grade) == (that.kind, that.grade):
            continue
        if that.kind is Kind.INCOMPLETE:
            lacking |= dict.fromkeys(that.missing)
            continue
        words = _said(result, own.method), _said(that, other.method)
        changed.append((_title(name, own.file), *(words[::-1] if of == NEWER else words)))
    why_not = LACKS.format(listed(lacking)) if lacking else ""
    if changed or why_not:
        yield ExampleResult(example.title, of, tuple(changed), why_not)


def _title(name: str, file: FrameworkFile) -> str:
    return next((f"Topic “{topic.title}”" for topic in file.all_topics if topic.code == name), name)


def _said(result: Result, method: Method) -> str:
    """Return a result in words."""
    rule = next((rule for rule in method.rules if rule.code == result.rule), None)
    if result.grade is None:
        return WORDS[result.kind]
    return rule.scale.labels[result.grade] if rule and rule.scale else result.grade


def _filled(own: Method, case: ExampleFile | CaseExampleFile) -> dict[str, Any]:
    """Return a case's answers as plain values, with those that it gives to all questions of a scale."""
    found: dict[str, Any] = {code: _plain(value) for code, value in case.answers.items()}
    for question in own.questions:
        if question.code not in found and question.scale and question.scale.code in case.fill:
            found[question.code] = case.fill[question.scale.code]
    return found


def _answers_to_all(method: Method, case: ExampleFile | CaseExampleFile) -> dict[str, Answer]:
    """Return the grades that a case gives to all questions of a scale, to those of this method."""
    graded = ((question, case.fill.get(question.scale.code)) for question in method.questions if question.scale)
    return {q.code: Answer(grade) for q, grade in graded if grade in q.codes}


def _plain(value: str | Decimal | tuple[str, ...] | NotApplicableFile) -> Any:
    return {"na": value.na} if isinstance(value, NotApplicableFile) else value


def _times(case: ExampleFile | CaseExampleFile) -> int:
    return case.times if isinstance(case, CaseExampleFile) else 1
