"""The small worlds in which the journeys begin."""

from dataclasses import dataclass

from access.models import User
from casefiles.documents.actions import add_document
from casefiles.documents.models import Document
from casefiles.forces.models import Force
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from tests import builders

LOG = "Entry one. The child was seen on the day of the report.\n\nEntry two. She is said to be streetwise.\n"


@dataclass
class Fieldwork:
    """An inspection with one case, assigned to its inspector and not yet begun."""

    inspection: Inspection
    force: Force
    supervisor: User
    inspector: User
    subject: Subject
    document: Document
    review: Review


def fieldwork(framework: str = builders.FRAMEWORK) -> Fieldwork:
    """Return an inspection of `sam` whose inspector `ines` has the case CASE-1 with a log of two entries."""
    supervisor, inspector = builders.make_supervisor("sam"), builders.make_inspector("ines")
    version, force = builders.published_framework(framework), builders.make_force("synthetic-one")
    inspection = builders.make_inspection(
        supervisor, version, inspectors=[inspector], slug="small-world", headline_subset="group-based=yes"
    )
    subject = builders.add_case(supervisor, inspection, force, "CASE-1")
    document = add_log(supervisor, subject)
    review = builders.assign(supervisor, subject, inspector)
    return Fieldwork(inspection, force, supervisor, inspector, subject, document, review)


def add_log(supervisor: User, subject: Subject) -> Document:
    """Return a log of two entries, added to a subject's case."""
    actor, case = builders.acting(supervisor), builders.case_of(subject)
    return add_document(actor, subject_scope(actor, subject), case, "Investigation log", "log.txt", LOG.encode())
