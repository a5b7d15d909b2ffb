"""The criteria-by-case grid as a document, of which every file is made: references, labels of forces and letters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from review.counting.method import Method
from review.domain.rules.words import counted
from review.domain.tabulation import Where
from review.reports.document import Column, Line, ReportDocument, Sheet, Value
from review.reports.documents import SYNTHETIC, marking_of, moment_words, versions_words
from review.reports.grid import DOES_NOT_APPLY, NOT_ASKED, UNANSWERED, GridRow, keys_of
from review.reports.grid import Column as Criterion
from review.reports.which_cases import cases_words

NAME = "grid"
NUMBERS = "The numbers over the columns are those of the table of criteria."


def grid_document(
    method: Method, where: Where, columns: Sequence[Criterion], rows: Sequence[GridRow], now: datetime
) -> ReportDocument:
    """Return the grid of the cases that a report counts, all of them, as it stands at `now`. One query."""
    title = "; ".join(one.title for one in method.inspections)
    return ReportDocument(
        name=method.inspections[0].slug_id,
        title=f"{title}: criteria by case",
        marking=marking_of(method.inspections),
        about=(
            ("Counted", "Grades, case by case and criterion by criterion"),
            ("Cases chosen", cases_words(method, where)),
            ("Number counted (n)", counted(len(rows), "case", "cases")),
            ("Data as of", moment_words(now)),
            ("Framework", versions_words(method)),
        ),
        sheets=(_grid(method, columns, rows), _criteria(columns)),
        pictures=(),
        notes=(SYNTHETIC,) if any(one.synthetic for one in method.inspections) else (),
        where=str(where),
        measure=NAME,
        data=_data(method, columns, rows),
    )


def _grid(method: Method, columns: Sequence[Criterion], rows: Sequence[GridRow]) -> Sheet:
    lines = tuple(
        Line(
            (_reference(row), row.subject.force_label),  # type: ignore[attr-defined]
            tuple(Value(None, cell.mark.letter) for cell in row.cells),
            (_reference(row), ""),
        )
        for row in rows
    )
    titles = tuple(Column(one.number, "text", one.number, "grade") for one in columns)
    return Sheet(
        NAME,
        "Grades by case and criterion",
        ("Case", "Force"),
        titles,
        lines,
        (_meanings(method), NUMBERS),
        ("case", "force"),
    )


def _meanings(method: Method) -> str:
    """Return what the letters mean, of each scale where there are several."""
    keys = keys_of(method)
    scales = [
        f"{f'{key.title}: ' if len(keys) > 1 else ''}{', '.join(f'{one.letter} {one.label}' for one in key.marks)}"
        for key in keys
    ]
    others = ", ".join(f"{one.letter} {one.label.lower()}" for one in (DOES_NOT_APPLY, UNANSWERED, NOT_ASKED))
    return f"{'; '.join(scales)}; {others}."


def _criteria(columns: Sequence[Criterion]) -> Sheet:
    lines = tuple(Line((one.number,), (Value(None, one.topic or "-"), Value(None, one.question))) for one in columns)
    return Sheet(
        "criteria", "The criteria", ("Number",), (Column("Topic", "text"), Column("Criterion", "text")), lines, ()
    )


def _reference(row: GridRow) -> str:
    return row.subject.case.reference if row.subject.case else ""


def _data(method: Method, columns: Sequence[Criterion], rows: Sequence[GridRow]) -> dict[str, Any]:
    return {
        "inspection": method.inspections[0].slug_id,
        "criteria": [{"number": one.number, "topic": one.topic, "question": one.question} for one in columns],
        "cases": [
            {
                "case": _reference(row),
                "force": row.subject.force_label,  # type: ignore[attr-defined]
                "grades": {cell.column.number: cell.mark.label for cell in row.cells},
            }
            for row in rows
        ],
    }
