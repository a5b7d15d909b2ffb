"""What of each listed case a figure counts: its passages of victim-blaming language, or its suspects by reference."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum

from access.actor import Actor
from review.counting.behind import NOT_SIGNED, Behind
from review.counting.dimensions import ETHNICITY, ETHNICITY_AGREEMENT, ETHNICITY_STAGE, LANGUAGE
from review.counting.measures import measure_of
from review.counting.method import Method
from review.domain.rules.words import counted
from review.inspections.models import Subject
from review.reports.asking import Asked
from review.reports.passages import NOTE
from review.reviewing.models import LanguageFlag
from review.reviewing.passages import Place, place_of, place_words
from review.reviewing.queries import visible_reviews, visible_subjects


@dataclass(frozen=True)
class Part:
    """A passage or a suspect of a case in words; a passage's document and page lead to it, marked."""

    words: str
    document: str = ""
    query: str = ""


@dataclass(frozen=True)
class Row:
    """A listed case: whether whoever asks may open it and its judgment, and what of it the figure counts."""

    subject: Subject
    case_opens: bool
    judgment_opens: bool
    number: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Counted:
    """What of each case is counted: how that is called, how many of each, and those that may be told one by one."""

    heading: str = ""
    numbers: Mapping[int, int] = field(default_factory=dict)
    parts: Mapping[int, Sequence[Part]] = field(default_factory=dict)


def rows_behind(actor: Actor, found: Counted, subjects: Sequence[Subject]) -> list[Row]:
    """Return the cases of one page of a list with what is counted of each. Two queries."""
    keys = [one.pk for one in subjects]
    cases = set(visible_subjects(actor).filter(pk__in=keys).values_list("pk", flat=True))
    judgments = set(visible_reviews(actor).filter(standing__subject__in=keys).values_list("subject_id", flat=True))
    return [
        Row(
            one,
            one.pk in cases,
            one.pk in judgments,
            found.numbers.get(one.pk, 0) if found.heading else None,
            tuple(found.parts.get(one.pk, ()))
            if one.pk in (judgments if found.heading == "Passages" else cases)
            else (),
        )
        for one in subjects
    ]


def counted_behind(method: Method, asked: Asked, found: Behind, keys: Sequence[int]) -> Counted:
    """Return what of the cases with some keys a figure counts. One query at most, two for passages.

    Nothing where it counts cases, and nothing of language.
    """
    if measure_of(method, asked.measure).of_suspects:
        return _open_suspects(found, keys) if asked.left_out in NOT_SIGNED else _suspects(method, found, keys)
    return _passages(found, keys) if counts_passages(asked) else Counted()


def counts_passages(asked: Asked) -> bool:
    """Return whether a figure is of cases that are counted by whether they have passages."""
    return asked.measure == LANGUAGE and asked.left_out not in NOT_SIGNED


def passages_words(asked: Asked, found: Behind) -> str:
    """Return how many passages the cases behind a figure have; nothing where it is not of language. One query."""
    if not counts_passages(asked):
        return ""
    total = found.rows.aggregate(total=Sum("language_instances"))["total"] or 0
    return f"{counted(total, 'passage', 'passages')} in all. {NOTE}"


def _passages(found: Behind, keys: Sequence[int]) -> Counted:
    rows = found.rows.filter(subject__in=keys)
    numbers = dict(rows.values_list("subject_id", "language_instances").order_by())
    flags = LanguageFlag.objects.filter(review__standing__subject__in=keys, removed_at__isnull=True)
    parts: dict[int, dict[Place, list[LanguageFlag]]] = defaultdict(lambda: defaultdict(list))
    for flag in flags.select_related("document", "review").order_by("document__title", "page", "pk"):
        place = place_of(flag.document_id, flag.page, flag.quotation)
        parts[flag.review.subject_id][place].append(flag)
    told = {key: [_passage(same) for same in places.values()] for key, places in parts.items()}
    return Counted("Passages", numbers, told)


def _passage(same: Sequence[LanguageFlag]) -> Part:
    first = same[0]
    categories = dict.fromkeys(flag.get_category_display() for flag in same)
    words = f"{first.document.title}, {place_words(first)}: {'; '.join(categories)}"
    return Part(words, str(first.document.public_id), f"page={first.page}&evidence={first.public_id}")


def _open_suspects(found: Behind, keys: Sequence[int]) -> Counted:
    return Counted("Suspects", dict(found.rows.filter(pk__in=keys).values_list("pk", "suspects").order_by()))


SUSPECT = ("standing__subject_id", "person__reference", "ethnicity", "scheme", "stage", "agreement", "records")


def _suspects(method: Method, found: Behind, keys: Sequence[int]) -> Counted:
    rows = found.rows.filter(standing__subject__in=keys).order_by("person__reference", "pk").values(*SUSPECT)
    parts: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        parts[row["standing__subject_id"]].append(Part(_suspect_words(method, row)))
    return Counted("Suspects", {key: len(told) for key, told in parts.items()}, parts)


def _suspect_words(method: Method, row: Mapping[str, Any]) -> str:
    """Return a suspect by reference, with what counts of them as signed, and the records that it is decided by."""
    label = method.dimensions[ETHNICITY].label(row["ethnicity"])
    if not row["records"]:
        return f"{row['person__reference']}: {label} (no record)"
    stage = method.dimensions[ETHNICITY_STAGE].label(row["stage"])
    agreement = method.dimensions[ETHNICITY_AGREEMENT].label(row["agreement"])
    records = counted(row["records"], "record", "records")
    return f"{row['person__reference']}: {label}, stage of the record that counts: {stage} ({records}: {agreement})"
