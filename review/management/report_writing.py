"""Where a report goes: into its file, or each of its charts into one, or to the terminal; a release after the rest."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from django.core.management.base import OutputWrapper

from access.machine_faults import told
from access.refusals import Invalid, Refused
from review.reports.document import ReportDocument
from review.reports.formats import Format
from review.reports.outputs.files import whole_file
from review.reports.outputs.names import file_name
from review.reports.outputs.svg import NO_PICTURE, only, svg

GiveOut = Callable[[], int]
"""Makes a release for good and returns its number."""
NOT_WRITTEN = (
    "Release {number} was made and is kept, but it was not written: {why} The same command, once that is mended, "
    "writes it and makes no other."
)


def files_of(document: ReportDocument, wanted: Format, out: str, today: date) -> Mapping[Path, Iterator[bytes]]:
    """Return what is written into which files: all charts where they go into a folder. Raises what the writers do.

    The charts in a folder have the names that they have as downloads, so that no report writes over another's.
    """
    if wanted.name != "svg" or not os.path.isdir(out):
        return {Path(out): wanted.write(document)}
    if not document.pictures:
        raise Invalid(NO_PICTURE)
    return {
        Path(out, file_name(document, wanted.ending, today, one.name)): svg(only(document, one))
        for one in document.pictures
    }


def write_files(files: Mapping[Path, Iterable[bytes]], give_out: GiveOut | None = None) -> None:
    """Write files, and only then give out the release that they hold: what cannot be written is not released.

    Raises Invalid with a sentence where they cannot be written, Refused where that showed after the release was made.
    """
    number = 0
    try:
        with ExitStack() as opened:
            for path, pieces in files.items():
                file = opened.enter_context(whole_file(path))
                file.writelines(pieces)
                file.flush()
            number = give_out() if give_out else 0
    except (Invalid, OSError) as error:
        if number:
            raise Refused(_not_written(number, error)) from error
        raise


def print_whole(pieces: Iterable[bytes], stdout: OutputWrapper, give_out: GiveOut | None = None) -> None:
    """Print a report; a release is made whole, then given out, then printed.

    Raises Refused where a release that was made could not be printed.
    """
    if give_out is None:
        for piece in pieces:
            stdout.write(piece.decode(), ending="")
        return
    words = b"".join(pieces).decode()
    number = give_out()
    try:
        stdout.write(words, ending="")
        stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(_not_written(number, error)) from error


def _not_written(number: int, error: Exception) -> str:
    return NOT_WRITTEN.format(number=number, why=f"{told(error).rstrip('.')}.")
