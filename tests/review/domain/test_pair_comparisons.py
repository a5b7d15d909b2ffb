"""Every pair of groups: none twice, none without cases, and one family for the adjustment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.differences import difference_test, newcombe
from review.domain.intervals import Share
from review.domain.many_comparisons import holm, pairs
from review.domain.pair_comparisons import Compared, compare_pairs

FORCES = [
    Compared("Metropolitan", Share(10, 135)),
    Compared("Nobody", Share(0, 0)),
    Compared("Suffolk", Share(17, 30)),
    Compared("Cheshire", Share(10, 38)),
]
shares = st.integers(0, 60).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))


def test_pairs_are_compared_in_the_order_given_and_adjusted_together() -> None:
    found = compare_pairs(FORCES)
    assert [(pair.one.label, pair.other.label, pair.holm.stays) for pair in found] == [
        ("Metropolitan", "Suffolk", True),
        ("Metropolitan", "Cheshire", True),
        ("Suffolk", "Cheshire", True),
    ]
    # Smallest first: three, two and one times the p value.
    p = [pair.test.p for pair in found]
    assert p[0] < p[1] < p[2]
    assert [pair.holm.adjusted for pair in found] == [3 * p[0], 2 * p[1], p[2]]


@pytest.mark.parametrize("groups", [[], FORCES[:1], FORCES[:2]])
def test_fewer_than_two_groups_with_cases_give_no_pair(groups: list[Compared]) -> None:
    assert compare_pairs(groups) == []


@given(st.lists(st.builds(Compared, st.text(max_size=3), shares), max_size=7), st.floats(0.01, 0.5))
def test_every_pair_is_that_of_its_two_groups(groups: list[Compared], alpha: float) -> None:
    found = compare_pairs(groups, alpha)
    assert len(found) == pairs(sum(group.share.n > 0 for group in groups))
    assert [pair.holm for pair in found] == holm([pair.test.p for pair in found], alpha)
    for pair in found:
        assert pair.interval == newcombe(pair.one.share, pair.other.share)
        assert pair.test == difference_test(pair.one.share, pair.other.share)


def test_comparing_refuses_an_impossible_level() -> None:
    with pytest.raises(ValueError, match="A level lies between 0 and 1"):
        compare_pairs(FORCES, alpha=1.0)
    with pytest.raises(ValueError, match="A confidence lies between 0 and 1"):
        compare_pairs(FORCES, confidence=95)
