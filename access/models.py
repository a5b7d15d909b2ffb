"""Users, and the trail of what everybody did."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.fields import public_id


class UserManager(BaseUserManager["User"]):
    """What Django's authentication asks of a user table."""


class User(AbstractBaseUser):
    """Somebody who can sign in. Roles are groups with fixed codes; access may end on a date."""

    public_id = public_id()
    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "There is already a user with this username."},
    )
    name = models.CharField("full name", max_length=150)
    groups = models.ManyToManyField(Group, blank=True, related_name="users", verbose_name="roles")
    is_active = models.BooleanField(default=True)
    access_until = models.DateField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "username"]
        constraints = [
            models.CheckConstraint(condition=~Q(username=""), name="user_has_a_username"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AuditEvent(models.Model):
    """One thing that somebody did: who, when, what and to which row. Holds no words of any case."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    ids = models.JSONField(default=dict)
    key = models.UUIDField(
        null=True, unique=True, help_text="The key that the writer gave, so that the same write sent again is known."
    )
    detail_digest = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["thing", "thing_id"], name="audit_by_thing")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gt=0), name="audit_event_is_numbered_from_one"),
        ]


class AuditDetail(models.Model):
    """What changed, old and new: the part of an event that a lawful erasure can delete."""

    event_sequence = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=64)
    body = models.JSONField()


class AuditHead(models.Model):
    """The last link of the chain: one row, locked while a link is added."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row")]
