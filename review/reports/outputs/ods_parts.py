"""The fixed parts of an OpenDocument spreadsheet: its list of files, its styles, and the words about it."""

from review.domain.svg import safe
from review.reports.document import ReportDocument

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
)
NAMES = " ".join(f'xmlns:{short}="{name}"' for short, name in _NAMES) + ' office:version="1.3"'
START = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = (
    START
    + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    + f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)
WIDTHS = (4, 8, 16)
"""The widths of columns in centimetres: of numbers, of headings, of sentences."""


def _cell_style(name: str, more: str = "", text: str = "", end: bool = False) -> str:
    inner = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    inner += '<style:paragraph-properties fo:text-align="end"/>' if end else ""
    inner += f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="table-cell"{more}>{inner}</style:style>'


AUTOMATIC = (
    "<office:automatic-styles>"
    + "".join(
        f'<style:style style:name="wide{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for width in WIDTHS
    )
    + '<style:style style:name="sheet" style:family="table" style:master-page-name="Marked">'
    + '<style:table-properties table:display="true"/></style:style>'
    + '<number:number-style style:name="whole"><number:number number:decimal-places="0" number:min-integer-digits="1"/>'
    + "</number:number-style>"
    + '<number:number-style style:name="decimals"><number:number number:decimal-places="3" '
    + 'number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style>'
    + '<number:percentage-style style:name="tenths"><number:number number:decimal-places="1" '
    + 'number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text>'
    + "</number:percentage-style>"
    + _cell_style("count", ' style:data-style-name="whole"')
    + _cell_style("number", ' style:data-style-name="decimals"')
    + _cell_style("percent", ' style:data-style-name="tenths"')
    + _cell_style("text")
    + _cell_style("lacking", end=True)
    + _cell_style("over", text='fo:font-weight="bold"', end=True)
    + _cell_style("heading", text='fo:font-weight="bold"')
    + _cell_style("title", text='fo:font-weight="bold" fo:font-size="14pt"').replace(' fo:wrap-option="wrap"', "")
    + _cell_style("line").replace(' fo:wrap-option="wrap"', "")
    + "</office:automatic-styles>"
)


def styles(document: ReportDocument) -> str:
    """Return the styles: the plain font, and pages that carry the marking and their numbers."""
    return (
        f"{START}<office:document-styles {NAMES}><office:styles>"
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Liberation Sans" '
        'fo:font-family="Liberation Sans, Arial" fo:font-size="11pt" fo:language="en" fo:country="GB"/>'
        "</style:default-style></office:styles><office:automatic-styles>"
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1" '
        'style:scale-to-Y="0"/><style:header-style><style:header-footer-properties fo:min-height="0.8cm"/>'
        '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm"/>'
        "</style:footer-style></style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Marked" style:page-layout-name="page">'
        f"<style:header><text:p>{safe(document.marking)}</text:p></style:header><style:footer><text:p>Page "
        "<text:page-number>1</text:page-number></text:p></style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def meta(document: ReportDocument) -> str:
    """Return the words about the document: its title and marking."""
    return (
        f"{START}<office:document-meta {NAMES}><office:meta><dc:title>{safe(document.title)}</dc:title>"
        f"<dc:subject>{safe(document.marking)}</dc:subject><dc:language>en-GB</dc:language>"
        "</office:meta></office:document-meta>"
    )
