"""Reading people for who manages users: how much open work each has, and nothing of any case."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from access.actor import Actor
from access.models import User
from access.queries import matching, visible_users
from casefiles.forces.models import Force
from review.reviewing.models import Review
from review.reviewing.queries import IN_REVIEWERS_HANDS


def people(actor: Actor, words: str = "", role: str = "") -> QuerySet[User]:
    """Return the users that match, by name, each with `open_work` and their roles, in two queries."""
    theirs = Review.objects.filter(reviewer=OuterRef("pk"), status__in=IN_REVIEWERS_HANDS).order_by()
    counted = theirs.values("reviewer").annotate(n=Count("pk")).values("n")
    users = matching(visible_users(actor), words, role).prefetch_related("groups")
    return users.annotate(open_work=Coalesce(Subquery(counted, IntegerField()), Value(0)))


def with_username(actor: Actor, username: str) -> User | None:
    """Return the user that has a username, whose capitals make no difference; None where nobody has it."""
    return visible_users(actor).filter(username__iexact=username.replace("\0", "").strip()).first()


def open_work(user: User) -> int:
    """Return how many reviews are in the user's hands: assigned, in progress or returned."""
    return Review.objects.filter(reviewer=user, status__in=IN_REVIEWERS_HANDS).count()


def open_work_at(user: User, force: Force) -> int:
    """Return how many of the reviews in the user's hands are of cases of a force."""
    at_force = Review.objects.filter(subject__case__force=force)
    return at_force.filter(reviewer=user, status__in=IN_REVIEWERS_HANDS).count()
