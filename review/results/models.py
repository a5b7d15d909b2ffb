"""Results about an inspection or a force as a whole that somebody enters, for rules over cases to read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.frameworks.models import Grade
from review.inspections.models import Inspection, InspectionForce


class EnteredResult(models.Model):
    """One entered result with its reason. Nothing is overwritten: entering it again adds a revision."""

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="entered_results")
    inspection_force = models.ForeignKey(
        InspectionForce, null=True, blank=True, on_delete=models.PROTECT, related_name="entered_results"
    )
    code = models.SlugField(max_length=60, help_text="Code of the entered result in the framework.")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "code", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "code"],
                condition=Q(current=True, inspection_force__isnull=True),
                name="inspection_has_one_current_entered_result",
            ),
            models.UniqueConstraint(
                fields=["inspection_force", "code"],
                condition=Q(current=True, inspection_force__isnull=False),
                name="force_has_one_current_entered_result",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="entered_result_has_a_reason"),
        ]
