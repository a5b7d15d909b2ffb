"""The rows of one planned case, column by column."""

import json
import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review.frameworks.models import Criterion
from review.reviewing.models import Judgment, Review
from tests.bench.plans import SIGNED, PlannedCase

Row = dict[str, Any]
OFFENCE = "Child sexual exploitation"
CORRECTED = "Sexual assault"
FACTS = {
    "case_area": "child-sexual-exploitation",
    "outcome_type": "",
    "force_flag": "no",
    "taskforce_support": "no",
    "closed_on": None,
}
KIND_OF_PERSON = {
    "ethnicity": "not-recorded",
    "scheme": "",
    "stage": "",
    "agreement": "none",
    "records": 0,
    **{f"at_{stage}": "" for stage in ("report", "arrest", "interview", "custody", "charge", "later")},
}
_identifiers = random.Random(1)


@dataclass(frozen=True)
class Place:
    """Where a case's rows belong: keys of the inspection, version and force, the moment, and its own keys."""

    inspection: int
    version: int
    force: int
    stamp: str
    case: int
    subject: int


def identifier() -> str:
    """Return a random identifier, as both engines take it."""
    return f"{_identifiers.getrandbits(128):032x}"


def case_file(place: Place, case: PlannedCase, reference: str) -> Row:
    """Return the case; of one that was corrected after sign-off, as it is now."""
    return {
        "id": place.case,
        "public_id": identifier(),
        "reference": reference,
        "force_id": place.force,
        "offence": CORRECTED if case.corrected else OFFENCE,
        "team_type": case.team_type,
        "reported_on": case.reported_on,
        "synthetic": 1,
        "created_at": place.stamp,
        "version": 0,
        **FACTS,
    }


def subject(place: Place, case: PlannedCase) -> Row:
    """Return the case's place in the inspection."""
    return {
        "id": place.subject,
        "public_id": identifier(),
        "inspection_id": place.inspection,
        "framework_version_id": place.version,
        "case_id": place.case,
        "status": case.state.value,
        "created_at": place.stamp,
        "version": 0,
    }


def suspect(place: Place, key: int, number: int) -> Row:
    """Return a suspect, of whose ethnicity nothing is recorded."""
    return {
        "id": key,
        "public_id": identifier(),
        "case_id": place.case,
        "role": "suspect",
        "reference": f"S{number}",
    }


def review(place: Place, case: PlannedCase, key: int, reviewer: int) -> Row:
    """Return the review, submitted or signed off."""
    return {
        "id": key,
        "public_id": identifier(),
        "subject_id": place.subject,
        "reviewer_id": reviewer,
        "framework_version_id": place.version,
        "kind": Review.Kind.FIRST.value,
        "status": (Review.Status.LOCKED if case.state == SIGNED else Review.Status.SUBMITTED).value,
        "assigned_at": place.stamp,
        "submitted_at": place.stamp,
        "version": 0,
    }


def judgment(criterion: Criterion, answer: str, stamp: str) -> Row:
    """Return what an answer to a criterion makes of its judgment."""
    grades = {one.code: one.pk for one in criterion.scale.grades.all()} if criterion.scale else {}
    choices = {one.code: one.pk for one in criterion.choices.all()}
    kind = Judgment.Kind.GRADE if answer in grades else Judgment.Kind.CHOICE
    return {
        "criterion_id": criterion.pk,
        "kind": (kind if answer in grades | choices else Judgment.Kind.NOT_APPLICABLE).value,
        "asked": 1,
        "settled": 1,
        "has_reason": 0 if answer in grades | choices else 1,
        "reason_waived": 0,
        "grade_id": grades.get(answer),
        "choice_id": choices.get(answer),
        "begun_at": stamp,
        "changed_at": stamp,
        "version": 1,
    }


def standing(place: Place, case: PlannedCase, key: int, reviewed: int, at: datetime) -> Row:
    """Return the standing review, with the facts as they were signed off."""
    return {
        "id": key,
        "subject_id": place.subject,
        "review_id": reviewed,
        "inspection_id": place.inspection,
        "framework_version_id": place.version,
        "force_id": place.force,
        "offence": OFFENCE,
        "team_type": case.team_type,
        "reported_on": case.reported_on,
        "reported_month": f"{case.reported_on:%Y-%m}",
        "closed_month": "",
        "language_instances": case.passages,
        "signed_off_on": at.date(),
        "month": f"{at:%Y-%m}",
        "facts_digest": "",
        **FACTS,
    }


def standing_suspect(standing_review: int, person: int) -> Row:
    """Return a suspect of a case that counts."""
    return {"standing_id": standing_review, "person_id": person, **KIND_OF_PERSON}


def correction(place: Place, by: int) -> Row:
    """Return the correction of a case's offence."""
    changes = json.dumps({"offence": [OFFENCE, CORRECTED]})
    return {"case_id": place.case, "changes": changes, "reason": "Wrong offence.", "by_id": by, "at": place.stamp}
