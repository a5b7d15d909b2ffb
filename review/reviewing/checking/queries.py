"""What the standing checks look at beside the answers of a review."""

from access.actor import Actor
from access.models import AuditEvent, User
from review.inspections.models import TeamMember
from review.inspections.queries import active_on
from review.reviewing.models import Review
from review.reviewing.queries import documents_for


def unopened_documents(actor: Actor, review: Review) -> tuple[str, ...]:
    """Return the titles of the case's documents that the actor never opened, by the trail. Two queries."""
    documents = {str(document.public_id): document.title for document in documents_for(review)}
    events = AuditEvent.objects.filter(
        thing="document", thing_id__in=list(documents), action="document.opened", actor_id=actor.key
    )
    opened = set(events.order_by().values_list("thing_id", flat=True))
    return tuple(title for public_id, title in documents.items() if public_id not in opened)


def supervisors_now(actor: Actor, review: Review) -> list[str]:
    """Return the names of those who supervise the review's inspection on the actor's day, but for the actor."""
    members = TeamMember.objects.filter(
        active_on(actor), inspection_id=review.subject.inspection_id, role=TeamMember.Role.SUPERVISOR
    )
    people = User.objects.filter(pk__in=members.values("user_id"), is_active=True).exclude(pk=actor.key)
    return list(people.order_by("name").values_list("name", flat=True))
