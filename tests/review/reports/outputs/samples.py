"""Documents written by hand, for what no inspection brings about easily: strange words, and any number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from review.reports.document import NOT_SHOWN, Column, Line, ReportDocument, Sheet, Value

COLUMNS = (
    Column("n", "count", figure="n"),
    Column("Good", "count", "good", "grade"),
    Column("Share", "percent", "good"),
)


@dataclass(frozen=True)
class Many(Sequence[Line]):
    """Any number of rows, each made when it is asked for."""

    count: int

    def __len__(self) -> int:
        """Return how many there are."""
        return self.count

    def __getitem__(self, place: int) -> Line:  # type: ignore[override]
        """Return one of them."""
        if not 0 <= place < self.count:
            raise IndexError(place)
        n, good = place % 90 + 10, place % 7
        values = (Value(n, str(n)), Value(good, str(good)), Value(Fraction(good, n), f"{100 * good / n:.1f}%"))
        return Line((f"Group {place}",), values, (f"group-{place}",))


def document(lines: Sequence[Line], title: str = "A report", label: str = "Group") -> ReportDocument:
    """Return a report of one table with these rows."""
    sheet = Sheet("by", "Grades by group", (label,), COLUMNS, lines, ("A note.",), ("group",), "case-grade")
    about = (("Cases chosen", "All cases"), ("Number counted (n)", "10"))
    return ReportDocument("sample", title, "Not for publication.", about, (sheet,), (), ("Synthetic.",))


def line(words: str) -> Line:
    """Return a row with this heading, whose share is not shown."""
    return Line((words,), (Value(3, "3"), Value(1, "1"), Value(None, NOT_SHOWN)), ("code",))
