"""What a built report comes to, as its page shows it: tables with their links, what stands beside them, and files."""

from dataclasses import replace
from typing import Any

from django.urls import reverse

from review.counting.corrected_suspects import cases_with_corrected_suspects, corrected_words
from review.counting.method import Method
from review.domain.where import Where
from review.domain.wording import lower_first
from review.inspections.models import Inspection
from review.reports import building, pages
from review.reports.asking import Asked, cases_of
from review.reports.charts import Chart, charts_of
from review.reports.comparing import compared_by, not_compared
from review.reports.document import Picture
from review.reports.documents import PURPOSIVE, counted_sheets, sample_note, unfinished
from review.reports.downloads import report_downloads
from review.reports.more_sheets import Besides, besides
from review.reports.passages import passages_notes
from review.reports.queries import last_changed
from review.reports.readings import readings, told_of
from review.reports.suspects import RECORDS
from review.reports.which_cases import cases_words, headline_dropped, lacking_of_headline, without_headline


def result_of(inspection: Inspection, method: Method, asked: Asked) -> dict[str, Any]:
    """Return the tables of what was asked for."""
    asked = pages.with_intervals(asked, method)
    made = replace(building.own_report(method, asked.definition), intervals=asked.intervals)
    answer = compared_by(made, asked.share)
    more = besides(method, made, answer)
    charts = _charts(made, more)
    cases = reverse("report-cases", args=[inspection.slug_id])
    broken = pages.breakdown_part(made.breakdown_title, made, "by", cases, asked) if asked.by else None
    shown = made.breakdown_title if asked.by else made.measure_title
    return {
        "title": f"{shown}, {lower_first(cases_words(method, asked.where))}: {inspection.title}",
        "shown": shown,
        "asked": asked,
        "report": made,
        "ways_on": _ways_on(method, made, asked),
        "main": pages.table_part(made.measure_title, made, "main", cases, asked),
        "main_words": cases_words(method, asked.where),
        "without_headline": without_headline(method, asked.where),
        "headline_dropped": headline_dropped(method, asked.where),
        "with_headline": _with_headline(method, asked),
        "broken": broken,
        "comparison": more.comparison,
        "not_compared": not_compared(made),
        "shares": [(grade.label, asked.query(share=grade.code), grade.code == answer) for grade in made.scale.grades],
        "durations": more.durations,
        "passages": more.passages,
        "passage_rows": _passage_rows(made, more, cases, asked),
        "passages_notes": passages_notes(made),
        "readings": readings(method, made),
        "told": list(told_of(method, made)),
        "records": _records(more, cases, asked),
        "records_note": RECORDS,
        "corrected": corrected_words(cases_with_corrected_suspects(method)) if made.units == "suspects" else "",
        "purposive": PURPOSIVE,
        "sample_note": sample_note(method.sample_design, asked.intervals),
        "unfinished": unfinished(method, made),
        "show_intervals": asked.query(intervals=not asked.intervals),
        "last_changed": max((at for at in map(last_changed, method.inspections) if at), default=None),
        "query": asked.query(),
        "grid_url": f"{reverse('report-grid', args=[inspection.slug_id])}?{cases_of(asked).query()}",
        "downloads": report_downloads(inspection, asked.query(), charts),
        "charts": charts,
    }


def _with_headline(method: Method, asked: Asked) -> str:
    """Return what asks for the same of the headline's cases alone."""
    both = Where((*asked.where.conditions, *lacking_of_headline(method, asked.where).conditions))
    return asked.query(where=both, narrowed=True, all_cases=False)


def _passage_rows(made: building.Report, more: Besides, cases: str, asked: Asked) -> list[dict[str, Any]]:
    """Return the passages of each group, each number leading to its cases: those with a passage, and all counted."""
    return [
        {
            "label": ": ".join(one.headings),
            "counts": pages.traced_counts((one.passages, one.cases), cases, asked, key=one.keys, answer="yes")
            + pages.traced_counts((one.n,), cases, asked, key=one.keys),
        }
        for one in more.passages
    ]


def _ways_on(method: Method, made: building.Report, asked: Asked) -> list[dict[str, Any]]:
    """Return the conditions of a report that counts nothing, each with what is counted without it, and the way there.

    Without the last one, all cases are asked for.
    """
    found = []
    for condition in asked.where.conditions if not made.table.n else ():
        rest = Where(tuple(one for one in asked.where.conditions if one != condition))
        query = asked.query(where=rest, narrowed=bool(rest), all_cases=not rest, share="")
        words = pages.where_words(method, Where((condition,)))
        found.append({"words": words, "n": made.without.get(condition, 0), "query": query})
    return found


def _charts(made: building.Report, more: Besides) -> list[Chart | Picture]:
    """Return the charts that the report's files have."""
    return [*charts_of(counted_sheets(made)), *(picture for _, picture in more.parts(made) if picture)]


def _records(more: Besides, cases: str, asked: Asked) -> pages.BreakdownPart | None:
    """Return the records of each stage where suspects are counted, each number with the address of its cases."""
    found = more.records
    if found is None:
        return None
    return pages.breakdown_part(found.breakdown_title, found, "records", cases, replace(asked, by=found.by))
