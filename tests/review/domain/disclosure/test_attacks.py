"""Releases by chance, attacked by somebody with a solver who knows everything that was ever published."""

import pytest

from review.domain.disclosure.auditing import audit
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import attacker_of, released


@pytest.mark.parametrize("seed", range(1, 31))
def test_no_hidden_count_is_derived_from_a_release_by_chance(seed: int) -> None:
    made = released(asked(seed))
    for release in made.releases:
        attacker = attacker_of(release)
        assert audit(release) == []
        assert attacker.attack(attacker.hidden()).derived == {}
        assert attacker.fixed_differences(attacker.small_differences()) == []
    assert made.releases or "cannot be released" in made.refused
