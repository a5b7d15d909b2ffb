"""What follows from counts that were published in part: by the rows as published, and against trying all numbers."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.published_counts import (
    DERIVED,
    JOINT,
    PUBLISHED,
    UNKNOWN,
    Contradiction,
    Joint,
    WorkedOut,
    sum_words,
    worked_out,
)

CODES = ("good", "ri", "inadequate")
POOR = ("ri", "inadequate")


def hows(found: WorkedOut) -> list[str]:
    return [one.how for one in found.grades]


def bounds(found: WorkedOut) -> list[tuple[int, int | None]]:
    return [(one.least, one.most) for one in found.grades]


def test_the_missing_cell_of_north_yorkshire_is_three_by_subtraction() -> None:
    found = worked_out(CODES, 11, {"good": 3, "inadequate": 5})
    assert (hows(found), found.counts) == ([PUBLISHED, DERIVED, PUBLISHED], {"good": 3, "ri": 3, "inadequate": 5})
    assert sum_words(found.grades[1].terms) == "11 − 3 − 5"


@pytest.mark.parametrize(("n", "together", "good"), [(374, 278, 96), (214, 191, 23)])
def test_good_is_derived_beside_a_joint_count_which_stays_joint(n: int, together: int, good: int) -> None:
    found = worked_out(CODES, n, {}, [Joint(POOR, together)])
    assert (hows(found), found.counts) == ([DERIVED, JOINT, JOINT], {"good": good})
    assert sum_words(found.grades[0].terms) == f"{n} − {together}"
    assert bounds(found) == [(good, good), (0, together), (0, together)]
    assert [(piece.codes, piece.count, piece.how) for piece in found.pieces] == [
        (("good",), good, DERIVED),
        (POOR, together, JOINT),
    ]


def test_northamptonshire_has_a_published_zero_and_a_joint_count() -> None:
    found = worked_out(CODES, 21, {"good": 0}, [Joint(POOR, 21)])
    assert (hows(found), found.counts) == ([PUBLISHED, JOINT, JOINT], {"good": 0})


def test_what_two_lacking_grades_come_to_is_no_count_of_either() -> None:
    found = worked_out(CODES, 79, {"inadequate": 30})
    assert (hows(found), bounds(found)) == ([UNKNOWN, UNKNOWN, PUBLISHED], [(0, 49), (0, 49), (30, 30)])
    assert next((piece.codes, piece.count, sum_words(piece.terms)) for piece in found.pieces) == (
        ("good", "ri"),
        49,
        "79 − 30",
    )


def test_nothing_follows_from_n_alone() -> None:
    found = worked_out(CODES, 115, {})
    assert (hows(found), bounds(found), found.complete) == ([UNKNOWN] * 3, [(0, 115)] * 3, False)
    assert [(piece.codes, piece.count) for piece in found.pieces] == [(CODES, 115)]


def test_complete_counts_are_published_and_give_n() -> None:
    found = worked_out(CODES, None, {"good": 0, "ri": 1, "inadequate": 5})
    assert (found.n, found.complete, hows(found)) == (6, True, [PUBLISHED] * 3)


def test_grades_left_with_no_case_are_derived_as_none() -> None:
    found = worked_out(CODES, 5, {"good": 5})
    assert (hows(found), found.counts) == ([PUBLISHED, DERIVED, DERIVED], {"good": 5, "ri": 0, "inadequate": 0})
    assert [sum_words(one.terms) for one in found.grades[1:]] == ["5 − 5", "5 − 5"]


def test_without_n_there_are_no_pieces_and_no_limit() -> None:
    found = worked_out(CODES, None, {"good": 5})
    assert (found.pieces, bounds(found)) == ((), [(5, 5), (0, None), (0, None)])


def test_joint_counts_that_overlap_are_taken_apart() -> None:
    found = worked_out(CODES, 10, {}, [Joint(("good", "ri"), 6), Joint(POOR, 7)])
    assert (hows(found), found.counts) == ([DERIVED] * 3, {"good": 3, "ri": 3, "inadequate": 4})


@pytest.mark.parametrize(
    ("n", "counts", "joints"),
    [
        (10, {"good": 11}, []),
        (10, {"good": 3, "ri": 3, "inadequate": 3}, []),
        (10, {}, [Joint(POOR, 11)]),
        (10, {"good": 5}, [Joint(POOR, 4)]),
        (10, {"ri": 6}, [Joint(POOR, 5)]),
        (10, {}, [Joint(("good", "ri"), 3), Joint(POOR, 3)]),
    ],
)
def test_counts_that_cannot_all_be_right_are_refused(n: int, counts: dict[str, int], joints: list[Joint]) -> None:
    with pytest.raises(Contradiction, match="cannot all be right"):
        worked_out(CODES, n, counts, joints)


@pytest.mark.parametrize(
    ("counts", "joints", "reason"),
    [
        ({"great": 1}, [], "no grade great"),
        ({"good": -1}, [], "negative"),
        ({}, [Joint(POOR, -1)], "negative"),
        ({}, [Joint(("good",), 1)], "neighbours"),
        ({}, [Joint(("good", "inadequate"), 1)], "neighbours"),
    ],
)
def test_what_is_no_count_of_the_scale_is_refused(counts: dict[str, int], joints: list[Joint], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        worked_out(CODES, 10, counts, joints)


@st.composite
def truths(draw: st.DrawFn) -> tuple[tuple[str, ...], list[int], dict[str, int], list[Joint]]:
    """Give true numbers of cases, and what of them was published."""
    true = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    codes = tuple("abcd"[: len(true)])
    counts = {code: number for code, number in zip(codes, true, strict=True) if draw(st.booleans())}
    spans = [span for span in combinations(range(len(true) + 1), 2) if span[1] - span[0] > 1]
    told = draw(st.lists(st.sampled_from(spans), max_size=2)) if spans else []
    return codes, true, counts, [Joint(codes[start:end], sum(true[start:end])) for start, end in told]


@given(truths())
def test_bounds_are_exactly_what_trying_every_number_gives(
    given_: tuple[tuple[str, ...], list[int], dict[str, int], list[Joint]],
) -> None:
    codes, true, counts, joints = given_
    n = sum(true)
    fitting = [
        dict(zip(codes, numbers, strict=True))
        for numbers in product(range(n + 1), repeat=len(codes))
        if sum(numbers) == n
    ]
    fitting = [
        one
        for one in fitting
        if all(one[code] == count for code, count in counts.items())
        and all(sum(one[code] for code in joint.grades) == joint.count for joint in joints)
    ]
    found = worked_out(codes, n, counts, joints)
    for known in found.grades:
        possible = [one[known.code] for one in fitting]
        assert (known.least, known.most) == (min(possible), max(possible))
        assert (known.count is None) == (len(set(possible)) > 1)
        if known.how == DERIVED:
            assert sum(known.terms) == known.count
    assert sum(piece.count for piece in found.pieces) == n
    assert sorted(code for piece in found.pieces for code in piece.codes) == sorted(codes)
    for piece in found.pieces:
        assert {sum(one[code] for code in piece.codes) for one in fitting} == {piece.count}
        assert not piece.terms or sum(piece.terms) == piece.count


@given(truths(), st.integers(1, 3))
def test_a_count_that_is_too_great_is_a_contradiction(
    given_: tuple[tuple[str, ...], list[int], dict[str, int], list[Joint]], more: int
) -> None:
    codes, true, counts, joints = given_
    with pytest.raises(Contradiction):
        worked_out(codes, sum(true), {**counts, codes[0]: sum(true) + more}, joints)
