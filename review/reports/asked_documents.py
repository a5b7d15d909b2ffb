"""What was asked for, on a page or by the command, as the document that every file is written of."""

from dataclasses import replace
from datetime import datetime

from review.counting.method import Method
from review.reports.asking import Asked
from review.reports.building import own_report, shows_intervals
from review.reports.document import ReportDocument
from review.reports.documents import own_document
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document


def document_for(method: Method, asked: Asked, is_standard: bool, now: datetime) -> ReportDocument:
    """Return the document of the standard report, or of the one that was built, as it stands at `now`."""
    intervals = shows_intervals(method.sample_design, asked.intervals)
    if is_standard:
        return standard_document(method, standard_report(method, asked.where), intervals, now)
    report = replace(own_report(method, asked.definition), intervals=intervals)
    return own_document(method, report, now, asked.share)
