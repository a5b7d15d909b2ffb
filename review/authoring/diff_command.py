"""What `manage.py framework diff A B` compares and prints: stored versions, or files that are no versions yet."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from access.actor import Actor
from access.permissions import may, require
from access.refusals import Refused
from review.authoring.replay import LEAST, Replay, replay
from review.frameworks.actions import checked
from review.frameworks.difference.files import difference
from review.frameworks.difference.text import as_data, text_lines
from review.frameworks.file.exchange import read_stored
from review.frameworks.file.model import FrameworkFile
from review.frameworks.lineage import compared, compared_files, other_questions, placed_file, stored
from review.frameworks.models import FrameworkVersion
from review.frameworks.problems.problem import shown
from review.frameworks.queries import by_address
from review.frameworks.same_questions import Comparison, PlacedQuestion, compare
from review.frameworks.spreadsheet.unpacking import MOST_BYTES

LATEST = 10**9
"""The number of a file that asks for none: it comes after every version."""
WHAT = (
    "“{}” is neither a file nor a version that you can read. Write CODE:NUMBER for a stored version, such as small:2, "
    "or the path of a framework file. See: manage.py framework list"
)


@dataclass(frozen=True)
class Side:
    """One side of a comparison: what it is called, its file, and the version that it is stored as, if it is."""

    label: str
    file: FrameworkFile
    version: FrameworkVersion | None = None

    def questions(self) -> tuple[PlacedQuestion, ...] | None:
        """Return the side's questions with where they come from; None for a file whose framework is not here."""
        return stored(self.version) if self.version else None

    def beside(self, other: "Side") -> tuple[PlacedQuestion, ...] | None:
        """Return a file's questions as those of a version beside that of the other side, if it is of its framework."""
        if other.version is None or other.file.framework != self.file.framework:
            return None
        number = self.file.version or LATEST
        return placed_file(self.file, other_questions(other.version.framework_id, number), number)


def side(actor: Actor, text: str) -> Side:
    """Return what an argument names: a file where there is one of this path, or else a stored version.

    Raises NotAllowed; Refused; BrokenFile where the file is no framework.
    """
    require(actor, "framework.view")
    if (data := _file_at(text)) is not None:
        return Side(text, checked(data))
    code, _, number = text.replace("/", ":").rpartition(":")
    try:
        version = by_address(actor, code, int(number))
    except (FrameworkVersion.DoesNotExist, ValueError, OverflowError) as absent:
        raise Refused(WHAT.format(shown(text))) from absent
    return Side(f"version {version.number} of {code}", read_stored(version.canonical), version)


def _file_at(text: str) -> bytes | None:
    """Return what is in the file of a path, None where there is none. Raises Refused where it cannot be read."""
    path = Path(text)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{shown(text)} cannot be read: {error.strerror or error}.") from error


def comparisons_of(older: Side, newer: Side) -> list[Comparison]:
    """Return how each question of the newer side stands to the older: by what is stored, or by what the files say."""
    if older.version and newer.version:
        return compared(newer.version, older.version)
    ours, theirs = newer.questions() or newer.beside(older), older.questions() or older.beside(newer)
    return compared_files(newer.file, older.file) if ours is None or theirs is None else compare(ours, theirs)


def printed(actor: Actor, older: Side, newer: Side, how: str) -> str:
    """Return the comparison of two sides as "text" or "json", with what it would have meant for past reviews."""
    comparisons = comparisons_of(older, newer)
    diff = difference(older.file, newer.file, comparisons)
    past = None
    if older.version and not diff.is_empty and may(actor, "framework.edit"):
        past = replay(actor, older.version, newer.file, comparisons)
    if how == "text":
        lines = [f"From {older.label} to {newer.label}", *text_lines(diff)]
        return "\n".join([*lines, *(_past_lines(past, older.label) if past else ())])
    data = {"older": older.label, "newer": newer.label, **as_data(diff)}
    data["figures"] = [
        {"question": one.code, "other": one.other or None, "compare": one.comparable, "why_not": one.why_not or None}
        for one in comparisons
    ]
    data["past_reviews"] = _past_data(past) if past else None
    return json.dumps(data, ensure_ascii=False, indent=2)


def _past_lines(past: Replay, label: str) -> Iterator[str]:
    yield f"Past reviews by {label}, worked out and never applied: {past.looked_at} of {past.reviews} looked at"
    if past.unfinished:
        yield "  A draft has something to mend before its rules can be worked through, so nothing is told."
    elif past.too_few:
        yield f"  There are fewer than {LEAST}, so nothing is told of them."
    elif not past.rows:
        yield "  Neither version has a rule for a review, so no suggestion would have been another."
    for row in past.rows:
        yield f"  {row.title}: another suggestion for {row.other}; cannot be told of {row.untold}"


def _past_data(past: Replay) -> dict[str, Any]:
    rows = [{"for": row.title, "other": str(row.other), "cannot_be_told": str(row.untold)} for row in past.rows]
    counts = {"reviews": past.reviews, "looked_at": past.looked_at}
    return {**counts, "too_few": past.too_few, "unfinished": past.unfinished, "results": rows}
