"""The columns of the tables that can be imported, as a page of the documentation."""

from typing import Any

from casefiles.domain.import_layouts import CASE_FILES, ETHNICITY_RECORDS, PERSONS, Column, Layout

LAYOUTS: tuple[Layout[Any], ...] = (CASE_FILES, PERSONS, ETHNICITY_RECORDS)
INTRODUCTION = """\
# Columns of imported files

Case files, persons and ethnicity records can be imported from CSV files. A file is checked whole before anything is
kept: either all its rows are taken, or none, and every problem is shown with its line and column.

A file is text in UTF-8 with commas between the values. Its first line names the columns, in any order. A column that
is not needed can be left out or its values left empty. A value that has a comma or a line break stands in quotation
marks. Blank lines are skipped. No date may lie in the future. Import case files first, then persons, then ethnicity
records. Never put names of people into a file: references only.

The code of a force must be one of the inspection's forces; the outcome types are those of the Home Office
(`fixtures/reference/crime_outcome_types.csv`), the ethnicity codes those of the scheme that the row names
(`fixtures/reference/ethnicity_codes.csv`).
"""


def page() -> str:
    """Return docs/import-columns.md: each file's columns with meaning, whether needed, what is accepted, an example."""
    return "\n".join([INTRODUCTION, *("\n".join(_section(layout)) + "\n" for layout in LAYOUTS)])


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


def _cells(column: Column) -> tuple[str, ...]:
    needed = "yes" if column.required else "no"
    example = f"`{column.example}`" if column.example else ""
    return f"`{column.name}`", column.meaning, needed, column.accepts, example
