"""Where documents lie: files named by the SHA-256 of their content, readable by this program's user alone."""

import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from access.refusals import Refused

FULL = "There is no room left to keep documents, so nothing was added. Tell your administrator."
GONE = "The file of this document is missing from the store. Tell your administrator."


def path_of(sha256: str) -> Path:
    """Return where the content with this digest lies, or would."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(data: bytes) -> str:
    """Write the content, unless it is there, so that it outlasts a power cut; return its SHA-256 (hex).

    A file that no document points at is harmless. Raises Refused where the disk is full.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return sha256
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(FULL) from error
        raise
    return sha256


def open_content(sha256: str) -> BinaryIO:
    """Return the content, opened for reading. Raises Refused where it is missing."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise Refused(GONE) from error


def _write(path: Path, data: bytes) -> None:
    """Write beside the place and move there whole: nobody ever reads half a file. Made with mode 600."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
