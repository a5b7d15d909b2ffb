"""Counting words as the counter on the page does, and how many are asked, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.word_count import word_count, words_asked

WHITE = "\t\n\v\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""Every sort of white space in a browser's pattern."""
pieces = st.text(st.characters(exclude_characters=[*WHITE, *map(chr, range(0x2000, 0x200B))]), min_size=1, max_size=6)
gaps = st.text(st.sampled_from(WHITE), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("   \r\n\t", 0),
        ("One", 1),
        ("One two\nthree\r\n\r\nfour", 4),
        ("well-known and/or isn't", 3),
        ("a - b", 3),
        ("הילדה סיפרה למורה", 3),
        ("a\u00a0b", 2),
        ("a\ufeffb", 2),
        ("a\u200bb", 1),
        ("a\x1cb a\x85b", 2),
        ("👩‍👧 2026", 2),
    ],
)
def test_word_count_counts_runs_without_white_space(text: str, number: int) -> None:
    assert word_count(text) == number


@given(st.lists(st.tuples(pieces, gaps), max_size=20), gaps | st.just(""))
def test_word_count_is_the_number_of_pieces_however_they_are_parted(parts: list[tuple[str, str]], before: str) -> None:
    assert word_count(before + "".join(word + gap for word, gap in parts)) == len(parts)


@given(st.text(), st.text())
def test_word_count_of_two_texts_apart_is_their_sum(first: str, second: str) -> None:
    assert word_count(f"{first} {second}") == word_count(first) + word_count(second)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (None, None, ""),
        (1, None, "at least 1 word"),
        (20, None, "at least 20 words"),
        (None, 1, "at most 1 word"),
        (20, 200, "20 to 200 words"),
        (1, 1, "1 word"),
    ],
)
def test_words_asked_says_the_bounds(least: int | None, most: int | None, words: str) -> None:
    assert words_asked(least, most) == words
