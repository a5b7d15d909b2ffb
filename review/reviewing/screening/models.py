"""What a reviewer decided on the passages that the language screen proposed."""

from django.db import models
from django.db.models import Q

from access.fields import public_id
from casefiles.documents.models import Document
from review.language.models import LanguagePattern
from review.reviewing.models import LanguageFlag, Removable, Review


class ScreenDecision(Removable):
    """A proposed passage confirmed, which makes a language flag, or dismissed with a reason; it can be taken back."""

    class Outcome(models.TextChoices):
        """What was decided."""

        CONFIRMED = "confirmed", "Confirmed"
        DISMISSED = "dismissed", "Dismissed"

    public_id = public_id()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="screen_decisions")
    pattern = models.ForeignKey(LanguagePattern, on_delete=models.PROTECT, related_name="decisions")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(help_text="Page or section number.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)
    flag = models.OneToOneField(
        LanguageFlag, null=True, blank=True, on_delete=models.PROTECT, related_name="screen_decision"
    )

    class Meta(Removable.Meta):
        ordering = ["pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(
                fields=["review", "pattern", "document", "page", "start"],
                condition=Q(removed_at__isnull=True),
                name="proposed_passage_is_decided_once",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="confirmed", flag__isnull=False, reason=""))
                | (Q(outcome="dismissed", flag__isnull=True) & ~Q(reason="")),
                name="proposed_passage_is_flagged_or_dismissed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=models.F("start")), name="proposed_passage_ends_after_it_starts"
            ),
        ]
