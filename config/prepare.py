"""Run management commands one after another in one process, a full disk or a locked folder told in a sentence.

`python -m config.prepare migrate collectstatic`: the words are commands of manage.py, run without questions.
"""

import errno
import os
import shutil
import sys

MEGABYTES_NEEDED = 100
"""Free space asked for in the data folder: the demo takes about a quarter of it."""

FULL = (errno.ENOSPC, errno.EDQUOT)
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR)

QUIET = {
    "migrate": {"interactive": False, "verbosity": 0},
    "collectstatic": {"interactive": False, "verbosity": 0},
}
"""What is passed to Django's own commands, so that they neither ask nor list every file."""


def main(commands: list[str]) -> int:
    """Run the commands in order and return the exit code of the first that failed, else 0."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        return set_up_and_run(commands)
    except Exception as error:
        if not (sentence := explain(error)):
            raise
        print(sentence, file=sys.stderr)
        return 2


def set_up_and_run(commands: list[str]) -> int:
    """Load the settings, look at the free space and run the commands; errors are the caller's."""
    import django
    from django.conf import settings
    from django.core.management import CommandError, call_command

    django.setup()
    free = shutil.disk_usage(settings.DATA_DIR).free // 1_000_000
    if free < MEGABYTES_NEEDED:
        raise OSError(errno.ENOSPC, f"{free} MB free in {settings.DATA_DIR}, about {MEGABYTES_NEEDED} MB needed")
    for command in commands:
        try:
            call_command(command, **QUIET.get(command, {}))
        except CommandError as refused:
            print(refused, file=sys.stderr)
            return refused.returncode
    return 0


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


def told(error: BaseException) -> str:
    """Return an error's own words without its number, and the file they are about."""
    if not isinstance(error, OSError):
        return str(error)
    return f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
