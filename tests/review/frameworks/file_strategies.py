"""Framework files of every valid shape, for property tests."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from review.frameworks.file.model import (
    ChoiceFile,
    CriterionFile,
    EnteredFile,
    FrameworkFile,
    GradeFile,
    NumberFile,
    OverallFile,
    QuestionFile,
    RationaleWordsFile,
    ScaleFile,
    SubtopicFile,
    TopicFile,
)
from review.frameworks.file.texts import CODE, FORBIDDEN, one_line, paragraphs, within_range
from review.frameworks.problems.whole_file import RESERVED_CHOICES, RESERVED_QUESTIONS, RESERVED_TOPICS
from tests.review.frameworks.condition_strategies import FACTS, conditions, things_of
from tests.review.frameworks.example_strategies import examples
from tests.review.frameworks.rule_strategies import rules

TRAPS = (
    *("no", "yes", "true", "null", "~", "1", "1.5", "2024-01-01", "12:30", "{a}", "[b]", "a:", "\xa0b", "#c", "*d"),
    *("&e", "!f", "%g", "@h", "|i", ">j", "-k", "?l", "''", '"m"', "\\n", "<<", "---", "a: b # c", "é “x”", "שלום"),
)
"""Words that YAML, or some version of it, takes for something else than text."""
Draw = Callable[..., Any]

codes = st.text("abcxyz019-", min_size=1, max_size=8).filter(CODE.fullmatch) | st.sampled_from(
    ["no", "yes", "null", "1"]
)
characters = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda one: not FORBIDDEN.search(one))
texts = st.text(characters | st.sampled_from(" \"'\\:#-"), max_size=30) | st.sampled_from(TRAPS)
lines = texts.map(one_line).filter(bool)
words = st.lists(texts, max_size=4).map("\n".join).map(paragraphs)
needs = st.sampled_from(["required", "optional"])
KINDS = ("grade", "yes-no", "choice", "choices", "number", "date", "text")


def unique_codes(least: int, most: int, taken: tuple[str, ...] = ()) -> st.SearchStrategy[list[str]]:
    """Return lists of different codes without those that are taken."""
    free = codes.filter(lambda code: code not in taken)
    return st.lists(free, min_size=least, max_size=most, unique=True)


def labels(number: int) -> st.SearchStrategy[list[str]]:
    """Return labels that differ by more than the case of letters."""
    return st.lists(lines, min_size=number, max_size=number).map(
        lambda found: [f"{position} {label}" for position, label in enumerate(found)]
    )


def numbers(least: int = -1000, most: int = 1000, decimals: int = 2) -> st.SearchStrategy[Decimal]:
    """Return exact numbers with up to so many decimal places."""
    whole = st.integers(least * 10**decimals, most * 10**decimals)
    return whole.map(lambda number: within_range(Decimal(number).scaleb(-decimals)))


@st.composite
def scales(draw: Draw, code: str) -> ScaleFile:
    """Return a scale of this code."""
    names = draw(unique_codes(2, 4))
    pointed = draw(st.booleans())
    tones = st.sampled_from(["green", "yellow", "orange", "red", "blue", "grey", "purple"])
    grades = [
        GradeFile(code=name, label=label, tone=draw(tones), points=draw(numbers(0, 20)) if pointed else None)
        for name, label in zip(names, draw(labels(len(names))), strict=True)
    ]
    return ScaleFile(code=code, title=draw(lines), grades=tuple(grades), ordered=draw(st.integers(0, 3)) > 0)


@st.composite
def choices(draw: Draw) -> tuple[ChoiceFile, ...]:
    """Return the choices of a question."""
    names = draw(unique_codes(2, 4, RESERVED_CHOICES))
    return tuple(
        ChoiceFile(code=name, label=label) for name, label in zip(names, draw(labels(len(names))), strict=True)
    )


@st.composite
def number_files(draw: Draw) -> NumberFile:
    """Return which numbers a question takes."""
    decimals = draw(st.integers(0, 2))
    bounds = sorted(draw(st.lists(numbers(-50, 50, decimals), min_size=2, max_size=2)))
    least, most = (bound if draw(st.booleans()) else None for bound in bounds)
    return NumberFile(unit=draw(lines), least=least, most=most, decimals=decimals)


@st.composite
def rationale_words(draw: Draw, needed: bool) -> RationaleWordsFile | None:
    """Return how long a rationale is to be, perhaps nothing of it; where it is never needed, its most alone."""
    least, most = sorted(draw(st.lists(st.integers(1, 1000), min_size=2, max_size=2)))
    given = draw(st.sampled_from(["", "most", *(["least", "both"] if needed else [])]))
    bounds = {
        "least": least if given in ("least", "both") else None,
        "most": most if given in ("most", "both") else None,
    }
    return RationaleWordsFile(**bounds) if given else None


def asked(draw: Draw, code: str) -> dict[str, Any]:
    """Return what everything that is asked has."""
    origin = draw(st.sampled_from(["", "same_as", "reworded_from", "split_from"]))
    rationale = draw(needs)
    return {
        "code": code,
        "question": draw(lines),
        "good": tuple(draw(st.lists(lines, max_size=3))),
        "guidance": draw(words),
        "not_applicable": draw(st.sampled_from(["no", "with-reason", "without-reason"])),
        "rationale": rationale,
        "rationale_words": draw(rationale_words(rationale == "required")),
        "evidence": draw(needs),
        **({origin: draw(codes)} if origin else {}),
    }


def question(draw: Draw, code: str, kind: str, earlier: list[Any], scales: dict[str, ScaleFile]) -> dict[str, Any]:
    """Return the fields of a criterion or classification question that may wait for those before it."""
    things = [*FACTS, *things_of(earlier, scales)]
    found = asked(draw, code) | {
        "answer": kind,
        "required": draw(st.booleans()),
        "scale": draw(st.sampled_from(sorted(scales))) if kind == "grade" else None,
        "choices": draw(choices()) if kind in ("choice", "choices") else (),
        "number": draw(number_files()) if kind == "number" and draw(st.booleans()) else None,
        "asked_when": draw(conditions(things)) if draw(st.integers(0, 3)) == 0 else (),
    }
    offered = [choice.code for choice in found["choices"]] or (["yes", "no"] if kind == "yes-no" else [])
    offered = [grade.code for grade in scales[found["scale"]].grades] if kind == "grade" else offered
    for need in ("rationale", "evidence"):
        if found[need] == "optional" and offered:
            found[f"{need}_for"] = tuple(draw(st.lists(st.sampled_from(offered), max_size=2, unique=True)))
    return found


@st.composite
def framework_files(draw: Draw) -> FrameworkFile:
    """Return a valid framework file."""
    possible = {code: draw(scales(code)) for code in draw(unique_codes(1, 3))}
    names = draw(unique_codes(2, 9, RESERVED_QUESTIONS))
    criteria: list[Any] = []
    classification: list[Any] = []
    for name in names[1:]:
        kind = draw(st.sampled_from(["grade", "grade", "grade", *KINDS]))
        part = criteria if not criteria or draw(st.integers(0, 2)) else classification
        model = CriterionFile if part is criteria else QuestionFile
        part.append(model(**question(draw, name, kind, [*criteria, *classification], possible)))
    overall = OverallFile(**asked(draw, names[0]), answer="grade", scale=draw(st.sampled_from(sorted(possible))))
    entered = tuple(
        EnteredFile(code=code, title=draw(lines), guidance=draw(words), scale=draw(st.sampled_from(sorted(possible))))
        for code in draw(unique_codes(0, 2))
    )
    file = FrameworkFile(
        format=1,
        framework=draw(codes),
        title=draw(lines),
        owner=draw(lines),
        source=draw(lines),
        standing=draw(lines),
        judges=draw(st.sampled_from(["case", "force"])),
        scales=tuple(possible.values()),
        topics=tuple(topics(draw, criteria)),
        classification=tuple(classification),
        overall=overall,
        entered=entered,
    )
    file = file.model_copy(update={"rules": draw(rules(file))})
    file = file.model_copy(update={"scales": tuple(possible[code] for code in possible if code in used_scales(file))})
    return file.model_copy(update={"examples": draw(examples(file))})


def used_scales(file: FrameworkFile) -> set[str | None]:
    """Return the codes of the scales that something in a file uses."""
    steps = [step for rule in file.rules for step in rule.steps]
    graded = [made.scale for step in steps for made in (step.bands, step.table) if made]
    return {*graded, *(getattr(one, "scale", None) for one in file.asked), *(one.scale for one in file.entered)}


def topics(draw: Draw, criteria: list[CriterionFile]) -> list[TopicFile]:
    """Return topics, some of them with topics inside, over which the criteria are spread."""
    names = draw(unique_codes(1, len(criteria), RESERVED_TOPICS))
    shares = [tuple(criteria[number :: len(names)]) for number in range(len(names))]
    found: list[dict[str, Any]] = []
    for name, share in zip(names, shares, strict=True):
        fields = {"code": name, "title": draw(lines), "headline": draw(texts.map(one_line)), "criteria": share}
        if found and draw(st.integers(0, 2)) == 0:
            outer = found[-1]
            outer["topics"] = (*outer.get("topics", ()), SubtopicFile(**fields))
            if len(outer["topics"]) == 1 and draw(st.booleans()):
                inner = outer["topics"][0]
                outer["topics"] = (inner.model_copy(update={"criteria": (*outer["criteria"], *inner.criteria)}),)
                outer["criteria"] = ()
        else:
            found.append(fields)
    return [TopicFile(**fields) for fields in found]
