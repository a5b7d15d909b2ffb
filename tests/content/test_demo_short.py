"""The short inspections of the demonstration, and the framework that is an example, are whole and labelled."""

import datetime as dt
from typing import Any

import pytest

from review.frameworks.file.exchange import FrameworkFile, read
from review.frameworks.file.model import ExampleFile
from review.frameworks.rules.checks import check
from tests.content.demo import DEMO, FIXTURES, loaded
from tests.content.frameworks import told, worked

FILES = ("service-inspection", "suggested-inspection")
CASES: list[dict[str, Any]] = [case for name in FILES for case in loaded(f"demo/{name}.yaml")["cases"]]
EXAMPLE: FrameworkFile = read((DEMO / "missing-children-example.yaml").read_bytes())


def test_example_framework_passes_the_checks_before_publishing() -> None:
    assert check(EXAMPLE).problems == ()


def test_example_framework_says_that_it_is_one() -> None:
    assert EXAMPLE.title.endswith("(example for the demonstration)")
    assert "not approved by any inspectorate" in EXAMPLE.standing
    assert sum(len(topic.criteria) for topic in EXAMPLE.all_topics) == 7


@pytest.mark.parametrize("example", EXAMPLE.examples, ids=[one.title for one in EXAMPLE.examples])
def test_worked_example_gives_what_it_says(example: ExampleFile) -> None:
    results = worked(EXAMPLE, example)
    grade, kind, topics = told(example)
    assert {code: results.topics[code].grade for code in topics} == topics
    assert (results.whole.grade, results.whole.kind.value) == (grade, kind)


@pytest.mark.parametrize("name", FILES)
def test_short_inspection_says_that_it_is_synthetic(name: str) -> None:
    about = loaded(f"demo/{name}.yaml")
    assert "synthetic" in about["inspection"]["sample_note"]
    assert about["inspection"]["synthetic"] is True
    assert [force["name"] for force in about["forces"] if "synthetic" not in force["name"]] == []


def test_words_that_are_quoted_stand_in_the_entry_that_is_named() -> None:
    quoted = [
        (case["notes"][answer["entry"] - 1], answer["words"])
        for case in CASES
        for answer in case["answers"].values()
        if isinstance(answer, dict) and "words" in answer
    ]
    assert len(quoted) == 21 + 5
    assert [words for note, words in quoted if words not in note] == []


def test_days_of_short_cases_are_working_days_in_order() -> None:
    for case in CASES:
        assert case["days"] == sorted(case["days"])
        assert [day for day in case["days"] if day.weekday() > 4] == []


def test_every_shipped_framework_has_its_days() -> None:
    rows = loaded("demo/frameworks.yaml")["frameworks"]
    shipped = {f"frameworks/{path.name}" for path in (FIXTURES / "frameworks").glob("*.yaml")}
    assert {row["file"] for row in rows} == shipped | {"demo/missing-children-example.yaml"}
    days: list[tuple[dt.date, dt.date]] = [(row["read_on"], row["published_on"]) for row in rows]
    assert [pair for pair in days if pair[0] >= pair[1]] == []
