"""Reports that supervisors saved, with the figures that they had then."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.inspections.models import Inspection


class SavedReport(models.Model):
    """A report under a name: what it asks for, as its address says it, and its figures at that moment.

    It holds no case material. Shown again it is counted anew, beside what it was when it was saved.
    """

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="saved_reports")
    name = models.CharField(max_length=120)
    query = models.TextField(help_text="The query of its address: names and codes.")
    figures = models.JSONField(help_text="What each figure was: its group and its answer, with the count.")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_report_has_a_name"),
            models.UniqueConstraint(
                fields=["inspection", "name"],
                condition=Q(removed_at__isnull=True),
                name="saved_report_has_a_name_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True, removed_at__isnull=True)
                | Q(removed_by__isnull=False, removed_at__isnull=False),
                name="saved_report_removal_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name
