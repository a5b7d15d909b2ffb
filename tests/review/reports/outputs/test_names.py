"""Names of files: different reports have different ones, and every disk takes them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
