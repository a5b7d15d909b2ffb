"""Sign-off: the act that makes a review count, bound to exactly what was approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.inspections.models import Subject
from review.reviewing.models import Review


class SignOff(models.Model):
    """A supervisor's approval of a review, its evidence and the case's facts, as they stood at that moment.

    `content` is what was approved, whole; `digest` is its SHA-256. Reopening ends a sign-off and keeps it readable.
    """

    public_id = public_id()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="sign_offs")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sign_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    content = models.TextField(help_text="Canonical JSON of the review, its evidence and the facts.")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(ended_at__isnull=True),
                name="subject_has_one_sign_off_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="sign_off_end_has_who_and_when",
            ),
        ]
