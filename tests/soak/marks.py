"""Where each marked sentence lies, and who may read it there, told by plain rules."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from access.actor import Actor
from access.permissions import may
from casefiles.cases.models import CaseCorrection, CaseFile, Person
from casefiles.documents.models import Document, DocumentPage
from casefiles.forces.models import ForceTie
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce
from review.moderation.models import SignOff
from review.reviewing.models import Evidence, JudgmentText, LanguageFlag
from tests.review import plain_rules
from tests.review.plain_rules import Everything
from tests.soak.texts import MARK

Opens = Callable[[Everything, Actor], bool]
"""Whether somebody may read what lies in a place."""


def _review(review_id: int) -> Opens:
    def opens(rows: Everything, actor: Actor) -> bool:
        review = next(one for one in rows.reviews if one.pk == review_id)
        return may(actor, "review.view", plain_rules.scope_of_review(rows, actor, review))

    return opens


def _case(case_id: int, permission: str = "case.view") -> Opens:
    def opens(rows: Everything, actor: Actor) -> bool:
        subjects = [one for one in rows.subjects if one.case_id == case_id]
        return any(may(actor, permission, plain_rules.scope_of_subject(rows, actor, one)) for one in subjects)

    return opens


def _inspection(inspection_id: int, permission: str = "inspection.view") -> Opens:
    def opens(rows: Everything, actor: Actor) -> bool:
        inspection = next(one for one in rows.inspections if one.pk == inspection_id)
        return may(actor, permission, plain_rules.scope_of_inspection(rows, actor, inspection))

    return opens


def _role(permission: str) -> Opens:
    return lambda rows, actor: may(actor, permission)


def _places() -> Iterator[tuple[str, Opens]]:
    """Yield every text that may have marks in it, with who may read it."""
    for text in JudgmentText.objects.select_related("judgment"):
        yield text.text, _review(text.judgment.review_id)
    for evidence in Evidence.objects.select_related("judgment"):
        yield evidence.quotation, _review(evidence.judgment.review_id)
    for flag in LanguageFlag.objects.all():
        yield f"{flag.quotation} {flag.note}", _review(flag.review_id)
    for signed in SignOff.objects.select_related("subject"):
        yield signed.content, _case(signed.subject.case_id or 0, "case.oversee")
    yield from _places_of_cases()
    yield from _places_of_inspections()
    yield from _reasons()
    for version in FrameworkVersion.objects.all():
        yield version.canonical, _role("framework.view")
    for tie in ForceTie.objects.all():
        yield tie.note, _role("user.manage")


def _places_of_cases() -> Iterator[tuple[str, Opens]]:
    for case in CaseFile.objects.all():
        yield f"{case.reference} {case.offence}", _case(case.pk)
    for correction in CaseCorrection.objects.all():
        yield f"{correction.reason} {correction.changes}", _case(correction.case_id)
    for document in Document.objects.all():
        yield f"{document.title} {document.file_name}", _case(document.case_id)
    for page in DocumentPage.objects.select_related("document"):
        yield page.text, _case(page.document.case_id)
    for person in Person.objects.all():
        yield person.reference, _case(person.case_id)


def _places_of_inspections() -> Iterator[tuple[str, Opens]]:
    for inspection in Inspection.objects.all():
        yield f"{inspection.title} {inspection.sample_note}", _inspection(inspection.pk)
    for force in InspectionForce.objects.all():
        yield force.label, _inspection(force.inspection_id)
    for conflict in ConflictOfInterest.objects.select_related("subject__case", "inspection_force"):
        part = conflict.subject or conflict.inspection_force
        assert part is not None
        told = f"{conflict.reason} {conflict.subject.case if conflict.subject else ''}"
        yield told, _inspection(part.inspection_id, "inspection.manage")


def _reasons() -> Iterator[tuple[str, Opens]]:
    """Yield the reasons of steps: of a case for its supervisors, of a review for whoever reads it, and for them."""
    rows = plain_rules.everything()
    cases = {subject.public_id: subject.case_id or 0 for subject in rows.subjects}
    reviews = {review.public_id: review for review in rows.reviews}
    inspections = {inspection.public_id: inspection.pk for inspection in rows.inspections}
    for step in StatusChange.objects.exclude(reason=""):
        if step.thing_id in reviews:
            review = reviews[step.thing_id]
            yield step.reason, _review(review.pk)
            yield step.reason, _case(review.subject.case_id or 0, "case.oversee")
        elif step.thing_id in cases:
            yield step.reason, _case(cases[step.thing_id], "case.oversee")
        elif step.thing_id in inspections:
            yield step.reason, _inspection(inspections[step.thing_id])
        else:
            yield step.reason, _role("framework.view")


@dataclass
class Marks:
    """All the marks with the places where they lie, as of one moment."""

    rows: Everything
    places: dict[str, list[Opens]]

    def closed(self, marks: set[str], actor: Actor) -> list[str]:
        """Return those of the marks that lie somewhere, and nowhere where somebody may read."""
        known = sorted(marks & self.places.keys())
        return [mark for mark in known if not any(opens(self.rows, actor) for opens in self.places[mark])]


def harvest() -> Marks:
    """Return all the marks as they lie now."""
    places: dict[str, list[Opens]] = defaultdict(list)
    for text, opens in _places():
        for mark in set(MARK.findall(text)):
            places[mark].append(opens)
    return Marks(plain_rules.everything(), dict(places))
