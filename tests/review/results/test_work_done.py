"""Over many cases only those rules of a single review are worked through that some rule over cases reads."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from review.domain.rules import outcomes
from review.domain.rules.answers import Answer
from review.domain.rules.conditions import EachCase, Look, Ref
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found, Outcome, Said
from review.domain.rules.over_cases import Case, evaluate_cases
from review.domain.rules.steps import Rule, Step
from review.frameworks.file.exchange import read_stored
from review.frameworks.rules.method import method_of
from tests.review.results.method import YES, method


@dataclass
class Noted:
    """A step that notes how often it is worked through."""

    step: Step
    runs: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def title(self) -> str:
        return self.step.title

    @property
    def refs(self) -> tuple[Ref, ...]:
        return self.step.refs

    def run(self, look: Look, each_case: EachCase) -> Said:
        self.runs.append(1)
        return self.step.run(look, each_case)


OF_A_REVIEW = """
  - code: delivery-of-a-case
    title: Delivery
    of: topic
    topic: delivery
    steps:
      - name: band
        worst-of: {questions: [plan]}
    result: band
"""


def noting(text: str) -> tuple[Method, list[int]]:
    """Return a method whose rule of a topic of a review notes its runs, and the runs."""
    known = method_of(read_stored(text))
    runs: list[int] = []

    def noted(rule: Rule) -> Rule:
        if rule.of != "topic":
            return rule
        steps: Any = tuple(Noted(step, runs) for step in rule.steps)
        return replace(rule, steps=steps)

    return replace(known, rules=tuple(map(noted, known.rules))), runs


@pytest.mark.parametrize(("read", "runs"), [("question: plan", 0), ("topic: delivery", 5)])
def test_only_what_is_read_is_worked_through(read: str, runs: int) -> None:
    text = method().replace("rules:\n", f"rules:{OF_A_REVIEW}", 1)
    known, noted = noting(text.replace("cases: {question: plan}", f"cases: {{{read}}}"))
    case = Case({code: Answer(grade) for code, grade in YES.items()}, {"team-type": "specialist"})
    found = evaluate_cases(known, [case] * 5, {}, "force")
    assert found.topics["delivery"].grade == "outstanding"
    assert len(noted) == runs


def test_what_was_taken_is_counted_even_where_a_result_is_not_complete() -> None:
    known = method_of(read_stored(method()))
    answers = {code: Answer(grade) for code, grade in YES.items() if code != "plan"}
    found = evaluate_cases(known, [Case(answers), Case({**answers, "plan": Answer("no")})])
    assert found.topics["delivery"].missing == ("plan",)
    assert found.taken[Ref("question", "plan")] == {outcomes.ABSENT: 1, Outcome(Found.VALUE, "no"): 1}
    assert found.taken[Ref("question", "safety")] == {outcomes.NOT_ASKED: 2}
