"""What a user must be like: the sentences that refuse a username, a name, roles or a last day."""

import re
from collections.abc import Collection
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from access.models import User
from access.roles import LABELS

USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9@.+_-]*")
"""Plain letters only: two users whose names merely look alike cannot be told apart in the trail."""
LONGEST = 150


def username_problem(username: str) -> str:
    """Return why `username` cannot be given to a new user, or nothing; capitals make no difference."""
    if not username:
        return "Enter a username"
    if len(username) > LONGEST:
        return f"The username must be {LONGEST} characters or fewer"
    if not USERNAME.fullmatch(username):
        return "The username must begin with a letter or digit and have only letters, digits and @ . + - _ in it"
    if User.objects.filter(username__iexact=username).exists():
        return "There is already a user with this username. Choose another, or reactivate that user."
    return ""


def name_problem(name: str) -> str:
    """Return why `name` cannot be somebody's full name, or nothing."""
    if not name:
        return "Enter the full name"
    return f"The full name must be {LONGEST} characters or fewer" if len(name) > LONGEST else ""


def roles_problem(roles: Collection[str]) -> str:
    """Return why `roles` cannot be held, or nothing."""
    if not roles:
        return "Select at least one role"
    unknown = sorted(set(roles) - set(LABELS))
    return f"There is no role “{unknown[0]}”. The roles are {', '.join(LABELS)}." if unknown else ""


def last_day_problem(last_day: date | None, before: date | None, today: date) -> str:
    """Return why access cannot end on `last_day`, or nothing; a day that stood there `before` may stay."""
    past = last_day is not None and last_day < today and last_day != before
    return "The last day of access must be today or later. To end access at once, deactivate the user." if past else ""


def password_problems(password: str, user: User) -> list[str]:
    """Return everything that is wrong with a password that somebody chose for `user`."""
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return list(refused.messages)
    return []


def found(**problems: str | list[str]) -> dict[str, list[str]]:
    """Return the problems by field, leaving out the fields that have none."""
    listed = {field: [words] if isinstance(words, str) else words for field, words in problems.items() if words}
    return {field: words for field, words in listed.items() if words}
