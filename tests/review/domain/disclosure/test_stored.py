"""A release as plain data and back."""

import json

import pytest

from review.domain.disclosure import Population, Release, Row, Table, as_data, of_data, protect, widened
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import released


@pytest.mark.parametrize("seed", [2, 12, 18, 34])
def test_a_stored_release_reads_back_as_it_was(seed: int) -> None:
    for release in released(asked(seed)).releases:
        published = release.published
        assert of_data(json.loads(json.dumps(as_data(published)))) == published


def test_a_stored_release_is_always_written_alike() -> None:
    first, second = (released(asked(12)).releases[0].published for _ in range(2))
    assert json.dumps(as_data(first)) == json.dumps(as_data(second))


def test_a_category_that_is_new_was_told_to_be_empty() -> None:
    rows = [Row({"force": "a", "grade": "good"}, 7), Row({"force": "b", "grade": "good"}, 9)]
    dimensions = {"force": ("a", "b"), "grade": ("good", "poor")}
    first = protect(Population(dimensions, rows, ("one",)), [Table("t", ("force", "grade"))])
    assert isinstance(first, Release)
    more = {**dimensions, "force": ("a", "b", "c")}
    told = widened(first.published, more)
    new = Table("t", ("force", "grade")).cells(more)[("c", None)]
    assert (told.figures[new], new in first.published.figures) == (0, False)
    assert {cell: told.figures[cell] for cell in first.published.figures} == first.published.figures
    later = Population(more, [*rows, Row({"force": "c", "grade": "poor"}, 8, frozenset({"two"}))], ("one", "two"))
    second = protect(later, [Table("t", ("force", "grade"))], earlier=[told])
    assert isinstance(second, Release)
    assert second.shown(second.asked[0], ("c", "poor")) == 8
