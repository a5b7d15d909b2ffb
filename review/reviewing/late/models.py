"""Words that arrived after their review was closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.frameworks.models import Criterion
from review.reviewing.models import Review


class LateWords(models.Model):
    """An answer that its reviewer sent after the review was closed: kept beside it, never part of it.

    A supervisor can hand it over to the review that is open now; who did so and when are both set or both empty.
    """

    public_id = public_id()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="late_words")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField(default=list, help_text="Kind, value and values, by their codes; a text as it is.")
    rationale = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    handed_to = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="handed_over")
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_to__isnull=True, handed_by__isnull=True, handed_at__isnull=True)
                | Q(handed_to__isnull=False, handed_by__isnull=False, handed_at__isnull=False),
                name="late_words_handing_over_has_to_whom_by_whom_and_when",
            ),
        ]
