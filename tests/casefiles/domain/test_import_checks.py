"""Checking tables whole: typed rows from a right file, every problem by line and column from a wrong one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.domain.facts import CaseFacts, EthnicityFacts
from casefiles.domain.import_checks import (
    CASE_FILES,
    ETHNICITY_RECORDS,
    PERSONS,
    CaseRow,
    EthnicityRow,
    Layout,
    PersonRow,
    Problem,
    read_table,
)
from casefiles.domain.import_layouts import Column
from casefiles.domain.import_values import Wrong, read_value
from tests.casefiles.domain import import_samples as samples
from tests.casefiles.domain.import_samples import CASE, CASES, KNOWN, PERSON, RECORD, RECORDS, TODAY, read, said

LAYOUTS = [CASE_FILES, PERSONS, ETHNICITY_RECORDS]
FACTS = CaseFacts(
    "CSE-1",
    "kent",
    "child-sexual-exploitation",
    "Sexual offence",
    date(2023, 1, 9),
    date(2023, 5, 14),
    "1",
    "specialist",
    "no",
    "yes",
)
OF_LIST = " is not a code of this list."
NO_FORCE = " is not the code of a force in this inspection."
ADD_FORCE = "A force that is missing is added under Forces first."
NO_OUTCOME = " is not the code of an outcome type. See the list of codes. It is on the import page."
EITHER = "code: Give either a code or the reason why there is none, and not both."
SELF_DEFINED = "self-defined-18+1"
ETHNICITY = EthnicityFacts("self-defined-18+1", "W1", "", "custody", "custody-record", date(2023, 1, 10))


def test_case_files_become_rows() -> None:
    assert read(CASE_FILES, CASES, CASE).rows == (CaseRow(2, FACTS),)


def test_persons_become_rows() -> None:
    assert read(PERSONS, samples.PERSONS, PERSON).rows == (PersonRow(2, "CSE-1", "kent", "S1", "suspect"),)


def test_ethnicity_records_become_rows() -> None:
    assert read(ETHNICITY_RECORDS, RECORDS, RECORD).rows == (EthnicityRow(2, "CSE-1", "kent", "S1", ETHNICITY),)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_example_of_a_layout_is_right(layout: Layout[object]) -> None:
    checked = read_table(layout.example_csv().encode(), layout, KNOWN, most_rows=1, today=TODAY)
    assert (said(checked), len(checked.rows)) == ([], 1)


def test_columns_can_stand_in_any_order_and_optional_ones_be_left_out() -> None:
    checked = read(CASE_FILES, "case_area,force,reference", "online,essex,CSE-9")
    assert checked.rows == (CaseRow(2, CaseFacts("CSE-9", "essex", "online")),)


def test_empty_optional_values_mean_nothing_or_not_recorded() -> None:
    checked = read(CASE_FILES, CASES, "CSE-9,essex,online,,,,,,,")
    assert checked.rows == (CaseRow(2, CaseFacts("CSE-9", "essex", "online")),)


def test_blank_lines_are_skipped_and_lines_counted_past_quoted_breaks() -> None:
    second = CASE.replace("CSE-1", "CSE-2").replace("Sexual offence", '"Sexual\r\noffence"')
    checked = read(CASE_FILES, "", CASES, "", CASE, ",,,,,,,,,", second, CASE.replace("CSE-1", "CSE-3"), end="\r\n")
    assert [(row.line, row.facts) for row in checked.rows] == [
        (4, FACTS),
        (6, replace(FACTS, reference="CSE-2")),
        (8, replace(FACTS, reference="CSE-3")),
    ]


@pytest.mark.parametrize("offence", ["=1+1", "+44", "-5", "@SUM(A1)", "=HYPERLINK(x)"])
def test_text_that_looks_like_a_formula_stays_text(offence: str) -> None:
    (row,) = read(CASE_FILES, CASES, CASE.replace("Sexual offence", offence)).rows
    assert row.facts.offence == offence


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        ([], ["The file is empty."]),
        ([samples.PERSONS], ["The file has column names but no rows."]),
        ([samples.PERSONS, ",,,"], ["The file has column names but no rows."]),
        (
            ["", "case_reference,force,role", PERSON],
            ["Line 2, person_reference: The column “person_reference” is missing."],
        ),
        (
            ["case_reference,force,person_reference,rolle,force,", "a,b,c,d,e,f"],
            [
                "Line 1, rolle: “rolle” is not a column of this table. Did you mean “role”?",
                "Line 1, force: The column “force” is there twice.",
                "Line 1: Column 6 has no name.",
                "Line 1, role: The column “role” is missing.",
            ],
        ),
        (
            [samples.PERSONS, "CSE-1,kent,S1", "CSE-1,kent,S2,suspect,x"],
            [
                "Line 2: This row has 3 values where there are 4 columns. A value or a comma is missing.",
                "Line 3: This row has 5 values where there are 4 columns. "
                "A value that has a comma needs quotation marks.",
            ],
        ),
        (
            [samples.PERSONS.replace(",", ";"), PERSON],
            ["Line 1: The columns are separated by semicolons. Save the file as CSV with commas."],
        ),
        (
            [samples.PERSONS, "CSE-1,kent,S1,witness", 'CSE-1,kent,"S2,suspect'],
            [
                "Line 2, role: “witness” is not a code of this list. Use one of: suspect, victim.",
                "Line 3: A quotation mark opens a value here and is never closed.",
            ],
        ),
    ],
)
def test_table_that_is_wrong_as_a_whole_is_refused(lines: list[str], sentences: list[str]) -> None:
    assert said(read(PERSONS, *lines)) == sentences


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("CSE-1", "", "reference: There is no value. Every row needs one here."),
        ("CSE-1", "x" * 61, "reference: This must be 60 characters or fewer; it has 61."),
        ("CSE-1", "CSE\u200b1", "reference: This contains characters that cannot be shown. Type it again."),
        ("kent", "kentt", f"force: “kentt”{NO_FORCE} Did you mean “kent”? {ADD_FORCE}"),
        ("kent", "North Wales", f"force: “North Wales”{NO_FORCE} Did you mean “north-wales”? {ADD_FORCE}"),
        ("kent", "surrey", f"force: “surrey”{NO_FORCE} Use one of: kent, essex, north-wales. {ADD_FORCE}"),
        ("kent", "", "force: There is no value. Every row needs one here."),
        ("Sexual offence", "x" * 121, "offence: This must be 120 characters or fewer; it has 121."),
        ("2023-01-09", "9 Jan 2023", "reported_on: “9 Jan 2023” is not a date. Write it as 2023-05-14 or 14/05/2023."),
        ("2023-01-09", "2023-13-01", "reported_on: “2023-13-01” is not a day of the calendar."),
        ("2023-01-09", "30/02/2023", "reported_on: “30/02/2023” is not a day of the calendar."),
        ("2023-01-09", "0023-01-09", "reported_on: The date must be in 1900 or later."),
        ("14/05/2023", "2024-02-01", "closed_on: The date must be today or in the past."),
        ("14/05/2023", "2023-01-08", "closed_on: The case cannot be closed before it was reported."),
        (",1,", ",99,", f"outcome_type: “99”{NO_OUTCOME}"),
        ("specialist", "expert", f"team_type: “expert”{OF_LIST} Use one of: specialist, non-specialist, not-recorded."),
        ("no,yes", "no,maybe", f"taskforce_support: “maybe”{OF_LIST} Use one of: yes, no, not-recorded."),
    ],
)
def test_wrong_value_of_a_case_is_named_by_line_and_column(old: str, new: str, sentence: str) -> None:
    assert said(read(CASE_FILES, CASES, CASE.replace(old, new, 1))) == [f"Line 2, {sentence}"]


def test_force_is_said_to_be_missing_where_the_inspection_has_none() -> None:
    data = f"{CASES}\n{CASE}\n".encode()
    checked = read_table(data, CASE_FILES, {**KNOWN, "force": []}, most_rows=1, today=TODAY)
    assert said(checked) == [f"Line 2, force: “kent”{NO_FORCE} {ADD_FORCE}"]


def test_rows_that_are_right_are_given_beside_the_problems_of_others() -> None:
    wrong = CASE.replace("2023-01-09", "9 Jan 2023").replace("CSE-1", "CSE-2")
    checked = read(CASE_FILES, CASES, wrong, CASE, CASE)
    assert ([row.line for row in checked.sound], checked.rows) == ([3], ())


def test_every_problem_of_every_row_is_named_in_order() -> None:
    wrong = "CSE-2,kent,online,,2023-02-30,,,specialist,perhaps,"
    assert said(read(CASE_FILES, CASES, CASE, wrong, CASE)) == [
        "Line 3, reported_on: “2023-02-30” is not a day of the calendar.",
        "Line 3, force_flag: “perhaps” is not a code of this list. Use one of: yes, no, not-recorded.",
        "Line 4, reference: This case file is already on line 2.",
    ]


def test_same_reference_in_two_forces_is_no_repetition() -> None:
    assert len(read(CASE_FILES, CASES, CASE, CASE.replace("kent", "essex")).rows) == 2


def test_persons_and_records_that_repeat_are_named() -> None:
    assert said(read(PERSONS, samples.PERSONS, PERSON, PERSON.replace("suspect", "victim"))) == [
        "Line 3, person_reference: This person is already on line 2."
    ]
    assert said(read(ETHNICITY_RECORDS, RECORDS, RECORD, RECORD.replace("custody,", "arrest,"), RECORD)) == [
        "Line 4, recorded_on: This ethnicity record is already on line 2."
    ]


@pytest.mark.parametrize(
    ("scheme", "code", "absence", "expected"),
    [
        ("self-defined-18+1", "W2", "", ("W2", "")),
        ("self-defined-18+1", "", "not-recorded", ("", "not-recorded")),
        ("self-defined-18+1", "NS", "", ("", "not-stated")),
        ("officer-defined-6+1", "IC9", "", ("", "unknown")),
        ("officer-defined-6+1", "IC1", "", ("IC1", "")),
    ],
)
def test_code_that_means_absence_is_kept_as_absence(
    scheme: str, code: str, absence: str, expected: tuple[str, str]
) -> None:
    record = f"CSE-1,kent,S1,{scheme},{code},{absence},custody,custody-record,2023-01-10"
    (row,) = read(ETHNICITY_RECORDS, RECORDS, record).rows
    assert (row.facts.code, row.facts.absence) == expected


@pytest.mark.parametrize(
    ("scheme", "code", "absence", "sentence"),
    [
        (SELF_DEFINED, "", "", EITHER),
        (SELF_DEFINED, "W1", "unknown", EITHER),
        (SELF_DEFINED, "NS", "unknown", EITHER),
        (SELF_DEFINED, "IC1", "", "code: “IC1” is not a code of this scheme."),
        ("officer-defined-6+1", "NS", "", "code: “NS” is not a code of this scheme."),
        ("self", "W1", "", f"scheme: “self”{OF_LIST} Use one of: self-defined-18+1, officer-defined-6+1."),
    ],
)
def test_ethnicity_needs_a_code_of_its_scheme_or_an_absence(
    scheme: str, code: str, absence: str, sentence: str
) -> None:
    record = f"CSE-1,kent,S1,{scheme},{code},{absence},custody,custody-record,2023-01-10"
    assert said(read(ETHNICITY_RECORDS, RECORDS, record))[0] == f"Line 2, {sentence}"


def test_too_many_rows_are_refused() -> None:
    lines = [f"CSE-1,kent,S{number},victim" for number in range(3)]
    assert len(read(PERSONS, samples.PERSONS, *lines, most_rows=3).rows) == 3
    checked = read(PERSONS, samples.PERSONS, *lines, most_rows=2)
    assert checked.problems == (Problem(4, "", "There are more than 2 rows. Split the file into smaller ones."),)


def test_reading_stops_after_two_hundred_problems() -> None:
    lines = [f"CSE-1,kent,S{number},witness" for number in range(300)]
    checked = read(PERSONS, samples.PERSONS, *lines, most_rows=1000)
    assert (len(checked.problems), checked.cut_short) == (200, True)


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=12), min_size=9, max_size=9))
def test_any_values_give_rows_or_problems_but_never_both(values: list[str]) -> None:
    record = ",".join('"' + value.replace('"', '""') + '"' for value in values)
    checked = read(ETHNICITY_RECORDS, RECORDS, RECORD, record)
    assert bool(checked.rows) != bool(checked.problems)


def test_every_column_says_what_it_means_and_accepts() -> None:
    for column in (column for layout in LAYOUTS for column in layout.columns):
        assert column.meaning
        assert column.accepts
    accepted = {column.name: column.accepts for column in CASE_FILES.columns}
    assert accepted["force_flag"] == "yes, no, not-recorded"
    assert accepted["reported_on"] == "a date such as 2023-05-14 or 14/05/2023"
    assert (accepted["force"], accepted["offence"]) == ("a code of its list", "up to 120 characters")


@pytest.mark.parametrize(("text", "right"), [("0", True), ("374", True), ("", True), ("-5", False), ("3.5", False)])
def test_a_number_is_whole_and_has_no_sign(text: str, right: bool) -> None:
    column = Column("n", "How many", "30", "number", required=False)
    assert column.accepts == "a whole number"
    if right:
        assert read_value(column, text, {}) == text
    else:
        with pytest.raises(Wrong, match="is not a whole number"):
            read_value(column, text, {})
