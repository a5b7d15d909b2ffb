"""Reading bytes as records: true line numbers, and a sentence for every file that is no CSV in UTF-8."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.domain.csv_records import Problem, Unreadable, read_records

cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0;|\t"), min_size=1, max_size=8)


def refused(data: bytes) -> Problem:
    with pytest.raises(Unreadable) as unreadable:
        list(read_records(data))
    return unreadable.value.problem


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_read_records_counts_lines_past_blank_ones_and_quoted_breaks(end: bytes, mark: bytes) -> None:
    data = mark + end.join([b"a,b", b"", b" , ", b'1,"two', b"", b'lines"', b" 2 ,x"])
    between = (end * 2).decode()
    assert list(read_records(data)) == [(1, ["a", "b"]), (4, ["1", f"two{between}lines"]), (7, ["2", "x"])]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n,,"])
def test_read_records_gives_nothing_for_nothing(data: bytes) -> None:
    assert list(read_records(data)) == []


@pytest.mark.parametrize(
    ("data", "line", "sentence"),
    [
        (
            b"PK\x03\x04\x14",
            0,
            "This is a spreadsheet or another packed file, not CSV. Save it as CSV UTF-8 and try again.",
        ),
        (b"\xd0\xcf\x11\xe0", 0, "This is an old spreadsheet file, not CSV. Save it as CSV UTF-8 and try again."),
        (b"%PDF-1.7", 0, "This is a PDF, not CSV. Save the table as CSV UTF-8 and try again."),
        ("a,b".encode("utf-16"), 0, "This file is saved as UTF-16. Save it as CSV UTF-8 and try again."),
        ("a\nb".encode("utf-16-le"), 1, "This file is not plain text: it has a NUL byte here."),
        (b"a,b\r\n1,\0", 2, "This file is not plain text: it has a NUL byte here."),
        (
            "a,b\n1,2\n3,café".encode("latin-1"),
            3,
            "A character here is not UTF-8. Save the file as CSV UTF-8 and try again.",
        ),
        (b"a;b\n1;2", 1, "The columns are separated by semicolons. Save the file as CSV with commas."),
        (b"\na\tb\n1\t2", 2, "The columns are separated by tabs. Save the file as CSV with commas."),
        (b"a|b", 1, "The columns are separated by upright bars. Save the file as CSV with commas."),
        (b'a,b\n1,2\n3,"four\n5,6\n', 3, "A quotation mark opens a value here and is never closed."),
        (
            b'a,b\n1,"two"x',
            2,
            "This line cannot be read as CSV. Check its quotation marks: one inside a value is written twice.",
        ),
        (b"a\n" + b"x" * 140_000, 2, "A value here is far too long. A quotation mark may be missing."),
    ],
)
def test_read_records_refuses_with_a_line_and_a_sentence(data: bytes, line: int, sentence: str) -> None:
    assert refused(data) == Problem(line, "", sentence)


def test_problem_reads_as_a_line() -> None:
    problems = [Problem(3, "force", "No."), Problem(3, "", "No."), Problem(0, "", "No.")]
    assert [str(problem) for problem in problems] == ["Line 3, force: No.", "Line 3: No.", "No."]


@given(st.binary(max_size=200))
def test_read_records_refuses_any_bytes_only_with_its_own_error(data: bytes) -> None:
    try:
        records = list(read_records(data))
    except Unreadable as unreadable:
        records = []
        line = unreadable.problem.line
        assert 0 <= line <= data.count(b"\n") + data.count(b"\r") + 1
    assert all(any(values) for _, values in records)


@given(st.lists(st.lists(cells, min_size=2, max_size=3), max_size=6))
def test_read_records_reads_what_the_csv_module_writes(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    stripped = [[cell.strip() for cell in row] for row in rows]
    assert [values for _, values in read_records(written.getvalue().encode())] == [row for row in stripped if any(row)]
