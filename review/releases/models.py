"""What an inspection keeps back from the public, and every release that was given out: whole, and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.inspections.models import Inspection


class DisclosurePolicy(models.Model):
    """How small counts of an inspection are kept back from what leaves the house. Without one, the defaults hold.

    A count from 1 to `threshold` - 1 is small. `base` is the multiple to which counts are rounded; 0 rounds none.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="disclosure_policy")
    threshold = models.PositiveSmallIntegerField(default=5)
    zeros_shown = models.BooleanField(default=True)
    base = models.PositiveSmallIntegerField(default=0)
    protects_overall = models.BooleanField(default=False)
    protects_breakdowns = models.BooleanField(default=True)
    protects_persons = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__gte=2, threshold__lte=100), name="disclosure_threshold_is_from_2_to_100"
            ),
            models.CheckConstraint(condition=Q(base__in=[0, 3, 5, 10]), name="disclosure_base_is_a_known_one"),
        ]


class PublicRelease(models.Model):
    """A release: its tables as they were given out, and what later releases are checked against. Never changed.

    `told` is every figure told of cases and of suspects; `counted` the cases and suspects behind them, by reference,
    with the codes that the figures depend on, and no words. `document` is what was given out, whole.
    """

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="public_releases")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300, help_text="For whom and why it was released.")
    asked = models.JSONField(help_text="The reports that it was made of, in names and codes.")
    told = models.JSONField()
    counted = models.JSONField()
    document = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what is told.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="release_has_a_number_of_its_own"),
            models.CheckConstraint(condition=~Q(title=""), name="release_has_a_title"),
            models.CheckConstraint(condition=~Q(purpose=""), name="release_has_a_purpose"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_is_numbered_from_1"),
        ]

    def __str__(self) -> str:
        return self.title
