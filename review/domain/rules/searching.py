"""Searching a rule's answers: which grades it gives, and whether a better answer can lower the grade.

Where the answers can all be tried within a budget they are, those alike only once: questions that a rule treats alike
are told apart by how many of them have which answer. Otherwise answers are drawn by chance from a seed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import comb, prod

from review.domain.rules.conditions import Ref
from review.domain.rules.method import Question
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.scales import Scale
from review.domain.rules.steps import MeasureStep, WorstStep
from review.domain.rules.trial import Trial

Given = dict[Ref, Outcome]


@dataclass(frozen=True)
class Lowering:
    """An answer whose better lowers the grade: what it is an answer to, the two answers, the two grades, the rest."""

    ref: Ref
    answer: str
    better: str
    grade: str
    lower: str
    beside: Mapping[Ref, Outcome]


@dataclass(frozen=True)
class Searched:
    """What a search found: the sorts and grades that the rule gave, how often it was tried, and one lowering.

    `whole` says whether all answers were tried that the rule tells apart; `cases` whether sets of cases were drawn.
    """

    found: Mapping[Outcome, Mapping[Ref, Outcome]]
    tried: int
    whole: bool
    lowering: Lowering | None = None
    cases: bool = False

    @property
    def grades(self) -> frozenset[str]:
        """The grades that were given."""
        return frozenset(str(outcome.value) for outcome in self.found if outcome.found is Found.VALUE)


def groups_of(trial: Trial) -> list[tuple[list[Ref], tuple[Outcome, ...]]]:
    """Return what is answered in groups that the rule treats alike, with what each member can come to."""
    alike: dict[object, list[Ref]] = defaultdict(list)
    decided = {ref for one in trial.questions for ref in one.decided_by}
    by_code = {one.code: one for one in trial.questions}
    roles = _roles(trial)
    for ref in trial.choices:
        question = by_code.get(ref.code) if ref.kind == "question" else None
        alone = question is None or bool(question.asked_when) or ref in decided or roles[ref] is None
        alike[ref if alone or question is None else (_answers(question, trial), roles[ref])].append(ref)
    return [(refs, trial.choices[refs[0]]) for refs in alike.values()]


def _answers(question: Question, trial: Trial) -> tuple[object, ...]:
    return question.scale.code if question.scale else "", trial.choices[Ref("question", question.code)]


def _roles(trial: Trial) -> dict[Ref, frozenset[tuple[str, str]] | None]:
    """Return in which measures and comparisons something stands; None where a condition looks at it."""
    roles: dict[Ref, set[tuple[str, str]]] = defaultdict(set)
    looked_at: set[Ref] = set()
    for rule in trial.inner:
        for step in rule.steps:
            for ref in step.refs:
                if isinstance(step, MeasureStep | WorstStep):
                    roles[ref].add((rule.code, step.name))
                else:
                    looked_at.add(ref)
    return {ref: None if ref in looked_at else frozenset(roles[ref]) for ref in trial.choices}


def size_of(groups: Sequence[tuple[list[Ref], tuple[Outcome, ...]]]) -> int:
    """Return how many different sets of answers there are."""
    return prod(comb(len(choices) + len(refs) - 1, len(refs)) for refs, choices in groups)


def cost_of(trial: Trial) -> int:
    """Return what one try of a rule costs, in looks at something."""
    return len(trial.questions) + sum(
        2 + len(step.refs) for rule in (*trial.inner, *trial.outer) for step in rule.steps
    )


def search_all(trial: Trial, compare: bool = True) -> Searched:
    """Return what all answers come to; with `compare`, look for a better one that lowers the grade."""
    groups = groups_of(trial)
    scales = {Ref("question", one.code): one.scale for one in trial.questions}
    ranges = [combinations_with_replacement(range(len(choices)), len(refs)) for refs, choices in groups]
    grades: dict[tuple[tuple[int, ...], ...], Outcome] = {}
    found: dict[Outcome, Mapping[Ref, Outcome]] = {}
    for chosen in product(*ranges):
        given = _given(groups, chosen)
        grades[chosen] = outcome = trial.outcome(given)
        found.setdefault(outcome, given)
    lowering = None
    if compare and trial.rule.scale and trial.rule.scale.ordered:
        steps = [_better_places(choices, scales.get(refs[0])) for refs, choices in groups]
        lowering = next(_lowerings(trial.rule.scale, groups, steps, grades), None)
    return Searched(found, len(grades), True, lowering)


def _given(groups: Sequence[tuple[list[Ref], tuple[Outcome, ...]]], chosen: Sequence[tuple[int, ...]]) -> Given:
    return {
        ref: choices[place]
        for (refs, choices), places in zip(groups, chosen, strict=True)
        for ref, place in zip(refs, places, strict=True)
    }


def _better_places(choices: tuple[Outcome, ...], scale: Scale | None) -> dict[int, tuple[int, ...]]:
    """Return for each place in choices the places of better grades, the next better first."""
    if scale is None or not scale.ordered:
        return {}
    graded = [place for place, outcome in enumerate(choices) if outcome.found is Found.VALUE]
    return {place: tuple(reversed(graded[:number])) for number, place in enumerate(graded) if number}


def _lowerings(
    scale: Scale,
    groups: Sequence[tuple[list[Ref], tuple[Outcome, ...]]],
    steps: Sequence[dict[int, tuple[int, ...]]],
    grades: Mapping[tuple[tuple[int, ...], ...], Outcome],
) -> Iterator[Lowering]:
    """Yield each single better answer that lowers the grade."""
    improvable = [number for number, better in enumerate(steps) if better]
    for chosen, outcome in grades.items():
        if outcome.found is not Found.VALUE or outcome.value == scale.codes[-1]:
            continue
        for number in improvable:
            places = chosen[number]
            for place in set(places):
                for other in steps[number].get(place, ()):
                    at = places.index(place)
                    better = tuple(sorted((*places[:at], other, *places[at + 1 :])))
                    after = grades[*chosen[:number], better, *chosen[number + 1 :]]
                    if is_lower(scale, outcome, after):
                        given = _given(groups, chosen)
                        ref = groups[number][0][at]
                        yield lowering(ref, given, groups[number][1][other], outcome, after)


def is_lower(scale: Scale, before: Outcome, after: Outcome) -> bool:
    """Return whether one grade is followed by a worse one."""
    if before.found is not Found.VALUE or after.found is not Found.VALUE:
        return False
    return scale.ranks[str(after.value)] > scale.ranks[str(before.value)]


def lowering(ref: Ref, given: Mapping[Ref, Outcome], better: Outcome, before: Outcome, after: Outcome) -> Lowering:
    """Return a better answer that lowers the grade, with what else was given."""
    beside = {other: outcome for other, outcome in given.items() if other != ref}
    answers = str(given[ref].value), str(better.value)
    return Lowering(ref, *answers, str(before.value), str(after.value), beside)
