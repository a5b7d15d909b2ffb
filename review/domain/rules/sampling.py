"""Searching a rule's answers by chance, where there are too many to try them all: the same seed, the same tries."""

import random
from collections.abc import Iterator, Mapping, Sequence

from review.domain.rules.conditions import Ref
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.scales import Scale
from review.domain.rules.searching import Given, Lowering, Searched, is_lower, lowering
from review.domain.rules.trial import Trial

SEED = 20_000
IMPROVED = 3
"""How many answers of each set are made better, one at a time."""
MOST_CASES = 6
BIASES = (0.0, 0.5, 0.8, 0.95)
"""How likely it is that an answer is the one that a set of answers leans to, instead of any."""


def search_some(trial: Trial, tries: int, compare: bool = True, seed: int = SEED) -> Searched:
    """Return what answers by chance come to, tried at most so often; some of each set are made better and tried too.

    The sets lean to one place of the scales (mostly the best, mostly the worst, and so on) or to none.
    """
    chance = random.Random(seed)  # noqa: S311
    scales = _scales(trial)
    found: dict[Outcome, Mapping[Ref, Outcome]] = {}
    scale, tried, seen = trial.rule.scale, 0, None
    while tried < tries:
        given = _drawn(chance, trial.choices)
        outcome = trial.outcome(given)
        tried += 1
        found.setdefault(outcome, given)
        for ref, better in _improved(chance, given, scales) if compare and scale and seen is None else ():
            after = trial.outcome(given | {ref: better})
            tried += 1
            found.setdefault(after, given | {ref: better})
            if scale and is_lower(scale, outcome, after):
                seen = lowering(ref, given, better, outcome, after)
    return Searched(found, tried, False, seen)


def _scales(trial: Trial) -> dict[Ref, Scale]:
    scales = {Ref("question", one.code): one.scale for one in trial.questions if one.scale}
    return {ref: scale for ref, scale in scales.items() if scale.ordered and ref in trial.choices}


def _drawn(chance: random.Random, choices: Mapping[Ref, tuple[Outcome, ...]]) -> Given:
    """Return a set of answers that leans to one place of the choices."""
    bias, place = chance.choice(BIASES), chance.random()
    return {
        ref: few[int(place * len(few))] if chance.random() < bias else few[int(chance.random() * len(few))]
        for ref, few in choices.items()
    }


def _improved(
    chance: random.Random, given: Mapping[Ref, Outcome], scales: Mapping[Ref, Scale]
) -> Iterator[tuple[Ref, Outcome]]:
    """Yield a few of what could be answered better, each with a better answer."""
    worse = [
        ref for ref, scale in scales.items() if given[ref].found is Found.VALUE and given[ref].value != scale.codes[0]
    ]
    for ref in chance.sample(worse, min(IMPROVED, len(worse))):
        codes = scales[ref].codes[: scales[ref].ranks[str(given[ref].value)]]
        yield ref, Outcome(Found.VALUE, chance.choice(codes))


def search_cases(trial: Trial, tries: int, compare: bool = True, seed: int = SEED) -> Searched:
    """Return what small sets of cases by chance come to, and results entered by chance; as `search_some`."""
    chance = random.Random(seed)  # noqa: S311
    scales = _scales(trial)
    entered_scales = {Ref("entered", one.code): one.scale for one in trial.entered}
    found: dict[Outcome, Mapping[Ref, Outcome]] = {}
    scale, tried, seen = trial.rule.scale, 0, None
    while tried < tries:
        cases = [_drawn(chance, trial.choices) for _ in range(chance.randint(1, MOST_CASES))]
        entered = {ref: Outcome(Found.VALUE, chance.choice(one.codes)) for ref, one in entered_scales.items()}
        outcome = trial.over_cases(cases, entered)
        tried += len(cases)
        found.setdefault(outcome, entered)
        if not compare or not scale or seen is not None:
            continue
        for after, worse in _cases_improved(chance, trial, cases, entered, scales, entered_scales):
            tried += len(cases)
            found.setdefault(after, entered)
            if is_lower(scale, outcome, after):
                ref, given, better = worse
                seen = lowering(ref, given, better, outcome, after)
    return Searched(found, tried, False, seen, cases=True)


Worse = tuple[Ref, Mapping[Ref, Outcome], Outcome]


def _cases_improved(
    chance: random.Random,
    trial: Trial,
    cases: Sequence[Given],
    entered: Given,
    scales: Mapping[Ref, Scale],
    entered_scales: Mapping[Ref, Scale],
) -> Iterator[tuple[Outcome, Worse]]:
    """Yield what better answers of one case, and better entered results, come to."""
    number = chance.randrange(len(cases))
    for ref, better in _improved(chance, cases[number], scales):
        changed = [*cases[:number], cases[number] | {ref: better}, *cases[number + 1 :]]
        yield trial.over_cases(changed, entered), (ref, cases[number], better)
    ordered = {ref: scale for ref, scale in entered_scales.items() if scale.ordered}
    for ref, better in _improved(chance, entered, ordered):
        yield trial.over_cases(cases, entered | {ref: better}), (ref, entered, better)


__all__ = ["SEED", "Lowering", "Searched", "search_cases", "search_some"]
