"""What is wrong with the names in questions: scales, the answers that need words, and when something is asked."""

from collections.abc import Iterator

from review.frameworks.file.model import ConditionFile
from review.frameworks.problems.problem import Path, listed
from review.frameworks.problems.reference_conditions import conditions_problems, looked_at
from review.frameworks.problems.reference_names import NOT_APPLICABLE, UNKNOWN, Asked, Found, Known, no_such
from review.frameworks.problems.reference_sight import Seen, fact

ASKED_LAST = "The overall judgment is completed last, so nothing can wait for it. Look at another question."
ITSELF = "A question cannot decide whether it is asked itself. Look at another question."


def placed_questions(known: Known) -> Iterator[tuple[Path, Asked]]:
    """Yield everything that is asked, with its place."""
    for number, topic in enumerate(known.file.topics):
        place: Path = ("topics", number)
        yield from (((*place, "criteria", n), one) for n, one in enumerate(topic.criteria))
        for inner, subtopic in enumerate(topic.topics):
            inside: Path = (*place, "topics", inner)
            yield from (((*inside, "criteria", n), one) for n, one in enumerate(subtopic.criteria))
    yield from ((("classification", n), one) for n, one in enumerate(known.file.classification))
    yield ("overall",), known.file.overall


def scale_problems(known: Known) -> Iterator[Found]:
    """Yield each name of a scale that is not there, and, where there is none such, each scale that nothing uses."""
    used: set[str] = set()
    unknown = False
    for path, code in _named_scales(known):
        used.add(code)
        if code not in known.scales:
            unknown = True
            yield (*path, "scale"), known.no_scale(code)
    for number, scale in enumerate(() if unknown else known.file.scales):
        if scale.code not in used:
            yield (
                ("scales", number),
                f"Nothing uses the scale “{scale.code}”. Use it in a criterion, or take it away.",
            )


def _named_scales(known: Known) -> Iterator[tuple[Path, str]]:
    for path, asked in placed_questions(known):
        if scale := getattr(asked, "scale", None):
            yield path, scale
    yield from ((("entered", number), one.scale) for number, one in enumerate(known.file.entered))
    for number, rule in enumerate(known.file.rules):
        for position, step in enumerate(rule.steps):
            place = ("rules", number, "steps", position)
            if step.bands:
                yield (*place, "bands"), step.bands.scale
            if step.table:
                yield (*place, "table"), step.table.scale


def question_problems(known: Known) -> Iterator[Found]:
    """Yield what is wrong with the names in questions, but for those of scales."""
    for path, asked in placed_questions(known):
        for field, codes in (("rationale-for", asked.rationale_for), ("evidence-for", asked.evidence_for)):
            yield from _answer_problems(known, asked, (*path, field), codes)

        def look(kind: str, code: str, own: str = asked.code) -> Seen:
            return _look(known, own, kind, code)

        yield from conditions_problems(_conditions(asked), (*path, "asked-when"), look)
    yield from _loops(known)


def _answer_problems(known: Known, asked: Asked, path: Path, codes: tuple[str, ...]) -> Iterator[Found]:
    sort = known.answer_of(asked)
    possible = (*sort.codes, *([NOT_APPLICABLE] if sort.not_applicable else []))
    for number, code in enumerate(() if sort is UNKNOWN else codes):
        if code not in possible:
            yield (*path, number), no_such("answer", code, possible, f"“{asked.code}” can be", "or")


def _look(known: Known, own: str, kind: str, code: str) -> Seen:
    """Return what the condition of a question finds."""
    if kind == "fact":
        return fact(code)
    if kind != "question":
        return UNKNOWN, ""
    if code == own:
        return UNKNOWN, ITSELF
    if code not in known.asked:
        return UNKNOWN, known.no_question(code)
    if code == known.file.overall.code:
        return UNKNOWN, ASKED_LAST
    return known.answer_of(known.asked[code]), ""


def _conditions(asked: Asked) -> tuple[ConditionFile, ...]:
    found: tuple[ConditionFile, ...] = getattr(asked, "asked_when", ())
    return found


def _loops(known: Known) -> Iterator[Found]:
    """Yield each circle of questions that decide over each other, at the first of them."""
    waits_for = {code: _waits_for(asked) for code, asked in known.asked.items() if _conditions(asked)}
    told: set[frozenset[str]] = set()
    for path, asked in placed_questions(known):
        circle = _circle(asked.code, waits_for)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield (
                (*path, "asked-when"),
                f"These questions decide in a circle whether they are asked: {listed(circle)}. "
                "Take one of the conditions away.",
            )


def _waits_for(asked: Asked) -> list[str]:
    comparisons = (one for condition in _conditions(asked) for one in (condition, *condition.any))
    found = [at[1] for one in comparisons if (at := looked_at(one)) and at[0] == "question" and at[1] != asked.code]
    return list(dict.fromkeys(found))


def _circle(code: str, waits_for: dict[str, list[str]]) -> list[str]:
    """Return the shortest way from a question back to itself, empty where there is none."""
    ways, seen = [[code]], {code}
    for way in ways:
        for following in waits_for.get(way[-1], ()):
            if following == code:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
