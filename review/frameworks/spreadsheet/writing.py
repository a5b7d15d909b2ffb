"""A framework as a spreadsheet in the plain layout: one table a sheet, no merged cells, every cell as it is."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from access.refusals import Refused
from review.frameworks.file.exchange import canonical_part
from review.frameworks.file.model import CriterionFile, FrameworkFile, OverallFile, Part, QuestionFile
from review.frameworks.spreadsheet import layout
from review.frameworks.spreadsheet.layout import Sheet

MOST_IN_A_CELL = 32_767
"""More characters than this no spreadsheet program keeps in a cell."""
Asked = CriterionFile | QuestionFile | OverallFile
Row = dict[str, Any]
READ_ME = (
    "This is a framework of Casegrade. Change it here and import the file again: it becomes a new draft.",
    "Each sheet is one plain table. Keep the headings and the names of the sheets; the order of rows counts.",
    "Codes have lower-case letters, digits and hyphens. Several codes in a cell have commas between them.",
    "An empty cell leaves the field out. Delete rows that are not needed; empty rows are passed over.",
    "Steps of rules and worked examples are written as in the framework file: see docs/framework-format.md.",
)


def spreadsheet(file: FrameworkFile) -> bytes:
    """Return a framework as an XLSX workbook. Raises Refused where a text is longer than a cell can hold."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": file.title, "author": file.owner})
        bold, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        _read_me(book, file, bold, text)
        for sheet in layout.SHEETS:
            _write(book.add_worksheet(sheet.name), sheet, list(rows_of(file, sheet)), bold, text)
    return output.getvalue()


def rows_of(file: FrameworkFile, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet, by the fields of its columns; what says nothing is left out."""
    yield from ROWS[sheet.name](file)


def _read_me(book: Any, file: FrameworkFile, bold: Any, text: Any) -> None:
    page = book.add_worksheet(layout.READ_ME)
    page.set_column(0, 0, 100, text)
    page.write_string(0, 0, file.title, bold)
    for number, line in enumerate(READ_ME, 1):
        page.write_string(number, 0, line)
    for number, sheet in enumerate(layout.SHEETS, len(READ_ME) + 2):
        page.write_string(number, 0, f"{sheet.name}: {sheet.about}")


def _write(page: Any, sheet: Sheet, rows: list[Row], bold: Any, text: Any) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, 60 if column.wide else 18, text)
        page.write_string(0, number, column.heading, bold)
    for line, row in enumerate(rows, 1):
        for number, column in enumerate(sheet.columns):
            _cell(page, line, number, row.get(column.field), f"{sheet.name}, row {line + 1}, {column.heading}")
    page.freeze_panes(1, 0)
    columns = [{"header": heading} for heading in sheet.headings]
    page.add_table(0, 0, max(len(rows), 1), len(columns) - 1, {"columns": columns, "style": "Table Style Light 1"})


def _cell(page: Any, line: int, number: int, value: Any, place: str) -> None:
    if value is None or value in ("", ()):
        return
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, int | Decimal):
        page.write_number(line, number, value)
        return
    words = ", ".join(value) if isinstance(value, tuple) else str(value)
    if len(words) > MOST_IN_A_CELL:
        raise Refused(f"{place}: The text is longer than a cell of a spreadsheet can hold. Export the file as YAML.")
    page.write_string(line, number, words)


def _said(part: Part, *left_out: str) -> Row:
    """Return the fields of a part that say something, by the names of the file."""
    data = part.model_dump(by_alias=True, exclude_defaults=True)
    return {name: value for name, value in data.items() if name not in left_out}


def _facts(file: FrameworkFile) -> Iterator[Row]:
    for name in layout.FACTS:
        if (value := getattr(file, name)) is not None:
            yield {"name": name, "value": value}


def _scales(file: FrameworkFile) -> Iterator[Row]:
    for scale in file.scales:
        for grade in scale.grades:
            own = {"scale": scale.code, "title": scale.title, "ordered": None if scale.ordered else False}
            yield own | _said(grade)


def _topics(file: FrameworkFile) -> Iterator[Row]:
    for topic in file.topics:
        for one in (topic, *topic.topics):
            yield _said(one, "criteria", "topics") | {"parent": "" if one is topic else topic.code}


def _parts(file: FrameworkFile) -> Iterator[tuple[str, Asked]]:
    for topic in file.all_topics:
        for criterion in topic.criteria:
            yield topic.code, criterion
    for question in file.classification:
        yield layout.CLASSIFICATION, question
    yield layout.OVERALL, file.overall


def _questions(file: FrameworkFile) -> Iterator[Row]:
    for part, asked in _parts(file):
        number = getattr(asked, "number", None)
        own = _said(asked, "good", "choices", "number", "asked-when", "rationale-words")
        words = _said(asked.rationale_words) if asked.rationale_words else {}
        length = {column: words[name] for column, name in layout.WORDS_FIELDS.items() if name in words}
        yield {"part": part} | own | length | (_said(number) if number else {})


def _good(file: FrameworkFile) -> Iterator[Row]:
    for asked in file.asked:
        for sentence in asked.good:
            yield {"question": asked.code, "sentence": sentence}


def _choices(file: FrameworkFile) -> Iterator[Row]:
    for asked in file.asked:
        for choice in getattr(asked, "choices", ()):
            yield {"question": asked.code, "code": choice.code, "label": choice.label}


def _conditions(file: FrameworkFile) -> Iterator[Row]:
    for asked in file.asked:
        for number, condition in enumerate(getattr(asked, "asked_when", ()), 1):
            for test in condition.any or (condition,):
                yield {"asked": asked.code, "number": number} | _said(test, "any")


def _entered(file: FrameworkFile) -> Iterator[Row]:
    for entered in file.entered:
        yield _said(entered)


def _rules(file: FrameworkFile) -> Iterator[Row]:
    for rule in file.rules:
        yield _said(rule, "steps")


def _steps(file: FrameworkFile) -> Iterator[Row]:
    for rule in file.rules:
        for step in rule.steps:
            body = canonical_part(step.model_copy(update={"title": ""}), without=("name",))
            yield {"rule": rule.code, "name": step.name, "title": step.title, "body": body.rstrip("\n")}


def _examples(file: FrameworkFile) -> Iterator[Row]:
    for example in file.examples:
        yield {"title": example.title, "body": canonical_part(example, without=("title",)).rstrip("\n")}


ROWS = {
    layout.FRAMEWORK.name: _facts,
    layout.SCALES.name: _scales,
    layout.TOPICS.name: _topics,
    layout.QUESTIONS.name: _questions,
    layout.GOOD.name: _good,
    layout.CHOICES.name: _choices,
    layout.CONDITIONS.name: _conditions,
    layout.ENTERED.name: _entered,
    layout.RULES.name: _rules,
    layout.STEPS.name: _steps,
    layout.EXAMPLES.name: _examples,
}
"""What makes the rows of each sheet."""
