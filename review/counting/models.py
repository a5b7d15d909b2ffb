"""What every figure is read from: the one review of each subject whose grades count."""

from django.db import models
from django.db.models import Q

from casefiles.cases.models import Person
from casefiles.domain import codes, ethnicity
from casefiles.forces.models import Force
from review.frameworks.models import Criterion, FrameworkVersion
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review


class StandingReview(models.Model):
    """The review of a subject that counts, with the facts of the case as they were when it was signed off.

    A subject without one counts nowhere. Later corrections of the case do not change it: they ask for a new sign-off.
    """

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="standing")
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="standing")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    case_area = models.CharField(max_length=40, blank=True)
    offence = models.CharField(max_length=120, blank=True)
    outcome_type = models.CharField(max_length=4, blank=True)
    team_type = models.CharField(max_length=20, blank=True)
    force_flag = models.CharField(max_length=20, blank=True)
    taskforce_support = models.CharField(max_length=20, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reported_month = models.CharField(max_length=7, blank=True)
    closed_month = models.CharField(max_length=7, blank=True)
    language_instances = models.PositiveIntegerField(
        default=0, help_text="Passages flagged in the review; the same passage in two categories is one."
    )
    signed_off_on = models.DateField()
    month = models.CharField(max_length=7, help_text="Month of sign-off, as 2023-11.")
    facts_digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["inspection", "force"], name="standing_by_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(team_type__in=["", *(code for code, _ in codes.TEAM_TYPES)]),
                name="standing_review_has_a_known_team_type",
            ),
        ]


class StandingSuspect(models.Model):
    """A suspect of a case that counts, with the ethnicity that counts for them, as it was at sign-off.

    `ethnicity` is a group of the published list, or one of the three kinds of absence: not stated (asked and
    declined), unknown, and not recorded. `stage` is that at which it was recorded. `agreement` tells whether several
    records of the same person say the same, `records` how many there were. `at_arrest` and its like say how the record
    of each stage stands to the others; empty where none was made then.
    """

    standing = models.ForeignKey(StandingReview, on_delete=models.CASCADE, related_name="suspects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ethnicity = models.CharField(max_length=30)
    scheme = models.CharField(max_length=30, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    agreement = models.CharField(max_length=20)
    records = models.PositiveIntegerField(default=0)
    at_report = models.CharField(max_length=20, blank=True)
    at_arrest = models.CharField(max_length=20, blank=True)
    at_interview = models.CharField(max_length=20, blank=True)
    at_custody = models.CharField(max_length=20, blank=True)
    at_charge = models.CharField(max_length=20, blank=True)
    at_later = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standing", "person"], name="suspect_of_a_standing_review_counts_once"),
            models.CheckConstraint(
                condition=Q(stage__in=["", *(code for code, _ in codes.ETHNICITY_STAGES)]),
                name="standing_suspect_has_a_known_stage",
            ),
            models.CheckConstraint(
                condition=Q(agreement__in=[code for code, _ in ethnicity.AGREEMENTS]),
                name="standing_suspect_has_a_known_agreement",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"at_{stage}__in": ["", *(code for code, _ in ethnicity.STANDINGS)]}),
                    name=f"standing_suspect_has_a_known_standing_at_{stage}",
                )
                for stage, _ in codes.ETHNICITY_STAGES
            ),
        ]


class FigureSummary(models.Model):
    """Says that an inspection's figure counts are kept, by which headline, and when they last changed."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="figure_summary")
    headline = models.CharField(max_length=200, blank=True, help_text="The headline subset that they are split by.")
    changed_at = models.DateTimeField()


class FigureCount(models.Model):
    """How many signed-off cases of a force, in the headline subset or not, have one answer to one criterion.

    Kept by sign-off and reopening in their own transaction, so that the standard report reads a few hundred rows
    however many cases there are. Everything in it can be counted again from the standing reviews. `instances` and
    `flagged`, of language, are counted with the overall judgment.
    """

    class InHeadline(models.TextChoices):
        """Where the cases stand to the headline subset."""

        YES = "yes", "In it"
        NO = "no", "Not in it"
        UNANSWERED = "unanswered", "A question that decides it is not answered"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="figure_counts")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    in_headline = models.CharField(max_length=10, choices=InHeadline)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=60, help_text="The grade's code; or =not-applicable, =none.")
    cases = models.PositiveIntegerField()
    instances = models.PositiveIntegerField(default=0)
    flagged = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "force", "in_headline", "criterion", "outcome"],
                name="figure_is_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(in_headline__in=["yes", "no", "unanswered"]), name="figure_count_knows_the_headline"
            ),
        ]
