"""Names of files: different reports have different ones, and every disk takes them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.reports.document import ReportDocument
from review.reports.outputs.front import sheet_names
from review.reports.outputs.names import report_name, short_name
from tests.review.reports.outputs.samples import document, line


@pytest.mark.parametrize(
    ("told_apart", "where", "name"),
    [
        (("standard",), "group-based=yes", "a-standard-group-based-yes"),
        (("grade",), "", "a-grade"),
        (("days.reported.closed", "by", "force"), "", "a-days-reported-closed-by-force"),
        (("grade", "by", "force", "month"), "team-type=specialist", "a-grade-by-force-month-team-type-specialist"),
    ],
)
def test_name_says_what_is_counted_by_what_and_of_which_cases(
    told_apart: tuple[str, ...], where: str, name: str
) -> None:
    assert report_name(replace(document([line("One")]), name="a", told_apart=told_apart, where=where)) == name


def test_long_conditions_become_a_mark_that_tells_them_apart() -> None:
    names = {short_name(f"offence={'a' * 60}{end}", 40) for end in "bcd"}
    assert ({len(name) for name in names}, len(names)) == ({40}, 3)


@given(st.text(), st.text(), st.text())
def test_every_name_is_plain_and_short_enough_for_a_disk(name: str, measure: str, where: str) -> None:
    made = report_name(replace(document([line("One")]), name=name, measure=measure, where=where))
    assert made.replace("-", "a").isalnum() or made == ""
    assert (made.isascii(), made.lower() == made, len(made) < 200) == (True, True, True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Overall grade", "1 Overall grade"),
        ("Overall grade: headline", "1 Overall grade, headline"),
        ("Overall grade by force (all signed-off cases)", "1 Overall grade by force"),
        ("Ethnicity of the suspect by stage of the record", "1 Ethnicity of the suspect by…"),
        ("Was it [well] done? yes/no", "1 Was it well done yes no"),
        ("(all)", "1 (all)"),
        ("A" * 40, f"1 {'A' * 28}…"),
    ],
)
def test_sheets_are_called_by_their_own_titles(title: str, name: str) -> None:
    (made,) = sheet_names(titled(title))
    assert (made, len(made) <= 31) == (name, True)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_sheet_has_a_name_that_workbooks_take(titles: list[str]) -> None:
    names = sheet_names(titled(*titles))
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert (1 <= len(name) <= 31, name == name.strip(), set(name) & set("[]:*?/\\'")) == (True, True, set())


def titled(*titles: str) -> ReportDocument:
    """Return a report with tables of these titles."""
    made = document([line("One")])
    return replace(made, sheets=tuple(replace(made.sheets[0], title=title) for title in titles))
