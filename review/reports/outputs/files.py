"""Files of an output: sent piece by piece from where they were made, or written whole into their place."""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from access.refusals import Invalid

PIECE = 64 * 1024


def sent(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from its beginning, piece by piece, and close it."""
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, all of it or nothing: what stood there before is replaced at the end, at once.

    Raises Invalid with a sentence where there is no such folder, or it cannot be written to.
    """
    if path.is_dir():
        raise Invalid(f"{path} is a folder. Name a file in it.")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            for piece in pieces:
                file.write(piece)
        part.replace(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Invalid(f"There is no folder {path.parent}. Make it first, or name another.") from error
    except PermissionError as error:
        raise Invalid(f"{path} cannot be written here. Name a file in a folder of yours.") from error
    finally:
        part.unlink(missing_ok=True)
