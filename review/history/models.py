"""The steps that things went through, with the reasons that people gave."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class StatusChange(models.Model):
    """One step of a thing through its workflow. Points at the thing by its public identifier: it outlives a draft."""

    machine = models.CharField(max_length=30)
    thing_id = models.UUIDField()
    transition = models.CharField(max_length=40)
    from_status = models.CharField(max_length=30)
    to_status = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["machine", "thing_id"], name="status_change_by_thing")]
        constraints = [
            models.CheckConstraint(condition=~Q(to_status=""), name="status_change_leads_somewhere"),
        ]

    @property
    def who(self) -> str:
        """Return who took the step, as every history shows it: by their name, or the name of a command."""
        return self.by.name if self.by else self.by_name
