"""A document on a page: its tables in words, each with its picture, and what must be known of it."""

from django.utils.safestring import SafeString, mark_safe

from review.reports.document import ReportDocument, Sheet, shown


def sections_of(document: ReportDocument) -> list[tuple[Sheet, dict[str, object], SafeString]]:
    """Return each table of a document with its words, and its picture where it has one."""
    drawn = {picture.name: picture.svg for picture in document.pictures}
    return [(sheet, table_of(sheet), _safe(drawn.get(sheet.name, ""))) for sheet in document.sheets]


def about_rows(document: ReportDocument) -> list[dict[str, str]]:
    """Return what must be known of a document as a summary list shows it."""
    return [{"label": label, "value": words} for label, words in document.about]


def table_of(sheet: Sheet) -> dict[str, object]:
    """Return a table of a document as a page shows it: titles and rows in words, and whether they are numbers."""
    columns = [sheet.columns[places[0]] for places in sheet.figures()]
    titles = [(column.title, column.kind != "text") for column in columns]
    return {
        "sheet": sheet,
        "titles": titles,
        "rows": [
            (
                list(zip(sheet.headings, line.headings, strict=True)),
                [(words, *title) for words, title in zip(shown(sheet, line), titles, strict=True)],
            )
            for line in sheet.lines
        ],
    }


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # every picture escapes the texts it draws
