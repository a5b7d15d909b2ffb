"""A report's chart as an SVG file of its own, with what must be known of it written under it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from access.refusals import Invalid
from review.domain.chart_plan import MARK_SIZE, WIDTH
from review.domain.svg import EVERY_LINE, safe, standalone, text, wrap
from review.reports.document import Picture, ReportDocument

NO_PICTURE = "This report has no chart: its groups are too many to be drawn, or are counted on several scales."
WHICH_PICTURE = (
    "This report has {number} charts, and a file holds one: {told}. Name it: --picture NAME on the command line, where "
    "--out FOLDER writes all of them, or picture=NAME in an address."
)
LINE = 18
_BOX = re.compile(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"')


def svg(document: ReportDocument) -> Iterator[bytes]:
    """Return the report's picture as a file. Raises Invalid where there is none, or which of several is not said."""
    if not document.pictures:
        raise Invalid(NO_PICTURE)
    if len(document.pictures) > 1:
        told = "; ".join(f"{picture.name} ({picture.title})" for picture in document.pictures)
        raise Invalid(WHICH_PICTURE.format(number=len(document.pictures), told=told))
    return iter([standalone(_captioned(document, document.pictures[0])).encode()])


def with_picture(document: ReportDocument, name: str) -> ReportDocument:
    """Return the document with one picture alone; raise Invalid with the names of all where there is none such."""
    for picture in document.pictures:
        if picture.name == name:
            return only(document, picture)
    names = ", ".join(picture.name for picture in document.pictures)
    raise Invalid(f"“{name}” is not a chart of this report. The charts are: {names}." if names else NO_PICTURE)


def only(document: ReportDocument, picture: Picture) -> ReportDocument:
    """Return the document with one of its pictures alone."""
    return replace(document, pictures=(picture,))


def _captioned(document: ReportDocument, picture: Picture) -> str:
    """Return a picture with the title, marking and notes in lines under it, and in its description."""
    said = [f"{label}: {words}" for label, words in document.about]
    paragraphs = [document.marking, *said, *document.notes]
    heading = wrap(f"{document.title}: {picture.title}", MARK_SIZE, WIDTH * 0.9, EVERY_LINE)
    lines = [line for words in paragraphs for line in wrap(words, MARK_SIZE, WIDTH, EVERY_LINE)]
    left, top, width, height = map(int, _box(picture).groups())
    parts = [
        text(line, 0, height + LINE * place, MARK_SIZE, font_weight="bold" if place <= len(heading) else "normal")
        for place, line in enumerate([*heading, *lines], 1)
    ]
    taller = f'viewBox="{left} {top} {width} {height + LINE * (len(parts) + 1)}"'
    described = picture.svg.replace("</desc>", safe(f" {document.title}. {' '.join(paragraphs)}") + "</desc>", 1)
    return described.replace(_box(picture).group(), taller, 1).removesuffix("</svg>") + "".join(parts) + "</svg>"


def _box(picture: Picture) -> re.Match[str]:
    found = _BOX.search(picture.svg)
    if not found:
        raise ValueError("A picture without a size cannot be written under.")
    return found
