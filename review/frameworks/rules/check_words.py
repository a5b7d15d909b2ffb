"""What a search of a rule's answers found, in words."""

from collections.abc import Mapping

from review.domain.rules.conditions import Ref
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.sampling import SEED
from review.domain.rules.scales import Scale
from review.domain.rules.searching import Lowering, Searched
from review.domain.rules.steps import Rule
from review.domain.rules.words import list_words, number_words

MOST_BESIDE = 8
"""How many answers are told with what was found."""


def answers_words(method: Method, given: Mapping[Ref, Outcome]) -> str:
    """Return answers in words, the first few of them."""
    said = [f"{ref.code} = {outcome_words(method, ref, outcome)}" for ref, outcome in given.items()]
    more = [f"{len(said) - MOST_BESIDE} more"] if len(said) > MOST_BESIDE else []
    return list_words([*said[:MOST_BESIDE], *more])


def outcome_words(method: Method, ref: Ref, outcome: Outcome) -> str:
    """Return an answer, a fact or an entered result in words."""
    if outcome.found is Found.NOT_APPLICABLE:
        return "not applicable"
    if outcome.found is not Found.VALUE:
        return "not answered" if ref.kind == "question" else "something else"
    if isinstance(outcome.value, tuple):
        return list_words(f"“{code_words(method, ref, code)}”" for code in outcome.value)
    if isinstance(outcome.value, str):
        return f"“{code_words(method, ref, outcome.value)}”"
    return number_words(outcome.value)


def code_words(method: Method, ref: Ref, code: str) -> str:
    """Return the words of an answer's code."""
    if ref.kind == "question":
        return method.by_code[ref.code].label(code)
    labels = next((one.scale.labels for one in method.entered if one.code == ref.code and ref.kind == "entered"), {})
    return labels.get(code, code)


def lowering_words(method: Method, rule: Rule, found: Lowering, of_cases: bool) -> str:
    """Return a better answer that lowers the grade, with the rest of the answers."""
    labels = rule.scale.labels if rule.scale else {}
    answer, better = (code_words(method, found.ref, code) for code in (found.answer, found.better))
    where = " in one of several cases" if of_cases and found.ref.kind == "question" else ""
    beside = f" The rest: {answers_words(method, found.beside)}." if found.beside else ""
    return (
        f"A better answer lowers the grade. With {found.ref.code} = “{answer}”{where} the result is "
        f"{labels[found.grade]}; with “{better}”, which is better, it is {labels[found.lower]}.{beside}"
    )


def note(scale: Scale, certain: bool, searched: Searched) -> str:
    """Return what was searched, and how, in words."""
    if not scale.ordered:
        return "Its grades have no order, so no answer can lower them."
    if certain:
        return "No better answer can lower the grade, whatever the others are: the form of its steps shows it."
    found = "one was found" if searched.lowering else "none was found"
    how = f"by sampling: {searched.tried:,} sets of answers drawn by chance from the seed {SEED:,}"
    if searched.whole:
        how = f"exhaustively, over every set of answers that it tells apart: {searched.tried:,}"
    return f"Better answers that lower the grade were searched for {how}; {found}."
