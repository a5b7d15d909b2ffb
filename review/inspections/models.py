"""An exercise: its framework versions, forces, team, conflicts and subjects."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.fields import public_id
from casefiles.cases.models import CaseFile
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion


class ExerciseSlug(models.Model):
    """The name by which an exercise is addressed, shared by own inspections and external results."""

    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.slug


class ExerciseType(models.TextChoices):
    """The kind of exercise; only the same kind can be compared over time."""

    NCPI = "NCPI", "National child protection inspection"
    PIR = "PIR", "Post-inspection review"
    THEMATIC = "THEMATIC", "Thematic inspection"
    OTHER = "OTHER", "Other exercise"


class Inspection(models.Model):
    """An inspection, from set-up through fieldwork to its close."""

    class Status(models.TextChoices):
        """Where the inspection stands."""

        SET_UP = "set-up", "Set-up"
        FIELDWORK = "fieldwork", "Fieldwork"
        CLOSED = "closed", "Closed"

    class SampleDesign(models.TextChoices):
        """How the cases were chosen; it decides whether an interval may be shown."""

        RANDOM = "random", "Random sample"
        PURPOSIVE = "purposive", "Purposive sample"
        CENSUS = "census", "Every case"
        UNKNOWN = "unknown", "Not known"

    class SuggestionsShown(models.TextChoices):
        """When a reviewer sees the grade that the framework's rules suggest."""

        AFTER_OWN_GRADE = "after-own-grade", "Once they have entered a grade of their own"
        AT_ONCE = "at-once", "As soon as there is one"

    public_id = public_id()
    slug = models.OneToOneField(
        ExerciseSlug, on_delete=models.PROTECT, related_name="inspection", to_field="slug", db_column="slug"
    )
    title = models.CharField(max_length=200)
    exercise_type = models.CharField(max_length=20, choices=ExerciseType)
    sample_design = models.CharField(max_length=20, choices=SampleDesign)
    sample_note = models.TextField(blank=True)
    headline_subset = models.CharField(
        max_length=200, blank=True, help_text="As in a report: QUESTION=ANSWER[,ANSWER]."
    )
    show_labels = models.BooleanField(default=True, help_text="Show forces by their label, not by name, on reports.")
    handling_marking = models.CharField(
        max_length=120, blank=True, help_text="Stands on every report file for the team."
    )
    fieldwork_from = models.DateField(null=True, blank=True)
    fieldwork_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.SET_UP)
    suggestions_shown = models.CharField(
        max_length=20,
        choices=SuggestionsShown,
        default=SuggestionsShown.AFTER_OWN_GRADE,
        help_text="When a reviewer sees a suggested grade.",
    )
    shows_team_grades = models.BooleanField(
        default=False, help_text="Reviewers see how signed-off cases of this inspection were graded, beside a question."
    )
    synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["set-up", "fieldwork", "closed"]),
                name="inspection_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(sample_design__in=["random", "purposive", "census", "unknown"]),
                name="inspection_has_a_known_sample_design",
            ),
            models.CheckConstraint(
                condition=Q(fieldwork_until__isnull=True)
                | Q(fieldwork_from__isnull=True)
                | Q(fieldwork_until__gte=F("fieldwork_from")),
                name="fieldwork_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="inspection_has_a_title"),
            models.CheckConstraint(
                condition=Q(suggestions_shown__in=["after-own-grade", "at-once"]),
                name="inspection_shows_suggestions_at_a_known_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InspectionFramework(models.Model):
    """A framework version that an inspection judges its cases, or its forces, by."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="frameworks")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="inspections")
    current = models.BooleanField(default=True, help_text="New subjects are judged by this version.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "framework_version"], name="inspection_uses_a_version_once"),
        ]


class InspectionForce(models.Model):
    """A force in an inspection, with the label by which the public knows it there."""

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="forces")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="inspections")
    label = models.CharField(max_length=60)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "force"], name="force_is_in_an_inspection_once"),
            models.UniqueConstraint(fields=["inspection", "label"], name="force_label_is_unique_in_its_inspection"),
            models.CheckConstraint(condition=~Q(label=""), name="force_in_an_inspection_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label


class TeamMember(models.Model):
    """Somebody's role in one inspection, by dates."""

    class Role(models.TextChoices):
        """The role in this inspection."""

        INSPECTOR = "inspector", "Inspector"
        SUPERVISOR = "supervisor", "Supervisor"

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "user", "role", "starts"], name="team_member_is_recorded_once_a_start"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["inspector", "supervisor"]), name="team_member_has_a_known_role"
            ),
        ]


class Subject(models.Model):
    """One thing judged: a case of the inspection or, for frameworks that judge a force, one of its forces."""

    class Status(models.TextChoices):
        """Where the subject stands."""

        TO_ASSIGN = "to-assign", "To assign"
        UNDER_REVIEW = "under-review", "Under review"
        READY = "ready-for-sign-off", "Ready for sign-off"
        SIGNED_OFF = "signed-off", "Signed off"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = public_id()
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="subjects")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="subjects")
    case = models.ForeignKey(CaseFile, null=True, blank=True, on_delete=models.PROTECT, related_name="subjects")
    inspection_force = models.ForeignKey(
        InspectionForce, null=True, blank=True, on_delete=models.PROTECT, related_name="subjects"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.TO_ASSIGN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["inspection", "status"], name="subject_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "case"], name="case_is_in_an_inspection_once"),
            models.UniqueConstraint(
                fields=["inspection_force", "framework_version"], name="force_is_judged_once_by_a_version"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, inspection_force__isnull=True)
                | Q(case__isnull=True, inspection_force__isnull=False),
                name="subject_is_a_case_or_a_force",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["to-assign", "under-review", "ready-for-sign-off", "signed-off", "withdrawn"]),
                name="subject_has_a_known_status",
            ),
        ]

    @property
    def force(self) -> Force:
        """Return the force of the case, or the force that is judged."""
        judged = self.case or self.inspection_force
        if judged is None:
            raise ValueError("A subject is a case or a force.")
        return judged.force


class ConflictOfInterest(models.Model):
    """A declared conflict of somebody with a subject or a force of an inspection. It beats every role."""

    public_id = public_id()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts")
    inspection_force = models.ForeignKey(
        InspectionForce, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts"
    )
    reason = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["declared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=False, inspection_force__isnull=True)
                | Q(subject__isnull=True, inspection_force__isnull=False),
                name="conflict_is_with_a_subject_or_a_force",
            ),
            models.UniqueConstraint(fields=["user", "subject"], name="conflict_with_a_subject_is_declared_once"),
            models.UniqueConstraint(fields=["user", "inspection_force"], name="conflict_with_a_force_is_declared_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_has_a_reason"),
        ]
