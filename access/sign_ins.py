"""The sessions in which people are signed in."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from access.models import User


def end_sessions(user: User, keep: str | None = None) -> int:
    """Sign `user` out everywhere but in the session with the key `keep`; return how many sessions ended.

    A session names its user only inside its signed contents, so every running one is read.
    """
    running = Session.objects.filter(expire_date__gte=timezone.now()).exclude(session_key=keep)
    theirs = [row.pk for row in running.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)
