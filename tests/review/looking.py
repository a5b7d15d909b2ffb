"""What somebody is shown by the queries, beside what the permission table lets them see: for a test and the soak.

Everything shown is compared with plain rules. The scopes that the pages ask are compared for a sample: each costs
several queries.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ObjectDoesNotExist

from access.actor import Actor
from access.permissions import may
from casefiles.documents.models import Document
from review.casework.queries import my_reviews, subject_of, supervised, to_decide, visible_documents
from review.inspections.models import Subject
from review.inspections.queries import is_settled, report_scope, scope_in, visible_inspections
from review.moderation.models import SignOff
from review.moderation.queries import decision, visible_sign_off
from review.reviewing.queries import own_reviews, review_scope, subject_scope, visible_reviews, visible_subjects
from tests.review import plain_rules
from tests.review.plain_rules import Everything

SHOWN = {
    "case": "case.view",
    "case to decide": "subject.sign-off",
    "decision": "case.oversee",
    "document": "case.view",
    "inspection": "inspection.view",
    "review": "review.view",
    "sign-off": "case.oversee",
    "supervised inspection": "inspection.manage",
}
"""Each sort of thing with the permission that opens it."""
SAMPLE = 3
Row = TypeVar("Row")


class Look(NamedTuple):
    """One thing looked at: what it is, whether a query shows it, and whether the table permits it."""

    what: str
    name: str
    shown: bool
    permitted: bool


def looks(rows: Everything, actor: Actor, chance: random.Random) -> Iterator[Look]:
    """Yield everything that there is, as somebody sees it. Raises AssertionError where a scope is not the plain one."""
    yield from of_cases(rows, actor)
    yield from of_reviews(rows, actor)
    yield from of_inspections(rows, actor)
    yield from of_addresses(rows, actor, chance)
    check_scopes(rows, actor, chance)


def of_cases(rows: Everything, actor: Actor) -> Iterator[Look]:
    """Yield for each case, and each document, whether it is shown and whether it may be."""
    shown, waiting, readable = keys(visible_subjects(actor)), keys(to_decide(actor, limit=1000)), set()
    for subject in rows.subjects:
        scope, name = plain_rules.scope_of_subject(rows, actor, subject), f"case {subject.pk}, {subject.status}"
        readable |= {subject.case_id} if may(actor, SHOWN["case"], scope) else set()
        yield Look("case", name, subject.pk in shown, may(actor, SHOWN["case"], scope))
        decides = subject.status == Subject.Status.READY and may(actor, SHOWN["case to decide"], scope)
        yield Look("case to decide", name, subject.pk in waiting, decides)
    documents = keys(visible_documents(actor))
    for document in Document.objects.all():
        yield Look("document", f"document {document.pk}", document.pk in documents, document.case_id in readable)


def of_reviews(rows: Everything, actor: Actor) -> Iterator[Look]:
    """Yield for each review whether it is shown and whether it may be; who writes in one has it among their own."""
    shown, own = keys(visible_reviews(actor)), keys(own_reviews(actor))
    mine = keys(my_reviews(actor))
    for review in rows.reviews:
        scope, name = plain_rules.scope_of_review(rows, actor, review), f"review {review.pk}, {review.status}"
        yield Look("review", name, review.pk in shown, may(actor, SHOWN["review"], scope))
        assert may(actor, "review.write", scope) == (review.pk in own), f"{actor}: {name}"
        listed = review.subject.case is not None and may(actor, "review.write", scope)
        assert not listed or review.pk in mine, f"{actor}: {name}"


def of_inspections(rows: Everything, actor: Actor) -> Iterator[Look]:
    """Yield for each inspection whether it is shown and whether it may be; who reads its report sees every case."""
    shown, led, cases = keys(visible_inspections(actor)), keys(supervised(actor)), keys(visible_subjects(actor))
    for inspection in rows.inspections:
        scope, name = scope_in(actor, inspection), f"inspection {inspection.pk}"
        assert scope == plain_rules.scope_of_inspection(rows, actor, inspection), f"{actor}: {name}"
        yield Look("inspection", name, inspection.pk in shown, may(actor, SHOWN["inspection"], scope))
        managed = may(actor, SHOWN["supervised inspection"], scope)
        yield Look("supervised inspection", name, inspection.pk in led, managed)
        settled = plain_rules.is_settled(rows, inspection)
        assert is_settled(inspection) == settled, name
        if may(actor, "report.view", report_scope(actor, inspection)):
            assert settled or {s.pk for s in rows.subjects if s.inspection_id == inspection.pk} <= cases, (
                f"{actor}: {name}"
            )


def of_addresses(rows: Everything, actor: Actor, chance: random.Random) -> Iterator[Look]:
    """Yield for some of the things that are found by their address alone whether they are found and may be."""
    for signed in some(list(SignOff.objects.select_related("subject__case", "subject__inspection_force")), chance):
        scope = plain_rules.scope_of_subject(rows, actor, signed.subject)
        found = finds(visible_sign_off, actor, signed)
        yield Look("sign-off", f"sign-off {signed.pk}", found, may(actor, SHOWN["sign-off"], scope))
    for subject in some(rows.subjects, chance):
        scope = plain_rules.scope_of_subject(rows, actor, subject)
        found = finds(decision, actor, subject)
        yield Look("decision", f"case {subject.pk}", found, may(actor, SHOWN["decision"], scope))


def check_scopes(rows: Everything, actor: Actor, chance: random.Random) -> None:
    """Compare the scopes that the pages ask with the plain ones, for some cases, reviews and documents."""
    for subject in some(rows.subjects, chance):
        plain = plain_rules.scope_of_subject(rows, actor, subject)
        assert subject_scope(actor, subject) == plain, f"{actor}: case {subject.pk}"
    for review in some(rows.reviews, chance):
        plain = plain_rules.scope_of_review(rows, actor, review)
        assert review_scope(actor, review) == plain, f"{actor}: review {review.pk}"
    for document in some(list(visible_documents(actor)), chance):
        through = subject_of(document, actor)
        assert may(actor, SHOWN["document"], plain_rules.scope_of_subject(rows, actor, through)), f"{actor}: {document}"


def some(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Return a few of the rows."""
    return chance.sample(rows, min(SAMPLE, len(rows)))


def keys(rows: Any) -> set[int]:
    """Return the primary keys of what a query shows, each of which it must show once."""
    found = [row.pk for row in rows]
    assert len(found) == len(set(found)), f"shown twice: {found}"
    return set(found)


def finds(query: Callable[..., object], actor: Actor, thing: Any) -> bool:
    """Return whether a query finds a thing at its address."""
    try:
        query(actor, thing.public_id)
    except ObjectDoesNotExist:
        return False
    return True
