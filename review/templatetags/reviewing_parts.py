"""Parts of a review's pages: what comparing a quotation with its document gave, and where it stands, in words."""

from django import template

from review.reviewing.models import CheckResult, Evidence, LanguageFlag

register = template.Library()
TONES = {CheckResult.FOUND: "good", CheckResult.NOT_FOUND: "middle"}


@register.filter
def place(passage: Evidence | LanguageFlag) -> str:
    """Return the page or section that a passage stands on, such as "page 7"."""
    return f"{passage.document.unit} {passage.page}" if passage.document else ""


@register.filter
def check_words(passage: Evidence | LanguageFlag) -> str:
    """Return what comparing the quotation with the document's text gave, in words."""
    if passage.check_result == CheckResult.FOUND:
        return f"Found on {place(passage)}" if "page" in place(passage) else f"Found in {place(passage)}"
    return passage.get_check_result_display()


@register.filter
def check_tone(passage: Evidence | LanguageFlag) -> str:
    """Return the tone of the badge that says so."""
    return TONES.get(CheckResult(passage.check_result), "") if passage.check_result else ""
