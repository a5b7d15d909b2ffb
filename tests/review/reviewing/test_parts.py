"""Words on the pages of a review that depend on what is missing, asked or counted."""

import pytest

from review.domain.completeness import Missing, TopicProgress
from review.reviewing.models import Evidence
from review.reviewing.passages import unchecked_words
from review.reviewing.views.parts import progress_words
from review.templatetags.reviewing_parts import shortened

LONG = "Was the child, and were other children in the same place, made safe without delay?"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), "2 of 3 answered"),
        (("answer",), "2 of 3 answered"),
        (("rationale", "quotation", "answer"), "2 of 3 answered, rationale missing, evidence missing"),
        (("quotation", "reason", "quotation"), "2 of 3 answered, evidence missing for 2 questions, reason missing"),
    ],
)
def test_progress_words_say_what_is_missing(parts: tuple[str, ...], words: str) -> None:
    missing = tuple(Missing(str(number), part, "", "") for number, part in enumerate(parts))
    assert progress_words(TopicProgress("t", 3, 2, 3, True, missing)) == words


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Is it done?", "Is it done?"),
        ("x" * 60, "x" * 60),
        (LONG, "Was the child, and were ... made safe without delay?"),
    ],
)
def test_shortened_leaves_out_the_middle(question: str, short: str) -> None:
    assert shortened(question) == short


@pytest.mark.parametrize(
    ("results", "words"),
    [
        (["found", ""], ""),
        (["not-found", "found"], "1 quotation was not found in the text. This is said beside each."),
        (
            ["cannot-be-checked"] * 2,
            "2 quotations could not be checked, because the page has no text. This is said beside each.",
        ),
    ],
)
def test_unchecked_words_count_what_was_not_found(results: list[str], words: str) -> None:
    assert unchecked_words(Evidence(check_result=result) for result in results) == words
