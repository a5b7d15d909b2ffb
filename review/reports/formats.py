"""The formats in which a report goes out, each made of the report's document by one writer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from access.refusals import Invalid
from review.reports.document import ReportDocument
from review.reports.outputs.as_shown import csv_as_shown
from review.reports.outputs.jsons import as_json
from review.reports.outputs.ods import ods
from review.reports.outputs.ods_parts import TYPE as ODS_TYPE
from review.reports.outputs.pdf import pdf
from review.reports.outputs.svg import svg
from review.reports.outputs.text import text
from review.reports.outputs.tidy import tidy_csv
from review.reports.outputs.xlsx import xlsx

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Write = Callable[[ReportDocument], Iterator[bytes]]


@dataclass(frozen=True)
class Format:
    """A format: its name in addresses and commands, its label, the ending and type of its files, and its writer.

    The writer raises Invalid with a sentence, before anything is sent, where a report does not fit the format.
    """

    name: str
    label: str
    ending: str
    media_type: str
    write: Write
    is_text: bool = True


ALL = (
    Format("pdf", "PDF", "pdf", "application/pdf", pdf, is_text=False),
    Format("xlsx", "Excel workbook (XLSX)", "xlsx", XLSX_TYPE, xlsx, is_text=False),
    Format("ods", "OpenDocument spreadsheet (ODS)", "ods", ODS_TYPE, ods, is_text=False),
    Format("csv-shown", "CSV as shown", "csv", "text/csv; charset=utf-8", csv_as_shown),
    Format("csv", "CSV for programs, one row for each figure", "csv", "text/csv; charset=utf-8", tidy_csv),
    Format("json", "JSON", "json", "application/json", as_json),
    Format("svg", "Chart as a picture (SVG)", "svg", "image/svg+xml", svg),
    Format("text", "Plain text", "txt", "text/plain; charset=utf-8", text),
)
"""In the order in which they are offered."""
FORMATS = {one.name: one for one in ALL}


def format_called(name: str) -> Format:
    """Return the format of this name; raise Invalid with the names of all where there is none."""
    if name not in FORMATS:
        raise Invalid(f"“{name}” is not a format of reports. The formats are: {', '.join(sorted(FORMATS))}.")
    return FORMATS[name]
