"""A rule with all that its result hangs on, to be tried on very many answers, without words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.domain.rules import outcomes
from review.domain.rules.conditions import Ref, Test, all_hold
from review.domain.rules.evaluating import no_cases
from review.domain.rules.method import Entered, Method, Question
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.over_cases import takes
from review.domain.rules.possible import MOST_SUBSETS, conditions_of, fact_options, measured_in, options, tests_of
from review.domain.rules.steps import MeasureStep, Rule

Seen = dict[Ref, Outcome]


@dataclass(frozen=True)
class Trial:
    """A rule to be tried, and what it can be tried on.

    `inner` are the rules of a review and `outer` those over cases that are worked through, in order; the last of
    them all is the rule. `choices` says what each question of a review and each fact can come to, `entered` which
    results are entered.
    """

    rule: Rule
    inner: tuple[Rule, ...]
    outer: tuple[Rule, ...]
    questions: tuple[Question, ...]
    choices: Mapping[Ref, tuple[Outcome, ...]]
    entered: tuple[Entered, ...]

    @property
    def told_apart(self) -> bool:
        """Whether `choices` hold everything that the rule tells apart, not only some of very many answers."""
        steps = [step for rule in self.inner for step in rule.steps if isinstance(step, MeasureStep)]
        added = {ref.code for step in steps for ref in step.refs}
        return not any(
            one.code in added if one.kind == "number" else one.kind == "choices" and len(one.codes) > MOST_SUBSETS
            for one in self.questions
        )

    def review(self, given: Mapping[Ref, Outcome]) -> Seen:
        """Return what one review comes to: answers as far as they are asked, facts, and results."""
        seen = dict(given)
        for question in self.questions:
            if question.asked_when and not all_hold(question.asked_when, seen.__getitem__):
                seen[Ref("question", question.code)] = outcomes.NOT_ASKED
        for rule in self.inner:
            seen[rule.gives] = _result(rule, seen, {})
        return seen

    def outcome(self, given: Mapping[Ref, Outcome]) -> Outcome:
        """Return what the rule gives for one review."""
        return self.review(given)[self.rule.gives]

    def over_cases(self, cases: Sequence[Mapping[Ref, Outcome]], entered: Mapping[Ref, Outcome]) -> Outcome:
        """Return what a rule over cases gives for several cases and entered results."""
        reviews = [self.review(case) for case in cases]
        taken = {ref: [(ref, review[ref]) for review in reviews] for rule in self.outer for ref in takes(rule)}
        seen = dict(entered)
        for rule in self.outer:
            result = _result(rule, seen, taken)
            seen[rule.gives] = result
        return result


def _result(rule: Rule, seen: Seen, taken: Mapping[Ref, list[tuple[Ref, Outcome]]]) -> Outcome:
    if not rule.result:
        return outcomes.NO_RESULT
    each_case = taken.__getitem__ if taken else no_cases
    for step in rule.steps:
        seen[Ref("step", step.name)], _ = step.run(seen.__getitem__, each_case)
    found = seen[Ref("step", rule.result)]
    return outcomes.NOT_APPLICABLE if found.found is Found.NOT_ASKED else found


def trial_of(method: Method, rule: Rule) -> Trial:
    """Return a rule with all that its result hangs on."""
    outer = _needed([one for one in method.rules if one.of == "cases"], [rule]) if rule.of == "cases" else ()
    wanted = {ref for one in outer for ref in takes(one)}
    within = [one for one in method.rules if one.of != "cases"]
    roots = [one for one in within if one.gives in wanted] if outer else [rule]
    inner = _needed(within, roots)
    looked_at = {ref.code for ref in wanted if ref.kind == "question"}
    codes = method.deciding(looked_at.union(*(one.reads for one in inner)))
    questions = tuple(question for question in method.questions if question.code in codes)
    refs = {ref for one in outer for ref in one.refs}
    return Trial(
        rule=rule,
        inner=inner,
        outer=outer,
        questions=questions,
        choices=_choices(method, questions, inner, looked_at),
        entered=tuple(one for one in method.entered if Ref("entered", one.code) in refs),
    )


def _needed(rules: Sequence[Rule], roots: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules with those whose results they look at, in order."""
    wanted = {one.code for one in roots}
    topics: set[str] = set()
    found = []
    for rule in reversed(rules):
        if rule.code in wanted or (rule.topic and rule.topic in topics):
            found.append(rule)
            topics.update(ref.code for ref in rule.refs if ref.kind == "topic")
    return tuple(reversed(found))


def _choices(
    method: Method, questions: Sequence[Question], inner: Iterable[Rule], taken: set[str]
) -> dict[Ref, tuple[Outcome, ...]]:
    conditions = [condition for rule in inner for condition in conditions_of(rule)]
    tests = tests_of([*conditions, *(condition for one in questions for condition in one.asked_when)])
    measured = measured_in(method, inner) | taken
    found = {ref: fact_options(about) for ref, about in tests.items() if ref.kind == "fact"}
    for question in questions:
        ref = Ref("question", question.code)
        about: list[Test] = tests.get(ref, [])
        found[ref] = options(question, about, question.code in measured)
    return found
