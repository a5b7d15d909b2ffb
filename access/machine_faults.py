"""Errors that the machine is the cause of, told in a sentence: a full disk, a closed folder, a locked database."""

import errno

FULL = (errno.ENOSPC, errno.EDQUOT)
READ_ONLY = "in a read-only transaction"
"""What PostgreSQL says, as an error of another kind, where it takes no writes: hosted ones do before a disk is full."""

CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR)


def explain(error: BaseException | None) -> str:
    """Return a sentence for an error that the machine is the cause of, or nothing for any other."""
    while error is not None:
        number, words = getattr(error, "errno", None), told(error)
        if number in FULL or "disk is full" in words:
            return f"The disk is full ({words}). Make room, then run the same command again."
        if number in CLOSED or "readonly database" in words or "unable to open database" in words:
            return f"The data folder cannot be used ({words}). Choose another with DATA=folder."
        if "database is locked" in words:
            return "The database is in use by another command. Wait until it is done, then run this again."
        if type(error).__name__ == "OperationalError" and "connection" in words:
            return f"The database cannot be reached: {words}"
        if type(error).__name__ == "ImproperlyConfigured":
            return words
        error = error.__cause__
    return ""


def is_passing(error: BaseException | None) -> bool:
    """Return whether the database or the disk is to blame: full, busy or gone, it may be well again soon."""
    if error is None:
        return False
    of_database = type(error).__name__ in ("OperationalError", "InterfaceError") or READ_ONLY in str(error)
    return of_database or (isinstance(error, OSError) and error.errno in FULL)


def told(error: BaseException) -> str:
    """Return an error's own words without its number, and the file they are about."""
    if not isinstance(error, OSError):
        return str(error)
    return f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)
