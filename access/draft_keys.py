"""The keys by which a browser keeps somebody's unsent words, so that nobody else who uses it can read them."""

import base64
import hashlib
import hmac

from django.conf import settings

from access.models import User

FOR = "casegrade drafts 1"


def draft_keys(user: User) -> list[str]:
    """Return the user's keys (256 bits, base64): the first to write with, those of earlier secrets to read with.

    They are made of the secret and the user each time, so that none is stored and all last as long as the secret.
    """
    return [_key(str(secret), user) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str, user: User) -> str:
    words = f"{FOR}:{user.public_id}"
    return base64.b64encode(hmac.digest(secret.encode(), words.encode(), hashlib.sha256)).decode()
