"""What to do in an installation that has no administrator yet."""

import os
import shlex

NO_ADMINISTRATOR = "There is no active administrator. In another terminal, make the first one:\n  "


def create_administrator() -> str:
    """Return the command that makes the first administrator of this installation, as it is typed."""
    folder = os.environ.get("CASEGRADE_DATA")
    where = f"CASEGRADE_DATA={shlex.quote(folder)} " if folder else ""
    return f"{where}.venv/bin/python manage.py create-administrator"
