"""What is said of a wording before it is kept: that it finds too much, or nothing that another does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.language import WordList
from review.domain.language_cover import covering, finds_too_much, spellings
from review.domain.language_patterns import elements_of

WORDS = st.sampled_from(["she", "was", "streetwise", "promiscu*", "(his|her)", "street-wise", "..."])


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("pro*", "pro*"),
        ("the", "the"),
        ("The", "the"),
        ("(streetwise|her)", "her"),
        ("prom*", ""),
        ("streetwise", ""),
        ("the girl", ""),
        ("the ... streetwise", ""),
    ],
)
def test_short_beginnings_and_common_words_find_too_much(pattern: str, part: str) -> None:
    assert finds_too_much(pattern) == part


@pytest.mark.parametrize(
    ("pattern", "other", "is_covered"),
    [
        ("promiscuous", "promiscu*", True),
        ("promiscu*", "promiscuous", False),
        ("she was streetwise", "streetwise", True),
        ("streetwise", "she was streetwise", False),
        ("(her|his) choice", "choice", True),
        ("(her|his) choice", "her choice", False),
        ("her ... choice", "her choice", False),
        ("her choice", "her ... choice", True),
        ("street wise", "street-wise", True),
    ],
)
def test_a_wording_is_covered_by_one_that_finds_all_its_places(pattern: str, other: str, is_covered: bool) -> None:
    assert covering(pattern, {"other": other}) == (["other"] if is_covered else [])


def test_of_a_wording_with_very_many_spellings_nothing_is_said() -> None:
    assert covering("(a1|b1|c1|d1) (a2|b2|c2|d2) (a3|b3|c3|d3) (a4|b4|c4|d4) end", {"other": "end"}) == []


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_wording_finds_itself_in_each_of_its_spellings(words: list[str]) -> None:
    pattern = " ".join(words)
    try:
        elements = elements_of(pattern)
    except ValueError:
        return
    assert all(WordList([("it", pattern)]).every(text) for text in spellings(elements))
