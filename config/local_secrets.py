"""Secrets of an installation on one machine: made once at random, kept in a file only its owner can read."""

import contextlib
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "AUDIT_KEY", "DEMO_PASSWORD")
"""The secrets that the settings need, in the order in which they stand in the file."""


class UnsafeSecrets(Exception):
    """The secrets file can be read by others, or lacks a secret."""


def made_up() -> dict[str, str]:
    """Return new random secrets."""
    return {name: secrets.token_urlsafe(9 if "DEMO" in name else 48) for name in NAMES}


def read_or_make(path: Path) -> dict[str, str]:
    """Return the secrets in `path`, making the file (mode 600) with random ones where it does not exist.

    Raises UnsafeSecrets where the file can be read by other users or a secret is missing from it.
    """
    with contextlib.suppress(FileExistsError):
        _make(path)
    return read(path)


def read(path: Path) -> dict[str, str]:
    """Return the secrets in `path`. Raises UnsafeSecrets as above."""
    if path.stat().st_mode & 0o077:
        raise UnsafeSecrets(f"{path} can be read by other users. Run: chmod 600 {path}")
    lines = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    found = {name: value for name, _, value in lines}
    missing = [name for name in NAMES if not found.get(name)]
    if missing:
        raise UnsafeSecrets(f"{path} lacks {', '.join(missing)}. Restore it from a copy.")
    return found


def _make(path: Path) -> None:
    """Write a new file of random secrets; raise FileExistsError where there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise FileExistsError(path)
    _keep_out_of_git(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write("".join(f"{name}={value}\n" for name, value in made_up().items()))
        os.link(draft, path)
    finally:
        draft.unlink()


def _keep_out_of_git(folder: Path) -> None:
    """Let git pass over a data folder inside a clone: documents of cases and secrets must not be committed."""
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
        file.write("*\n")
