"""Tables laid out as cells: margins, subsets, and the same cases being the same cell."""

import pytest

from review.domain.disclosure import Cell, Subset, Table
from tests.review.domain.disclosure.releasing import of

DIMENSIONS = {"force": ("a", "b"), "grade": ("good", "poor"), "grouped": ("yes", "no")}


def test_a_table_has_its_margins_and_its_total() -> None:
    cells = Table("t", ("force", "grade")).cells(DIMENSIONS)
    assert cells == {
        ("a", "good"): of(force="a", grade="good"),
        ("a", "poor"): of(force="a", grade="poor"),
        ("b", "good"): of(force="b", grade="good"),
        ("b", "poor"): of(force="b", grade="poor"),
        ("a", None): of(force="a"),
        ("b", None): of(force="b"),
        (None, "good"): of(grade="good"),
        (None, "poor"): of(grade="poor"),
        (None, None): of(),
    }


def test_a_table_without_its_inside_has_its_margins() -> None:
    cells = Table("t", ("force", "grade"), margins_only=True).cells(DIMENSIONS)
    assert list(cells) == [("a", None), ("b", None), (None, "good"), (None, "poor"), (None, None)]


def test_a_margin_is_the_same_cell_in_two_tables() -> None:
    first, second = (Table("t", names).cells(DIMENSIONS) for names in (("force", "grade"), ("grade", "grouped")))
    assert first[None, "good"] == second["good", None]


def test_the_same_cases_by_a_subset_and_by_a_category_are_the_same_cell() -> None:
    of_all = Table("t", ("grouped", "grade")).cells(DIMENSIONS)
    of_grouped = Table("t", ("grade",), subset=Subset.of(grouped="yes")).cells(DIMENSIONS)
    assert of_all["yes", "good"] == of_grouped["good",]


def test_a_subset_of_every_category_is_no_subset() -> None:
    assert Table("t", (), subset=Subset.of(force=("b", "a"))).cells(DIMENSIONS) == {(): Cell()}


def test_a_key_outside_its_subset_is_left_out() -> None:
    cells = Table("t", ("force",), subset=Subset.of(force="a")).cells(DIMENSIONS)
    assert cells == {("a",): of(force="a"), (None,): of(force="a")}


def test_a_cell_contains_what_asks_for_more() -> None:
    wide, narrow = Cell((("force", ("a", "b")),)), of(force="a", grade="good")
    assert (wide.contains(narrow), narrow.contains(wide), of().contains(wide), wide.contains(of())) == (
        True,
        False,
        True,
        False,
    )


def test_a_cell_holds_the_cases_that_are_alike() -> None:
    assert of(force="a").holds({"force": "a", "grade": "poor"})
    assert not of(force="a", grade="good").holds({"force": "a", "grade": "poor"})


@pytest.mark.parametrize(
    "table",
    [Table("t", ("team",)), Table("t", (), subset=Subset.of(team="x")), Table("t", (), subset=Subset.of(force="x"))],
)
def test_a_table_refuses_names_that_the_cases_do_not_have(table: Table) -> None:
    with pytest.raises(ValueError, match=r"team|force"):
        table.cells(DIMENSIONS)
