"""Files become pages and sections with their text; broken, protected and malicious ones are refused in words."""

from time import monotonic

import pytest
from PIL import ImageFile

from casefiles.documents import docx_sections, extract, pdf_pages
from casefiles.documents.extract import parts_of, storable
from casefiles.domain.file_kinds import Unreadable
from tests.casefiles.documents import files


def test_pdf_has_its_pages_in_order_and_a_scan_has_no_text() -> None:
    """A page without text is kept, so that page numbers stay right."""
    assert parts_of("pdf", files.pdf("First page", "", "Third page")) == ["First page", "", "Third page"]


def test_pdf_with_a_password_is_refused() -> None:
    """Protected files are refused with what to do."""
    with pytest.raises(Unreadable, match="protected with a password"):
        parts_of("pdf", files.pdf("Text", password="secret"))


@pytest.mark.parametrize("data", [b"%PDF-1.7 nonsense", files.pdf("Text")[:300], b"%PDF-"])
def test_pdf_that_is_broken_is_refused(data: bytes) -> None:
    """A damaged PDF gives one sentence, whatever is wrong with it."""
    with pytest.raises(Unreadable, match="damaged"):
        parts_of("pdf", data)


def test_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of pages has a limit."""
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
    with pytest.raises(Unreadable, match="more than 2"):
        parts_of("pdf", files.pdf("1", "2", "3"))


def test_pdf_page_that_is_all_drawing_is_kept_without_text() -> None:
    """A page that unpacks to many megabytes of instructions is not worked through."""
    data = files.pdf_with_heavy_page(pdf_pages.MAX_PAGE_CONTENT + 1)
    assert (len(data) < 100_000, parts_of("pdf", data)) == (True, [""])


def test_pdf_page_of_allowed_weight_is_read() -> None:
    """The limit does not touch an ordinary page."""
    assert parts_of("pdf", files.pdf_with_heavy_page(26)) == ["wordword"]


def test_pdf_page_that_cannot_be_made_out_costs_only_its_own_text() -> None:
    """One odd page is kept without text; where every page is odd, the file is damaged."""
    odd, plain = files.stream(b"", b"NoSuchPacking"), files.stream(b"BT /F1 12 Tf (word) Tj ET")
    assert parts_of("pdf", files.drawn_pdf(odd, plain)) == ["", "word"]
    with pytest.raises(Unreadable, match="damaged"):
        parts_of("pdf", files.drawn_pdf(odd, odd))


def test_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops between pages once its time is used up."""
    monkeypatch.setattr(pdf_pages, "SECONDS", monotonic() * -2)
    with pytest.raises(Unreadable, match="too long"):
        parts_of("pdf", files.pdf("1", "2"))


def test_docx_has_a_section_for_each_heading() -> None:
    """Text before the first heading is section 1; a heading stands in the section that it begins."""
    data = files.docx(
        ("Normal", "Before."),
        ("Heading 1", "First"),
        ("Normal", "One."),
        ("Normal", ""),
        ("Normal", "Two."),
        ("Heading 2", "Second"),
    )
    assert parts_of("docx", data) == ["Before.", "First\nOne.\nTwo.", "Second"]


def test_docx_that_begins_with_a_heading_has_no_empty_section() -> None:
    """Empty text before the first heading is no section, and an empty heading begins none."""
    data = files.docx(("Normal", "  "), ("Title", "Report"), ("Heading 1", ""), ("Normal", "Text."))
    assert parts_of("docx", data) == ["Report\nText."]


def test_docx_table_is_read_row_by_row() -> None:
    """The text of cells stands where it is read."""
    data = files.docx(("Heading 1", "Log"), table=[["Date", "Entry"], ["3 May", "Visit"]])
    assert parts_of("docx", data) == ["Log\nDate\nEntry\n3 May\nVisit"]


def test_docx_without_text_is_one_part_without_text() -> None:
    """A document of pictures alone still has a part to point at."""
    assert parts_of("docx", files.docx()) == [""]


def test_docx_that_is_broken_is_refused() -> None:
    """A missing part gives the one sentence."""
    broken = files.archive(**{"[Content_Types]": b"<x/>", "word__document": b"<x"})
    with pytest.raises(Unreadable, match="damaged"):
        parts_of("docx", broken)


def test_docx_that_unpacks_to_too_much_is_refused() -> None:
    """A small archive of large zeros is refused before it is unpacked."""
    bomb = files.docx_with("word/media/zero.bin", b"\0" * (docx_sections.MAX_UNZIPPED + 1))
    with pytest.raises(Unreadable, match="too large inside"):
        parts_of("docx", bomb)


def test_docx_with_one_huge_text_is_refused() -> None:
    """XML costs many times its size in memory, so its limit is lower."""
    bomb = files.docx_with("word/comments.xml", b" " * (docx_sections.MAX_XML + 1))
    with pytest.raises(Unreadable, match="too large inside"):
        parts_of("docx", bomb)


def test_docx_whose_archive_has_a_password_is_refused() -> None:
    """Protection by the archive is protection too."""
    with pytest.raises(Unreadable, match="protected"):
        parts_of("docx", files.docx_with("word/extra.bin", b"x", flag_bits=1))


def test_text_has_a_section_for_each_block() -> None:
    """Blank lines part the sections; empty ones are left out, and all kinds of line ends are known."""
    data = b"\r\n\r\nFirst.\r\nStill first.\r\n \r\n\r\nSecond.\n\n\n\nThird.\r\rFourth.\n"
    assert parts_of("text", data) == ["First.\nStill first.", "Second.", "Third.", "Fourth."]


def test_text_of_white_space_is_refused() -> None:
    """A file without a word is no evidence."""
    with pytest.raises(Unreadable, match="no text"):
        parts_of("text", b" \n\n\t")


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_picture_is_one_page_without_text(form: str) -> None:
    """A picture can be pointed at, but not quoted from."""
    assert parts_of(form.lower(), files.picture(form)) == [""]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_picture_with_a_broken_end_is_refused(form: str) -> None:
    """A picture is read to its end."""
    with pytest.raises(Unreadable, match="damaged"):
        parts_of(form.lower(), files.picture(form, (400, 300))[:-200])


@pytest.mark.parametrize(("width", "height"), [(9_000, 9_000), (60_000, 60_000)])
def test_picture_of_too_many_dots_is_refused(width: int, height: int) -> None:
    """A picture of few bytes can claim to be enormous."""
    with pytest.raises(Unreadable, match="smaller size"):
        parts_of("png", files.png_claiming(width, height))


def test_parts_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of very many blocks is refused."""
    monkeypatch.setattr(extract, "MAX_PARTS", 2)
    with pytest.raises(Unreadable, match="3 parts"):
        parts_of("text", b"a\n\nb\n\nc")


def test_text_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of all parts together has a limit."""
    monkeypatch.setattr(extract, "MAX_CHARACTERS", 5)
    with pytest.raises(Unreadable, match="too much text"):
        parts_of("text", b"abc\n\ndef")


def test_storable_leaves_out_what_a_database_refuses() -> None:
    """NUL and half characters cannot be stored; pairs of halves become the character that they mean."""
    assert storable(" a\x00b \ud83d\ude00 \ud83d ") == "ab \U0001f600 \ufffd"


def test_a_picture_that_ends_early_is_refused_whatever_the_process_did_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that lays out PDFs lets pictures end early in its whole process, once a report was printed."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Unreadable, match="damaged"):
        parts_of("jpeg", files.picture("JPEG", (400, 300))[:-200])
