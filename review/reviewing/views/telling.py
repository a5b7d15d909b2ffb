"""What is said after a quotation was saved."""

from django.contrib import messages
from django.http import HttpRequest

from review.reviewing.models import CheckResult, Evidence, LanguageFlag
from review.reviewing.passages import pages_with


def warn_of_page(request: HttpRequest, passage: Evidence | LanguageFlag) -> bool:
    """Say so where the words do not stand on the page given but on others of the document; return whether it did."""
    document = passage.document
    if document is None or passage.check_result != CheckResult.NOT_FOUND:
        return False
    pages = pages_with(document, passage.quotation)
    if not pages:
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
