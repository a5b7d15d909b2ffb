"""One review worked through: what is asked, what is missing, and what each rule suggests with its trace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.domain.rules import outcomes
from review.domain.rules.answers import NO_FACTS, Answers, Facts
from review.domain.rules.conditions import EachCase, Ref, all_hold
from review.domain.rules.method import Method, Question
from review.domain.rules.outcomes import Found, Kind, Outcome, Result
from review.domain.rules.steps import Rule
from review.domain.rules.words import ended

JUDGMENT = "There is no rule for this: the grade is the reviewer's professional judgment."
JUDGED = Result(Kind.NO_RULE, trace=(JUDGMENT,))


@dataclass(frozen=True)
class ReviewResults:
    """What a review comes to: the codes of what is asked and what is missing, and results by topic and as a whole."""

    asked: frozenset[str]
    missing: tuple[str, ...]
    topics: Mapping[str, Result]
    review: Result


class Seen(dict[Ref, Outcome]):
    """What is known of all that rules can look at; what is not among it is absent."""

    def __missing__(self, ref: Ref) -> Outcome:
        return outcomes.ABSENT


WITHOUT_GRADE = {
    Found.NOT_APPLICABLE: (Kind.NOT_APPLICABLE, "Not applicable: there is no grade."),
    Found.NOT_ASKED: (Kind.NOT_APPLICABLE, "Not applicable: there is no grade."),
    Found.NO_RESULT: (Kind.NO_RULE, "No automatic result: this is a matter of professional judgment."),
}
"""What a rule gives where it ends without a grade, and in which words."""


def asked_of(method: Method, answers: Answers, facts: Facts = NO_FACTS) -> frozenset[str]:
    """Return the codes of the questions that are asked, given the answers so far and the facts of the case.

    What somebody answered to a question that is not asked fulfils no condition. Needs the method's questions in an
    order in which each follows those that it depends on.
    """
    return _asked(method, _seen(method, answers, facts))


def _seen(method: Method, answers: Answers, facts: Facts) -> Seen:
    seen = Seen((Ref("fact", code), outcomes.of_value(value)) for code, value in facts.items() if value)
    look = seen.__getitem__
    for question in method.questions:
        if question.asked_when and not all_hold(question.asked_when, look):
            seen[question.ref] = outcomes.NOT_ASKED
        elif (answer := answers.get(question.code)) is not None:
            seen[question.ref] = answer.outcome
    return seen


def _asked(method: Method, seen: Seen) -> frozenset[str]:
    if len(method.always_asked) == len(method.questions):
        return method.always_asked
    return frozenset(one.code for one in method.questions if seen[one.ref] is not outcomes.NOT_ASKED)


def evaluate_review(
    method: Method, answers: Answers, facts: Facts = NO_FACTS, rules: Sequence[Rule] | None = None
) -> ReviewResults:
    """Return what a review comes to by a method. `answers` must be such as their questions take.

    With `rules`, which come in the method's order, no others are worked through: all else is left to judgment.
    """
    seen = _seen(method, answers, facts)
    asked = _asked(method, seen)
    missing = tuple([one.code for one in method.questions if one.code in asked and lacks(one, answers)])
    topics = dict.fromkeys([topic.code for topic in method.topics], JUDGED)
    review = JUDGED
    for rule in method.rules if rules is None else rules:
        if rule.of == "topic":
            needed = _needed(method, rule, missing) if missing else ()
            topics[rule.topic] = result = _result(method, rule, answers, needed, seen)
            seen[rule.gives] = result.outcome
        elif rule.of == "review":
            needed = tuple(code for code in missing if code != method.overall)
            review = _result(method, rule, answers, needed, seen)
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


def _result(method: Method, rule: Rule, answers: Answers, missing: tuple[str, ...], seen: Seen) -> Result:
    if missing:
        said = tuple(_lacking(method.by_code[code], answers) for code in missing)
        return Result(Kind.INCOMPLETE, trace=said, missing=missing, rule=rule.code)
    return run(rule, seen, no_cases)


def _lacking(question: Question, answers: Answers) -> str:
    what = "No reason why it does not apply" if question.code in answers else "Not answered"
    return f"{what}: {question.text} ({question.code})"


def run(rule: Rule, seen: Seen, each_case: EachCase) -> Result:
    """Return what a rule gives, with a sentence for each step, and take note of its steps in `seen`.

    Nothing that it looks at may be missing.
    """
    if not rule.result:
        words = rule.because or "The method gives no automatic result here: it is a matter of professional judgment."
        return Result(Kind.NO_RULE, trace=(words,), rule=rule.code)
    look = seen.__getitem__
    trace = []
    for ref, step, title in rule.titled:
        seen[ref], said = step.run(look, each_case)
        trace.append(f"{title}: {said()}")
    return _closing(rule, seen[Ref("step", rule.result)], trace)


def _closing(rule: Rule, outcome: Outcome, trace: Iterable[str]) -> Result:
    if outcome.found is Found.VALUE and rule.scale is not None:
        grade = str(outcome.value)
        words = f"Suggested: {rule.scale.labels[grade]}."
        return Result(Kind.SUGGESTED, grade, (*trace, words), rule=rule.code)
    kind, words = WITHOUT_GRADE.get(outcome.found, (Kind.INCOMPLETE, "Something is missing, so there is no grade."))
    because = f"{words} {ended(rule.because)}".rstrip()
    return Result(kind, trace=(*trace, because), rule=rule.code)


def no_cases(ref: Ref) -> list[tuple[Ref, Outcome]]:
    """Return what a rule of one review finds where it asks for cases: none."""
    return []
