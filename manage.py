#!/usr/bin/env python
"""Casegrade's command line: every task an operator has is a command of this file."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError as missing:
        if missing.name != "django":
            raise
        sys.exit("Django is not installed here. Run `make install` first, then .venv/bin/python manage.py ...")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:  # an operator can mend it, so a sentence and no traceback
        print(wrong, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
