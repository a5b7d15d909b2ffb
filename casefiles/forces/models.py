"""Police forces, and the ties that people have to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.fields import public_id


class Force(models.Model):
    """A police force, or a synthetic one for demonstrations."""

    class Kind(models.TextChoices):
        """What sort of force it is."""

        TERRITORIAL = "territorial", "Territorial"
        NATIONAL = "national", "National"
        SPECIAL = "special", "Special"
        SYNTHETIC = "synthetic", "Synthetic"

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["territorial", "national", "special", "synthetic"]),
                name="force_has_a_known_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ForceTie(models.Model):
    """A person's tie to a force, by dates: the commonest conflict of interest. Nobody reviews their own force."""

    class Kind(models.TextChoices):
        """What the tie is."""

        EMPLOYED = "employed", "Works or worked for the force"
        SECONDED = "seconded", "Seconded from the force"
        PERSONAL = "personal", "Close personal tie"
        OTHER = "other", "Other tie"

    public_id = public_id()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="force_ties")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=20, choices=Kind)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(fields=["user", "force", "starts"], name="force_tie_is_recorded_once_a_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="force_tie_ends_after_it_starts",
            ),
        ]
