"""What authors of a framework leave beside it: who changed a draft when, and what they say to each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from review.frameworks.models import FrameworkVersion


class DraftChange(models.Model):
    """One change of a draft: what was done, at which place of the framework, and by whom."""

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="draft_changes")
    what = models.CharField(max_length=300, help_text="A sentence about the change.")
    place = models.CharField(max_length=200, blank=True, help_text="Kind and code of the part that was changed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="draft_change_says_what")]


class AuthorComment(models.Model):
    """Something that an author says about a part of a version, until somebody calls it settled."""

    public_id = public_id()
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="author_comments")
    place = models.CharField(max_length=200, blank=True, help_text="Kind and code of the part; empty for the whole.")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="author_comment_has_words"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="settled_comment_has_who_and_when",
            ),
        ]
