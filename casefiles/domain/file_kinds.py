"""What kind of file some content is, found from the content itself: names and declared types can say anything."""

import zipfile
from io import BytesIO

PDF, DOCX, TEXT, PNG, JPEG = "pdf", "docx", "text", "png", "jpeg"
EXTENSIONS = {PDF: ".pdf", DOCX: ".docx", TEXT: ".txt", PNG: ".png", JPEG: ".jpg"}
MEDIA_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TEXT: "text/plain; charset=utf-8",
    PNG: "image/png",
    JPEG: "image/jpeg",
}
TAKEN = "Add a PDF, a Word document (DOCX), a text file, or a PNG or JPEG picture."

STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RICH_TEXT = b"{\\rtf"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LAYOUT_BYTES = frozenset(b"\t\n\v\f\r")
NOT_UTF_8 = "This text file is not in UTF-8. Save it as UTF-8 text, then add that."


class Unreadable(Exception):
    """A file that cannot be taken; its text is one sentence or two for the person who offered it."""


def kind_of(data: bytes) -> str:
    """Return the kind of a file from its first bytes and, where these leave it open, from what is inside.

    Raises Unreadable, with what to do, for an empty file and for any kind that is not taken.
    """
    if not data:
        raise Unreadable("The file is empty.")
    for start, kind in STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(ZIP):
        return _kind_of_archive(data)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(
            "This is an Office file of the old kind, or one with a password. "
            "Save it as DOCX or PDF without a password, then add that."
        )
    if data.startswith(RICH_TEXT):
        raise Unreadable("This is a rich text file. Save it as DOCX or PDF, then add that.")
    if _holds_text(data):
        return TEXT
    raise Unreadable(f"This kind of file cannot be read. {TAKEN}")


def decoded(data: bytes) -> str:
    """Return the text of a text file in UTF-8, without a byte order mark. Raises Unreadable where it is not UTF-8."""
    try:
        return data.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_UTF_8) from error


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("The file is damaged: it cannot be opened. Get a new copy and add that.") from error
    if "word/vbaProject.bin" in names:
        raise Unreadable("This Word document holds macros. Save it as DOCX without macros, then add that.")
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DOCX
    raise Unreadable(f"This is an archive or another Office file, not a Word document. {TAKEN}")


def _holds_text(data: bytes) -> bool:
    """Return whether it is text; raise Unreadable where it looks like text in another encoding than UTF-8."""
    if data.startswith(UTF_16):
        raise Unreadable(NOT_UTF_8)
    if any(byte < 32 and byte not in LAYOUT_BYTES for byte in set(data)):
        return False
    decoded(data)
    return True
