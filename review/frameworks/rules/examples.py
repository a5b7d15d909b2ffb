"""Worked examples: the answers that they give, what these come to, and how that differs from what they expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.file.examples import CaseExampleFile, ExampleFile, NotApplicableFile
from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.problem import Path
from review.frameworks.rules.given_answers import given_answer
from review.frameworks.rules.method import method_of

NO_FILL: Mapping[str, str] = {}
LAST_LINES = 2
"""How many of a trace's last sentences are told with a result that is not the expected one."""
KINDS = {
    Kind.SUGGESTED.value: "a grade",
    Kind.NO_RULE.value: "no automatic result",
    Kind.INCOMPLETE.value: "not complete",
    Kind.NOT_APPLICABLE.value: "not applicable",
}


class WrongAnswers(ValueError):
    """Answers that their questions do not take; `problems` holds the code of each with a sentence."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(sentence for _, sentence in problems))


@dataclass(frozen=True)
class ExampleResults:
    """What an example comes to: by topic, and as a whole, which is the review or, with cases, all cases together."""

    whole: Result
    topics: Mapping[str, Result] = field(default_factory=dict)


def answers_of(
    file: FrameworkFile, answers: Mapping[str, Any], fill: Mapping[str, str] = NO_FILL, method: Method | None = None
) -> dict[str, Answer]:
    """Return answers as rules work with them; with the file's `method` at hand, faster.

    `answers` are given by code of question, as examples give them; `fill` names by code of a scale the grade for all
    questions of that scale that are not among them. Raises WrongAnswers with everything that cannot be taken.
    """
    found: dict[str, Answer] = {}
    problems = []
    method = method or method_of(file)
    for code, given in answers.items():
        question = method.by_code.get(code)
        plain = {"na": given.na} if isinstance(given, NotApplicableFile) else given
        answer = given_answer(question, plain) if question else f"There is no question “{code}”."
        if isinstance(answer, str):
            problems.append((code, answer))
        elif answer is not None:
            found[code] = answer
    if problems:
        raise WrongAnswers(tuple(problems))
    for question in method.questions:
        if question.scale and question.scale.code in fill and question.code not in answers:
            found[question.code] = Answer(fill[question.scale.code])
    return found


def run_example(file: FrameworkFile, example: ExampleFile, method: Method | None = None) -> ExampleResults:
    """Return what a worked example comes to; with the file's `method` at hand, faster. Raises WrongAnswers."""
    method = method or method_of(file)
    if not example.cases:
        case = _case(file, example, method)
        review = evaluate_review(method, case.answers, case.facts)
        return ExampleResults(review.review, review.topics)
    cases = [case for given in example.cases for case in [_case(file, given, method)] * given.times]
    results = evaluate_cases(method, cases, example.entered)
    return ExampleResults(results.whole, results.topics)


def _case(file: FrameworkFile, given: ExampleFile | CaseExampleFile, method: Method) -> Case:
    facts = {str(name): code for name, code in given.facts.items()}
    return Case(answers_of(file, given.answers, given.fill, method), facts)


def unmet(file: FrameworkFile, example: ExampleFile, method: Method | None = None) -> Iterator[tuple[Path, str]]:
    """Yield each way in which an example does not come to what it expects, with its place in the example."""
    try:
        results = run_example(file, example, method)
    except WrongAnswers as wrong:
        yield from ((("answers", code), sentence) for code, sentence in wrong.problems)
        return
    expect, whole = example.expect, "inspection" if example.cases else "review"
    grade = expect.inspection if example.cases else expect.review
    kind = expect.inspection_kind if example.cases else expect.review_kind
    what = "all cases together" if example.cases else "the review"
    if grade is not None and results.whole.grade != grade:
        yield (("expect", whole), _sentence(what, f"“{grade}”", results.whole))
    if kind is not None and results.whole.kind.value != kind:
        yield (("expect", f"{whole}-kind"), _sentence(what, KINDS[kind], results.whole))
    for code, wanted in expect.topics.items():
        result = results.topics.get(code, Result(Kind.NO_RULE))
        if result.grade != wanted:
            yield (("expect", "topics", code), _sentence(f"the topic “{code}”", f"“{wanted}”", result))
    for code, wanted in expect.topics_kind.items():
        result = results.topics.get(code, Result(Kind.NO_RULE))
        if result.kind.value != wanted:
            yield (("expect", "topics-kind", code), _sentence(f"the topic “{code}”", KINDS[wanted], result))


def _sentence(what: str, wanted: str, result: Result) -> str:
    got = f"“{result.grade}”" if result.grade is not None else KINDS[result.kind.value]
    last = " ".join(result.trace[-LAST_LINES:])
    return f"The example expects for {what}: {wanted}. The rules give: {got}.{f' {last}' if last else ''}"
