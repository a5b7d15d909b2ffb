"""What was asked for, on a page or by the command, as the document that every file is written of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from review.counting.method import Method
from review.domain.wording import lower_first
from review.reports.asking import Asked
from review.reports.building import Report, own_report, shows_intervals
from review.reports.document import Column, Line, ReportDocument, Sheet, Value
from review.reports.documents import moment_words, own_document
from review.reports.figures import Changed, changes, figures_of
from review.reports.models import SavedReport
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document

CHANGES = (
    Column("As saved", "count", figure="as-saved"),
    Column("Now", "count", figure="now"),
    Column("Change", "count", figure="change"),
)
UNCHANGED = "Nothing changed since this report was saved: every figure is what it was."


def document_for(method: Method, asked: Asked, is_standard: bool, now: datetime) -> ReportDocument:
    """Return the document of the standard report, or of the one that was built, as it stands at `now`."""
    if is_standard:
        intervals = shows_intervals(method.sample_design, asked.intervals)
        return standard_document(method, standard_report(method, asked.where), intervals, now)
    return _built(method, _report(method, asked), asked, now)


def _report(method: Method, asked: Asked) -> Report:
    return replace(
        own_report(method, asked.definition), intervals=shows_intervals(method.sample_design, asked.intervals)
    )


def _built(method: Method, report: Report, asked: Asked, now: datetime) -> ReportDocument:
    """Return the document of a built report, called by what it counts by what."""
    shown = report.breakdown_title if report.by else report.measure_title
    return replace(own_document(method, report, now, asked.share), title=f"{report.title}: {lower_first(shown)}")


def saved_document(method: Method, asked: Asked, saved: SavedReport, now: datetime) -> ReportDocument:
    """Return the document of a saved report, called by its name, as it stands at `now`, with what changed since."""
    report = _report(method, asked)
    document = _built(method, report, asked, now)
    changed = changes(saved.figures, figures_of(report))
    about = [("Saved", f"{moment_words(saved.saved_at)}, by {saved.saved_by.name}"), *document.about]
    return replace(
        document,
        title=f"{report.title}: {saved.name}",
        about=tuple(about),
        sheets=(*document.sheets, *([changes_sheet(changed)] if changed else [])),
        notes=(*document.notes, *([] if changed else [UNCHANGED])),
        told_apart=("saved", saved.name),
    )


def changes_sheet(changed: Sequence[Changed]) -> Sheet:
    """Return the figures that are others than they were when a report was saved, as its page shows them."""
    lines = tuple(
        Line(
            (one.words[:1].upper() + one.words[1:],),
            (_there(one.before), _there(one.now), Value(one.difference, one.by)),
        )
        for one in changed
    )
    return Sheet("changes", "What changed since it was saved", ("Figure",), CHANGES, lines, ())


def _there(count: int | None) -> Value:
    return Value(count, "not there" if count is None else str(count))
