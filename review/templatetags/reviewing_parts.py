"""Parts of a review's pages: its state, what is wrong with its answers, and what comparing a quotation gave."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from access.govuk_errors import SummaryError, errors_of
from review.frameworks.models import Criterion
from review.reviewing.answer_form import AnswerForm
from review.reviewing.models import CheckResult, Evidence, LanguageFlag, Review
from review.reviewing.passages import check_words, place_words
from review.reviewing.views.parts import subject_url
from review.templatetags.review_parts import TONES as STATE_TONES
from review.templatetags.review_parts import status_tag

register = template.Library()
register.filter("place", place_words)
register.filter("check_words", check_words)

register.simple_tag(subject_url)

TONES = {CheckResult.FOUND: "good", CheckResult.NOT_FOUND: "middle"}


@register.filter
def check_tone(passage: Evidence | LanguageFlag) -> str:
    """Return the tone of the badge that says what the comparison gave."""
    return TONES.get(CheckResult(passage.check_result), "") if passage.check_result else ""


@register.simple_tag
def review_tag(status: str) -> SafeString:
    """Return the tag of a review's state, one that is locked in its reader's words: signed off."""
    if status != Review.Status.LOCKED:
        return status_tag("review", status)
    return render_to_string("components/tag.html", {"text": "Signed off", "tone": STATE_TONES[status]})


@register.simple_tag
def guidance(criterion: Criterion) -> SafeString:
    """Return what good looks like and the notes to a question, nothing where it has neither."""
    good, notes = tuple(criterion.good), criterion.guidance
    return _guidance(good, notes) if good or notes else SafeString()


@lru_cache(maxsize=1024)
def _guidance(good: tuple[str, ...], notes: str) -> SafeString:
    """Draw guidance once for all pages: the same words make the same part of a page."""
    return render_to_string("review/reviewing/guidance.html", {"good": good, "notes": notes})


@register.simple_tag
def question_errors(forms: Sequence[AnswerForm]) -> list[SummaryError]:
    """Return every error of the answers, with the question where there are several on the page."""
    return [error for form in forms for error in _errors(form, named=len(forms) > 1)]


def _errors(form: AnswerForm, named: bool) -> Iterator[SummaryError]:
    after = f": {shortened(form.entry.asked.criterion.question)}" if named else ""
    for error in errors_of(form):
        yield SummaryError(error.target, f"{error.message.rstrip('.')}{after}" if after else error.message)


def shortened(question: str, most: int = 60) -> str:
    """Return a question in about `most` characters: without its middle where it is longer."""
    if len(question) <= most:
        return question
    half = most // 2 - 2
    return f"{question[:half].rsplit(' ', 1)[0]} ... {question[-half:].split(' ', 1)[-1]}"
