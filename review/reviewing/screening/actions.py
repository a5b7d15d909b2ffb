"""Every write to the language screen: proposed passages confirmed or dismissed, and decisions taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from access import audit
from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.domain.language import Hit
from review.reviewing.actions import FlagInput, add_flag, remove_flag
from review.reviewing.hands import begin, count_up, take_in_hand
from review.reviewing.models import LanguageFlag, Review
from review.reviewing.screening.models import ScreenDecision
from review.reviewing.screening.places import Place, places_at
from review.reviewing.screening.queries import decisions_of
from review.reviewing.words import NOTE_LENGTH, QUOTATION_LENGTH, tidy_words

Outcome = ScreenDecision.Outcome
OTHERWISE = {
    Outcome.CONFIRMED: "One of these passages was confirmed already. Take that decision back first, then dismiss it.",
    Outcome.DISMISSED: "One of these passages was dismissed already. Take that decision back first, then confirm it.",
}
NONE_CHOSEN = "Tick the passages that you mean"
NO_REASON = "Select a reason, or give one in your own words"


@dataclass(frozen=True)
class Confirmed:
    """What a confirmation says: a category, or else that of each wording; a note; words to quote, or else the sentence.

    Words to quote are for one passage only.
    """

    category: str = ""
    note: str = ""
    quotation: str = ""


def confirm(actor: Actor, review: Review, keys: Sequence[str], said: Confirmed = Confirmed()) -> list[ScreenDecision]:
    """Flag proposed passages, all or none, and return the decisions on them; what is confirmed already stays so.

    Two wordings in one sentence make one flag in a category: the second needs no decision, since the first one's flag
    covers it. Raises NotAllowed; Conflict where the review is out of the reviewer's hands, a passage is not there, or
    one was dismissed meanwhile; Invalid by `proposal`, `category` or `note`.
    """
    with transaction.atomic():
        take_in_hand(actor, review)
        places = _chosen(review, keys)
        standing = decisions_of(review)
        decided = [_settled(standing, place, Outcome.CONFIRMED) for place in places]
        fresh = [place for place, there in zip(places, decided, strict=True) if there is None]
        made = [_confirmed(actor, review, place, said) for place in fresh]
    return [one for one in (*decided, *made) if one is not None]


def dismiss(actor: Actor, review: Review, keys: Sequence[str], reason: str) -> list[ScreenDecision]:
    """Dismiss proposed passages for one reason, all or none, and return the decisions; dismissed ones stay as they are.

    Raises NotAllowed; Conflict likewise, or where one was confirmed meanwhile; Invalid by `proposal` or `usual`.
    """
    reason = tidy_words(reason)
    with transaction.atomic():
        scope = take_in_hand(actor, review)
        if not reason:
            raise Invalid({"usual": [NO_REASON]})
        if len(reason) > NOTE_LENGTH:
            raise Invalid({"reason": [f"The reason must be {NOTE_LENGTH:,} characters or fewer."]})
        places = _chosen(review, keys)
        standing = decisions_of(review)
        decided = [_settled(standing, place, Outcome.DISMISSED) for place in places]
        fresh = [place for place, there in zip(places, decided, strict=True) if there is None]
        if not fresh:
            return [one for one in decided if one]
        begin(actor, review, scope)
        made = [_decide(actor, review, place, Outcome.DISMISSED, reason=reason) for place in fresh]
        _tell(actor, review, "screen.dismissed", made, {"reason": reason})
        count_up(review)
    return [one for one in (*decided, *made) if one is not None]


def take_back(actor: Actor, decision: ScreenDecision) -> ScreenDecision:
    """Take a decision back, and with a confirmed one its flag; the passage is proposed again. Both are kept.

    One taken back already stays as it is. Raises NotAllowed, or Conflict where the review is out of their hands.
    """
    review = decision.review
    with transaction.atomic():
        if decision.flag:
            remove_flag(actor, decision.flag)
        else:
            take_in_hand(actor, review)
            taken = ScreenDecision.objects.filter(pk=decision.pk, removed_at__isnull=True)
            if taken.update(removed_by_id=actor.key, removed_at=actor.now):
                _tell(actor, review, "screen.taken-back", [decision], {})
                count_up(review)
    decision.refresh_from_db(fields=["removed_by", "removed_at"])
    return decision


def _chosen(review: Review, keys: Sequence[str]) -> list[Place]:
    if not keys:
        raise Invalid({"proposal": [NONE_CHOSEN]})
    return places_at(review, keys)


def _settled(standing: Iterable[ScreenDecision], place: Place, outcome: str) -> ScreenDecision | None:
    """Return the decision that stands on a place, or None; raise Conflict where it is another than is wanted now."""
    at = place.passage
    for decision in standing:
        here = (decision.document_id, decision.page) == (at.document.pk, at.page)
        if here and Hit("", decision.start, decision.end).meets(at.start, at.end):
            if decision.outcome != outcome:
                raise Conflict(OTHERWISE[Outcome(decision.outcome)])
            return decision
    return None


def _confirmed(actor: Actor, review: Review, place: Place, said: Confirmed) -> ScreenDecision | None:
    """Flag a passage and return the decision; None where the flag that comes of it has one: it is the same passage."""
    at = place.passage
    quotation = said.quotation or at.sentence
    if len(quotation) > QUOTATION_LENGTH:
        quotation = at.words
    category = said.category or place.pattern.category
    flag = add_flag(actor, review, FlagInput(category, at.document, at.page, quotation, said.note))
    if ScreenDecision.objects.filter(flag=flag).exists():
        return None
    made = _decide(actor, review, place, Outcome.CONFIRMED, flag=flag)
    _tell(actor, review, "screen.confirmed", [made], {})
    return made


def _decide(
    actor: Actor, review: Review, place: Place, outcome: str, reason: str = "", flag: LanguageFlag | None = None
) -> ScreenDecision:
    at = place.passage
    return ScreenDecision.objects.create(
        review=review,
        pattern=place.pattern,
        document=at.document,
        page=at.page,
        start=at.start,
        end=at.end,
        outcome=outcome,
        reason=reason,
        flag=flag,
        added_by_id=actor.key,
        added_at=actor.now,
    )


def _tell(actor: Actor, review: Review, action: str, decisions: Sequence[ScreenDecision], new: dict[str, str]) -> None:
    """Record one event for decisions taken together, with the place of each."""
    places = [
        {
            "decision": str(one.public_id),
            "pattern": one.pattern.code,
            "document": str(one.document.public_id),
            "page": one.page,
            "start": one.start,
            "end": one.end,
        }
        for one in decisions
    ]
    audit.record(actor, action, "review", review.public_id, new={**new, "passages": places})
