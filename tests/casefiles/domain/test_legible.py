"""Texts of which nothing, or not everything, can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.domain.legible import ALL_INVISIBLE, PARTLY_INVISIBLE, can_be_seen, unseen_problem


@pytest.mark.parametrize(
    "line",
    [
        "\u200b",
        "\u200b\u200d\ufeff",
        "\x00",
        "\x07\x1b",
        "\u202e",
        "\u2066\u2069",
        "\u00ad",
        "\u3164",
        "\u2800",
        "\ufe0f",
    ],
    ids=ascii,
)
def test_lines_of_invisible_characters_are_refused(line: str) -> None:
    assert (unseen_problem(line), can_be_seen(line)) == (ALL_INVISIBLE, False)


@pytest.mark.parametrize("line", ["Ken\x00t", "Kent\u200b", "\u202eKent", "Kent\u2028Surrey"], ids=ascii)
def test_lines_with_a_character_that_cannot_be_shown_are_refused(line: str) -> None:
    assert (unseen_problem(line), can_be_seen(line)) == (PARTLY_INVISIBLE, True)


@pytest.mark.parametrize("line", ["", "Kent 2022", "Édition №2 – 50%", "調査", "प्रतिवेदन", "…", "e\u0301"])
def test_lines_that_can_be_read_are_taken(line: str) -> None:
    assert unseen_problem(line) == ""


@given(st.text())
def test_a_line_without_a_problem_is_empty_or_seen(line: str) -> None:
    assert unseen_problem(line) != "" or line == "" or can_be_seen(line)
