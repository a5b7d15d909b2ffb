"""A review worked through by its method: what is asked, and which grades are suggested, kept as it was shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from access.actor import Actor
from review.domain.rules.evaluating import ReviewResults, evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Result
from review.domain.rules.steps import Rule as MethodRule
from review.frameworks.models import Grade, Rule
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind
from review.reviewing.case_results import case_results
from review.reviewing.methods import rule_answers
from review.reviewing.models import Review, RuleResult
from review.reviewing.policy import shown_at_once
from review.reviewing.stored import Stored

Answers = Mapping[str, AnswerInput]
"""Every answer of a review as it is now, by the question's code."""


@dataclass(frozen=True)
class WorkedOut:
    """What working a review through came to.

    `opened` and `closed` are the questions newly asked and no longer asked; `suggested` the suggested grades by
    question, `changed` the questions whose suggested grade is another than before; `results` the rules with another
    result, `shown` those whose result the reviewer can see from now on.
    """

    opened: tuple[str, ...]
    closed: tuple[str, ...]
    suggested: Mapping[str, Grade]
    changed: tuple[str, ...]
    results: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def matters(self) -> bool:
        """Whether the review is another one for its reader: asked or suggested is something else than before."""
        return bool(self.opened or self.closed or self.changed)


def as_before(stored: Stored) -> WorkedOut:
    """Return that all is as it was: what to go by where nothing was written that a method looks at."""
    suggested = {code: grade for code in stored.judgments if (grade := stored.suggested(code))}
    return WorkedOut((), (), suggested, (), (), ())


def work_out(actor: Actor, review: Review, stored: Stored, answers: Answers, facts: Mapping[str, str]) -> WorkedOut:
    """Work the review through with these answers and the facts of its case, and keep the results of its rules.

    Call inside the transaction that locked the review and writes its judgments.
    """
    method = stored.offered.method
    results = evaluate_review(method, rule_answers(answers.values()), facts)
    opened, closed = _asked(stored, results)
    suggested = _suggested(method, results, stored) | _from_cases(review, results)
    changed = tuple(code for code in stored.judgments if stored.suggested(code) != suggested.get(code))
    kept, shown = _keep_results(actor, review, method, results, stored, answers)
    return WorkedOut(opened, closed, suggested, changed, kept, shown)


def _asked(stored: Stored, results: ReviewResults) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions newly asked and those asked no longer."""
    opened = tuple(c for c, judgment in stored.judgments.items() if not judgment.asked and c in results.asked)
    closed = tuple(c for c, judgment in stored.judgments.items() if judgment.asked and c not in results.asked)
    return opened, closed


def _suggested(method: Method, results: ReviewResults, stored: Stored) -> dict[str, Grade]:
    """Return the suggested grades by the question beside whose answer each is shown."""
    found: dict[str, Grade] = {}
    for rule, result in _results(method, results):
        code = beside(method, rule)
        grade = stored.grade(code, result.grade) if code and result.grade else None
        if grade and code in results.asked:
            found[code] = grade
    return found


def _from_cases(review: Review, results: ReviewResults) -> dict[str, Grade]:
    """Return the grades that the rules over a force's cases suggest beside its judgments; none for a case."""
    found = case_results(review)
    return {code: row.grade for code, row in found.items() if row.grade and code in results.asked}


def beside(method: Method, rule: MethodRule) -> str:
    """Return the code of the question beside whose answer a rule's result is shown, empty for the end of a topic."""
    return method.overall if rule.of == "review" else rule.suggests


def _results(method: Method, results: ReviewResults) -> Iterable[tuple[MethodRule, Result]]:
    """Yield the method's rules over one review with their results."""
    for rule in method.rules:
        if rule.of == "review":
            yield rule, results.review
        elif rule.of == "topic":
            yield rule, results.topics[rule.topic]


def _keep_results(
    actor: Actor, review: Review, method: Method, results: ReviewResults, stored: Stored, answers: Answers
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keep each result that is another than before, and when it is first shown; return the rules of both."""
    given = list(_results(method, results))
    if not given:
        return (), ()
    grades, rules = stored.offered.rule_grades, stored.offered.rules
    current = {row.rule_id: row for row in RuleResult.objects.filter(review=review, current=True).order_by()}
    new: list[RuleResult] = []
    shown: list[RuleResult] = []
    for rule, result in given:
        before, own = current.get(rules[rule.code].pk), answers.get(beside(method, rule))
        grade = grades[rule.scale.code, result.grade] if rule.scale and result.grade else None
        row = _row(before, review, rules[rule.code], result, grade, actor)
        if row is not before:
            new.append(row)
        if not row.shown_at and _can_be_shown(row, own, results, at_once=shown_at_once(review)):
            row.shown_at = actor.now
            row.grade_when_shown = (
                stored.grade(own.criterion_code, own.value) if own and own.kind == Kind.GRADE else None
            )
            shown.append(row)
    _write_results(current, new, shown)
    return tuple(row.rule.code for row in new), tuple(row.rule.code for row in shown)


def _can_be_shown(row: RuleResult, own: AnswerInput | None, results: ReviewResults, *, at_once: bool) -> bool:
    """Return whether a result can be shown: it is complete, and the reviewer has a grade of their own there.

    Where the inspection shows suggestions at once, it suffices that its question is asked.
    """
    if row.kind == RuleResult.Kind.INCOMPLETE:
        return False
    return own is None or (own.criterion_code in results.asked and (at_once or own.kind == Kind.GRADE))


def _row(
    before: RuleResult | None, review: Review, rule: Rule, result: Result, grade: Grade | None, actor: Actor
) -> RuleResult:
    """Return the row of a result: the one before where it says the same, or a new one."""
    said: dict[str, Any] = {"trace": list(result.trace), "missing": list(result.missing)}
    row = RuleResult(review=review, rule=rule, kind=result.kind.value, grade=grade, at=actor.now, **said)
    if before is None:
        return row
    if (before.kind, before.grade_id) == (row.kind, row.grade_id):
        if (before.trace, before.missing) == (row.trace, row.missing):
            before.rule = rule
            return before
        row.shown_at, row.grade_when_shown_id = before.shown_at, before.grade_when_shown_id
    return row


def _write_results(current: Mapping[int, RuleResult], new: list[RuleResult], shown: list[RuleResult]) -> None:
    replaced = [current[row.rule_id] for row in new if row.rule_id in current]
    for row in replaced:
        row.current = False
    known = [*replaced, *(row for row in shown if row.pk)]
    RuleResult.objects.bulk_update(known, ["current", "shown_at", "grade_when_shown"])
    RuleResult.objects.bulk_create(new)


def reason_is_for(answer: AnswerInput, suggested: Mapping[str, Grade]) -> str:
    """Return what an answer's reason is for, as AnswerInput says it, once it is known what is suggested."""
    if not answer.reason or answer.reason_for:
        return answer.reason_for if answer.reason else ""
    grade = suggested.get(answer.criterion_code) if answer.kind == Kind.GRADE else None
    return grade.code if grade else NOT_APPLICABLE


def reason_holds(answer: AnswerInput, suggested: Mapping[str, Grade]) -> bool:
    """Return whether an answer has a reason that speaks of what it needs one for.

    One written about another suggestion, or about why the question does not apply, is none for a grade that differs.
    """
    grade = suggested.get(answer.criterion_code)
    if answer.kind == NOT_APPLICABLE:
        return bool(answer.reason) and answer.reason_for == NOT_APPLICABLE
    if answer.kind == Kind.GRADE and grade:
        return bool(answer.reason) and answer.reason_for == grade.code
    return bool(answer.reason)
