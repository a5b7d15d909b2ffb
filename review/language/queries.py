"""Reading the language list: what is looked for now, at a moment, and what became of the proposals."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from access.actor import Actor
from review.domain.language import WordList, word_list
from review.language.models import LanguagePattern

FEWEST_SHOWN = 5
"""Of fewer decisions than this no numbers are shown: so few could be recognised by who was there."""
STANDS = Q(decisions__removed_at__isnull=True, decisions__review__standing__isnull=False)
"""Decisions in force of reviews that are signed off: never of work that is still in a reviewer's hands."""


def active_patterns() -> QuerySet[LanguagePattern]:
    """Return what is looked for now."""
    return LanguagePattern.objects.filter(active=True)


def patterns_at(moment: datetime | None) -> QuerySet[LanguagePattern]:
    """Return what was looked for at a moment; now, where there is none."""
    if moment is None:
        return active_patterns()
    retired_later = Q(retired_at__isnull=True) | Q(retired_at__gt=moment)
    return LanguagePattern.objects.filter(retired_later, added_at__lte=moment)


def made_ready(patterns: Iterable[LanguagePattern]) -> WordList:
    """Return patterns made ready to be looked for; the same ones are made ready once."""
    return word_list(tuple((pattern.code, pattern.pattern) for pattern in patterns))


def list_for(actor: Actor) -> QuerySet[LanguagePattern]:
    """Return the whole list with `confirmed` and `dismissed`: what was decided on each in signed-off reviews.

    Over all inspections together, so that no number tells of a force, a case or a reviewer.
    """
    counted = LanguagePattern.objects.select_related("added_by", "retired_by").annotate(
        confirmed=Count("decisions", filter=STANDS & Q(decisions__outcome="confirmed")),
        dismissed=Count("decisions", filter=STANDS & Q(decisions__outcome="dismissed")),
    )
    return counted.order_by("category", "pattern")


def decided_words(pattern: LanguagePattern) -> str:
    """Return what was decided on a pattern of `list_for`, in words; without numbers where there are very few."""
    confirmed, dismissed = pattern.confirmed, pattern.dismissed  # type: ignore[attr-defined]
    if not confirmed + dismissed:
        return "None"
    if confirmed + dismissed < FEWEST_SHOWN:
        return f"Fewer than {FEWEST_SHOWN}"
    return f"{confirmed} confirmed, {dismissed} dismissed"


def pattern_at(actor: Actor, pattern: UUID) -> LanguagePattern:
    """Return the pattern at an address; raise DoesNotExist where there is none."""
    return LanguagePattern.objects.select_related("added_by", "retired_by").get(public_id=pattern)
