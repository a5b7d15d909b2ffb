"""Who can see whose review: one pure rule. The permission table asks it; the `visible_*` queries say it in SQL."""

from access.roles import INSPECTOR, SUPERVISOR


def sees_case(memberships: frozenset[str], assigned: bool) -> bool:
    """Return whether somebody with these roles in the inspection sees a case (`assigned`: a review of it is theirs)."""
    return SUPERVISOR in memberships or (INSPECTOR in memberships and assigned)


def judges(memberships: frozenset[str], of_force: bool) -> bool:
    """Return whether somebody with these roles can be given a review: inspectors one of a case, supervisors of a force.

    The judgment of a force rests on its signed-off cases, which inspectors who may still review some must not see.
    """
    return (SUPERVISOR if of_force else INSPECTOR) in memberships


def sees_review(memberships: frozenset[str], own: bool, submitted: bool, of_force: bool = False) -> bool:
    """Return whether somebody sees a review: their own, or, once it has left its reviewer's hands, as a supervisor.

    An inspector never sees another's review, and nobody sees another's draft: reviewers are blind to each other.
    """
    return (judges(memberships, of_force) and own) or (SUPERVISOR in memberships and submitted)


def sees_report(memberships: frozenset[str], settled: bool) -> bool:
    """Return whether somebody with these roles in the inspection sees its figures.

    A supervisor always; an inspector once nothing is blind to them any more (`settled`), since a count can tell of a
    review that one may not see.
    """
    return SUPERVISOR in memberships or (INSPECTOR in memberships and settled)
