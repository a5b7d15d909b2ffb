"""The kind of a file is found from its content, and what is not taken is refused with what to do."""

import pytest

from casefiles.domain.file_kinds import Unreadable, decoded, kind_of
from tests.casefiles.documents import files


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (files.pdf("Text"), "pdf"),
        (files.docx(("Normal", "Text")), "docx"),
        (files.picture("PNG"), "png"),
        (files.picture("JPEG"), "jpeg"),
        (b"Some text.\r\n\tMore.", "text"),
        ("Größe: 3 £ – “so”".encode(), "text"),
        (b"\xef\xbb\xbfWith a mark", "text"),
        (b"<html><script>x</script></html>", "text"),
    ],
)
def test_kind_of_looks_at_the_content(data: bytes, kind: str) -> None:
    """Every kind that is taken is recognised without its name."""
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"GIF89a\x01\x00\x01\x00", "kind of file cannot be read"),
        (b"MZ\x90\x00\x03program", "kind of file cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old kind"),
        (b"{\\rtf1 text}", "rich text"),
        ("Größe".encode("cp1252"), "not in UTF-8"),
        ("Text".encode("utf-16"), "not in UTF-8"),
        (b"text\x00with nul", "kind of file cannot be read"),
        (files.archive(xl__workbook=b"<x/>"), "not a Word document"),
        (files.docx_with("word/vbaProject.bin", b"code"), "macros"),
        (files.docx(("Normal", "Text"))[:200], "damaged"),
    ],
)
def test_kind_of_refuses_with_a_sentence(data: bytes, words: str) -> None:
    """What cannot be taken is refused in words."""
    with pytest.raises(Unreadable, match=words):
        kind_of(data)


def test_decoded_leaves_out_the_byte_order_mark() -> None:
    """The mark that some editors write is no part of the text."""
    assert decoded(b"\xef\xbb\xbfText") == "Text"
