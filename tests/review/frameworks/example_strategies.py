"""Worked examples of every valid shape, for a framework that has none yet."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from review.frameworks.file.examples import CaseExampleFile, ExpectedFile, NotApplicableFile
from review.frameworks.file.model import ExampleFile, FrameworkFile
from review.frameworks.file.texts import within_range
from review.frameworks.rules.facts import FACT_LABELS
from tests.review.frameworks.condition_strategies import things_of

Draw = Callable[..., Any]


@st.composite
def answers(draw: Draw, file: FrameworkFile) -> dict[str, Any]:
    """Return answers to some of the questions."""
    scales = {scale.code: scale for scale in file.scales}
    by_code = {one.code: one for one in file.asked}
    found: dict[str, Any] = {}
    for thing in things_of(file.asked, scales):
        if draw(st.booleans()):
            if thing.not_applicable and draw(st.integers(0, 3)) == 0:
                found[thing.code] = NotApplicableFile(na=draw(st.sampled_from(["", "It did not arise."])))
            elif thing.sort == "number":
                found[thing.code] = draw(_numbers(by_code[thing.code].number))
            elif thing.sort == "typed":
                is_date = by_code[thing.code].answer == "date"
                found[thing.code] = draw(st.dates()).isoformat() if is_date else draw(st.sampled_from(["yes", "1.5"]))
            elif thing.sort == "choices":
                picked = st.lists(st.sampled_from(thing.codes), min_size=1, unique=True)
                found[thing.code] = tuple(draw(picked))
            else:
                found[thing.code] = draw(st.sampled_from(thing.codes))
    return found


def _numbers(number: Any) -> st.SearchStrategy[Decimal]:
    """Return numbers that a question takes."""
    decimals = number.decimals if number else 0
    least = number.least if number and number.least is not None else Decimal(-50)
    most = number.most if number and number.most is not None else least + 100
    least = most - 100 if least > most else least
    whole = st.integers(int(least.scaleb(decimals)), int(most.scaleb(decimals)))
    return whole.map(lambda found: within_range(Decimal(found).scaleb(-decimals)))


@st.composite
def case_fields(draw: Draw, file: FrameworkFile) -> dict[str, Any]:
    """Return the answers, filling and facts of a case."""
    filled = {scale.code: draw(st.sampled_from(scale.grades)).code for scale in file.scales if draw(st.booleans())}
    facts = {code: draw(st.sampled_from(sorted(words))) for code, words in FACT_LABELS.items() if draw(st.booleans())}
    return {"answers": draw(answers(file)), "fill": filled, "facts": facts}


@st.composite
def examples(draw: Draw, file: FrameworkFile) -> tuple[ExampleFile, ...]:
    """Return worked examples that expect nothing."""
    found = []
    for number in range(draw(st.integers(0, 2))):
        fields: dict[str, Any] = {"title": f"Example {number}", "expect": ExpectedFile()}
        if draw(st.booleans()):
            found.append(ExampleFile(**fields, **draw(case_fields(file))))
            continue
        cases = [
            CaseExampleFile(times=draw(st.integers(1, 3)), **draw(case_fields(file)))
            for _ in range(draw(st.integers(1, 2)))
        ]
        scales = {scale.code: scale for scale in file.scales}
        entered = {one.code: draw(st.sampled_from(scales[one.scale].grades)).code for one in file.entered}
        found.append(ExampleFile(**fields, cases=tuple(cases), entered=entered))
    return tuple(found)
