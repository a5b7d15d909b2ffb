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
from review.reports.formats import ALL, Format, format_called
from review.reports.outputs.files import whole_file
from review.reports.outputs.names import file_name
from review.reports.outputs.svg import NO_PICTURE, only, svg

GiveOut = Callable[[], int]
"""Makes a release for good and returns its number."""
PLAIN_CSV = "csv"
"""What a file with this ending holds unless told: one row for each figure."""
NOT_WRITTEN = (
    "Release {number} was made and is kept, but it was not written: {why} The same command, once that is mended, "
    "writes it and makes no other."
)


def format_of(name: str, out: str | None) -> str:
    """Return the format that is asked for: by its name, else by the ending of the file, else plain text.

    Raises Invalid where the ending is that of another format than the named one: nothing would open such a file.
    """
    ending = Path(out).suffix.removeprefix(".").lower() if out and not os.path.isdir(out) else ""
    meant = [one for one in ALL if one.ending == ending]
    if not name:
        return PLAIN_CSV if ending == PLAIN_CSV else meant[0].name if meant else "text"
    if meant and name not in [one.name for one in meant]:
        told = " or ".join(f"--format {one.name}" for one in meant)
        wanted = format_called(name).ending
        raise Invalid(f"{out} ends like another format than {name}. Name the file with .{wanted}, or ask for {told}.")
    return name


def files_of(document: ReportDocument, wanted: Format, out: str, today: date) -> Mapping[Path, Iterator[bytes]]:
    """Return what is written into which files: all charts where they go into a folder. Raises what the writers do.

    The charts in a folder have the names that they have as downloads, so that no report writes over another's.
    """
    if wanted.name == "svg" and not os.path.exists(out) and _means_folder(document, out):
        raise Invalid(f"There is no folder {out}. Make it first, or name a file: {out.rstrip(os.sep)}.svg.")
    if wanted.name != "svg" or not os.path.isdir(out):
        return {Path(out): wanted.write(document)}
    if not document.pictures:
        raise Invalid(NO_PICTURE)
    return {
        Path(out, file_name(document, wanted.ending, today, one.name)): svg(only(document, one))
        for one in document.pictures
    }


def _means_folder(document: ReportDocument, out: str) -> bool:
    """Return whether a name that nothing has yet is meant for a folder: no file is named so or holds all charts."""
    return out.endswith(os.sep) or (len(document.pictures) > 1 and not Path(out).suffix)


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
