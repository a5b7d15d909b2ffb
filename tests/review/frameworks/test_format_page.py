"""The page of the framework file: its example can be read, and it knows every field and reserved name."""

from review.frameworks.exchange import read
from review.frameworks.file_model import Part
from review.frameworks.format_page import EXAMPLE, PARTS, page
from review.frameworks.whole_file_problems import RESERVED_QUESTIONS


def test_page_has_an_example_that_can_be_read() -> None:
    assert EXAMPLE in page()
    assert read(EXAMPLE.encode()).framework == "example"


def test_page_has_a_row_for_each_field_of_each_part() -> None:
    sections = page().partition("## Fields")[2].split("\n### ")[1:]
    for (part, title), section in zip(PARTS, sections, strict=True):
        rows = [line.split("|")[1].strip(" `") for line in section.splitlines() if line.startswith("| `")]
        assert section.startswith(title)
        assert rows == [field.alias for field in part.model_fields.values()]


def test_page_has_every_part_that_a_file_has() -> None:
    described = {part for part, _ in PARTS}
    parts = {part for part in Part.__subclasses__() if "called" in vars(part)}
    deeper = {part for base in Part.__subclasses__() for part in base.__subclasses__()}
    assert described == parts | deeper


def test_page_names_every_reserved_name() -> None:
    assert all(f"`{name}`" in page() for name in RESERVED_QUESTIONS)
