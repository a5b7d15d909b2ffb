"""Case files, the persons in them by reference, and what the force recorded of their ethnicity."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.fields import public_id
from casefiles.domain import codes
from casefiles.forces.models import Force


class CaseFile(models.Model):
    """One investigation of a force, as the force recorded it. What reviewers find is in their reviews."""

    public_id = public_id()
    reference = models.CharField(max_length=60)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="case_files")
    case_area = models.CharField(max_length=40, choices=codes.CASE_AREAS)
    offence = models.CharField(max_length=120, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome_type = models.CharField(max_length=4, blank=True, help_text="Code of the Home Office outcome framework.")
    team_type = models.CharField(max_length=20, choices=codes.TEAM_TYPES)
    force_flag = models.CharField(max_length=20, choices=codes.FORCE_FLAGS)
    taskforce_support = models.CharField(max_length=20, choices=codes.TASKFORCE_SUPPORT)
    synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["force", "reference"], name="case_reference_is_unique_in_its_force"),
            models.CheckConstraint(condition=~Q(reference=""), name="case_has_a_reference"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(reported_on__isnull=True) | Q(closed_on__gte=F("reported_on")),
                name="case_closes_after_it_was_reported",
            ),
            models.CheckConstraint(
                condition=Q(team_type__in=[c for c, _ in codes.TEAM_TYPES]), name="case_has_a_known_team_type"
            ),
            models.CheckConstraint(
                condition=Q(force_flag__in=[c for c, _ in codes.FORCE_FLAGS]),
                name="case_has_a_known_force_flag",
            ),
            models.CheckConstraint(
                condition=Q(taskforce_support__in=[c for c, _ in codes.TASKFORCE_SUPPORT]),
                name="case_has_a_known_taskforce_support",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseCorrection(models.Model):
    """A correction of a case's facts: what changed, why, by whom and when."""

    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="corrections")
    changes = models.JSONField(help_text="Field name to [old, new].")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="case_correction_has_a_reason")]


class Person(models.Model):
    """A suspect or victim, by reference only: no names."""

    public_id = public_id()
    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="persons")
    role = models.CharField(max_length=10, choices=codes.PERSON_ROLES)
    reference = models.CharField(max_length=40)

    class Meta:
        ordering = ["role", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="person_reference_is_unique_in_its_case"),
            models.CheckConstraint(condition=~Q(reference=""), name="person_has_a_reference"),
            models.CheckConstraint(
                condition=Q(role__in=[c for c, _ in codes.PERSON_ROLES]), name="person_has_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EthnicityRecord(models.Model):
    """One record that the force made of a person's ethnicity: a code or the kind of its absence; when and where."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ethnicity_records")
    scheme = models.CharField(max_length=30, choices=codes.ETHNICITY_SCHEMES)
    code = models.CharField(max_length=4, blank=True)
    absence = models.CharField(max_length=20, choices=codes.ETHNICITY_ABSENCES, blank=True)
    stage = models.CharField(max_length=20, choices=codes.ETHNICITY_STAGES)
    source = models.CharField(max_length=30, choices=codes.ETHNICITY_SOURCES)
    recorded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(code="") & ~Q(absence="")) | (~Q(code="") & Q(absence="")),
                name="ethnicity_has_a_code_or_a_kind_of_absence",
            ),
            models.CheckConstraint(
                condition=Q(scheme__in=[c for c, _ in codes.ETHNICITY_SCHEMES]),
                name="ethnicity_has_a_known_scheme",
            ),
        ]
