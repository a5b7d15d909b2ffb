"""Parts of a review's pages: where a quotation stands and what comparing it with its document gave."""

from django import template

from review.reviewing.models import CheckResult, Evidence, LanguageFlag
from review.reviewing.passages import check_words, place_words

register = template.Library()
register.filter("place", place_words)
register.filter("check_words", check_words)

TONES = {CheckResult.FOUND: "good", CheckResult.NOT_FOUND: "middle"}


@register.filter
def check_tone(passage: Evidence | LanguageFlag) -> str:
    """Return the tone of the badge that says what the comparison gave."""
    return TONES.get(CheckResult(passage.check_result), "") if passage.check_result else ""
