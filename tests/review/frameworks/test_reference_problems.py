"""Names that lead nowhere, or to what does not fit, are told; a file without problems can be worked through."""

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.documentation.example import EXAMPLE
from review.frameworks.file.exchange import (
    BrokenFramework,
    FrameworkFile,
    canonical,
    problems_of,
    read,
    read_with_lines,
)
from review.frameworks.problems.references import reference_problems
from review.frameworks.rules.given_answers import given_answer
from review.frameworks.rules.method import method_of
from tests.review.frameworks.example_strategies import answers
from tests.review.frameworks.file_strategies import framework_files

WRONG = yaml.safe_load((Path(__file__).parent / "wrong_rules.yaml").read_text(encoding="utf-8"))


def spoiled(changes: list[dict[str, str]]) -> str:
    """Return the example of the documentation page with some places changed."""
    text = EXAMPLE
    for change in changes:
        assert change["replace"] in text
        text = text.replace(change["replace"], change["with"], 1)
    return text


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong["problems"][0].partition(": ")[0])
def test_read_tells_everything_that_is_wrong_with_rules_and_names(wrong: dict[str, Any]) -> None:
    with pytest.raises(BrokenFramework) as broken:
        read(spoiled(wrong["changes"]).encode())
    assert [str(problem) for problem in broken.value.problems] == wrong["problems"]


def test_example_has_no_problems() -> None:
    file, tree = read_with_lines(EXAMPLE.encode())
    assert list(reference_problems(file)) == []
    assert problems_of(file) == ()
    assert tree.line(("rules", 0, "steps", 1, "bands")) == EXAMPLE.splitlines().index("        bands:") + 1


def test_problems_of_a_draft_have_the_lines_of_its_canonical_form() -> None:
    file = read(EXAMPLE.encode())
    draft = file.model_copy(update={"entered": ()})
    lines = canonical(draft).splitlines()
    places = [(problem.path, lines[problem.line - 1].strip()) for problem in problems_of(draft)]
    assert places == [
        ("rules[2].steps[1].table.rows[0].when[1].entered", '- entered: "leadership"'),
        ("examples[3].entered.leadership", '"leadership": "adequate"'),
    ]


@st.composite
def disturbed(draw: st.DrawFn) -> dict[str, Any]:
    """Return a framework as plain data, in which names went to other places, or parts changed their order."""
    file = draw(framework_files().filter(lambda file: bool(file.rules)))
    data: dict[str, Any] = yaml.safe_load(canonical(file))
    for _ in range(draw(st.integers(1, 3))):
        places = [(holder, key) for holder, key, value in _values(data["rules"]) if isinstance(value, str | bool)]
        words = [value for _, _, value in _values(data) if isinstance(value, str)]
        lists = [value for _, _, value in _values(data) if isinstance(value, list) and len(value) > 1]
        if lists and draw(st.booleans()):
            draw(st.sampled_from(lists)).reverse()
        else:
            holder, key = draw(st.sampled_from(places))
            holder[key] = draw(st.sampled_from(words))
    return data


def _values(data: Any) -> list[tuple[Any, Any, Any]]:
    """Return every value inside data, with what holds it and where."""
    pairs = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())
    return [found for key, value in pairs for found in ((data, key, value), *_values(value))]


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(disturbed(), st.data())
def test_whatever_is_taken_can_be_worked_through(disturbed: dict[str, Any], data: st.DataObject) -> None:
    with suppress(BrokenFramework):
        worked_through(read(json.dumps(disturbed, ensure_ascii=False).encode()), data)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(framework_files(), st.data())
def test_whatever_answers_are_given_every_grade_is_of_its_scale(file: FrameworkFile, data: st.DataObject) -> None:
    worked_through(file, data)


def worked_through(file: FrameworkFile, data: st.DataObject) -> None:
    """Work through a framework with random answers: every grade is of the scale of its rule."""
    method = method_of(file)
    given = {code: _plain(answer) for code, answer in data.draw(answers(file)).items()}
    made = {code: given_answer(method.by_code[code], answer) for code, answer in given.items()}
    assume(all(isinstance(answer, Answer) for answer in made.values()))
    found = {code: answer for code, answer in made.items() if isinstance(answer, Answer)}
    review = evaluate_review(method, found)
    whole = evaluate_cases(method, [Case(found), Case(found)])
    by_code = {rule.code: rule for rule in method.rules}
    for result in (*review.topics.values(), review.review, *whole.topics.values(), whole.whole):
        scale = by_code[result.rule].scale if result.rule else None
        assert result.grade is None or (scale is not None and result.grade in scale.codes)


def _plain(answer: Any) -> Any:
    if isinstance(answer, tuple | str | Decimal):
        return answer
    return {"na": answer.na}
