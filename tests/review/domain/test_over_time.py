"""Which exercises form a line over time, and every reason why others do not, in one order."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.over_time import (
    CASES,
    CRITERIA,
    FORCES,
    NO_TYPE,
    NOT_NAMED,
    ORDER,
    ORIGIN,
    SCALES,
    TYPES,
    WORDS,
    Reason,
    Standing,
    lines_of,
    reasons_apart,
)

INITIAL = Standing("NCPI", "scale-a", frozenset({"north-yorkshire"}), "all", own=False)
OWN = replace(INITIAL, own=True)

standings = st.builds(
    Standing,
    st.sampled_from(["", "NCPI", "PIR"]),
    st.sampled_from(["a", "b"]),
    st.none() | st.frozensets(st.sampled_from(["kent", "surrey"]), min_size=1),
    st.sampled_from(["all", "some"]),
    st.booleans(),
    st.booleans(),
)


def codes(one: Standing, other: Standing, criteria: str = "") -> list[str]:
    return [reason.code for reason in reasons_apart(one, other, criteria)]


def test_the_same_type_scale_forces_and_cases_form_a_line() -> None:
    assert (codes(INITIAL, INITIAL), codes(OWN, OWN)) == ([], [])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "PIR"}, Reason(TYPES, "Different exercise types: not a trend.")),
        ({"kind": ""}, Reason(TYPES, WORDS[TYPES])),
        ({"scale": "scale-b"}, Reason(SCALES, "Different scales: never converted.")),
        ({"forces": frozenset({"kent"})}, Reason(FORCES, WORDS[FORCES])),
        ({"forces": None}, Reason(FORCES, NOT_NAMED)),
        ({"cases": "CSE"}, Reason(CASES, WORDS[CASES])),
        ({"own": True}, Reason(ORIGIN, WORDS[ORIGIN])),
    ],
)
def test_each_difference_is_a_reason(changed: dict[str, object], reason: Reason) -> None:
    assert reasons_apart(INITIAL, replace(INITIAL, **changed)) == (reason,)  # type: ignore[arg-type]


def test_every_reason_is_told_in_the_fixed_order() -> None:
    other = Standing("PIR", "scale-b", frozenset({"kent"}), "CSE", own=True)
    assert codes(INITIAL, other) == [TYPES, SCALES, FORCES, CASES, ORIGIN]
    assert codes(OWN, other, "Criteria changed: one.") == [TYPES, SCALES, CRITERIA, FORCES, CASES]


def test_exercises_of_their_own_kind_are_no_trend() -> None:
    own_kind = replace(INITIAL, kind="")
    assert reasons_apart(own_kind, own_kind) == (Reason(TYPES, NO_TYPE),)


def test_criteria_are_asked_about_between_own_exercises_only() -> None:
    assert codes(OWN, OWN, "Criteria changed: one.") == [CRITERIA]
    assert codes(INITIAL, INITIAL, "Criteria changed: one.") == []


def test_forces_that_stand_under_labels_are_not_told_beside_published_ones() -> None:
    """Whether they are the same or not, the words are the same, so that nobody learns which force a label hides."""
    labelled = replace(OWN, labelled=True)
    told = [reasons_apart(labelled, replace(INITIAL, forces=frozenset({name}))) for name in ("north-yorkshire", "kent")]
    assert told[0] == told[1] == (Reason(FORCES, NOT_NAMED), Reason(ORIGIN, WORDS[ORIGIN]))
    assert codes(labelled, labelled) == []


def test_lines_keep_the_order_and_leave_single_ones_out() -> None:
    assert lines_of([1, 2, 3, 5, 4, 6], lambda one, other: one % 2 != other % 2) == [[1, 3, 5], [2, 4, 6]]
    assert lines_of([1, 2, 3], lambda one, other: (one, other) == (2, 3)) == [[1, 2]]
    assert lines_of([1, 2], lambda one, other: True) == []
    assert lines_of([], lambda one, other: False) == []


@given(standings, standings, st.sampled_from(["", "Criteria changed: one."]))
def test_reasons_are_symmetric_in_order_and_never_twice(one: Standing, other: Standing, criteria: str) -> None:
    found = codes(one, other, criteria)
    assert found == codes(other, one, criteria)
    assert found == [code for code in ORDER if code in found]


@given(st.lists(standings, max_size=6))
def test_every_two_of_a_line_compare_and_nothing_stands_in_two(found: list[Standing]) -> None:
    places = list(range(len(found)))
    lines = lines_of(places, lambda one, other: bool(codes(found[one], found[other])))
    for line in lines:
        assert line == sorted(line)
        assert [pair for pair in combinations(line, 2) if codes(found[pair[0]], found[pair[1]])] == []
    together = [place for line in lines for place in line]
    assert len(together) == len(set(together))


def test_scales_of_different_names_are_named() -> None:
    one, other = (
        Standing("NCPI", "a", None, "all", False, scale_title="Case grade"),
        Standing("NCPI", "b", None, "all", False, scale_title="Six tiers"),
    )
    (reason, _) = reasons_apart(one, other)
    assert reason == Reason(SCALES, "Different scales, “Case grade” and “Six tiers”: never converted.")
