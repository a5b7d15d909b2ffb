"""Names of files that tell reports apart: what is counted, broken down by what, of which cases."""

import re
from datetime import date
from hashlib import sha256

from review.reports.document import ReportDocument

EXERCISE, COUNTED, CASES, CHART = 80, 70, 40, 30
"""How long each part of a name is at most: names of 255 bytes are too long for a disk."""
MARK = 6


def file_name(document: ReportDocument, ending: str, today: date, chart: str = "", shown: bool = False) -> str:
    """Return the name of a report's file, in plain letters: see `report_name`, then which chart it is, and the day."""
    parts = [report_name(document), short_name(chart, CHART), today.isoformat(), "as-shown" if shown else ""]
    return f"{'-'.join(filter(None, parts))}.{ending}"


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
