"""Names of files that tell reports apart: what is counted, broken down by what, of which cases."""

import re
from hashlib import sha256

from review.reports.document import ReportDocument

EXERCISE, COUNTED, CASES = 80, 70, 40
"""How long each part of a name is at most: names of 255 bytes are too long for a disk."""
MARK = 6


def report_name(document: ReportDocument) -> str:
    """Return the exercise, what is counted by what, and a mark of the conditions by which cases were chosen."""
    counted = " ".join(document.told_apart or (document.measure,))
    parts = short_name(document.name, EXERCISE), short_name(counted, COUNTED), short_name(document.where, CASES)
    return "-".join(filter(None, parts))


def short_name(words: str, most: int) -> str:
    """Return words in plain letters and digits with hyphens between them, at most `most` of them.

    Words that do not fit, or have other letters, end in a mark of their own, so that they differ from all others.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if len(plain) <= most and words.isascii():
        return plain
    mark = sha256(words.encode()).hexdigest()[:MARK]
    return f"{plain[: most - MARK - 1].strip('-')}-{mark}".strip("-")
