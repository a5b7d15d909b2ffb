"""The constraints of users and of the trail."""

import pytest
from django.db.models import CheckConstraint, UniqueConstraint

from access.models import AuditEvent, AuditHead, User
from tests.constraints.checking import Check, check_accepts, check_refuses, constraints_of

pytestmark = pytest.mark.django_db

CHECKS = (
    Check("user_has_a_username", User, breaks=({"username": ""},)),
    Check("user_has_a_name", User, breaks=({"name": ""},)),
    Check("audit_event_is_numbered_from_one", AuditEvent, breaks=({"sequence": 0}, {"sequence": -1})),
    Check("audit_head_is_one_row", AuditHead, breaks=({"id": 2}, {"id": 0})),
)


def test_every_constraint_of_access_is_in_the_table() -> None:
    assert sorted(check.constraint for check in CHECKS) == constraints_of("access", CheckConstraint)
    assert constraints_of("access", UniqueConstraint) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_access_refuse_what_breaks_them(check: Check) -> None:
    check_refuses(check)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_access_accept_what_fits(check: Check) -> None:
    check_accepts(check)
