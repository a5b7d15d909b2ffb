"""Evidence and language flags: passages of the case's documents, added and taken back; nothing is deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor
from access.refusals import Invalid
from casefiles.documents.models import Document
from review.reviewing.hands import begin, count_up, lock, take_in_hand
from review.reviewing.models import Evidence, Judgment, LanguageFlag, Review
from review.reviewing.passages import Passage, check_passage
from review.reviewing.reading.queries import evidence_written_as
from review.reviewing.resting import keep_evidence, take_back
from review.reviewing.screening.models import ScreenDecision
from review.reviewing.sent_before import KEY_TAKEN, key_used_once
from review.reviewing.words import NOTE_LENGTH, tidy_words


@dataclass(frozen=True)
class EvidenceInput:
    """A passage to cite: document, page (or section) and the words quoted."""

    document: Document
    page: int
    quotation: str


@dataclass(frozen=True)
class FlagInput:
    """A passage where the victim may be blamed, with what the language does and a note."""

    category: str
    document: Document
    page: int
    quotation: str
    note: str = ""


def add_evidence(
    actor: Actor, review: Review, criterion_code: str, cited: EvidenceInput, key: UUID | None = None
) -> Evidence:
    """Let a judgment rest on a passage and return it; the same passage again is the same evidence.

    So is the same write again, known by its `key`, even where the passage was taken back since, or the review went out
    of the reviewer's hands. Raises NotAllowed; Conflict where the review is out of the reviewer's hands; Invalid by
    `criterion_code`, `document`, `page`, `quotation` and `key`.
    """
    with key_used_once(key), transaction.atomic():
        if key and (written := _written_before(actor, review, criterion_code, cited, key)):
            return written
        scope = take_in_hand(actor, review)
        judgment = Judgment.objects.filter(review=review, criterion__code=criterion_code).first()
        if judgment is None:
            sentence = f"“{criterion_code}” is no question of this review's framework version."
            raise Invalid({"criterion_code": [sentence]})
        passage = check_passage(review, cited.document, cited.page, cited.quotation)
        begin(actor, review, scope)
        same = Evidence.objects.filter(
            judgment=judgment,
            document=passage.document,
            page=passage.page,
            quotation=passage.quotation,
            removed_at__isnull=True,
        ).first()
        return same or _cite(actor, review, judgment, passage, key)


def _written_before(
    actor: Actor, review: Review, criterion_code: str, cited: EvidenceInput, key: UUID
) -> Evidence | None:
    """Return what the very same write added before; None where there is none. Raises Invalid by `key`."""
    lock(review)
    written = evidence_written_as(actor, review, criterion_code, key)
    passage = (cited.document.pk, cited.page, tidy_words(cited.quotation))
    if written and (written.document_id, written.page, written.quotation) != passage:
        raise Invalid({"key": [KEY_TAKEN]})
    return written


def _cite(actor: Actor, review: Review, judgment: Judgment, passage: Passage, key: UUID | None) -> Evidence:
    evidence = Evidence(
        judgment=judgment,
        document=passage.document,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        quotation=passage.quotation,
        check_result=passage.result,
    )
    about = {"document": passage.document.public_id, "page": passage.page}
    told = {"quotation": passage.quotation, "check_result": passage.result}
    return keep_evidence(actor, review, evidence, told, about, key)


def add_all_evidence(actor: Actor, review: Review, cited: Mapping[str, EvidenceInput]) -> list[Evidence]:
    """Cite one passage for each of several questions, all or none; raise Invalid by "code.part"."""
    problems: dict[str, list[str]] = {}
    added: list[Evidence] = []
    with transaction.atomic():
        for code, passage in cited.items():
            try:
                added.append(add_evidence(actor, review, code, passage))
            except Invalid as invalid:
                problems |= {f"{code}.{part}": sentences for part, sentences in invalid.errors.items()}
        if problems:
            raise Invalid(problems)
    return added


def remove_evidence(actor: Actor, evidence: Evidence) -> Evidence:
    """Take a passage back, keeping it with who took it back and when; one taken back already stays as it is.

    Raises NotAllowed, or Conflict where the review is out of the reviewer's hands.
    """
    with transaction.atomic():
        take_in_hand(actor, evidence.judgment.review)
        take_back(actor, evidence, evidence.judgment.review)
    return evidence


def add_flag(actor: Actor, review: Review, flag: FlagInput) -> LanguageFlag:
    """Flag a passage for its language and return the flag; the same passage and category again is the same flag.

    Raises NotAllowed; Conflict where the review is out of the reviewer's hands; Invalid by field of FlagInput.
    """
    with transaction.atomic():
        scope = take_in_hand(actor, review)
        note = tidy_words(flag.note)
        if problems := _flag_problems(flag.category, note):
            raise Invalid(problems)
        passage = check_passage(review, flag.document, flag.page, flag.quotation)
        begin(actor, review, scope)
        same = LanguageFlag.objects.filter(
            review=review,
            category=flag.category,
            document=passage.document,
            page=passage.page,
            quotation=passage.quotation,
            note=note,
            removed_at__isnull=True,
        ).first()
        return same or _flag(actor, review, flag.category, passage, note)


def _flag_problems(category: str, note: str) -> dict[str, Sequence[str]]:
    if category not in LanguageFlag.Category.values:
        return {"category": ["Select what the language does."]}
    if len(note) > NOTE_LENGTH:
        return {"note": [f"The note must be {NOTE_LENGTH:,} characters or fewer."]}
    return {}


def _flag(actor: Actor, review: Review, category: str, passage: Passage, note: str) -> LanguageFlag:
    added = LanguageFlag.objects.create(
        review=review,
        category=category,
        document=passage.document,
        page=passage.page,
        quotation=passage.quotation,
        note=note,
        check_result=passage.result,
        added_by_id=actor.key,
        added_at=actor.now,
    )
    count_up(review)
    ids = {"review": review.public_id, "document": passage.document.public_id, "page": passage.page}
    new = {"category": category, "quotation": passage.quotation, "note": note, "check_result": passage.result}
    audit.record(actor, "flag.added", "language-flag", added.public_id, ids=ids, new=new)
    return added


def remove_flag(actor: Actor, flag: LanguageFlag) -> LanguageFlag:
    """Take a flag back, keeping it with who took it back and when; one taken back already stays as it is.

    With it goes the decision of the language screen that made it, so that the passage is proposed again.
    Raises NotAllowed, or Conflict where the review is out of the reviewer's hands.
    """
    with transaction.atomic():
        take_in_hand(actor, flag.review)
        take_back(actor, flag, flag.review)
        decision = ScreenDecision.objects.filter(flag=flag, removed_at__isnull=True)
        decision.update(removed_by=flag.removed_by, removed_at=flag.removed_at)
    return flag
