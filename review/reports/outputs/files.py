"""Files of an output: sent piece by piece from where they were made, or written whole into their place."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from access.refusals import Invalid

PIECE = 64 * 1024
OWN = 0o600
"""A new file is for its owner: what it holds is mostly not for publication."""
TOO_LONG = "The name of the file is too long. Choose a shorter one."


def sent(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from its beginning, piece by piece, and close it."""
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, all of it or nothing. Raises what `whole_file` does."""
    with whole_file(path) as file:
        file.writelines(pieces)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place at the end, at once and only if nothing failed.

    A link is followed; a file that stood there gives the new one its mode. Raises Invalid with a sentence, before
    anything is written, where there is no such folder, the name is too long, it cannot be written to, or something
    else than a file stands there, such as a device.
    """
    try:
        place = path.resolve()
        before = _standing(place)
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        file = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN), "wb")
    except (OSError, RuntimeError) as error:  # a ring of links is a RuntimeError
        raise _refused(path, error) from error
    try:
        with file:
            yield file
        try:
            _take_place(part, place, before)
        except OSError as error:
            raise _refused(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _standing(place: Path) -> os.stat_result | None:
    """Return what is known of the file that stands there, if one does. Raises Invalid where it is no file."""
    try:
        found = place.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise Invalid(f"{place} is a folder. Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise Invalid(f"{place} is a device or a pipe, not a file. Name a file, or leave out --out and send it there.")
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "not writable", str(place))
    return found


def _take_place(part: Path, place: Path, before: os.stat_result | None) -> None:
    """Put a written file where another stood, if one did: as readable as that one, and its owner's."""
    if before:
        with suppress(PermissionError):
            os.chown(part, before.st_uid, before.st_gid)
        part.chmod(stat.S_IMODE(before.st_mode))
    part.replace(place)


def _refused(path: Path, error: Exception) -> Exception:
    """Return what is said of a file that cannot be opened for writing; a full disk is told by the command itself."""
    match getattr(error, "errno", errno.ELOOP):
        case errno.ENOENT | errno.ENOTDIR:
            return Invalid(f"There is no folder {path.parent}. Make it first, or name another.")
        case errno.ENAMETOOLONG:
            return Invalid(TOO_LONG)
        case errno.ENOSPC | errno.EDQUOT:
            return error
    return Invalid(f"{path} cannot be written here. Name a file in a folder of yours.")
