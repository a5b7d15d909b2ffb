"""The releases that are timed are made, and proven."""

from review.domain.disclosure import audit
from tests.bench.releasing import releases, tables


def test_releases_that_are_timed_are_proven() -> None:
    made = [release for release, _ in releases(2)]
    assert [audit(release) for release in made] == [[], []]
    assert [len(release.asked) for release in made] == [len(tables())] * 2
    assert all(release.reasons for release in made)
