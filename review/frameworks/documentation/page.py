"""The documentation page of the framework file: its words, the tables made from the models, and an example."""

from pathlib import Path
from string import Template

from review.frameworks.documentation.example import EXAMPLE
from review.frameworks.documentation.tables import PARTS, fact_table, field_tables
from review.frameworks.file.texts import CODE_LENGTH, DECIMALS, LARGEST
from review.frameworks.problems.whole_file import RESERVED_CHOICES, RESERVED_QUESTIONS, RESERVED_TOPICS

__all__ = ["EXAMPLE", "PARTS", "page"]

WORDS = Path(__file__).with_suffix(".md")
"""The words of the page, with names after a dollar sign where something made is to stand."""


def page() -> str:
    """Return the whole page in Markdown."""
    return Template(WORDS.read_text(encoding="utf-8")).substitute(
        example=EXAMPLE,
        fields=field_tables(),
        facts=fact_table(),
        length=CODE_LENGTH,
        largest=f"{LARGEST:,}",
        decimals=DECIMALS,
        questions=_codes(RESERVED_QUESTIONS),
        topics=_codes(RESERVED_TOPICS),
        choices=_codes(RESERVED_CHOICES),
    )


def _codes(words: tuple[str, ...]) -> str:
    *first, last = (f"`{word}`" for word in words)
    return f"{', '.join(first)} and {last}" if first else last
