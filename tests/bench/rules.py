"""Times loading and checking a large framework, and working through the rules of a method very often."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from review.domain.rules.evaluating import ReviewResults

MANY = 10_000
Done = TypeVar("Done")


def rows() -> list[tuple[str, float, str]]:
    """Return what was timed, its seconds or a ratio, and what that should be."""
    from review.domain.rules.evaluating import evaluate_review
    from review.frameworks.file.exchange import read
    from review.frameworks.problems.references import reference_problems
    from review.frameworks.rules.checks import check
    from review.frameworks.rules.method import method_of
    from tests.bench import methods

    large = methods.of_200_criteria().encode()
    file, loaded = _timed(lambda: read(large))
    _, named = _timed(lambda: list(reference_problems(file)))
    _, checked = _timed(lambda: check(file))
    method = method_of(read(methods.of_34_criteria().encode()))
    many = [methods.answers_by_chance(seed) for seed in range(MANY)]
    worked, ruled = _timed(lambda: [evaluate_review(method, answers) for answers in many])
    written, by_hand = _timed(lambda: [methods.by_hand(answers) for answers in many])
    if [grades_of(results) for results in worked] != written:
        raise AssertionError("The rules give other grades than the same rules written by hand.")
    return [
        ("200 criteria and 40 rules: loading", loaded, ""),
        ("200 criteria and 40 rules: names", named, ""),
        ("200 criteria and 40 rules: checks", checked, ""),
        ("200 criteria and 40 rules: all", loaded + named + checked, "under 1"),
        (f"34 criteria, {MANY:,} times, with traces", ruled, "under 3"),
        (f"34 criteria, {MANY:,} times, written by hand", by_hand, ""),
        ("ratio of the rules to those written by hand", ruled / by_hand, "under 30"),
    ]


def _timed(work: Callable[[], Done]) -> tuple[Done, float]:
    begin = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begin


def grades_of(results: "ReviewResults") -> tuple[tuple[str, ...], str]:
    """Return the grades of the topics and of the review as the rules written by hand give them."""
    from tests.bench.methods import NOT_APPLICABLE

    topics = tuple(result.grade or NOT_APPLICABLE for result in results.topics.values())
    return topics, results.review.grade or NOT_APPLICABLE


def print_table() -> None:
    """Print what was timed as a table."""
    print(f"{'rules':<48}{'seconds':>10}  should be")
    for words, number, limit in rows():
        print(f"{words:<48}{number:>10.3f}  {limit}".rstrip())
