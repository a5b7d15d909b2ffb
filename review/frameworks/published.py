"""What published versions offer, which never changes again: read once in each process."""

from uuid import UUID

from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import Outline, outline

FOR_EVER = (FrameworkVersion.Status.PUBLISHED, FrameworkVersion.Status.RETIRED)
MOST = 64
"""So many versions are kept; one more, and the one kept longest is read anew when it is next asked for."""
_kept: dict[UUID, Outline] = {}


def outline_of(version: FrameworkVersion) -> Outline:
    """Return a version with its topics, criteria, grades and choices: no query where it was published and read before.

    The rows are shared by all who ask, so nobody changes them.
    """
    found = _kept.get(version.public_id)
    if found is None:
        found = outline(version)
        if version.status in FOR_EVER:
            _keep(version.public_id, found)
    return found


def _keep(key: UUID, outlined: Outline) -> None:
    while len(_kept) >= MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = outlined
