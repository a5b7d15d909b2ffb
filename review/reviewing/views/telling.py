"""What is said after a save: of quotations, and of questions that are asked now, or no longer."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest

from review.domain.rules.words import counted, list_words
from review.reviewing.actions import Saved
from review.reviewing.models import CheckResult, Evidence, LanguageFlag
from review.reviewing.passages import not_found, pages_with
from review.reviewing.views.loading import TopicAt


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


def tell_what_is_asked(request: HttpRequest, at: TopicAt, saved: Saved) -> None:
    """Say how many questions are asked now, and no longer, because of what was saved."""
    here = {entry.code for entry in at.topic.every}
    said = [
        f"{counted(len(codes), 'question is', 'questions are')} {what}{_where(codes, here)}"
        for codes, what in ((saved.opened, "asked now"), (saved.closed, "no longer asked"))
        if codes
    ]
    if said:
        kept = " What was entered there is kept." if saved.closed else ""
        messages.success(request, f"Because of what you answered, {list_words(said)}.{kept}")


def _where(codes: Sequence[str], here: set[str]) -> str:
    elsewhere = sum(code not in here for code in codes)
    if not elsewhere:
        return ""
    return " in other topics" if elsewhere == len(codes) else f", {elsewhere} of them in other topics"
