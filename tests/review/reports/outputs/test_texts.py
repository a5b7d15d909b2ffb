"""CSV of both kinds, JSON and text: what each line says besides its numbers."""

import csv
import io
import json
import re
from collections import Counter

import pytest

from review.reports.formats import FORMATS
from review.reports.outputs.cells import safe_cell
from review.reports.outputs.text import text
from tests.review.reports.outputs import reading
from tests.review.reports.outputs.samples import Many, document, line

ABOUT = {
    "title": "A report",
    "marking": "Not for publication.",
    "cases_chosen": "All cases",
    "number_counted_n": "10",
    "notes": "A note. Synthetic.",
}


def test_tidy_csv_says_on_each_row_what_must_be_known() -> None:
    data = reading.written(document(Many(700)), "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert len(rows) == 1400  # two figures a row: n, and the grade with its share
    numbers = {row["group"]: row["count"] for row in rows if row["figure"] == "n"}
    known = [{name: row[name] for name in ABOUT} for row in rows]
    assert known == [ABOUT | {"number_counted_n": numbers[row["group"]]} for row in rows]
    assert (data[:3] != b"\xef\xbb\xbf", data.count(b"\r\n")) == (True, 1401)


def test_tidy_csv_tells_why_a_share_is_lacking() -> None:
    rows = list(csv.DictReader(io.StringIO(reading.written(document([line("One")]), "csv").decode())))
    assert [(row["figure"], row["code"], row["count"], row["share"], row["words"]) for row in rows] == [
        ("n", "", "3", "", ""),
        ("grade", "good", "1", "", "not shown"),
    ]


def test_csv_as_shown_begins_with_what_must_be_known_in_a_way_that_excel_reads() -> None:
    data = reading.written(document([line("One")]), "csv-shown")
    assert data[:3] == b"\xef\xbb\xbf"
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["Title", "A report"],
        ["Marking", "Not for publication."],
        ["Cases chosen", "All cases"],
        ["Number counted (n)", "10"],
        [],
        ["Grades by group"],
        ["Group", "n", "Good", "Share"],
        ["One", "3", "1", "not shown"],
        ["A note."],
        [],
        ["Synthetic."],
    ]


def test_no_text_in_csv_is_taken_for_a_formula() -> None:
    strange = ("=1+1", "+1", "-1", "@x", "\tx", "\rx")
    for name in ("csv", "csv-shown"):
        told = reading.written(document([line(words) for words in strange]), name).decode()
        assert [words for words in strange if f"'{words}" not in told] == []
    assert [safe_cell(value) for value in (-1, -0.5, "-0.5", "plain")] == [-1, -0.5, "'-0.5", "plain"]


def test_json_has_the_document_with_its_words() -> None:
    found = json.loads(reading.written(document([line("One")]), "json"))["document"]
    assert (found["title"], found["marking"], found["notes"]) == ("A report", "Not for publication.", ["Synthetic."])
    assert found["about"][0] == {"label": "Cases chosen", "words": "All cases"}
    assert found["tables"][0]["rows"] == [
        {
            "headings": ["One"],
            "keys": ["code"],
            "values": [
                {"number": 3, "words": "3"},
                {"number": 1, "words": "1"},
                {"number": None, "words": "not shown"},
            ],
        }
    ]


LONG = "Did the team tell the family of the child in plain words what would be done, by whom and when?"


@pytest.mark.parametrize(("width", "beside"), [(200, True), (100, True), (40, True), (16, False)])
def test_text_is_as_wide_as_it_is_asked_to_be_and_loses_no_word(width: int, beside: bool) -> None:
    rows = [line(LONG), *Many(3)]
    report = document(rows, title=LONG, label="Question of the framework")
    told = b"".join(text(report, width)).decode()
    assert max(map(len, told.splitlines())) <= width
    wide = b"".join(text(report, 1000)).decode()
    lacking = Counter(re.findall(r"\w+", wide)) - Counter(re.findall(r"\w+", told))
    assert lacking == Counter()
    assert ("Group 1  11  1 (9.1%)" in re.sub(r" {2,}", "  ", told), "  Good: 1" in told) == (beside, not beside)


def test_text_of_a_file_is_a_hundred_letters_wide() -> None:
    told = b"".join(FORMATS["text"].write(document([line(LONG)], title=f"{LONG} {LONG}"))).decode()
    assert 90 < max(map(len, told.splitlines())) <= 100


def test_text_lines_its_columns_up() -> None:
    assert reading.written(document([line("One"), *Many(1)]), "text").decode() == (
        "A report\n"
        "Not for publication.\n"
        "\n"
        "Cases chosen: All cases\n"
        "Number counted (n): 10\n"
        "\n"
        "Grades by group\n"
        "Group     n      Good\n"
        "One       3         1\n"
        "Group 0  10  0 (0.0%)\n"
        "A note.\n"
        "\n"
        "Synthetic.\n"
    )
