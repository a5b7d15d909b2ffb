"""What is known of an exercise: unknown counts are never zero, and counts agree with n."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.chart_plan import ChartGrade
from review.domain.exercise import Exercise, known, placed, sentence
from review.domain.published_counts import PUBLISHED, UNKNOWN, Joint

GRADES = [
    ChartGrade("good", "Good", "green"),
    ChartGrade("ri", "Requires improvement", "yellow"),
    ChartGrade("inadequate", "Inadequate", "red"),
]
unknown_or = st.none() | st.integers(0, 300)


def exercise(
    good: int | None, ri: int | None, inadequate: int | None, n: int | None = None, *joints: Joint
) -> Exercise:
    return Exercise("Suffolk", "PIR", "2023-07", {"good": good, "ri": ri, "inadequate": inadequate}, n, joints)


def pieces(one: Exercise) -> list[tuple[str, int]]:
    return [(part.segment.mark, part.segment.count) for part in placed(known(one, GRADES), GRADES, 0, 100)]


def test_complete_counts_add_up_to_n() -> None:
    assert known(exercise(17, 7, 6), GRADES).n == 30
    assert pieces(exercise(17, 7, 6, 30)) == [("G 17", 17), ("R 7", 7), ("I 6", 6)]
    assert sentence(exercise(17, 7, 6), GRADES) == (
        "Suffolk, PIR, 2023-07, 30 cases: Good 17, Requires improvement 7, Inadequate 6."
    )


@pytest.mark.parametrize(
    ("one", "expected", "said"),
    [
        (
            exercise(3, None, 5, 11),
            [("G 3", 3), ("R 3 derived", 3), ("I 5", 5)],
            "11 cases: Good 3, Requires improvement 3 (derived: 11 − 3 − 5), Inadequate 5.",
        ),
        (
            exercise(None, None, 30, 79),
            [("not published", 49), ("I 30", 30)],
            "79 cases: Good not published, Requires improvement not published, Inadequate 30; "
            "Good and Requires improvement together 49 (derived: 79 − 30).",
        ),
        (
            exercise(None, 15, None, 20),
            [("R 15", 15), ("not published", 5)],
            "20 cases: Good not published, Requires improvement 15, Inadequate not published; "
            "Good and Inadequate together 5 (derived: 20 − 15).",
        ),
        (
            exercise(0, None, None, 21, Joint(("ri", "inadequate"), 21)),
            [("R and I 21", 21)],
            "21 cases: Good 0, Requires improvement not published, Inadequate not published; "
            "Requires improvement and Inadequate together 21.",
        ),
        (
            exercise(None, None, None, 374, Joint(("ri", "inadequate"), 278)),
            [("G 96 derived", 96), ("R and I 278", 278)],
            "374 cases: Good 96 (derived: 374 − 278), Requires improvement not published, Inadequate not published; "
            "Requires improvement and Inadequate together 278.",
        ),
        (
            exercise(None, None, None, 115),
            [("not published", 115)],
            "115 cases: Good not published, Requires improvement not published, Inadequate not published.",
        ),
        (
            exercise(None, None, 5),
            [],
            "n not published: Good not published, Requires improvement not published, Inadequate 5.",
        ),
        (exercise(0, 0, 0), [], "0 cases: Good 0, Requires improvement 0, Inadequate 0."),
    ],
)
def test_unknown_counts_are_one_gap_and_said_as_such(one: Exercise, expected: list[tuple[str, int]], said: str) -> None:
    assert pieces(one) == expected
    assert sentence(one, GRADES) == f"Suffolk, PIR, 2023-07, {said}"


def test_a_count_that_is_missing_is_unknown() -> None:
    missing = Exercise("Suffolk", "PIR", "2023-07", {"inadequate": 5}, 9)
    assert pieces(missing) == pieces(exercise(None, None, 5, 9))


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (exercise(-1, 7, 6), 'A count of "Suffolk" is negative'),
        (exercise(17, 7, 6, 31), "add up to 30, not to n = 31"),
        (exercise(17, 7, None, 20), "add up to 24, not to n = 20"),
        (exercise(None, None, None, -1), "add up to 0, not to n = -1"),
    ],
)
def test_counts_that_cannot_be_are_refused(one: Exercise, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        known(one, GRADES)


def test_a_piece_of_several_grades_has_no_grade_of_its_own() -> None:
    parts = placed(known(exercise(None, None, 30, 79), GRADES), GRADES, 0, 100)
    assert [(part.segment.grade.code, part.piece.codes) for part in parts] == [
        ("", ("good", "ri")),
        ("inadequate", ("inadequate",)),
    ]


@given(unknown_or, unknown_or, unknown_or, st.integers(0, 50))
def test_pieces_fill_the_bar_and_only_the_gap_stands_for_what_is_unknown(
    good: int | None, ri: int | None, inadequate: int | None, more: int
) -> None:
    published = [count for count in (good, ri, inadequate) if count is not None]
    n = sum(published) + (more if len(published) < 3 else 0)
    parts = placed(known(exercise(good, ri, inadequate, n), GRADES), GRADES, 0, 100)
    assert sum(part.segment.count for part in parts) == n
    assert [part.segment.count for part in parts if part.piece.how == UNKNOWN] == (
        [n - sum(published)] if n > sum(published) and len(published) < 2 else []
    )
    assert sum(part.segment.count for part in parts if part.piece.how == PUBLISHED) == sum(published)
    for before, after in pairwise(part.segment for part in parts):
        assert before.start + before.width == pytest.approx(after.start)
