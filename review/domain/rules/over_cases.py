"""Many cases worked through together: results for an inspection or a force, by topic and as a whole."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from review.domain.rules import outcomes
from review.domain.rules.answers import Answer, Answers, Facts
from review.domain.rules.conditions import Ref
from review.domain.rules.evaluating import JUDGED, ReviewResults, Seen, evaluate_review, run
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Outcome, Result
from review.domain.rules.steps import MeasureStep, Rule
from review.domain.rules.words import list_words


@dataclass(frozen=True)
class Case:
    """One case: its answers, the facts that the force recorded, and the name by which a trace calls it."""

    answers: Answers
    facts: Facts = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class CasesResults:
    """What cases come to together: by topic where a rule over cases is about one, and as a whole.

    `taken` says, for all that the rules take from each case, how many cases came to what.
    """

    topics: Mapping[str, Result]
    whole: Result
    taken: Mapping[Ref, Mapping[Outcome, int]] = field(default_factory=dict, compare=False)


def evaluate_cases(
    method: Method, cases: Sequence[Case], entered: Mapping[str, str] | None = None, of: str = ""
) -> CasesResults:
    """Return what cases come to by the rules over cases, with the results that somebody entered, by code.

    `of` takes the rules for an "inspection" or for a "force" alone. A case that is not complete gives no result but
    the list of what is missing; the overall judgment of a case is missed only where a rule looks at it. Of the rules
    of a single review none is worked through that no rule over cases reads.
    """
    given = entered or {}
    rules = rules_over_cases(method, of)
    within = _rules_read(method, rules)
    reviews = [evaluate_review(method, case.answers, case.facts, within) for case in cases]
    taken = {ref: _taken(ref, cases, reviews) for rule in rules for ref in takes(rule)}
    topics: dict[str, Result] = {}
    seen = Seen((Ref("entered", code), outcomes.of_value(grade)) for code, grade in given.items())

    def each_case(ref: Ref) -> list[tuple[Ref, Outcome]]:
        return taken[ref]

    whole = JUDGED
    for rule in rules:
        missing, said = _missing(method, rule, cases, reviews, given, topics)
        result = Result(Kind.INCOMPLETE, trace=said, missing=missing, rule=rule.code) if said else None
        result = result or run(rule, seen, each_case)
        if rule.topic:
            topics[rule.topic] = result
            seen[rule.gives] = result.outcome
        else:
            whole = result
    return CasesResults(
        topics, whole, {ref: Counter([outcome for _, outcome in found]) for ref, found in taken.items()}
    )


def rules_over_cases(method: Method, of: str = "") -> tuple[Rule, ...]:
    """Return the rules over cases in order; with `of`, those for an "inspection" or a "force"."""
    rules = (rule for rule in method.rules if rule.of == "cases")
    return tuple(rule for rule in rules if not of or of in rule.each.split("-and-"))


def takes(rule: Rule) -> tuple[Ref, ...]:
    """Return what a rule over cases takes from each case: questions, results of topics, the result of the review."""
    measures = (step.measure for step in rule.steps if isinstance(step, MeasureStep))
    return tuple(dict.fromkeys(measure.each_case for measure in measures if measure.each_case is not None))


def _rules_read(method: Method, over_cases: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules of a single review whose results rules over cases take, and those that these look at."""
    wanted = {ref for rule in over_cases for ref in takes(rule)}
    found = []
    for rule in reversed(method.rules):
        if rule.of != "cases" and Ref(rule.of, rule.topic) in wanted:
            found.append(rule)
            wanted.update(rule.refs)
    return tuple(reversed(found))


def _taken(ref: Ref, cases: Sequence[Case], reviews: Sequence[ReviewResults]) -> list[tuple[Ref, Outcome]]:
    """Return what a reference leads to in each case."""
    if ref.kind != "question":
        results = (review.topics[ref.code] if ref.kind == "topic" else review.review for review in reviews)
        return [(ref, result.outcome) for result in results]
    code = ref.code
    return [
        (ref, outcomes.NOT_ASKED if code not in review.asked else _answered(case.answers.get(code)))
        for case, review in zip(cases, reviews, strict=True)
    ]


def _answered(answer: Answer | None) -> Outcome:
    return outcomes.ABSENT if answer is None else answer.outcome


def _missing(
    method: Method,
    rule: Rule,
    cases: Sequence[Case],
    reviews: Sequence[ReviewResults],
    entered: Mapping[str, str],
    topics: Mapping[str, Result],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of what a rule over cases lacks, and a sentence for each case or entered result."""
    codes, said = [], []
    looked_at = {ref.code for ref in takes(rule) if ref.kind == "question"}
    for number, (case, review) in enumerate(zip(cases, reviews, strict=True), 1):
        lacking = [code for code in review.missing if code != method.overall or code in looked_at]
        if lacking:
            codes.extend(lacking)
            said.append(f"{case.name or f'Case {number}'} is not complete: {list_words(lacking)}.")
    titles = {one.code: one.title for one in method.topics} | {one.code: one.title for one in method.entered}
    for ref in rule.refs:
        if ref.kind == "entered" and ref.code not in entered:
            codes.append(ref.code)
            said.append(f"Not entered: {titles.get(ref.code, ref.code)} ({ref.code})")
        elif ref.kind == "topic" and (result := topics.get(ref.code)) and result.kind is Kind.INCOMPLETE:
            codes.append(ref.code)
            said.append(f"There is no result for {titles.get(ref.code, ref.code)} yet: {list_words(result.missing)}.")
    return tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(said))
