"""What is wrong with the names in what a step puts together: counted, added up, or the worst of several."""

from collections.abc import Iterator

from review.frameworks.file.model import ScaleFile
from review.frameworks.file.rules import CasesFile, MeasureFile, SourcesFile
from review.frameworks.problems.problem import Path
from review.frameworks.problems.reference_conditions import without_order
from review.frameworks.problems.reference_names import UNKNOWN, Found, Sort, no_such
from review.frameworks.problems.reference_sight import Seen, Sight

Source = tuple[Path, str, Seen]
"""The place of something that is put together, what it is called, and what it is."""
COUNTING = ("percent-in", "count-in")
NO_BEST = "A number has no best and no worst. Write not-applicable: left-out or no-result."


def measure_problems(measure: MeasureFile, path: Path, sight: Sight) -> Iterator[Found]:
    """Yield what is wrong with what a number is made of."""
    if measure.cases is not None:
        sources = list(_of_each_case(measure.cases, (*path, "cases"), sight))
    else:
        sources = list(_sources(measure.over or SourcesFile(), (*path, "over"), sight))
    sorts = []
    for place, name, (sort, sentence) in sources:
        found = sentence or _unfit(measure, name, sort)
        if found:
            yield place, found
        sorts.append(UNKNOWN if found else sort)
    if any(sort.kind == "number" for sort in sorts) and measure.not_applicable in ("as-best", "as-worst"):
        yield (*path, "not-applicable"), NO_BEST
    if UNKNOWN not in sorts:
        codes = list(dict.fromkeys(code for sort in sorts for code in sort.codes))
        for number, code in enumerate(measure.in_):
            if code not in codes:
                yield (
                    (*path, "in", number),
                    no_such("answer or grade", code, codes, "What is counted here can be", "or"),
                )


def _unfit(measure: MeasureFile, name: str, sort: Sort) -> str:
    """Return why something cannot be measured as it is asked for, empty where it can."""
    how, scale = measure.how, sort.scale
    if sort is UNKNOWN:
        return ""
    if how in COUNTING:
        return "" if sort.codes else f"“{name}” is no grade or choice, and how: {how} counts these. Take it away."
    if sort.kind == "number" and how != "percent-of-max":
        return ""
    if scale is None:
        return f"“{name}” is no grade of a scale, so it has no points for how: {how}. Take it away."
    if any(grade.points is None for grade in scale.grades):
        return (
            f"The scale “{scale.code}” of “{name}” has no points, and how: {how} adds them. Give all its grades points."
        )
    return ""


def worst_problems(sources: SourcesFile, path: Path, sight: Sight) -> tuple[list[Found], Sort]:
    """Return what is wrong with what the worst is sought among, and the sort of the result."""
    found: list[Found] = []
    scale: ScaleFile | None = None
    for place, name, (sort, sentence) in _sources(sources, path, sight):
        if problem := sentence or ("" if sort is UNKNOWN else _not_worst(name, sort, scale)):
            found.append((place, problem))
        elif scale is None:
            scale = sort.scale
    return found, sight.known.graded(scale.code) if scale else UNKNOWN


def _not_worst(name: str, sort: Sort, scale: ScaleFile | None) -> str:
    """Return why something cannot be the worst among grades of a scale, empty where it can."""
    if sort.scale is None:
        return f"“{name}” is no grade, and worst-of puts grades together. Take it away."
    if not sort.scale.ordered:
        return without_order(sort.scale, "the worst. Take them away")
    if scale is not None and sort.scale.code != scale.code:
        return (
            f"“{name}” is graded on the scale “{sort.scale.code}”, and what stands before it on “{scale.code}”. "
            "Put grades of one scale together."
        )
    return ""


def _sources(sources: SourcesFile, path: Path, sight: Sight) -> Iterator[Source]:
    for field, kind, codes in (
        ("questions", "question", sources.questions),
        ("topics", "topic", sources.topics),
        ("steps", "step", sources.steps),
        ("entered", "entered", sources.entered),
    ):
        for number, code in enumerate(codes):
            yield (*path, field, number), code, sight.counted(kind, code)
    for number, code in enumerate(sources.questions_of):
        yield from _inside(code, (*path, "questions-of", number), sight)


def _inside(topic: str, place: Path, sight: Sight) -> Iterator[Source]:
    """Yield the graded criteria of a topic."""
    if topic not in sight.known.topics:
        yield place, topic, (UNKNOWN, sight.known.no_topic(topic))
        return
    inside = [one for one in sight.known.topics[topic].criteria if one.answer == "grade"]
    inside = [one for one in inside if one.code != sight.rule.suggests]
    for criterion in inside:
        yield place, criterion.code, sight.counted("question", criterion.code)
    if not inside:
        sentence = f"No criterion of the topic “{topic}” itself is graded, so there is nothing to count. Take it away."
        yield place, topic, (UNKNOWN, sentence)


def _of_each_case(cases: CasesFile, path: Path, sight: Sight) -> Iterator[Source]:
    if cases.question:
        yield (*path, "question"), cases.question, sight.in_each_case(cases.question)
    if cases.topic:
        yield (*path, "topic"), cases.topic, sight.topic(cases.topic, "topic")
    if cases.review:
        yield (*path, "review"), "review", sight.review()
