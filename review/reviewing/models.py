"""Reviews and what is in them: judgments, the words beside them, evidence, language flags, rule results, moves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.fields import public_id
from casefiles.documents.models import Document
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Grade, Rule
from review.inspections.models import Inspection, InspectionForce, Subject
from review.language.models import LanguageCategory
from review.reviewing.cites import cites


class Review(models.Model):
    """One reviewer's reading of one subject, by the framework version it was opened with."""

    class Status(models.TextChoices):
        """Where the review stands."""

        ASSIGNED = "assigned", "Assigned"
        IN_PROGRESS = "in-progress", "In progress"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        LOCKED = "locked", "Locked"
        CLOSED = "closed", "Closed"

    class Kind(models.TextChoices):
        """What the review is for."""

        FIRST = "first", "First review"
        SECOND = "second", "Second review"
        MODERATED = "moderated", "Moderated"
        CALIBRATION = "calibration", "Calibration"
        SELF_ASSESSMENT = "self-assessment", "Self-assessment"

    public_id = public_id()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FIRST)
    status = models.CharField(max_length=20, choices=Status, default=Status.ASSIGNED)
    assigned_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="When it was last submitted.")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["reviewer", "status"], name="review_by_reviewer")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(kind="first") & ~Q(status="closed"),
                name="subject_has_one_open_first_review",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["assigned", "in-progress", "submitted", "returned", "locked", "closed"]),
                name="review_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first", "second", "moderated", "calibration", "self-assessment"]),
                name="review_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False) | ~Q(status__in=["submitted", "returned", "locked"]),
                name="review_is_dated_once_submitted",
            ),
        ]


NO_VALUE = {"grade__isnull": True, "choice__isnull": True, "number__isnull": True, "date__isnull": True}


def _only(kind: str, column: str) -> Q:
    """Return that a judgment of `kind` has a value in `column` and in no other."""
    others = {name: value for name, value in NO_VALUE.items() if name != f"{column}__isnull"}
    return Q(kind=kind, **others, **{f"{column}__isnull": False})


class Judgment(models.Model):
    """A reviewer's answer to one criterion. Narrow, because it is counted by the million: its words are elsewhere.

    The checks bind once it is `settled`, at submission, so that saving half an answer is always possible.
    """

    class Kind(models.TextChoices):
        """What sort of answer it is."""

        NONE = "none", "Not answered"
        GRADE = "grade", "Grade"
        CHOICE = "choice", "Choice"
        CHOICES = "choices", "Choices"
        NUMBER = "number", "Number"
        DATE = "date", "Date"
        TEXT = "text", "Text"
        NOT_APPLICABLE = "not-applicable", "Not applicable"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="judgments")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="judgments")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.NONE)
    asked = models.BooleanField(default=True)
    settled = models.BooleanField(default=False)
    has_reason = models.BooleanField(
        default=False, help_text="A reason is in force that speaks of the answer, and of the suggestion, as they are."
    )
    reason_waived = models.BooleanField(
        default=False, help_text="Its framework asks no reason where the question is not applicable."
    )
    grade = models.ForeignKey(Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    suggested_grade = models.ForeignKey(Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When its answer or words were first saved.")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When they were last saved.")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="review_judges_a_criterion_once"),
            models.CheckConstraint(
                condition=_only("grade", "grade")
                | _only("choice", "choice")
                | _only("number", "number")
                | _only("date", "date")
                | Q(kind__in=["none", "choices", "text", "not-applicable"], **NO_VALUE),
                name="judgment_has_the_value_of_its_kind_and_no_other",
            ),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, changed_at__isnull=True)
                | Q(begun_at__isnull=False, changed_at__isnull=False),
                name="judgment_begun_is_also_changed",
            ),
            models.CheckConstraint(
                condition=~Q(settled=True, asked=True, kind="not-applicable", has_reason=False, reason_waived=False),
                name="settled_not_applicable_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(settled=True, asked=True, kind="grade", has_reason=False)
                | Q(suggested_grade__isnull=True)
                | Q(grade=F("suggested_grade")),
                name="settled_grade_unlike_the_suggestion_has_a_reason",
            ),
        ]


class JudgmentText(models.Model):
    """One revision of the words beside a judgment; the latest is the current one.

    A revision grows while words are only added to it in one sitting. As soon as words that were saved are changed or
    taken away, another one begins: nothing that was ever saved is overwritten.
    """

    class Part(models.TextChoices):
        """Which words."""

        RATIONALE = "rationale", "Rationale"
        REASON = "reason", "Reason"
        ANSWER = "answer", "Answer"

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="texts")
    part = models.CharField(max_length=10, choices=Part)
    revision = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    unlike = models.ForeignKey(
        Grade,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of a reason why a grade differs: the suggested grade that it was written about.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    grown_at = models.DateTimeField(null=True, blank=True, help_text="When words were last added to it.")

    class Meta:
        ordering = ["judgment", "part", "revision"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unlike__isnull=True) | Q(part="reason"), name="only_a_reason_speaks_of_a_suggestion"
            ),
            models.UniqueConstraint(fields=["judgment", "part", "revision"], name="text_revision_is_unique"),
            models.UniqueConstraint(
                fields=["judgment", "part"], condition=Q(current=True), name="text_has_one_current_revision"
            ),
            models.CheckConstraint(
                condition=Q(part__in=["rationale", "reason", "answer"]),
                name="judgment_text_is_of_a_known_part",
            ),
        ]


class JudgmentChoice(models.Model):
    """One of several choices of an answer."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="chosen")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgment", "choice"], name="judgment_makes_a_choice_once")]


class Removable(models.Model):
    """Something that can be taken back but is kept: who took it back and when are both set or both empty."""

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True, removed_at__isnull=True)
                | Q(removed_by__isnull=False, removed_at__isnull=False),
                name="%(class)s_removal_has_who_and_when",
            ),
        ]


class CheckResult(models.TextChoices):
    """What comparing a quotation with the document's text gave."""

    FOUND = "found", "Found"
    NOT_FOUND = "not-found", "Not found in the text: typed by the reviewer"
    CANNOT_BE_CHECKED = "cannot-be-checked", "Cannot be checked: this page has no text"


FIGURE_LENGTH, STOOD_LENGTH = 2000, 400


class Evidence(Removable):
    """What a judgment rests on: a passage of a document or, of a force, what was found in its cases.

    That is the judgment of a signed-off case or a figure of the report, with what it said when it was cited (`stood`);
    or the reason why a judgment of a force rests on neither.
    """

    public_id = public_id()
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True, help_text="Page or section number.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quotation = models.TextField(blank=True)
    check_result = models.CharField(max_length=20, choices=CheckResult, blank=True)
    cited_judgment = models.ForeignKey(
        Judgment, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_by"
    )
    cited_digest = models.CharField(
        max_length=64, blank=True, help_text="Of a judgment: the digest of the sign-off in force when it was cited."
    )
    figure = models.CharField(max_length=FIGURE_LENGTH, blank=True, help_text="What the address of a figure asks for.")
    stood = models.CharField(max_length=STOOD_LENGTH, blank=True, help_text="What a judgment or figure said then.")
    why_none = models.TextField(blank=True, help_text="Why a judgment of a force rests on no evidence.")

    class Meta(Removable.Meta):
        ordering = ["pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=cites("document", "page")
                | cites("cited_judgment", "cited_digest", "stood")
                | cites("figure", "stood")
                | cites("why_none"),
                name="evidence_cites_one_thing_or_says_why_none",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="evidence_start_and_end_go_together",
            ),
        ]


class LanguageFlag(Removable):
    """A passage in the case's records where the victim may be blamed, marked by the reviewer."""

    Category = LanguageCategory

    public_id = public_id()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="flags")
    category = models.CharField(max_length=20, choices=Category)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(help_text="Page or section number.")
    quotation = models.TextField()
    note = models.TextField(blank=True)
    check_result = models.CharField(max_length=20, choices=CheckResult)

    class Meta(Removable.Meta):
        ordering = ["pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(condition=~Q(quotation=""), name="language_flag_quotes_the_passage"),
        ]


class VersionMove(models.Model):
    """A subject's move to a newer version of its framework: why, and which review goes on in which.

    The review before is closed and kept as it was; one that nothing was written in, or none, has nothing to carry.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="version_moves")
    from_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    to_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    old_review = models.OneToOneField(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="moved_on")
    new_review = models.OneToOneField(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="moved_here"
    )
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old_review__isnull=True, new_review__isnull=True)
                | Q(old_review__isnull=False, new_review__isnull=False),
                name="version_move_has_both_reviews_or_none",
            ),
        ]


class RuleResult(models.Model):
    """What a rule gave for a review, a force or an inspection, with its trace in words.

    Another result of the same rule is another row; the newest is the current one.
    """

    class Kind(models.TextChoices):
        """What the rule gave."""

        SUGGESTED = "suggested", "Suggested"
        NO_RULE = "no_rule", "Professional judgment"
        INCOMPLETE = "incomplete", "Not complete"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="rule_results")
    inspection_force = models.ForeignKey(
        InspectionForce, null=True, blank=True, on_delete=models.PROTECT, related_name="rule_results"
    )
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="rule_results"
    )
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="results")
    kind = models.CharField(max_length=20, choices=Kind)
    grade = models.ForeignKey(Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    trace = models.JSONField(default=list, help_text="Sentences, in order.")
    missing = models.JSONField(default=list, help_text="Codes of what is missing.")
    current = models.BooleanField(default=True)
    grade_when_shown = models.ForeignKey(
        Grade,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The reviewer's own grade at the moment when they first saw the suggestion.",
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["rule__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review__isnull=False, inspection_force__isnull=True, inspection__isnull=True)
                | Q(review__isnull=True, inspection_force__isnull=False, inspection__isnull=True)
                | Q(review__isnull=True, inspection_force__isnull=True, inspection__isnull=False),
                name="rule_result_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["suggested", "no_rule", "incomplete", "not_applicable"]),
                name="rule_result_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="suggested", grade__isnull=False) | (~Q(kind="suggested") & Q(grade__isnull=True)),
                name="rule_result_has_a_grade_when_it_suggests_one",
            ),
            *(
                models.UniqueConstraint(
                    fields=[thing, "rule"],
                    condition=Q(current=True, **{f"{thing}__isnull": False}),
                    name=f"{thing}_has_one_current_result_of_a_rule",
                )
                for thing in ("review", "inspection_force", "inspection")
            ),
        ]
