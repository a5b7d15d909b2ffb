"""A report as CSV as it is shown: its tables one under the other, in the words of the page, to be read by people."""

import codecs
from collections.abc import Iterator, Sequence
from itertools import chain

from review.reports.document import ReportDocument, cases_line
from review.reports.outputs.cells import headings, rows
from review.reports.outputs.tidy import written


def csv_as_shown(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as CSV as it is shown. A byte order mark tells Excel that it is UTF-8."""
    return chain([codecs.BOM_UTF8], written(_rows(document)))


def _rows(document: ReportDocument) -> Iterator[Sequence[object]]:
    yield ["Title", document.title]
    yield ["Marking", document.marking]
    yield from document.about
    for sheet in document.sheets:
        yield []
        yield [sheet.title]
        yield from ([words] for words in filter(None, [cases_line(document, sheet)]))
        yield headings(sheet)
        yield from ([*line.headings, *(value.words for value in line.values)] for line in rows(sheet))
        yield from ([note] for note in sheet.notes)
    if document.notes:
        yield []
        yield from ([note] for note in document.notes)
