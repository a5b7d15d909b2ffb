"""How messages of forms end, whoever wrote them."""

import pytest

from access.govuk_errors import as_ended


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Enter a reason", "Enter a reason"),
        ("Say where this was published.", "Say where this was published"),
        ("Case 7 is not signed off now. Sign it off first.", "Case 7 is not signed off now. Sign it off first."),
        ("Is this right? “Good” was typed.", "Is this right? “Good” was typed."),
        ("The counts add up to 3.5.", "The counts add up to 3.5"),
        ("Which one?", "Which one?"),
        ("", ""),
    ],
)
def test_a_single_sentence_ends_without_a_stop_and_several_with_theirs(message: str, shown: str) -> None:
    assert as_ended(message) == shown
