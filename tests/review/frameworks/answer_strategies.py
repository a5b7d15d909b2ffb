"""Answers to a method's questions, as a review may hold them: whole, or with some left out."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from review.domain.rules.answers import Answer
from review.domain.rules.method import Method, Question
from review.domain.rules.over_cases import Case
from review.frameworks.rules.facts import FACT_LABELS

Draw = Callable[..., Any]


@st.composite
def cases(draw: Draw, method: Method, *, whole: bool = False) -> Case:
    """Return a case; `whole`: with an answer to every question and every reason given."""
    answers = {}
    for question in method.questions:
        if whole or draw(st.integers(0, 9)):
            answers[question.code] = draw(answer(question, whole=whole))
    facts = {
        code: draw(st.sampled_from(sorted(labels))) for code, labels in FACT_LABELS.items() if draw(st.integers(0, 9))
    }
    return Case(answers, facts)


@st.composite
def answer(draw: Draw, question: Question, *, whole: bool) -> Answer:
    """Return an answer that a question takes."""
    if question.not_applicable and draw(st.integers(0, 3)) == 0:
        return Answer(None, "It is so." if whole else draw(st.sampled_from(["", "It is so."])))
    if question.kind == "choices":
        codes = draw(st.lists(st.sampled_from(question.codes), min_size=1, unique=True))
        return Answer(tuple(codes))
    if question.kind == "number":
        return Answer(draw(number(question)))
    if question.kind == "date":
        return Answer("2024-01-31")
    return Answer(draw(st.sampled_from(question.codes)) if question.codes else "Some words.")


def number(question: Question) -> st.SearchStrategy[Fraction]:
    """Return numbers that a question takes."""
    scale = 10**question.decimals
    low = -60 if question.least is None else int(question.least)
    high = 60 if question.most is None else int(question.most)
    return (
        st.integers(low * scale, max(low, high) * scale)
        .map(lambda whole: Fraction(whole, scale))
        .filter(
            lambda found: (
                (question.least is None or found >= question.least)
                and (question.most is None or found <= question.most)
            )
        )
    )


@st.composite
def entered(draw: Draw, method: Method) -> dict[str, str]:
    """Return a grade for every result that is entered."""
    return {one.code: draw(st.sampled_from(one.scale.codes)) for one in method.entered}
