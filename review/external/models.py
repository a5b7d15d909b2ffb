"""The published results of exercises made elsewhere: shown beside own figures, never mixed with them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casefiles.forces.models import Force
from review.frameworks.models import Grade, Scale
from review.inspections.models import ExerciseSlug, ExerciseType


class ExternalResult(models.Model):
    """Published totals of an exercise made elsewhere. One that is withdrawn is kept, and shown as withdrawn."""

    slug = models.OneToOneField(
        ExerciseSlug,
        on_delete=models.PROTECT,
        related_name="external_result",
        to_field="slug",
        db_column="slug",
    )
    title = models.CharField(max_length=200)
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="external_results")
    exercise_type = models.CharField(max_length=20, choices=ExerciseType)
    fieldwork = models.CharField(max_length=40)
    scope = models.CharField(max_length=200)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    shipped = models.BooleanField(default=False, help_text="It stands as it came with the installation's lists.")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="None while it stands as it was added.")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["fieldwork", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exercise_type__in=["NCPI", "PIR", "THEMATIC", "OTHER"]),
                name="published_result_has_a_known_exercise_type",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="published_result_has_a_title"),
            models.CheckConstraint(condition=~Q(source=""), name="published_result_has_a_source"),
            models.CheckConstraint(condition=Q(n__gte=1), name="published_result_has_a_case"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="published_result_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExternalCount(models.Model):
    """The published count of one grade. A count that was not published has no row: unknown is not zero."""

    result = models.ForeignKey(ExternalResult, on_delete=models.CASCADE, related_name="counts")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["grade__rank"]
        constraints = [
            models.UniqueConstraint(fields=["result", "grade"], name="external_result_counts_a_grade_once"),
        ]


class ExternalJointCount(models.Model):
    """A count that was published for several grades together, of which none is known by it."""

    result = models.ForeignKey(ExternalResult, on_delete=models.CASCADE, related_name="joint_counts")
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]


class ExternalJointGrade(models.Model):
    """One of the grades that a joint count is of."""

    joint = models.ForeignKey(ExternalJointCount, on_delete=models.CASCADE, related_name="grades")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["grade__rank"]
        constraints = [
            models.UniqueConstraint(fields=["joint", "grade"], name="joint_count_has_a_grade_once"),
        ]
