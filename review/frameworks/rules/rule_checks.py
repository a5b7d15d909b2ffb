"""The checks of one rule: its bands, the grades that it can and cannot give, and better answers that lower them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from review.domain.rules.band_checks import gaps, overlaps, unreached
from review.domain.rules.bands import BandsStep
from review.domain.rules.conditions import Ref
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.reach import Reach
from review.domain.rules.rising import cannot_fall
from review.domain.rules.sampling import search_cases, search_some
from review.domain.rules.scores import Scores
from review.domain.rules.searching import Searched, cost_of, groups_of, search_all, size_of
from review.domain.rules.step_reach import reaches
from review.domain.rules.steps import Rule
from review.domain.rules.trial import Trial, trial_of
from review.domain.rules.words import list_words
from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.problem import Path
from review.frameworks.rules.check_words import answers_words, lowering_words, note

LOOKS = 400_000
"""How often the checks of a framework look at an answer or a result while they try rules, shared by its rules."""
FEWEST_TRIES, FEW_TRIES, MOST_TRIES = 200, 500, 50_000
RESULT = Ref("step", "")
Problem = tuple[Path, str]
Reaches = Mapping[str, Mapping[Ref, Reach]]


@dataclass(frozen=True)
class Tested:
    """A rule to be checked: its place among the rules, what it is tried on, and whether no better answer can lower it.

    `reached` says what the steps of every rule can come to.
    """

    position: int
    trial: Trial
    certain: bool
    reached: Reaches

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.trial.rule


def rules_to_check(method: Method) -> list[Tested]:
    """Return the rules of a method that give grades."""
    reached = reaches(method)
    found = []
    for position, rule in enumerate(method.rules):
        if rule.result and rule.scale is not None:
            trial = trial_of(method, rule)
            certain = not rule.scale.ordered or cannot_fall(trial, reached)
            found.append(Tested(position, trial, certain, reached))
    return found


def looks_each(rules: Sequence[Tested]) -> int:
    """Return how many looks the search of each rule has: those share them for which nothing is certain beforehand."""
    return LOOKS // max(sum(not one.certain for one in rules), 1)


def check_rule(file: FrameworkFile, method: Method, tested: Tested, looks: int) -> tuple[list[Problem], list[str]]:
    """Return what is wrong with a rule, with places inside it, and what was searched in words."""
    rule, scale = tested.rule, tested.rule.scale
    if scale is None:
        return [], []
    reached = tested.reached[rule.code]
    problems, notes, unused = _bands_checked(file, rule, tested.position, reached)
    searched = _searched(tested.trial, tested.certain, looks)
    problems.extend(_grade_problems(method, rule, searched, reached[RESULT], unused))
    if searched.lowering:
        problems.append(((), lowering_words(method, rule, searched.lowering, searched.cases)))
    return problems, [*notes, note(scale, tested.certain, searched)]


def _bands_checked(
    file: FrameworkFile, rule: Rule, position: int, reached: Mapping[Ref, Reach]
) -> tuple[list[Problem], list[str], set[str]]:
    """Return what is wrong with a rule's bands, what may be, and the grades whose bands no score reaches.

    What is found among scores that cannot be told exactly is no more than a note.
    """
    problems: list[Problem] = []
    notes: list[str] = []
    unused: set[str] = set()
    for number, step in enumerate(rule.steps):
        if not isinstance(step, BandsStep):
            continue
        of = reached[step.of]
        scores = of.scores or Scores()
        found = list(_band_problems(step, scores, _file_order(file, position, number), rule.never))
        if of.exact:
            problems.extend((("steps", number, "bands", "bands", *path), sentence) for path, sentence in found)
            unused.update(band.grade for band, _ in unreached(step, scores))
        else:
            notes.extend(f"In “{step.name}”, as far as can be told: {sentence}" for _, sentence in found)
    return problems, notes, unused


def _file_order(file: FrameworkFile, position: int, number: int) -> list[int]:
    """Return the places in the file of a step's bands in the order in which they are worked through."""
    bands = file.rules[position].steps[number].bands
    places = list(enumerate(bands.bands if bands else ()))
    return [place for place, _ in sorted(places, key=lambda one: one[1].from_, reverse=True)]


def _band_problems(step: BandsStep, scores: Scores, order: list[int], never: frozenset[str]) -> Iterator[Problem]:
    for example in gaps(step, scores):
        yield (), f"The score {example} lies in none of the bands. Close the gap, or say how scores are rounded."
    for lower, higher, example in overlaps(step, scores):
        limits = (f"“{step.band_words[step.bands.index(band)]}”" for band in (lower, higher))
        yield (), f"The score {example} lies in two bands, {list_words(limits)}. Let them not overlap."
    for band, sentence in unreached(step, scores):
        if band.grade not in never:
            yield (order[step.bands.index(band)], "from"), f"{sentence} Change it, or take the band away."


def _searched(trial: Trial, certain: bool, looks: int) -> Searched:
    """Return what a search finds: of all answers where there are few enough, or else of some drawn by chance.

    Where no better answer can lower the grade, answers by chance are tried only for grades that are never to be given.
    """
    tries = FEW_TRIES if certain else min(MOST_TRIES, max(FEWEST_TRIES, looks // max(cost_of(trial), 1)))
    if not trial.outer and trial.told_apart and size_of(groups_of(trial)) <= tries:
        return search_all(trial, compare=not certain)
    if certain:
        tries = FEWEST_TRIES if trial.rule.never else 0
    search = search_cases if trial.outer else search_some
    return search(trial, tries, compare=not certain)


def _grade_problems(
    method: Method, rule: Rule, searched: Searched, reach: Reach, unused: set[str]
) -> Iterator[Problem]:
    """Yield the grades that the rule cannot give, and those that it can though it is said never to."""
    codes = rule.scale.codes if rule.scale else ()
    possible = searched.grades if searched.whole else reach.codes
    lost = [code for code in codes if code not in possible and code not in rule.never and code not in unused]
    if lost:
        what = list_words(f"“{code}”" for code in lost)
        yield ("result",), f"No answers lead to {what}. Mend the steps, or list it under never, if that is on purpose."
    certain = searched.grades | (reach.codes if reach.exact and not searched.whole else frozenset())
    for number, code in enumerate(sorted(rule.never, key=codes.index)):
        if code in certain:
            given = searched.found.get(Outcome(Found.VALUE, code), {})
            with_answers = f", for example with {answers_words(method, given)}" if given and not searched.cases else ""
            yield ("never", number), f"The rule does give “{code}”{with_answers}. Mend the steps, or take it away here."
