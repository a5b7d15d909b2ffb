"""Who can see whose review: one pure rule. The permission table asks it; the `visible_*` queries say it in SQL."""

from access.roles import INSPECTOR, SUPERVISOR


def sees_case(memberships: frozenset[str], assigned: bool) -> bool:
    """Return whether somebody with these roles in the inspection sees a case (`assigned`: a review of it is theirs)."""
    return SUPERVISOR in memberships or (INSPECTOR in memberships and assigned)


def sees_review(memberships: frozenset[str], own: bool, submitted: bool) -> bool:
    """Return whether somebody sees a review: their own, or, once it has left its reviewer's hands, as a supervisor.

    An inspector never sees another's review, and nobody sees another's draft: reviewers are blind to each other.
    """
    return (INSPECTOR in memberships and own) or (SUPERVISOR in memberships and submitted)
