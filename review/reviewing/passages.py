"""A passage of a case's document, compared with the document's text."""

from collections.abc import Iterable
from dataclasses import dataclass

from access.refusals import Invalid
from casefiles.documents.models import Document
from casefiles.documents.queries import page_text, pages_of
from casefiles.domain.quotations import comparable, find_quotation, has_words
from review.reviewing.models import CheckResult, Evidence, LanguageFlag, Review
from review.reviewing.words import QUOTATION_LENGTH, tidy_words

NO_TEXT_AT_ALL = "Cannot be checked: this document has no text"


Place = tuple[int, int, str]
"""What makes two passages the same: the key of the document, the page, and the words whatever their spacing."""


def place_of(document: int, page: int, quotation: str) -> Place:
    """Return where flagged words stand: what is flagged twice there, in several categories, is one passage."""
    return document, page, comparable(quotation)


@dataclass(frozen=True)
class Passage:
    """Words on a page of a document; `result` says whether they stand there, `start` and `end` where."""

    document: Document
    page: int
    quotation: str
    result: str
    start: int | None = None
    end: int | None = None


def check_passage(review: Review, document: Document, page: int, quotation: str) -> Passage:
    """Return the passage, compared with the page's text.

    Raises Invalid by `document` (not one of the review's case), `page` (the document has none such) or `quotation`.
    """
    quotation = tidy_words(quotation)
    if document.case_id != review.subject.case_id:
        raise Invalid({"document": ["Choose one of this case's documents."]})
    text = page_text(document.pk, page) if 0 < page < 10**9 else None
    if text is None:
        raise Invalid({"page": [_no_such_page(document)]})
    if not has_words(quotation):
        raise Invalid({"quotation": ["Enter the words that you quote."]})
    if len(quotation) > QUOTATION_LENGTH:
        raise Invalid({"quotation": [f"The quotation must be {QUOTATION_LENGTH:,} characters or fewer."]})
    if not text:
        return Passage(document, page, quotation, CheckResult.CANNOT_BE_CHECKED)
    found = find_quotation(text, quotation)
    if found is None:
        return Passage(document, page, quotation, CheckResult.NOT_FOUND)
    return Passage(document, page, quotation, CheckResult.FOUND, *found)


def pages_with(document: Document, quotation: str) -> list[int]:
    """Return the pages or sections of a document on which a quotation stands, to tell who typed the wrong number."""
    return [page.number for page in pages_of(document) if page.has_text and find_quotation(page.text, quotation)]


def place_words(passage: Evidence | LanguageFlag) -> str:
    """Return where a passage stands, such as "page 7" or "section 2"; nothing where no document is cited."""
    return f"{passage.document.unit} {passage.page}" if passage.document else ""


def check_words(passage: Evidence | LanguageFlag) -> str:
    """Return what comparing a quotation with its document gave, in words; nothing where none was compared.

    That a whole document has no text is said where the passage was read with `document_has_text`.
    """
    if passage.check_result == CheckResult.FOUND:
        return f"Found {'in' if 'section' in place_words(passage) else 'on'} {place_words(passage)}"
    if passage.check_result == CheckResult.CANNOT_BE_CHECKED and not getattr(passage, "document_has_text", True):
        return NO_TEXT_AT_ALL
    return passage.get_check_result_display()


def unchecked_words(passages: Iterable[Evidence | LanguageFlag]) -> str:
    """Return how many quotations were not found in the text or could not be checked; nothing where all were found."""
    results = [passage.check_result for passage in passages]
    lost, unread = results.count(CheckResult.NOT_FOUND), results.count(CheckResult.CANNOT_BE_CHECKED)
    counted = (
        (lost, f"{not_found(lost)} in the text"),
        (unread, f"{unread} quotation{'s' * (unread != 1)} could not be checked, because the page has no text"),
    )
    said = [sentence for number, sentence in counted if number]
    return f"{'. '.join(said)}. This is said beside each." if said else ""


def not_found(number: int) -> str:
    """Return that so many quotations were not found, in words."""
    return "1 quotation was not found" if number == 1 else f"{number} quotations were not found"


def _no_such_page(document: Document) -> str:
    last = pages_of(document).count()
    if not last:
        return f"No {document.unit} could be read from “{document.title}”, so none can be cited."
    if last == 1:
        return f"“{document.title}” has one {document.unit}: enter 1."
    return f"“{document.title}” has {document.unit}s 1 to {last}: enter one of these."
