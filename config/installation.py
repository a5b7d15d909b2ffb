"""Who may make an installation: a mistyped folder must not become one by a mere question about it."""

import sys
from collections.abc import Collection, Mapping
from enum import Enum, auto
from pathlib import Path

from config.local_secrets import made_up, read, read_or_make

MAKERS = ("migrate", "demo_data", "load_reference")
"""The commands of manage.py that begin an installation."""
STRANGERS = ("check", "makemigrations", "generate_docs", "collectstatic", "help", "version")
"""The commands that are about the code, not about anything in a data folder; they work where there is none."""
ABOUT_FILES = {("framework", "check"), ("framework", "try"), ("framework", "schema")}
"""Commands with a verb that are about a file alone, likewise."""
MADE_UP = made_up()
"""Secrets that end with the process."""
ASKING = {"--help", "-h", "--version"}


class NoInstallation(Exception):
    """The data folder holds no installation, and who asks must not make one."""


class Need(Enum):
    """What a process does where the data folder has no secrets."""

    MAKE = auto()
    REFUSE = auto()
    DO_WITHOUT = auto()


def need_of(words: list[str], loaded: Collection[str]) -> Need:
    """Return the need of a process by its command line and the modules it has loaded."""
    if "pytest" in loaded or "mypy" in loaded:
        return Need.DO_WITHOUT
    program = Path(words[0])
    if program.name != "manage.py":  # the scratch installations of tests make themselves
        return Need.MAKE if program.parts[-2:] == ("config", "prepare.py") or "tests" in program.parts else Need.REFUSE
    if len(words) == 1 or words[1] in STRANGERS or ASKING & set(words) or tuple(words[1:3]) in ABOUT_FILES:
        return Need.DO_WITHOUT
    return Need.MAKE if words[1] in MAKERS else Need.REFUSE


def secrets_in(folder: Path) -> Mapping[str, str]:
    """Return the secrets of the installation in `folder`, made there, or made up for this process only, as it needs.

    Raises NoInstallation where there is none and this process must not make one, and UnsafeSecrets.
    """
    path, need = folder / "secrets.env", need_of(sys.argv, sys.modules)
    if need is Need.MAKE:
        return read_or_make(path)
    if path.exists():
        return read(path)
    if need is Need.REFUSE:
        raise NoInstallation(f"There is no installation in {folder}. Run `make demo` or `make serve` first.")
    return MADE_UP


def database_in(folder: Path) -> str:
    """Return the address of the embedded database in `folder`; in memory where there is none and none is needed."""
    path = folder / "casegrade.sqlite3"
    without = need_of(sys.argv, sys.modules) is Need.DO_WITHOUT and not path.exists()
    return "sqlite:///" if without else f"sqlite:///{path}"
