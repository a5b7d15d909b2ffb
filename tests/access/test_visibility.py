"""Blind review as a truth table: who sees a case, who sees a review."""

from itertools import product

import pytest

from access.visibility import sees_case, sees_review

MEMBERSHIPS = {
    "nobody": frozenset[str](),
    "inspector": frozenset({"inspector"}),
    "supervisor": frozenset({"supervisor"}),
    "both": frozenset({"inspector", "supervisor"}),
}
CASES = {
    # (who, assigned to them): sees it
    ("nobody", False): False,
    ("nobody", True): False,
    ("inspector", False): False,
    ("inspector", True): True,
    ("supervisor", False): True,
    ("supervisor", True): True,
    ("both", False): True,
    ("both", True): True,
}
REVIEWS = {
    # (who, their own, submitted): sees it
    ("nobody", False, False): False,
    ("nobody", False, True): False,
    ("nobody", True, False): False,
    ("nobody", True, True): False,
    ("inspector", False, False): False,
    ("inspector", False, True): False,
    ("inspector", True, False): True,
    ("inspector", True, True): True,
    ("supervisor", False, False): False,
    ("supervisor", False, True): True,
    ("supervisor", True, False): False,
    ("supervisor", True, True): True,
    ("both", False, False): False,
    ("both", False, True): True,
    ("both", True, False): True,
    ("both", True, True): True,
}


def test_tables_are_complete() -> None:
    assert set(CASES) == set(product(MEMBERSHIPS, (False, True)))
    assert set(REVIEWS) == set(product(MEMBERSHIPS, (False, True), (False, True)))


@pytest.mark.parametrize(("who", "assigned"), CASES)
def test_case_is_seen_as_the_table_says(who: str, assigned: bool) -> None:
    assert sees_case(MEMBERSHIPS[who], assigned) == CASES[who, assigned]


@pytest.mark.parametrize(("who", "own", "submitted"), REVIEWS)
def test_review_is_seen_as_the_table_says(who: str, own: bool, submitted: bool) -> None:
    assert sees_review(MEMBERSHIPS[who], own, submitted) == REVIEWS[who, own, submitted]
