"""The method as data: scales and grades, frameworks and their versions, topics, criteria, choices and rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.fields import public_id


class Scale(models.Model):
    """An ordered set of grades, identified by its content: the same content is the same scale, for ever."""

    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=150)
    content_hash = models.CharField(max_length=64, unique=True)
    ordered = models.BooleanField(default=True, help_text="Whether its grades go from the best to the worst.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["code", "pk"]

    def __str__(self) -> str:
        return self.title


class Grade(models.Model):
    """One grade of a scale; rank 1 is the best."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="grades")
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=100)
    rank = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    tone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["scale", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="grade_code_is_unique_in_its_scale"),
            models.UniqueConstraint(fields=["scale", "rank"], name="grade_rank_is_unique_in_its_scale"),
            models.CheckConstraint(condition=Q(rank__gt=0), name="grades_rank_from_one"),
        ]

    def __str__(self) -> str:
        return self.label


class Framework(models.Model):
    """A methodology over its versions."""

    code = models.SlugField(max_length=60, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class FrameworkVersion(models.Model):
    """One version of a framework. Once published, it and all that hangs on it cannot change."""

    class Status(models.TextChoices):
        """Where the version stands."""

        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"
        DISCARDED = "discarded", "Discarded"

    class Judges(models.TextChoices):
        """What sort of thing it judges."""

        CASE = "case", "A case"
        FORCE = "force", "A force"

    public_id = public_id()
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    judges = models.CharField(max_length=10, choices=Judges)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    source = models.TextField()
    standing = models.TextField()
    overall_scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    canonical = models.TextField(help_text="The file in its canonical form.")
    sha256 = models.CharField(max_length=64)
    based_on = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drafts",
        help_text="The version that it was started from.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gt=0), name="framework_versions_count_from_one"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "retired", "discarded"]),
                name="framework_version_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(judges__in=["case", "force"]), name="framework_judges_a_case_or_a_force"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discarded"], published_at__isnull=True)
                | (~Q(status__in=["draft", "discarded"]) & Q(published_at__isnull=False)),
                name="framework_version_is_dated_once_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Topic(models.Model):
    """A topic of a framework version, perhaps inside another one; criteria hang on it."""

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="topics")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="subtopics")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    headline = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework_version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework_version", "code"], name="topic_code_is_unique_in_its_version"),
            models.UniqueConstraint(
                fields=["framework_version", "position"], name="topic_position_is_unique_in_its_version"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """A question that a reviewer answers: a graded criterion, a classification question, or the overall judgment."""

    class Purpose(models.TextChoices):
        """What the answer is for."""

        GRADED = "graded", "Graded criterion"
        CLASSIFICATION = "classification", "Classification question"
        OVERALL = "overall", "Overall judgment"

    class AnswerType(models.TextChoices):
        """What an answer looks like."""

        GRADE = "grade", "A grade of a scale"
        CHOICE = "choice", "One choice"
        CHOICES = "choices", "Any number of choices"
        NUMBER = "number", "A number"
        DATE = "date", "A date"
        TEXT = "text", "Text"

    class Relation(models.TextChoices):
        """How it stands to a question of an earlier version, where the framework says so."""

        NONE = "", "None stated"
        SAME = "same", "The same question"
        REWORDED = "reworded", "Reworded"
        SPLIT = "split", "Split from it"

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="criteria")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=60)
    lineage = models.UUIDField(help_text="The same in every version in which the question is the same.")
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.NONE, blank=True)
    came_from = models.UUIDField(null=True, blank=True, help_text="Lineage of the question that it rewords or splits.")
    purpose = models.CharField(max_length=20, choices=Purpose)
    question = models.TextField()
    good = models.JSONField(default=list, help_text="What good looks like: a list of sentences.")
    guidance = models.TextField(blank=True)
    answer_type = models.CharField(max_length=20, choices=AnswerType)
    scale = models.ForeignKey(Scale, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    required = models.BooleanField(default=True)
    not_applicable_allowed = models.BooleanField(default=False)
    not_applicable_needs_reason = models.BooleanField(default=True)
    rationale_required = models.BooleanField(default=False)
    rationale_for = models.JSONField(default=list, help_text="Answers that need a rationale where it is optional.")
    words_least = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The fewest words of a rationale that is needed."
    )
    words_most = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The most words of a rationale.")
    evidence_required = models.BooleanField(default=False)
    evidence_for = models.JSONField(default=list, help_text="Answers that need evidence where it is optional.")
    asked_when = models.JSONField(default=list, help_text="Conditions, all of which must hold for it to be asked.")
    unit = models.CharField(max_length=100, blank=True, help_text="Of a number: what is counted or measured.")
    least = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    most = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework_version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework_version", "code"], name="criterion_code_is_unique_in_its_version"
            ),
            models.UniqueConstraint(
                fields=["framework_version", "position"], name="criterion_position_is_unique_in_its_version"
            ),
            models.UniqueConstraint(
                fields=["framework_version"],
                condition=Q(purpose="overall"),
                name="framework_version_has_one_overall_judgment",
            ),
            models.CheckConstraint(
                condition=Q(answer_type="grade", scale__isnull=False)
                | (~Q(answer_type="grade") & Q(scale__isnull=True)),
                name="criterion_has_a_scale_when_it_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(answer_type__in=["grade", "choice", "choices", "number", "date", "text"]),
                name="criterion_has_a_known_answer_type",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["graded", "classification", "overall"]),
                name="criterion_has_a_known_purpose",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="overall") | Q(answer_type="grade"), name="overall_judgment_is_a_grade"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["", "same", "reworded", "split"]),
                name="criterion_has_a_known_relation",
            ),
            models.CheckConstraint(
                condition=Q(words_least__isnull=True)
                | Q(words_most__isnull=True)
                | Q(words_most__gte=F("words_least")),
                name="rationale_may_be_as_long_as_it_must",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Choice(models.Model):
    """One of the answers that a question offers."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["criterion", "position"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "code"], name="choice_code_is_unique_in_its_criterion"),
            models.UniqueConstraint(
                fields=["criterion", "position"], name="choice_position_is_unique_in_its_criterion"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Rule(models.Model):
    """A rule of the method, as data, that turns answers, or the results of cases, into a suggested result."""

    class Of(models.TextChoices):
        """What the rule gives a result for."""

        TOPIC = "topic", "A topic of a review"
        REVIEW = "review", "A review as a whole"
        CASES = "cases", "Many cases together"

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="rules")
    code = models.SlugField(max_length=60)
    of = models.CharField(max_length=20, choices=Of)
    topic_code = models.SlugField(max_length=60, blank=True, help_text="The topic that it is about, if any.")
    body = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework_version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework_version", "code"], name="rule_code_is_unique_in_its_version"),
            models.UniqueConstraint(
                fields=["framework_version", "position"], name="rule_position_is_unique_in_its_version"
            ),
            models.CheckConstraint(
                condition=Q(of__in=["topic", "review", "cases"]),
                name="rule_is_of_a_known_thing",
            ),
        ]
