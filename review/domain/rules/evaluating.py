"""One review worked through: what is asked, what is missing, and what each rule suggests with its trace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.domain.rules import outcomes
from review.domain.rules.answers import NO_FACTS, Answers, Facts
from review.domain.rules.conditions import EachCase, Look, Ref, all_hold
from review.domain.rules.method import Method, Question
from review.domain.rules.outcomes import Found, Kind, Outcome, Result
from review.domain.rules.steps import Rule

JUDGMENT = "There is no rule for this: the grade is the reviewer's professional judgment."
JUDGED = Result(Kind.NO_RULE, trace=(JUDGMENT,))


@dataclass(frozen=True)
class ReviewResults:
    """What a review comes to: the codes of what is asked and what is missing, and results by topic and as a whole."""

    asked: frozenset[str]
    missing: tuple[str, ...]
    topics: Mapping[str, Result]
    review: Result


def asked_of(method: Method, answers: Answers, facts: Facts = NO_FACTS) -> frozenset[str]:
    """Return the codes of the questions that are asked, given the answers so far and the facts of the case.

    What somebody answered to a question that is not asked fulfils no condition. Needs the method's questions in an
    order in which each follows those that it depends on.
    """
    if len(method.always_asked) == len(method.questions):
        return method.always_asked
    asked: set[str] = set(method.always_asked)

    def look(ref: Ref) -> Outcome:
        return _fact(facts, ref.code) if ref.kind == "fact" else _answered(answers, asked, ref.code)

    for question in method.questions:
        if question.asked_when and all_hold(question.asked_when, look):
            asked.add(question.code)
    return frozenset(asked)


def evaluate_review(
    method: Method, answers: Answers, facts: Facts = NO_FACTS, rules: Sequence[Rule] | None = None
) -> ReviewResults:
    """Return what a review comes to by a method. `answers` must be such as their questions take.

    With `rules`, which come in the method's order, no others are worked through: all else is left to judgment.
    """
    asked = asked_of(method, answers, facts)
    missing = tuple(q.code for q in method.questions if q.code in asked and lacks(q, answers))
    topics: dict[str, Result] = {}

    def look(ref: Ref) -> Outcome:
        if ref.kind == "question":
            return _answered(answers, asked, ref.code)
        if ref.kind == "fact":
            return _fact(facts, ref.code)
        result = topics.get(ref.code)
        return result.outcome if result else outcomes.ABSENT

    for topic in method.topics:
        topics[topic.code] = JUDGED
    review = JUDGED
    for rule in method.rules if rules is None else rules:
        if rule.of == "topic":
            needed = _needed(method, rule, missing) if missing else ()
            topics[rule.topic] = _result(method, rule, answers, needed, look)
        elif rule.of == "review":
            needed = tuple(code for code in missing if code != method.overall)
            review = _result(method, rule, answers, needed, look)
    return ReviewResults(asked, missing, topics, review)


def lacks(question: Question, answers: Answers) -> bool:
    """Return whether a question that is asked still needs an answer, or the reason for one that needs it."""
    answer = answers.get(question.code)
    if answer is None:
        return question.required
    return answer.value is None and question.reason_needed and not answer.reason


def _needed(method: Method, rule: Rule, missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a topic's rule lacks: what is missing in the topic, and elsewhere what its result hangs on."""
    needs = method.needs[rule.code]
    return tuple(code for code in missing if code in needs)


def _result(method: Method, rule: Rule, answers: Answers, missing: tuple[str, ...], look: Look) -> Result:
    if missing:
        said = tuple(_lacking(method.by_code[code], answers) for code in missing)
        return Result(Kind.INCOMPLETE, trace=said, missing=missing, rule=rule.code)
    return run(rule, look, no_cases)


def _lacking(question: Question, answers: Answers) -> str:
    what = "No reason why it does not apply" if question.code in answers else "Not answered"
    return f"{what}: {question.text} ({question.code})"


def run(rule: Rule, look: Look, each_case: EachCase) -> Result:
    """Return what a rule gives, with a sentence for each step. Nothing that it looks at may be missing."""
    if not rule.result:
        words = rule.because or "The method gives no automatic result here: it is a matter of professional judgment."
        return Result(Kind.NO_RULE, trace=(words,), rule=rule.code)
    steps: dict[str, Outcome] = {}

    def look_with_steps(ref: Ref) -> Outcome:
        return steps[ref.code] if ref.kind == "step" else look(ref)

    trace = []
    for step in rule.steps:
        steps[step.name], said = step.run(look_with_steps, each_case)
        trace.append(f"{step.title or step.name}: {said()}")
    return _closing(rule, steps[rule.result], trace)


def _closing(rule: Rule, outcome: Outcome, trace: Iterable[str]) -> Result:
    if outcome.found is Found.VALUE and rule.scale is not None:
        grade = str(outcome.value)
        words = f"Suggested: {rule.scale.labels[grade]}."
        return Result(Kind.SUGGESTED, grade, (*trace, words), rule=rule.code)
    if outcome.found in (Found.NOT_APPLICABLE, Found.NOT_ASKED):
        return Result(Kind.NOT_APPLICABLE, trace=(*trace, "Not applicable: there is no grade."), rule=rule.code)
    if outcome.found is Found.NO_RESULT:
        words = "No automatic result: this is a matter of professional judgment."
        return Result(Kind.NO_RULE, trace=(*trace, words), rule=rule.code)
    return Result(Kind.INCOMPLETE, trace=(*trace, "Something is missing, so there is no grade."), rule=rule.code)


def no_cases(ref: Ref) -> list[tuple[Ref, Outcome]]:
    """Return what a rule of one review finds where it asks for cases: none."""
    return []


def _answered(answers: Answers, asked: Iterable[str], code: str) -> Outcome:
    if code not in asked:
        return outcomes.NOT_ASKED
    answer = answers.get(code)
    return answer.outcome if answer is not None else outcomes.ABSENT


def _fact(facts: Facts, code: str) -> Outcome:
    value = facts.get(code, "")
    return Outcome(Found.VALUE, value) if value else outcomes.ABSENT
