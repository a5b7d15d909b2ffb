"""The chart as a file, and the PDF: tagged, marked on each page, fetching nothing, refused where it cannot be."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from pypdf import PdfReader

from access.refusals import Invalid
from review.domain.chart import Bar, ChartGrade, bar_chart
from review.reports.document import Column, Line, Picture, ReportDocument, Value
from review.reports.outputs.pdf import html_of, pdf
from review.reports.outputs.svg import svg
from tests.review.reports.outputs import reading
from tests.review.reports.outputs.samples import Many, document, line

GRADES = [ChartGrade("good", "Good", "green"), ChartGrade("inadequate", "Inadequate", "red")]


def drawn(count: int = 2) -> ReportDocument:
    """Return a report with a chart of so many bars."""
    bars = [Bar(f"A group with a rather long name, number {n}", {"good": n, "inadequate": 2}) for n in range(count)]
    picture = Picture("by", "Grades by group", bar_chart("Grades by group", GRADES, bars, "by"))
    return replace(document(Many(count)), pictures=(picture,))


def test_picture_says_under_it_and_in_its_description_what_must_be_known() -> None:
    data = reading.written(drawn(), "svg").decode()
    root = ElementTree.fromstring(data)  # noqa: S314 - made by us
    said = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert said[-5:] == [
        "A report: Grades by group",
        "Not for publication.",
        "Cases chosen: All cases",
        "Number counted (n): 10",
        "Synthetic.",
    ]
    assert reading.of_svg(data.encode()).endswith(
        "A report. Not for publication. Cases chosen: All cases Number counted (n): 10 Synthetic."
    )
    top, height = (float(root.get("viewBox", "").split()[place]) for place in (1, 3))
    lowest = max(float(element.get("y", "0")) for element in root.iter("{http://www.w3.org/2000/svg}text"))
    assert top <= lowest < top + height


def test_report_without_a_chart_says_so() -> None:
    with pytest.raises(Invalid) as refused:
        svg(document(Many(2)))
    assert str(refused.value).startswith("This report has no chart")


def read(data: bytes) -> PdfReader:
    """Return a PDF to look into."""
    return PdfReader(io.BytesIO(data))


def tags(node: Any) -> Iterator[Any]:
    """Yield every element of a PDF's structure."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from tags(found)


def test_pdf_is_tagged_with_headings_a_table_and_the_numbers_of_its_chart(pdf_libraries: None) -> None:
    root = read(reading.written(drawn(), "pdf")).root_object
    found = list(tags(root["/StructTreeRoot"]))
    kinds = [str(element["/S"]) for element in found]
    assert [kind for kind in kinds if kind in ("/H1", "/H2", "/Figure", "/Table", "/Caption")] == [
        *("/H1", "/H2", "/Figure", "/Table", "/Caption")
    ]
    assert (kinds.count("/TH"), kinds.count("/TD")) == (5, 4)
    alternative = next(str(element["/Alt"]) for element in found if element["/S"] == "/Figure")
    assert "A group with a rather long name, number 1, 3 cases: Good 1, Inadequate 2." in alternative
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()


def test_pdf_has_title_marking_and_numbers_on_every_page(pdf_libraries: None) -> None:
    pages = read(reading.written(document(Many(120)), "pdf")).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert len(pages) > 2
    for number, text in enumerate(texts, 1):
        assert [
            words for words in ("Not for publication.", f"Page {number} of {len(pages)}") if words not in text
        ] == []
        assert "A report" in text


def test_pdf_is_set_in_a_plain_font(pdf_libraries: None) -> None:
    fonts = read(reading.written(drawn(), "pdf")).pages[0]["/Resources"]["/Font"].values()
    names = {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in fonts}
    assert names == {"Liberation-Sans", "Liberation-Sans-Bold"}


def test_pdf_shows_markup_in_words_and_fetches_nothing(pdf_libraries: None, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>Secret</text></svg>')
    words = f'<img src="{secret.as_uri()}"><b>Bold</b>'
    found = reading.of_pdf(reading.written(document([line(words)], words), "pdf"))
    assert "".join(words.split()) in found
    assert "Secret" not in found


def test_pdf_leaves_out_a_chart_that_is_longer_than_a_page_and_says_so(pdf_libraries: None) -> None:
    told = reading.of_pdf(reading.written(drawn(50), "pdf"))
    assert "Thechartislongerthanapage,soitisleftouthere." in told


def test_pdf_stops_at_a_stated_size_with_a_sentence() -> None:
    with pytest.raises(Invalid) as refused:
        pdf(document(Many(1_001)))
    assert str(refused.value) == "This report has 1,001 rows, and a PDF is made of 1,000 at most. Choose XLSX or CSV."


WITHOUT = """
from access.refusals import Refused
from review.reports.outputs.pdf import html_of, pdf
from tests.review.reports.outputs.samples import Many, document
try:
    pdf(document(Many(2)))
except Refused as refused:
    print(refused)
"""


def test_pdf_is_refused_with_what_to_install_where_a_library_is_broken(tmp_path: Path) -> None:
    """An empty file in the library's place stands before it in the loader's path."""
    for name in ("libpango-1.0.so.0", "libpango-1.0.so", "libgobject-2.0.so.0"):
        (tmp_path / name).write_bytes(b"")
    surroundings = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    command = [sys.executable, "-c", WITHOUT]
    done = subprocess.run(command, env=surroundings, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (
        0,
        "PDFs cannot be made on this machine: a library that lays out their pages is missing. On Debian and Ubuntu: "
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation. Until then choose another "
        "format.\n",
    )


def test_a_title_stands_once_above_its_table_and_words_begin_at_the_left() -> None:
    columns = (Column("n", "count", figure="n"), Column("Why", "text", figure="why"))
    lines = (Line(("One",), (Value(3, "3"), Value(None, "Because of the sample"))),)
    made = document([line("One")])
    html = html_of(replace(made, sheets=(replace(made.sheets[0], columns=columns, lines=lines),)))
    assert (html.count("Grades by group"), html.count("<caption>Counts</caption>")) == (1, 1)
    assert '<th scope="col" class="number">n</th><th scope="col">Why</th>' in html
    assert '<td class=" short">3</td><td class="words">Because of the sample</td>' in html


def test_picture_says_all_that_must_be_known_however_long_it_is() -> None:
    exercises = "; ".join(f"Force number {place}: national child protection inspection, 2021" for place in range(12))
    title = " ".join(f"A long title of part {place}," for place in range(12))
    made = replace(drawn(), about=(("Exercises", exercises),), title=title)
    root = ElementTree.fromstring(reading.written(made, "svg"))  # noqa: S314 - made by us
    said = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    assert (f"Exercises: {exercises}" in said, title in said, "…" in said) == (True, True, False)


@pytest.mark.parametrize(("bars", "together"), [(2, True), (20, False)])
def test_a_wide_table_stands_on_one_page_with_its_chart_where_that_leaves_room(bars: int, together: bool) -> None:
    made = drawn(bars)
    (sheet,) = made.sheets
    columns = tuple(replace(column, title="Acolumnwithaverylongtitle" * 4) for column in sheet.columns)
    html = html_of(replace(made, sheets=(replace(sheet, columns=columns),)))
    assert 'class="wide' in html
    assert ('<section class="wide">' in html) is together
