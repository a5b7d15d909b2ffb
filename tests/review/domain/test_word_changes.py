"""Texts are compared word by word, orders by the fewest things that moved."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.word_changes import Kind, Piece, moved, newer_text, older_text, word_changes

WORDS = st.lists(
    st.sampled_from(["the", "case", "was", "dealt", "with", ",", ".", " ", "\n", "’s", "é", "-"]), max_size=30
)
TEXTS = st.text(max_size=80) | WORDS.map(" ".join) | WORDS.map("".join)


def marked(older: str, newer: str) -> str:
    """Return the changes with what went in [-…-] and what came in {+…+}."""
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_changes(older, newer))


@pytest.mark.parametrize(
    ("older", "newer", "changes"),
    [
        ("Is it done?", "Is it done?", "Is it done?"),
        ("Is it done?", "Is it done in time?", "Is it done{+ in time+}?"),
        ("Is it done in time?", "Is it done?", "Is it done[- in time-]?"),
        ("Was it done well?", "Was it done quickly?", "Was it done [-well-]{+quickly+}?"),
        ("Done, and well.", "Done and well.", "Done[-,-] and well."),
        ("The victim's words.", "The victims' words.", "The [-victim's-]{+victims'+} words."),
        ("One line.\nTwo.", "One line. Two.", "One line.[-\nTwo-]{+ Two+}."),
        ("", "New words.", "{+New words.+}"),
        ("Old words.", "", "[-Old words.-]"),
        ("", "", ""),
    ],
)
def test_word_changes_are_of_whole_words_and_punctuation(older: str, newer: str, changes: str) -> None:
    assert marked(older, newer) == changes


@given(TEXTS, TEXTS)
def test_word_changes_give_back_both_texts(older: str, newer: str) -> None:
    pieces = word_changes(older, newer)
    assert (older_text(pieces), newer_text(pieces)) == (older, newer)


@given(TEXTS)
def test_word_changes_of_a_text_with_itself_are_none(text: str) -> None:
    assert word_changes(text, text) == ((Piece(Kind.SAME, text),) if text else ())


@given(TEXTS, TEXTS)
def test_word_changes_have_no_empty_pieces_and_no_neighbours_of_a_kind(older: str, newer: str) -> None:
    pieces = word_changes(older, newer)
    assert [piece for piece in pieces if not piece.text] == []
    assert [one for one, other in pairwise(pieces) if one.kind is other.kind] == []


def test_word_changes_of_long_texts_of_few_words_are_found() -> None:
    older, newer = "to and fro " * 2000, "fro and to " * 2000
    pieces = word_changes(older, newer)
    assert (older_text(pieces), newer_text(pieces)) == (older, newer)


@pytest.mark.parametrize(
    ("older", "newer", "which"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "axbcd", ""),
        ("abcd", "acd", ""),
        ("abcd", "dabc", "d"),
        ("abcd", "bcda", "a"),
        ("abcd", "acbd", "c"),
        ("abc", "xyz", ""),
        ("", "", ""),
    ],
)
def test_moved_are_those_alone_that_changed_their_place_among_the_others(older: str, newer: str, which: str) -> None:
    assert moved(older, newer) == frozenset(which)


def test_moved_are_as_few_as_can_be() -> None:
    for newer in permutations("abcde"):
        found = moved("abcde", newer)
        staying = [one for one in newer if one not in found]
        assert staying == sorted(staying)
        longest = max(len(run) for size in range(6) for run in combinations(newer, size) if list(run) == sorted(run))
        assert len(staying) == longest
