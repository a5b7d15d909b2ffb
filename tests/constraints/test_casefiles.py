"""The constraints of forces, case files, persons and documents."""

import pytest
from django.db.models import CheckConstraint, UniqueConstraint

from casefiles.domain import codes
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
from tests.constraints.checking import (
    Check,
    Columns,
    Unique,
    check_accepts,
    check_refuses,
    check_unique,
    constraints_of,
    has_condition,
)
from tests.constraints.values import DAY, DAY_AFTER, DAY_BEFORE

pytestmark = pytest.mark.django_db


def each(column: str, values: codes.CodeList) -> tuple[Columns, ...]:
    """Return a change for each code of a list, all of which must fit."""
    return tuple({column: code} for code, _ in values)


CHECKS = (
    Check(
        "force_has_a_known_kind",
        Force,
        breaks=({"kind": ""}, {"kind": "regional"}),
        fits=each("kind", tuple(Force.Kind.choices)),
    ),
    Check("force_tie_ends_after_it_starts", ForceTie, breaks=({"ends": DAY_BEFORE},), fits=({"ends": DAY},)),
    Check("case_has_a_reference", CaseFile, breaks=({"reference": ""},)),
    Check(
        "case_closes_after_it_was_reported",
        CaseFile,
        breaks=({"reported_on": DAY, "closed_on": DAY_BEFORE},),
        fits=({"reported_on": DAY, "closed_on": DAY}, {"closed_on": DAY}, {"reported_on": DAY_AFTER}),
    ),
    Check(
        "case_has_a_known_team_type",
        CaseFile,
        breaks=({"team_type": ""}, {"team_type": "patrol"}),
        fits=each("team_type", codes.TEAM_TYPES),
    ),
    Check(
        "case_has_a_known_force_flag",
        CaseFile,
        breaks=({"force_flag": ""}, {"force_flag": "perhaps"}),
        fits=each("force_flag", codes.FORCE_FLAGS),
    ),
    Check(
        "case_has_a_known_taskforce_support",
        CaseFile,
        breaks=({"taskforce_support": ""}, {"taskforce_support": "perhaps"}),
        fits=each("taskforce_support", codes.TASKFORCE_SUPPORT),
    ),
    Check("case_correction_has_a_reason", CaseCorrection, breaks=({"reason": ""},)),
    Check("person_has_a_reference", Person, breaks=({"reference": ""},)),
    Check(
        "person_has_a_known_role",
        Person,
        breaks=({"role": ""}, {"role": "witness"}),
        fits=each("role", codes.PERSON_ROLES),
    ),
    Check(
        "ethnicity_has_a_code_or_a_kind_of_absence",
        EthnicityRecord,
        breaks=({"code": "", "absence": ""}, {"code": "W1", "absence": "unknown"}),
        fits=tuple({"code": "", "absence": absence} for absence, _ in codes.ETHNICITY_ABSENCES),
    ),
    Check(
        "ethnicity_has_a_known_scheme",
        EthnicityRecord,
        breaks=({"scheme": ""}, {"scheme": "census"}),
        fits=each("scheme", codes.ETHNICITY_SCHEMES),
    ),
    Check("document_has_a_title", Document, breaks=({"title": ""},)),
    Check(
        "document_has_a_known_kind",
        Document,
        breaks=({"kind": ""}, {"kind": "gif"}),
        fits=each("kind", tuple(Document.Kind.choices)),
    ),
    Check("pages_are_numbered_from_one", DocumentPage, breaks=({"number": 0},), fits=({"number": 1},)),
    Check(
        "page_text_agrees_with_has_text",
        DocumentPage,
        breaks=({"has_text": True, "text": ""}, {"has_text": False, "text": "Words."}),
        fits=({"has_text": False, "text": ""},),
    ),
)
UNIQUES = (
    Unique("force_tie_is_recorded_once_a_start", ForceTie),
    Unique("case_reference_is_unique_in_its_force", CaseFile),
    Unique("person_reference_is_unique_in_its_case", Person),
    Unique("document_is_in_its_case_once", Document),
    Unique("page_number_is_unique_in_its_document", DocumentPage),
)


def test_every_constraint_of_casefiles_is_in_the_table() -> None:
    assert sorted(check.constraint for check in CHECKS) == constraints_of("casefiles", CheckConstraint)
    assert sorted(unique.constraint for unique in UNIQUES) == constraints_of("casefiles", UniqueConstraint)
    assert [unique.constraint for unique in UNIQUES if has_condition(unique) != (unique.outside is not None)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_casefiles_refuse_what_breaks_them(check: Check) -> None:
    check_refuses(check)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_casefiles_accept_what_fits(check: Check) -> None:
    check_accepts(check)


@pytest.mark.parametrize("unique", UNIQUES, ids=lambda unique: unique.constraint)
def test_unique_constraints_of_casefiles_refuse_the_same_again(unique: Unique) -> None:
    check_unique(unique)
