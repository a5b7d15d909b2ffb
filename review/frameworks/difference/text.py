"""The difference of two frameworks as plain lines, and as plain data for programs."""

import re
from collections.abc import Iterator
from typing import Any

from review.domain.word_changes import Kind, Piece, Pieces
from review.frameworks.difference.findings import Entry, ExampleResult, FrameworkDiff

SIGNS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
SAME = "The two say the same."
MOST_SHORT, MOST_IN_A_LINE, AROUND = 20, 160, 30
"""Of short lines: how many there are at most, how long each is, and how many letters are kept around a change."""
OF = {"older": "an example of the older version", "newer": "an example of the newer version", "both": "in both"}


def text_lines(diff: FrameworkDiff) -> Iterator[str]:
    """Yield the whole difference, a line each: what went as [-words-], what came as {+words+}."""
    if diff.is_empty:
        yield SAME
    for section in diff.sections:
        yield section.title
        for entry in section.entries:
            yield f"  {heading(entry)}"
            yield from (f"    {note}" for note in entry.notes)
            yield from (f"    {detail.label}: {marked(detail.pieces)}" for detail in entry.details)
    if diff.results:
        yield "Worked examples whose results change"
        for result in diff.results:
            yield f"  {result.title} ({OF[result.of]})"
            yield from (f"    {line}" for line in example_lines(result))


def heading(entry: Entry) -> str:
    """Return what became of a part, with its code and name."""
    return f"{', '.join(entry.changes)}: {entry.code}{f' “{entry.name}”' if entry.name != entry.code else ''}"


def example_lines(result: ExampleResult) -> Iterator[str]:
    """Yield what an example gives in both versions, or why it cannot be tried."""
    yield from (f"{what}: [-{older}-]{{+{newer}+}}" for what, older, newer in result.results)
    if result.why_not:
        yield f"Cannot be tried by the other version: {result.why_not}"


def marked(pieces: Pieces) -> str:
    """Return a text on one line with its changes marked by signs."""
    return re.sub(r"\n+", " ¶ ", "".join(SIGNS[piece.kind].format(piece.text) for piece in pieces))


def short_lines(diff: FrameworkDiff) -> list[str]:
    """Return the difference in at most MOST_SHORT lines, long texts cut to what is around their changes."""
    lines = [line for section in diff.sections for entry in section.entries for line in _short(section.title, entry)]
    if len(lines) > MOST_SHORT:
        more = len(lines) - MOST_SHORT + 1
        return [*lines[: MOST_SHORT - 1], f"And {more} more differences."]
    return lines


def _short(title: str, entry: Entry) -> Iterator[str]:
    """Yield a line for what became of a part, with what it says otherwise where both versions have it."""
    start = f"{title}, {entry.code}"
    alone = {"added", "removed"} & set(entry.changes)
    details = () if alone else entry.details
    if not details:
        yield _cut(f"{title}, {heading(entry)}")
    for detail in details:
        yield _cut(f"{start}, {detail.label}: {marked(tuple(map(_shortened, detail.pieces)))}")


def _shortened(piece: Piece) -> Piece:
    if piece.kind is not Kind.SAME or len(piece.text) <= 2 * AROUND:
        return piece
    return Piece(piece.kind, f"{piece.text[:AROUND]}…{piece.text[-AROUND:]}")


def _cut(line: str) -> str:
    return line if len(line) <= MOST_IN_A_LINE else f"{line[: MOST_IN_A_LINE - 1]}…"


def as_data(diff: FrameworkDiff) -> dict[str, Any]:
    """Return the difference as plain data: sections with their parts, and examples whose results change."""
    return {
        "same": diff.is_empty,
        "sections": [
            {"code": section.code, "title": section.title, "parts": [_part(entry) for entry in section.entries]}
            for section in diff.sections
        ],
        "examples": [
            {
                "title": result.title,
                "of": result.of,
                "results": [{"of": what, "older": older, "newer": newer} for what, older, newer in result.results],
                "why_not": result.why_not or None,
            }
            for result in diff.results
        ],
    }


def _part(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "name": entry.name,
        "changes": [change.value for change in entry.changes],
        "notes": list(entry.notes),
        "details": [
            {"label": detail.label, "pieces": [{"kind": p.kind.value, "text": p.text} for p in detail.pieces]}
            for detail in entry.details
        ],
    }
