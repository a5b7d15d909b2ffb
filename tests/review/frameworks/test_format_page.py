"""The page of the framework file: its examples can be read and tried, and it knows every field and reserved name."""

import json
import re

import pytest

from review.frameworks.documentation.page import EXAMPLE, PARTS, page
from review.frameworks.documentation.tables import LIKE, fields_of
from review.frameworks.file.exchange import read
from review.frameworks.file.rules import StepFile
from review.frameworks.file.schema import all_parts
from review.frameworks.problems.whole_file import RESERVED_QUESTIONS
from review.frameworks.rules.method import method_of
from review.frameworks.rules.trying import tried

SAMPLES = re.findall(r"```json\n(.*?)```", page(), re.DOTALL)


def sections() -> dict[str, str]:
    """Return the sections on fields by their titles."""
    fields = page().partition("## Fields")[2].partition("\n## ")[0]
    return {text.splitlines()[0]: text for text in fields.split("\n### ")[1:]}


def test_page_has_an_example_that_can_be_read() -> None:
    assert EXAMPLE in page()
    assert read(EXAMPLE.encode()).framework == "example"


def test_example_has_rules_of_every_kind_and_steps_of_every_kind() -> None:
    rules = read(EXAMPLE.encode()).rules
    assert [rule.of for rule in rules] == ["topic", "review", "cases"]
    kinds = {kind for rule in rules for step in rule.steps for kind in StepFile.model_fields if getattr(step, kind)}
    assert kinds == set(StepFile.model_fields)


def test_page_has_a_row_for_each_field_of_each_part() -> None:
    assert list(sections()) == [title for _, title in PARTS]
    for part, title in PARTS:
        lines = sections()[title].splitlines()
        rows = [line.split("|")[1].strip(" `") for line in lines if line.startswith("| `")]
        assert rows == ([] if part in LIKE else fields_of(part))


def test_parts_without_a_table_have_no_field_of_their_own() -> None:
    assert {part: set(fields_of(part)) - set(fields_of(like)) for part, like in LIKE.items()} == {
        part: set() for part in LIKE
    }
    assert "It has the fields of [a condition](#a-condition) but for `any`." in sections()["A comparison"]


def test_page_has_every_part_that_a_file_has() -> None:
    described = {part.called for part, _ in PARTS}
    assert {part.called for part in all_parts()} - described == {"the answer “not applicable”"}


def test_links_of_the_page_lead_to_its_sections() -> None:
    titles = {line.lstrip("#").strip().lower().replace(" ", "-") for line in page().splitlines() if line[:1] == "#"}
    assert set(re.findall(r"\]\(#([^)]*)\)", page())) - titles == set()


def test_page_names_every_reserved_name() -> None:
    assert all(f"`{name}`" in page() for name in RESERVED_QUESTIONS)


@pytest.mark.parametrize("sample", SAMPLES[:2])
def test_answers_on_the_page_can_be_tried_on_its_example(sample: str) -> None:
    found = tried(method_of(read(EXAMPLE.encode())), sample.encode())
    assert set(found) == set(json.loads(SAMPLES[2])) == {"review", "topics", "inspection"}
