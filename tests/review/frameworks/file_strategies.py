"""Framework files of every valid shape, for property tests."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from review.frameworks.file_model import (
    ChoiceFile,
    CriterionFile,
    FrameworkFile,
    GradeFile,
    OverallFile,
    QuestionFile,
    ScaleFile,
    TopicFile,
)
from review.frameworks.file_texts import CODE, FORBIDDEN, one_line, paragraphs
from review.frameworks.whole_file_problems import RESERVED_CHOICES, RESERVED_QUESTIONS, RESERVED_TOPICS

TRAPS = (
    *("no", "yes", "true", "null", "~", "1", "1.5", "2024-01-01", "12:30", "{a}", "[b]", "a:", "\xa0b", "#c", "*d"),
    *("&e", "!f", "%g", "@h", "|i", ">j", "-k", "?l", "''", '"m"', "\\n", "<<", "---", "a: b # c", "é “x”"),
)
"""Words that YAML, or some version of it, takes for something else than text."""

codes = st.text("abcxyz019-", min_size=1, max_size=8).filter(CODE.fullmatch) | st.sampled_from(
    ["no", "yes", "null", "1"]
)
characters = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda one: not FORBIDDEN.search(one))
texts = st.text(characters | st.sampled_from(" \"'\\:#-"), max_size=30) | st.sampled_from(TRAPS)
lines = texts.map(one_line).filter(bool)
words = st.lists(texts, max_size=4).map("\n".join).map(paragraphs)
needs = st.sampled_from(["required", "optional"])


def unique_codes(least: int, most: int, taken: tuple[str, ...] = ()) -> st.SearchStrategy[list[str]]:
    """Return lists of different codes without those that are taken."""
    free = codes.filter(lambda code: code not in taken)
    return st.lists(free, min_size=least, max_size=most, unique=True)


@st.composite
def scales(draw: Callable[..., Any], code: str) -> ScaleFile:
    """Return a scale of this code."""
    names = draw(unique_codes(2, 4))
    labels = draw(st.lists(lines, min_size=len(names), max_size=len(names), unique=True))
    tones = st.sampled_from(["green", "yellow", "orange", "red", "blue", "grey", "purple"])
    grades = [GradeFile(code=name, label=label, tone=draw(tones)) for name, label in zip(names, labels, strict=True)]
    return ScaleFile(code=code, title=draw(lines), grades=tuple(grades))


@st.composite
def choices(draw: Callable[..., Any]) -> tuple[ChoiceFile, ...]:
    """Return the choices of a question."""
    names = draw(unique_codes(2, 4, RESERVED_CHOICES))
    labels = draw(st.lists(lines, min_size=len(names), max_size=len(names), unique=True))
    return tuple(ChoiceFile(code=name, label=label) for name, label in zip(names, labels, strict=True))


def asked(draw: Callable[..., Any], code: str) -> dict[str, Any]:
    """Return what everything that is asked has."""
    return {
        "code": code,
        "question": draw(lines),
        "good": tuple(draw(st.lists(lines, max_size=3))),
        "guidance": draw(words),
        "not_applicable": draw(st.sampled_from(["no", "with-reason"])),
        "rationale": draw(needs),
        "evidence": draw(needs),
    }


@st.composite
def framework_files(draw: Callable[..., Any]) -> FrameworkFile:
    """Return a valid framework file."""
    scale_codes = draw(unique_codes(1, 3))
    names = draw(unique_codes(2, 9, RESERVED_QUESTIONS))
    graded = [
        CriterionFile(
            **asked(draw, name), answer="grade", required=draw(st.booleans()), scale=draw(st.sampled_from(scale_codes))
        )
        for name in names[1 : draw(st.integers(2, len(names)))]
    ]
    overall = OverallFile(**asked(draw, names[0]), answer="grade", scale=draw(st.sampled_from(scale_codes)))
    used = {one.scale for one in (*graded, overall)}
    return FrameworkFile(
        format=1,
        framework=draw(codes),
        title=draw(lines),
        owner=draw(lines),
        source=draw(lines),
        standing=draw(lines),
        judges=draw(st.sampled_from(["case", "force"])),
        scales=tuple(draw(scales(code)) for code in scale_codes if code in used),
        topics=tuple(topics(draw, graded)),
        classification=tuple(questions(draw, names[len(graded) + 1 :])),
        overall=overall,
    )


def topics(draw: Callable[..., Any], graded: list[CriterionFile]) -> list[TopicFile]:
    """Return topics over which the criteria are spread."""
    names = draw(unique_codes(1, len(graded), RESERVED_TOPICS))
    return [
        TopicFile(
            code=name,
            title=draw(lines),
            headline=draw(texts.map(one_line)),
            criteria=tuple(graded[number :: len(names)]),
        )
        for number, name in enumerate(names)
    ]


def questions(draw: Callable[..., Any], names: list[str]) -> list[QuestionFile]:
    """Return a classification question for each name."""
    kinds = [draw(st.sampled_from(["yes-no", "choice"])) for _ in names]
    return [
        QuestionFile(
            **asked(draw, name),
            answer=kind,
            required=draw(st.booleans()),
            choices=draw(choices()) if kind == "choice" else (),
        )
        for name, kind in zip(names, kinds, strict=True)
    ]
