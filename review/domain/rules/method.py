"""A method as plain data: scales, questions, topics, entered results and rules, ready to be worked through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from review.domain.rules.conditions import NOT_APPLICABLE, Condition, Ref
from review.domain.rules.scales import Scale
from review.domain.rules.steps import Rule

KINDS = ("grade", "choice", "choices", "number", "date", "text")


@dataclass(frozen=True)
class Question:
    """A question of a review. `kind` is one of KINDS; `choices` are code and label of a choice's answers.

    `topic` is the code of its topic, empty for classification questions and the overall judgment.
    """

    code: str
    text: str
    kind: str
    topic: str = ""
    scale: Scale | None = None
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    not_applicable: bool = False
    reason_needed: bool = True
    asked_when: tuple[Condition, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    decimals: int = 0
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)

    def label(self, code: str) -> str:
        """Return the words of one of its answers."""
        return "Not applicable" if code == NOT_APPLICABLE else self.labels.get(code, code)

    @cached_property
    def ref(self) -> Ref:
        """How it is looked at."""
        return Ref("question", self.code)

    @property
    def decided_by(self) -> tuple[Ref, ...]:
        """What decides whether it is asked."""
        return tuple(ref for condition in self.asked_when for ref in condition.refs)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that it can be answered with, best first where they are grades; none where it is typed."""
        return self.scale.codes if self.scale else tuple(code for code, _ in self.choices)


@dataclass(frozen=True)
class Topic:
    """A topic; `parent` is the code of the topic around it, empty where there is none."""

    code: str
    title: str
    parent: str = ""


@dataclass(frozen=True)
class Entered:
    """A result that somebody enters for the inspection or force as a whole."""

    code: str
    title: str
    scale: Scale


@dataclass(frozen=True)
class Method:
    """A whole method. `questions` come in an order in which each follows those that its being asked depends on.

    `needs` says by a rule's code which questions must not lack an answer for its result: those of its topic, those
    that it looks at, and those that decide whether one of them is asked. A rule of the review needs all questions.
    """

    questions: tuple[Question, ...]
    topics: tuple[Topic, ...]
    entered: tuple[Entered, ...]
    rules: tuple[Rule, ...]
    overall: str
    by_code: Mapping[str, Question] = field(init=False, compare=False, repr=False)
    always_asked: frozenset[str] = field(init=False, compare=False, repr=False)
    needs: Mapping[str, frozenset[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        always = frozenset(question.code for question in self.questions if not question.asked_when)
        object.__setattr__(self, "by_code", {question.code: question for question in self.questions})
        object.__setattr__(self, "always_asked", always)
        needs: dict[str, frozenset[str]] = {}
        by_topic: dict[str, frozenset[str]] = {}
        for rule in self.rules:
            if rule.of == "topic":
                needs[rule.code] = by_topic[rule.topic] = self._needs(rule, by_topic)
        object.__setattr__(self, "needs", needs)

    def _needs(self, rule: Rule, by_topic: Mapping[str, frozenset[str]]) -> frozenset[str]:
        within = self.within(rule.topic)
        found = {question.code for question in self.questions if question.topic in within} | rule.reads
        for ref in rule.refs:
            if ref.kind == "topic":
                found |= by_topic.get(ref.code, frozenset())
        return frozenset(self.deciding(found) - {rule.suggests})

    def deciding(self, codes: Iterable[str]) -> set[str]:
        """Return questions with all those that decide, directly or through others, whether they are asked."""
        found: set[str] = set()
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting.extend(ref.code for ref in self.by_code[code].decided_by if ref.kind == "question")
        return found

    def rule_of_topic(self, topic: str) -> Rule | None:
        """Return the rule that gives a topic of a review its result, None where it is judged."""
        return next((rule for rule in self.rules if rule.of == "topic" and rule.topic == topic), None)

    @property
    def rule_of_review(self) -> Rule | None:
        """The rule of the review as a whole, None where it is judged."""
        return next((rule for rule in self.rules if rule.of == "review"), None)

    def within(self, topic: str) -> frozenset[str]:
        """Return the codes of a topic and of the topics inside it."""
        return frozenset({topic, *(one.code for one in self.topics if one.parent == topic)})
