"""How long a rationale is to be, edited on the page of a question."""

from typing import Any

import pytest
from django.test import Client

from review.authoring.models import DraftChange
from review.authoring.places import own
from review.frameworks.models import FrameworkVersion
from tests.review.authoring.authors import FIRST, SECOND, assert_whole, file_of
from tests.review.authoring.pages import filled, url, words

pytestmark = pytest.mark.django_db


def page(version: FrameworkVersion, code: str) -> str:
    """Return the address of the page of a question."""
    return url("draft-part", version, "question", code)


def posted(version: FrameworkVersion, desk: Client, code: str, **changed: Any) -> Any:
    """Return the answer to a post of a question's form as it stands, with other values."""
    return desk.post(page(version, code), filled(desk.get(page(version, code))) | changed)


def test_length_is_saved_shown_again_and_taken_away(version: FrameworkVersion, desk: Client) -> None:
    assert posted(version, desk, SECOND.code, words_least="20", words_most="200").status_code == 302
    assert own(file_of(version), SECOND)["rationale-words"] == {"least": 20, "most": 200}
    assert_whole(version)
    shown = filled(desk.get(page(version, SECOND.code)))
    assert (shown["words_least"], shown["words_most"]) == (20, 200)
    assert posted(version, desk, SECOND.code, words_least="", words_most="").status_code == 302
    assert own(file_of(version), SECOND)["rationale-words"] is None
    assert_whole(version)


def test_length_can_have_one_bound(version: FrameworkVersion, desk: Client) -> None:
    assert posted(version, desk, FIRST.code, words_most="80").status_code == 302
    assert own(file_of(version), FIRST)["rationale-words"] == {"least": None, "most": 80}


@pytest.mark.parametrize(
    ("code", "least", "most", "told"),
    [
        (SECOND.code, "30", "20", "The most words must not be fewer than the fewest"),
        (SECOND.code, "0", "", "Enter a whole number from 1 to 1,000, or leave this empty"),
        (SECOND.code, "", "5001", "Enter a whole number from 1 to 5,000, or leave this empty"),
        (FIRST.code, "10", "", "Say above when a rationale is needed, or leave this empty"),
    ],
)
def test_length_that_nobody_can_keep_is_refused(
    version: FrameworkVersion, desk: Client, code: str, least: str, most: str, told: str
) -> None:
    answer = posted(version, desk, code, words_least=least, words_most=most)
    assert (answer.status_code, told in words(answer)) == (200, True)
    assert DraftChange.objects.count() == 0


def test_preview_counts_the_words_as_the_review_will(version: FrameworkVersion, desk: Client) -> None:
    posted(version, desk, SECOND.code, words_least="20", words_most="200")
    page = desk.get(url("draft-preview", version, "second-topic")).content.decode()
    assert ('data-words-least="20"' in page, 'data-words-most="200"' in page, "20 to 200 words." in page) == (
        True,
        True,
        True,
    )
