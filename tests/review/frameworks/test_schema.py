"""The JSON Schema takes what can be read, and refuses a field that is misspelt."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from review.frameworks.documentation.example import EXAMPLE
from review.frameworks.file.exchange import FrameworkFile, canonical
from review.frameworks.file.schema import all_parts, schema, schema_text
from review.frameworks.file.yaml_tree import read_tree
from tests.review.frameworks.file_strategies import framework_files

FRAMEWORKS = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "frameworks").glob("*.yaml"))
VALIDATOR = Draft202012Validator(schema())


def plain(value: Any) -> Any:
    """Return what was read from YAML as what is read from JSON."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def wrong(text: str) -> list[str]:
    """Return what the schema finds wrong with a file."""
    return [error.message for error in VALIDATOR.iter_errors(plain(read_tree(text.encode()).value))]


def test_schema_is_one_of_its_dialect() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(schema_text()) == schema()


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_schema_takes_every_framework_that_is_shipped(path: Path) -> None:
    assert wrong(path.read_text(encoding="utf-8")) == []


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(framework_files())
def test_schema_takes_whatever_can_be_read(file: FrameworkFile) -> None:
    assert wrong(canonical(file)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("headline: The risk", "headlin: The risk", "'headlin' was unexpected"),
        ("rounding: half-up", "roundin: half-up", "'roundin' was unexpected"),
        ("{question: group-based, is: [yes]}", "{question: group-based, are: [yes]}", "'are' was unexpected"),
        ("how: percent-in", "how: per-cent-in", "'per-cent-in' is not one of"),
        ("{from: 80,", "{from: 1e400,", "'1e400' is not of type 'number'"),
        ("code: group-based", "code: Group based", "'Group based' does not match"),
        ("days-to-visit: 2", "Days: 2", "'Days' does not match"),
        ("answer: yes-no", "answer: maybe", "'maybe' is not one of"),
        ("    result: band\n", "    result: band\n    of: topics\n", "'topics' is not one of"),
    ],
)
def test_schema_refuses_what_is_misspelt(old: str, new: str, problem: str) -> None:
    text = EXAMPLE.replace("    of: topic\n", "", 1) if "of: topics" in new else EXAMPLE
    (found,) = wrong(text.replace(old, new, 1))
    assert problem in found


def test_schema_takes_the_example_and_what_older_yaml_makes_of_yes_and_no() -> None:
    assert wrong(EXAMPLE) == []
    assert wrong(EXAMPLE.replace("rationale: required", "not-applicable: false\n        rationale: required", 1)) == []


def test_schema_has_a_part_for_every_part_of_a_file_and_none_of_our_marks() -> None:
    titles = {part["title"] for part in schema()["$defs"].values()}
    called = {part.called[:1].upper() + part.called[1:] for part in all_parts()}
    assert called - titles == {"The file", "The answer “not applicable”"}
    assert '"later"' not in schema_text()
    assert "$id" not in schema()
