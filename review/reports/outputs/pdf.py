"""A report as a tagged PDF (PDF/UA-1), made of HTML that can fetch nothing but the report's own pictures."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from access.refusals import Invalid, Refused
from review.domain.svg import standalone
from review.reports.document import ReportDocument, Sheet, shown

ROWS_AT_MOST = 1_000
WIDE = 7
"""A table with more columns lies on its side."""
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
        from weasyprint import HTML  # here, since it loads libraries that not every machine has
    except OSError as error:
        raise Refused(MISSING) from error
    html = HTML(string=html_of(document), url_fetcher=_only(document), base_url=None)
    printed: bytes = html.write_pdf(pdf_variant="pdf/ua-1", full_fonts=False)
    return printed


def html_of(document: ReportDocument) -> str:
    """Return the report as HTML that needs nothing from elsewhere but its own pictures."""
    pictures = {picture.name: _described(picture.svg) for picture in document.pictures}
    context = {
        "document": document,
        "style": Path(settings.BASE_DIR, STYLE).read_text(encoding="utf-8"),
        "parts": [_part(sheet, pictures.get(sheet.name, "")) for sheet in document.sheets],
    }
    return render_to_string("review/reports/outputs/document.html", context)


def _part(sheet: Sheet, alternative: str) -> dict[str, Any]:
    titles = [*sheet.headings, *(sheet.columns[places[0]].title for places in sheet.figures())]
    return {
        "sheet": sheet,
        "wide": len(titles) > WIDE,
        "titles": titles,
        "rows": [(line.headings, list(shown(sheet, line))) for line in sheet.lines],
        "alternative": alternative,
    }


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
