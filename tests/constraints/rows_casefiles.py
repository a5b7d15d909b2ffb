"""Valid rows of the tables of casefiles."""

from access.models import User
from casefiles.models import (
    CaseCorrection,
    CaseFile,
    Document,
    DocumentPage,
    EthnicityRecord,
    Force,
    ForceTie,
    Person,
)
from tests.constraints.values import DAY, NOW, A, Rows, number, text

CASEFILES: Rows = {
    Force: {"code": text("force"), "name": text("A force"), "kind": "synthetic"},
    ForceTie: {"user": A(User), "force": A(Force), "kind": "employed", "starts": DAY},
    CaseFile: {
        "reference": text("REF"),
        "force": A(Force),
        "case_area": "online",
        "team_type": "specialist",
        "force_flag": "no",
        "taskforce_support": "not-recorded",
    },
    CaseCorrection: {
        "case": A(CaseFile),
        "changes": {"offence": ["", "Other"]},
        "reason": "A slip.",
        "by": A(User),
        "at": NOW,
    },
    Person: {"case": A(CaseFile), "role": "victim", "reference": text("V")},
    EthnicityRecord: {
        "person": A(Person),
        "scheme": "self-defined-18+1",
        "code": "W1",
        "stage": "custody",
        "source": "custody-record",
    },
    Document: {
        "case": A(CaseFile),
        "title": "A log",
        "file_name": "log.txt",
        "kind": "text",
        "sha256": text("digest"),
        "size": 10,
        "added_by": A(User),
        "added_at": NOW,
    },
    DocumentPage: {"document": A(Document), "number": number, "text": "Words.", "has_text": True},
}
