"""Cases of every sort, worked through and signed off, for tests of what is counted of them."""

from datetime import date

from casefiles.cases import actions as case_actions
from casefiles.documents.actions import add_document
from casefiles.domain.facts import EthnicityFacts
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.actions import FlagInput
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World

SELF, OFFICER = "self-defined-18+1", "officer-defined-6+1"
REPORTED, CLOSED = date(2025, 11, 1), date(2026, 1, 15)


def add(world: World, grade: str, group: str = "yes", by: object = None, **facts: object) -> Subject:
    """Return a case whose review is answered, unless it has no grade."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    if grade:
        reviewer = by or world.inspector
        review = builders.assign(world.supervisor, subject, reviewer)  # type: ignore[arg-type]
        answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
        if grade == "good":
            answers["first-criterion"] = "not-applicable"
        builders.answer(reviewer, review, answers)  # type: ignore[arg-type]
    return subject


def flagged(world: World, subject: Subject) -> None:
    """Flag two passages of the case, one of them in two categories."""
    actor = builders.acting(world.supervisor)
    data = b"It was her choice.\n\nShe is streetwise."
    log = add_document(actor, subject_scope(actor, subject), builders.case_of(subject), "Log", "log.txt", data)
    review = subject.reviews.get()
    for category, words in [("lifestyle", "her choice"), ("blame", "her choice"), ("lifestyle", "streetwise")]:
        page = 1 if words == "her choice" else 2
        reviewing.add_flag(builders.acting(world.inspector), review, FlagInput(category, log, page, words, ""))


def suspect(world: World, subject: Subject, reference: str, *records: tuple[str, str, str, str]) -> None:
    """Add a suspect with records of their ethnicity: scheme, code, absence, stage."""
    actor = builders.acting(world.supervisor)
    scope, case = subject_scope(actor, subject), builders.case_of(subject)
    person = case_actions.add_person(actor, scope, case, "suspect", reference)
    for scheme, code, absence, stage in records:
        facts = EthnicityFacts(scheme, code, absence, stage, "crime-record")
        case_actions.add_ethnicity_record(actor, scope, person, facts)


def sign_off(world: World, subject: Subject) -> None:
    """Submit the case's review and sign it off."""
    review = subject.reviews.get()
    reviewing.submit(builders.acting(review.reviewer), review)
    subject.refresh_from_db()
    moderation.sign_off(builders.acting(world.supervisor), subject)
