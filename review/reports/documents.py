"""Making a report's document: its tables and pictures with all that must be known of them wherever they go."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from review.counting.corrected_suspects import cases_with_corrected_suspects, corrected_words
from review.counting.method import Method
from review.domain.wording import counted_words, lower_first, part_signed_words, unfinished_words
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection
from review.reports import queries
from review.reports.building import Report
from review.reports.charts import pictures_of
from review.reports.comparing import Comparison, not_compared
from review.reports.data import report_data
from review.reports.document import ReportDocument, Sheet
from review.reports.more_sheets import besides
from review.reports.readings import told_of
from review.reports.sheets import breakdown_sheets, whole_sheet
from review.reports.which_cases import cases_words, headline_dropped, without_headline

INTERNAL = "Not for publication: figures for the inspection's own team."
SYNTHETIC = "Synthetic data: no real case is counted here."
SAMPLE_NOTES = {
    "random": "The sample is random, so from ten cases up shares have a 95% interval by the method of Wilson (1927).",
    "purposive": (
        "The sample was chosen on purpose and is not fully representative of all cases, so no interval is shown."
    ),
    "census": "Every case was reviewed, so there is no sampling error and no interval.",
    "unknown": "How the sample was drawn is not known, so no interval is shown.",
    "mixed": (
        "These inspections drew their samples in different ways. Put together their cases are no sample of anything, "
        "so no interval is shown."
    ),
}
ASKED_FOR = (
    "The sample was chosen on purpose and is not fully representative of all cases. The 95% intervals, by the method "
    "of Wilson (1927), were asked for all the same."
)
PURPOSIVE = (
    "The sample was chosen on purpose, so the intervals show only how little so few cases can bear: "
    "they say nothing about cases outside the sample."
)


def own_document(method: Method, report: Report, now: datetime, answer: str = "") -> ReportDocument:
    """Return the document of an own inspection's report as it stands at `now`.

    Three queries, and seven more where suspects are counted.

    Groups are compared by their share of `answer`, the first one unless told.
    """
    sheets, more = counted_sheets(report), besides(method, report, answer)
    unsigned = unfinished(method, report)
    parts = tuple(more.parts(report))
    return ReportDocument(
        name=report.slug,
        title=report.title,
        marking=marking_of(method.inspections),
        about=tuple(_about_own(method, report, unsigned, now)),
        sheets=(*sheets, *(sheet for sheet, _ in parts)),
        pictures=(*pictures_of(report, sheets), *(picture for _, picture in parts if picture)),
        notes=(
            *filter(None, [without_headline(method, report.where), headline_dropped(method, report.where)]),
            *notes_on(str(report.about["sample_design"]), report.intervals, bool(report.about["synthetic"])),
            *unsigned,
            *_untold(more.comparison),
            *filter(None, [not_compared(report)]),
            *told_of(method, report),
            *_corrected(method, report),
        ),
        where=str(report.where),
        measure=report.measure,
        data=report_data(report),
        told_apart=(report.measure, *(("by", *report.by) if report.by else ())),
    )


def counted_sheets(report: Report) -> tuple[Sheet, ...]:
    """Return the tables of a built report's counts: the whole, and by groups where it is broken down."""
    return (whole_sheet(report), *(breakdown_sheets(report) if report.by else ()))


def marking_of(inspections: Iterable[Inspection]) -> str:
    """Return the handling marking of each inspection, and that the figures are not for publication."""
    own = dict.fromkeys(one.handling_marking for one in inspections if one.handling_marking)
    return ". ".join([*own, INTERNAL])


def _about_own(method: Method, report: Report, unsigned: Iterable[str], now: datetime) -> Iterator[tuple[str, str]]:
    yield "Counted", counted_words(report.measure_title, report.units)
    yield "Cases chosen", cases_words(method, report.where)
    yield "Broken down by", " and ".join(report.titles) or "Nothing"
    yield "Number counted (n)", str(report.table.n)
    note = sample_note(str(report.about["sample_design"]), report.intervals)
    yield "Method", " ".join([note, *unsigned])
    yield "Figures last changed", _changed(method)
    yield "Data as of", moment_words(now)
    yield "Framework", versions_words(method)


def _changed(method: Method) -> str:
    moments = [moment for moment in map(queries.last_changed, method.inspections) if moment]
    return moment_words(max(moments)) if moments else "Nothing has been signed off yet"


def moment_words(moment: datetime) -> str:
    """Return a moment in words, in local time."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y, %H:%M}"


def versions_words(method: Method) -> str:
    """Return the framework versions that judge the cases, each with the start of its digest. One query."""
    rows = FrameworkVersion.objects.filter(pk__in=method.versions).order_by("framework__code", "number")
    return "; ".join(f"{row.title}, version {row.number} ({row.sha256[:12]})" for row in rows)


def sample_note(sample_design: str, intervals: bool) -> str:
    """Return how the sample was drawn, and whether this report has intervals and why."""
    return ASKED_FOR if intervals and sample_design == "purposive" else SAMPLE_NOTES[sample_design]


def unfinished(method: Method, report: Report) -> list[str]:
    """Return that what is signed off of a random sample need not be a random sample; nothing where that is not so.

    Of several inspections it says so of each that is not finished, however its cases were chosen. One query then.
    """
    if len(method.inspections) > 1:
        found = queries.signed_off_of(method.inspections)
        return [words for one in method.inspections if (words := unfinished_in(one, *found[one.pk]))]
    is_random = report.intervals and report.about["sample_design"] == "random"
    words = unfinished_words(report.table, report.units) if is_random else ""
    return [words] if words else []


def unfinished_in(inspection: Inspection, signed: int, whole: int) -> str:
    """Return of an inspection among others that some of its cases are not signed off; nothing where all are."""
    is_random = inspection.sample_design == Inspection.SampleDesign.RANDOM
    words = part_signed_words(signed, whole, is_random)
    return f"{inspection.title}: {lower_first(words)}" if words else ""


def notes_on(sample_design: str, intervals: bool, synthetic: bool) -> Iterator[str]:
    """Yield what must be said of figures: what intervals of a purposive sample are, and that they are synthetic."""
    if intervals and sample_design == "purposive":
        yield PURPOSIVE
    if synthetic:
        yield SYNTHETIC


def _corrected(method: Method, report: Report) -> Iterator[str]:
    """Yield that suspects or their records were added since, where suspects are counted."""
    if report.units == "suspects" and (words := corrected_words(cases_with_corrected_suspects(method))):
        yield words


def _untold(compared: Comparison | None) -> Iterator[str]:
    """Yield why no difference between groups is told, and what is said of their trend all the same."""
    if compared and not compared.differences:
        yield from (words for words in (compared.untested, compared.trend) if words)
