"""A draft as an inspector would see it: the forms of a review that is stored nowhere, filled with what was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from casefiles.documents.models import Document
from review.authoring.queries import Draft
from review.domain.rules.answers import Answer
from review.domain.rules.conditions import all_said
from review.domain.rules.evaluating import ReviewResults, evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Result
from review.frameworks.models import Grade
from review.frameworks.queries import Outline, OutlinedCriterion, OutlinedTopic, outline
from review.frameworks.rules.facts import FACT_LABELS, FACT_WORDS
from review.frameworks.rules.method import stored_method
from review.reviewing.answer_form import AnswerForm
from review.reviewing.answers import AnswerInput, Kind
from review.reviewing.entries import Entry
from review.reviewing.methods import rule_answers
from review.reviewing.models import Judgment, RuleResult

EXAMPLE = Document(title="A document of the case (made up for the preview)", public_id=UUID(int=0))
"""So that the preview shows how a quotation is added; it is stored nowhere."""
FACT = "fact-"


@dataclass(frozen=True)
class PreviewRow:
    """One question of the page: with its form where it is asked."""

    entry: Entry
    form: AnswerForm | None


@dataclass
class Preview:
    """A review that is stored nowhere, with the answers that were typed so far on all its pages."""

    draft: Draft
    post: QueryDict
    outlined: Outline = field(init=False)
    method: Method | None = field(init=False)
    inputs: dict[str, AnswerInput] = field(init=False)
    results: ReviewResults | None = field(init=False)

    def __post_init__(self) -> None:
        """Work the typed answers through the draft's rules, where its names all lead somewhere."""
        self.outlined = outline(self.draft.version)
        self.method = stored_method(self.draft.version.canonical) if self.draft.has_method else None
        self.inputs = {one.criterion_code: one for one in self._typed()}
        self.results = evaluate_review(self.method, self.answers, self.facts) if self.method else None

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the made-up case."""
        return {fact: str(self.post[f"{FACT}{fact}"]) for fact in FACT_LABELS if self.post.get(f"{FACT}{fact}")}

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers as rules look at them."""
        return rule_answers(self.inputs.values())

    def _typed(self) -> Iterator[AnswerInput]:
        for topic in self.outlined.topics:
            for one in topic.criteria:
                if f"{one.code}-version" in self.post:
                    form = self._form(Entry(one, topic.code, blank(one), {}, ()))
                    if form.is_valid():
                        yield form.answer_input()

    def _form(self, entry: Entry) -> AnswerForm:
        sent = f"{entry.code}-version" in self.post
        quoting = self.post.get("then") == f"quote:{entry.code}"
        return AnswerForm(self.post if sent else None, entry=entry, documents=[EXAMPLE], quoting=quoting)

    def asks(self, code: str) -> bool:
        """Return whether a question is asked, given the answers so far; always while names lead nowhere."""
        return self.results is None or code in self.results.asked

    def topic(self, code: str) -> OutlinedTopic:
        """Return a topic of the review."""
        return self.outlined.topic(code)

    def rows(self, code: str) -> list[PreviewRow]:
        """Return the questions of a topic, with forms for those that are asked."""
        found = []
        for one in self.topic(code).criteria:
            entry = self._entry(one, code)
            found.append(PreviewRow(entry, self._form(entry) if self.asks(one.code) else None))
        return found

    def _entry(self, one: OutlinedCriterion, topic: str) -> Entry:
        judgment, result = blank(one, asked=self.asks(one.code)), self._result_beside(one)
        sent = self.inputs.get(one.code)
        if sent and sent.kind == Kind.GRADE:
            judgment.kind, judgment.grade = sent.kind, _grade(one, sent.value)
            if result and result.kind == RuleResult.Kind.SUGGESTED:
                judgment.suggested_grade = result.grade
        said = all_said(self.method.by_code[one.code].asked_when) if self.method else ""
        return Entry(one, topic, judgment, {}, (), result, said)

    def _result_beside(self, one: OutlinedCriterion) -> RuleResult | None:
        """Return what the rule gives that suggests the grade of a question, as the review would have it."""
        if self.method is None or self.results is None:
            return None
        rule = next((rule for rule in self.method.rules if rule.of == "topic" and rule.suggests == one.code), None)
        if one.code == self.method.overall and self.method.rule_of_review:
            return unsaved(self.results.review, one)
        return unsaved(self.results.topics[rule.topic], one) if rule else None

    def carried(self, code: str) -> list[tuple[str, str]]:
        """Return the fields typed on other pages, to be sent along with this one's."""
        here = [f"{one.code}-" for one in self.topic(code).criteria if self.asks(one.code)]
        return [
            (name, str(value))
            for name in self.post
            for value in self.post.getlist(name)
            if name not in ("csrfmiddlewaretoken", "then")
            and not name.startswith(FACT)
            and not any(name.startswith(prefix) for prefix in here)
        ]

    @property
    def fact_lists(self) -> Sequence[Mapping[str, Any]]:
        """The facts that the draft's conditions look at, with what can be chosen and what is chosen."""
        looked_at = {ref.code for ref in self._refs() if ref.kind == "fact"}
        return [
            {
                "name": f"{FACT}{fact}",
                "label": words[:1].upper() + words[1:],
                "options": list(FACT_LABELS[fact].items()),
                "chosen": self.facts.get(fact, ""),
            }
            for fact, words in FACT_WORDS.items()
            if fact in looked_at
        ]

    def _refs(self) -> Iterator[Any]:
        if self.method is None:
            return
        for question in self.method.questions:
            for condition in question.asked_when:
                yield from condition.refs
        for rule in self.method.rules:
            for step in rule.steps:
                yield from step.refs


def blank(one: OutlinedCriterion, asked: bool = True) -> Judgment:
    """Return the judgment that a new review would have of a question; it is stored nowhere, so it chose nothing."""
    judgment = Judgment(pk=-one.criterion.pk, criterion=one.criterion, asked=asked)
    judgment.reason_waived = not one.criterion.not_applicable_needs_reason
    judgment._prefetched_objects_cache = {"chosen": Judgment.objects.none()}  # type: ignore[attr-defined]
    return judgment


def unsaved(result: Result, one: OutlinedCriterion) -> RuleResult:
    """Return what a rule gave as a review would store it."""
    return RuleResult(kind=result.kind.value, grade=_grade(one, result.grade or ""), trace=list(result.trace))


def _grade(one: OutlinedCriterion, code: str) -> Grade | None:
    return next((grade for grade in one.grades if grade.code == code), None)
