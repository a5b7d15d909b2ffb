"""What is said after quotations were saved."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest

from review.reviewing.models import CheckResult, Evidence, LanguageFlag
from review.reviewing.passages import not_found, pages_with


def warn_of(request: HttpRequest, saved: Sequence[Evidence | LanguageFlag]) -> bool:
    """Say which quotations stand on another page, and how many were not found at all; return whether there are any."""
    lost = [passage for passage in saved if passage.check_result == CheckResult.NOT_FOUND]
    nowhere = len(lost) - sum([_warn_of_page(request, passage) for passage in lost])
    if nowhere:
        marked = "it is marked as typed by you" if nowhere == 1 else "they are marked as typed by you"
        messages.warning(request, f"Saved. {not_found(nowhere)} in the text: {marked}.")
    return bool(lost)


def _warn_of_page(request: HttpRequest, passage: Evidence | LanguageFlag) -> bool:
    """Say so where the words do not stand on the page given but on others of the document; return whether it did."""
    document = passage.document
    pages = pages_with(document, passage.quotation) if document else []
    if not document or not pages:
        return False
    where = "in section" if document.unit == "section" else "on page"
    places = " and ".join(str(page) for page in pages[:5])
    words = passage.quotation if len(passage.quotation) <= 60 else f"{passage.quotation[:57]}..."
    messages.warning(
        request,
        f"Saved, but “{words}” was not found {where} {passage.page} of {document.title}: "
        f"it stands {where} {places}. If you meant that, remove the quotation and add it again.",
    )
    return True
