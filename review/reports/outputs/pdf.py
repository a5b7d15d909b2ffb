"""A report as a tagged PDF (PDF/UA-1), made of HTML that can fetch nothing but the report's own pictures."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from access.refusals import Invalid, Refused
from review.domain.svg import standalone
from review.reports.document import ReportDocument, Sheet, cases_line, shown
from review.reports.outputs.pdf_tags import finish

ROWS_AT_MOST = 1_000
LETTERS_ACROSS = 95
"""A wider table lies on its side."""
STEEPEST = 3.8
"""A chart that is higher than so many times its width cannot be read on a page."""
HIGH = 1.0
"""Below a higher chart the table begins on a page of its own, where it is named once more; so does a wide one."""
FLAT = 0.9
"""A chart no higher than so many times its width leaves room for its wide table on a page that lies on its side."""
SHORT = 12
"""A table of so many rows is not broken over two pages."""
STYLE = "static/casegrade/report_print.css"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
MISSING = (
    "PDFs cannot be made on this machine: a library that lays out their pages is missing. "
    f"On Debian and Ubuntu: apt install {PACKAGES}. Until then choose another format."
)


def pdf(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as a PDF.

    Raises Invalid where it has more rows than anybody reads on paper, Refused where this machine lacks the libraries.
    """
    count = sum(len(sheet.lines) for sheet in document.sheets)
    if count > ROWS_AT_MOST:
        raise Invalid(
            f"This report has {count:,} rows, and a PDF is made of {ROWS_AT_MOST:,} at most. Choose XLSX or CSV."
        )
    return iter([_printed(document)])


def _printed(document: ReportDocument) -> bytes:
    try:
        with redirect_stdout(io.StringIO()):  # where it fails it prints advice of its own
            from weasyprint import CSS, HTML  # here, since it loads libraries that not every machine has
    except OSError as error:
        raise Refused(MISSING) from error
    html = HTML(string=html_of(document), url_fetcher=_only(document), base_url=None)
    style = CSS(string=Path(settings.BASE_DIR, STYLE).read_text(encoding="utf-8"), url_fetcher=_only(document))
    printed: bytes = html.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", finisher=finish)
    return printed


def html_of(document: ReportDocument) -> str:
    """Return the report as HTML that needs nothing from elsewhere but its own pictures."""
    pictures = {picture.name: picture.svg for picture in document.pictures}
    context = {
        "document": document,
        "parts": [
            {**_part(sheet, pictures.get(sheet.name, "")), "cases": cases_line(document, sheet)}
            for sheet in document.sheets
        ],
    }
    return render_to_string("review/reports/outputs/document.html", context)


def _part(sheet: Sheet, svg: str) -> dict[str, Any]:
    columns = [sheet.columns[places[0]] for places in sheet.figures()]
    titles, in_words = [column.title for column in columns], [column.kind == "text" for column in columns]
    rows = [(line.headings, list(shown(sheet, line))) for line in sheet.lines]
    wide = _letters([*sheet.headings, *titles], [[*first, *rest] for first, rest in rows]) > LETTERS_ACROSS
    picture, together = 0 < _slope(svg) <= STEEPEST, wide and not FLAT < _slope(svg) <= STEEPEST
    return {
        "sheet": sheet,
        "titles": list(zip(titles, in_words, strict=True)),
        "rows": [(headings, list(zip(figures, in_words, strict=True))) for headings, figures in rows],
        "wide": wide,
        "short": len(rows) <= SHORT,
        "together": together,
        "picture": picture,
        "apart": picture and not together and (wide or _slope(svg) > HIGH),
        "alternative": _described(svg),
        "has_counts": any(column.kind == "count" for column in sheet.columns),
        "has_shares": any(column.kind == "percent" for column in sheet.columns),
    }


def _letters(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many letters a table is wide where only long sentences and headings are broken into lines."""
    words = [max(map(len, title.split())) for title in titles]
    cells = [min(max((len(row[place]) for row in rows), default=0), 28) for place in range(len(titles))]
    return sum(max(pair) + 2 for pair in zip(words, cells, strict=True))


def _slope(svg: str) -> float:
    """Return how many times as high as wide a picture is."""
    found = re.search(r'viewBox="\S+ \S+ (\d+) (\d+)"', svg)
    return int(found.group(2)) / int(found.group(1)) if found else 0


def _described(svg: str) -> str:
    """Return a picture's own description, which holds its numbers."""
    found = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.DOTALL)
    return unescape(found.group(1)) if found else ""


def _only(document: ReportDocument) -> Callable[[str], Any]:
    """Return a fetcher of the report's own pictures, which refuses every other address: of the network and of files."""
    from weasyprint.urls import URLFetcherResponse

    given = {f"picture:{picture.name}": standalone(picture.svg) for picture in document.pictures}

    def fetch(url: str) -> Any:
        if url not in given:
            raise ValueError(f"A report fetches nothing from elsewhere: {url}")
        return URLFetcherResponse(url, given[url], {"Content-Type": "image/svg+xml"})

    return fetch
