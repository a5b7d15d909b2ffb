"""The columns of the tables that can be imported, as a page of the documentation."""

from typing import Any

from casefiles.cases.code_lists import outcome_types
from casefiles.domain.import_layouts import CASE_FILES, ETHNICITY_RECORDS, PERSONS, Column, Layout

LAYOUTS: tuple[Layout[Any], ...] = (CASE_FILES, PERSONS, ETHNICITY_RECORDS)
INTRODUCTION = """\
# Columns of imported files

Case files, persons and ethnicity records can be imported from CSV files. A file is checked whole before anything is
kept: either all its rows are taken, or none. Problems are shown with their lines, and with their columns where one
value is the cause. Rows are read once the names of the columns are right, and a row is compared with what the
inspection holds once all its values can be read, so what was mended may show one more problem the next time. Reading
stops at a line that cannot be read, and after 200 problems.

A file is text in UTF-8 with commas between the values. Its first line names the columns, in any order. A column that
is not needed can be left out or its values left empty. A value that has a comma or a line break stands in quotation
marks. Blank lines are skipped. No date may lie in the future. Import case files first, then persons, then ethnicity
records. Never put names of people into a file: references only.

The code of a force must be one of the inspection's forces; a force that is missing is added there first.
The outcome types are those of the Home Office, listed at the end; the ethnicity codes are those of the scheme that
the row names (`fixtures/reference/ethnicity_codes.csv`).
"""


def page() -> str:
    """Return docs/import-columns.md: each file's columns with meaning, whether needed, what is accepted, an example."""
    sections = [*("\n".join(_section(layout)) + "\n" for layout in LAYOUTS), "\n".join(_outcome_types()) + "\n"]
    return "\n".join([INTRODUCTION, *sections])


def _section(layout: Layout[Any]) -> list[str]:
    example = layout.example_csv().replace("\r\n", "\n").rstrip("\n")
    once = ", ".join(f"`{name}`" for name in layout.unique)
    return [
        f"## {layout.title}",
        "",
        "| Column | Meaning | Needed | Accepted | Example |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(_cells(column))} |" for column in layout.columns),
        "",
        f"No two rows of a file can be alike in: {once}. A file to start from:",
        "",
        "```csv",
        example,
        "```",
    ]


def _outcome_types() -> list[str]:
    return ["## Codes of outcome types", "", *(f"- `{code}`: {label}" for code, label in outcome_types().items())]


def _cells(column: Column) -> tuple[str, ...]:
    needed = "yes" if column.required else "no"
    example = f"`{column.example}`" if column.example else ""
    return f"`{column.name}`", column.meaning, needed, column.accepts, example
