"""Small real files, made for the tests: whole ones, and ones that are broken, protected or malicious."""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from struct import pack

from docx import Document as WordDocument
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF with a line of text on each page; an empty text makes a page without any, as of a scan."""
    output = BytesIO()
    canvas = Canvas(output, encrypt=StandardEncryption(password) if password else None, invariant=1)
    for text in pages:
        for row, line in enumerate(text.splitlines()):
            canvas.drawString(72, 720 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def docx(*paragraphs: tuple[str, str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word document of (style, text) paragraphs, then a table."""
    document = WordDocument()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture as "PNG" or "JPEG"."""
    output = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(output, form)
    return output.getvalue()


def archive(**members: bytes) -> bytes:
    """Return a ZIP archive; a double underscore in a name stands for a slash."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return output.getvalue()


def docx_with(name: str, content: bytes, flag_bits: int = 0) -> bytes:
    """Return a Word document with another member."""
    output = BytesIO(docx(("Normal", "Text.")))
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    whole = output.getvalue()
    if not flag_bits:
        return whole
    at = whole.rindex(b"PK\x01\x02")  # the last member's entry in the list of contents
    return whole[: at + 8] + pack("<H", flag_bits) + whole[at + 10 :]


def png_claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose header claims a size."""
    whole = picture("PNG")
    header = b"IHDR" + pack(">II", width, height) + whole[24:29]
    return whole[:12] + header + pack(">I", zlib.crc32(header)) + whole[33:]


def pdf_with_heavy_page(size: int) -> bytes:
    """Return a PDF whose only page has this many bytes of drawing instructions, packed small."""
    return drawn_pdf(stream(b"BT /F1 12 Tf (word) Tj ET\n" * (size // 26 + 1)))


def stream(instructions: bytes, packing: bytes = b"FlateDecode") -> bytes:
    """Return drawing instructions as they stand in a PDF, packed, and said to be packed as `packing`."""
    content = zlib.compress(instructions, 9)
    return b"<< /Filter /%s /Length %d >>\nstream\n%s\nendstream" % (packing, len(content), content)


def drawn_pdf(*contents: bytes) -> bytes:
    """Return a PDF with a page for each of these streams of drawing instructions."""
    numbers = [3 + 2 * index for index in range(len(contents))]
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in numbers), len(numbers)),
    ]
    for number, content in zip(numbers, contents, strict=True):
        parts += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents %d 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            % (number + 1),
            content,
        ]
    return _assembled(parts)


def _assembled(parts: Sequence[bytes]) -> bytes:
    output, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(output), len(parts) + 1
    output += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return output + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
