"""The fixtures of the language screen's tests, beside those of the review."""

from tests.review.reviewing.screening.screens import administrator, notes, wordings

__all__ = ["administrator", "notes", "wordings"]
