"""The constraints of frameworks, inspections, reviews, sign-offs and what counts."""

import pytest
from django.db.models import CheckConstraint, UniqueConstraint

from review.models import Grade, Judgment, Review
from tests.constraints.checking import (
    Check,
    Unique,
    check_accepts,
    check_refuses,
    check_unique,
    constraints_of,
    has_condition,
)
from tests.constraints.checks_external import EXTERNAL
from tests.constraints.checks_judging import JUDGING, LANGUAGE, UNLIKE
from tests.constraints.checks_method import AUTHORING, EXERCISE, METHOD
from tests.constraints.rows import new
from tests.constraints.uniques import UNIQUES

pytestmark = pytest.mark.django_db

CHECKS = (*METHOD, *EXERCISE, *EXTERNAL, *JUDGING, *LANGUAGE, *AUTHORING)


def test_every_constraint_of_review_is_in_the_table() -> None:
    assert sorted(check.constraint for check in CHECKS) == constraints_of("review", CheckConstraint)
    assert sorted(unique.constraint for unique in UNIQUES) == constraints_of("review", UniqueConstraint)
    assert [unique.constraint for unique in UNIQUES if has_condition(unique) != (unique.outside is not None)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_review_refuse_what_breaks_them(check: Check) -> None:
    check_refuses(check)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_review_accept_what_fits(check: Check) -> None:
    check_accepts(check)


@pytest.mark.parametrize("unique", UNIQUES, ids=lambda unique: unique.constraint)
def test_unique_constraints_of_review_refuse_the_same_again(unique: Unique) -> None:
    check_unique(unique)


def test_a_second_review_stands_beside_an_open_first_one() -> None:
    """The condition of one open first review has two halves; the table tries the other."""
    check_unique(Unique("subject_has_one_open_first_review", Review, outside={"kind": "second"}))


def test_a_settled_grade_like_the_suggestion_needs_no_reason() -> None:
    grade = new(Grade)
    judgment = new(Judgment, **{**UNLIKE, "grade": grade, "suggested_grade": grade})
    assert (judgment.settled, judgment.has_reason) == (True, False)
