"""Re-exports every table of the app, since Django looks for them here; each lives with its capability."""

from casefiles.cases.models import CaseCorrection, CaseFile, EthnicityRecord, Person
from casefiles.documents.models import Document, DocumentPage
from casefiles.forces.models import Force, ForceTie

__all__ = [
    "CaseCorrection",
    "CaseFile",
    "Document",
    "DocumentPage",
    "EthnicityRecord",
    "Force",
    "ForceTie",
    "Person",
]
