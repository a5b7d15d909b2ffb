"""The list of wordings in which a victim may be blamed: data that administrators extend."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id


class LanguageCategory(models.TextChoices):
    """What such language does."""

    BLAME = "blame", "Blames the victim"
    LIFESTYLE = "lifestyle", "Calls it a choice or lifestyle"
    CREDIBILITY = "credibility", "Doubts the victim without grounds"
    MINIMISING = "minimising", "Makes the harm small"
    OTHER = "other", "Other inappropriate language"


class LanguagePattern(models.Model):
    """A wording that the language screen looks for, with what it may do and why. It only proposes, never counts.

    One that is looked for no longer is kept, inactive, for the decisions that were taken about it.
    """

    public_id = public_id()
    code = models.SlugField(max_length=80, unique=True)
    pattern = models.CharField(max_length=200, help_text="Words as review.domain.language reads and tidies them.")
    category = models.CharField(max_length=20, choices=LanguageCategory)
    why = models.TextField(help_text="Why the wording may blame the victim, in a sentence.")
    instead = models.TextField(blank=True, help_text="What can be said instead.")
    shipped = models.BooleanField(default=False, help_text="It came with the installation's list.")
    active = models.BooleanField(default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["category", "pattern"]
        constraints = [
            models.CheckConstraint(condition=~Q(pattern=""), name="language_pattern_has_words"),
            models.CheckConstraint(condition=~Q(why=""), name="language_pattern_says_why"),
            models.CheckConstraint(
                condition=Q(category__in=["blame", "lifestyle", "credibility", "minimising", "other"]),
                name="language_pattern_has_a_known_category",
            ),
            models.CheckConstraint(
                condition=Q(active=True, retired_at__isnull=True, retired_by__isnull=True)
                | Q(active=False, retired_at__isnull=False),
                name="language_pattern_is_active_or_retired",
            ),
            models.UniqueConstraint(
                fields=["pattern"], condition=Q(active=True), name="wording_is_looked_for_by_one_pattern"
            ),
        ]

    def __str__(self) -> str:
        return self.pattern
