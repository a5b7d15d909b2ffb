"""The text of a page with the passage in it that somebody wants to see."""

from dataclasses import dataclass

from casefiles.documents.models import DocumentPage
from casefiles.domain.quotations import find_quotation
from review.reviewing.models import CheckResult, Evidence, LanguageFlag


@dataclass(frozen=True)
class Marked:
    """A page's text in three: before the passage, the passage, and after it; all empty where it does not stand there.

    `quotation` is what was quoted, `number` the page or section.
    """

    number: int
    quotation: str
    before: str = ""
    words: str = ""
    after: str = ""
    unchecked: bool = False


def marked(page: DocumentPage, passage: Evidence | LanguageFlag) -> Marked:
    """Return the page with the passage marked; evidence knows where it stands, that of a flag is looked for."""
    span = _span(page.text, passage)
    if span is None:
        unchecked = passage.check_result == CheckResult.CANNOT_BE_CHECKED
        return Marked(page.number, passage.quotation, unchecked=unchecked)
    start, end = span
    text = page.text
    return Marked(page.number, passage.quotation, text[:start], text[start:end], text[end:])


def _span(text: str, passage: Evidence | LanguageFlag) -> tuple[int, int] | None:
    start, end = getattr(passage, "start", None), getattr(passage, "end", None)
    if start is not None and end is not None:
        return start, end
    return find_quotation(text, passage.quotation) if passage.check_result == CheckResult.FOUND else None
