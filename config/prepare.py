"""Run management commands one after another in one process, a full disk or a locked folder told in a sentence.

`python -m config.prepare migrate collectstatic`: the words are commands of manage.py, run without questions.
"""

import errno
import os
import shutil
import sys

from access.machine_faults import explain

MEGABYTES_NEEDED = 100
"""Free space asked for in the data folder: the demo takes about a quarter of it."""

QUIET = {
    "migrate": {"interactive": False, "verbosity": 0},
    "collectstatic": {"interactive": False, "verbosity": 0},
}
"""What is passed to Django's own commands, so that they neither ask nor list every file."""

LONG = {"demo_data": "Loading the demonstration (about a minute the first time) ..."}
"""What is said before commands that take their time."""


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
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)  # missing where the secrets come from the environment
    free = shutil.disk_usage(settings.DATA_DIR).free // 1_000_000
    if free < MEGABYTES_NEEDED:
        raise OSError(errno.ENOSPC, f"{free} MB free in {settings.DATA_DIR}, about {MEGABYTES_NEEDED} MB needed")
    for command in commands:
        if command in LONG:
            print(LONG[command], flush=True)
        try:
            call_command(command, **QUIET.get(command, {}))
        except CommandError as refused:
            print(refused, file=sys.stderr)
            return refused.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
