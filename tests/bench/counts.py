"""What is asked of an archive's report besides its times: queries, sizes, and kept counts beside a recount."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from review.counting.method import method_of
from review.counting.summaries import counted, kept
from review.inspections.models import Inspection
from review.reports.building import headline_of
from review.reports.standard import StandardReport, standard_report
from review.reviewing.models import Judgment
from tests.bench.archive import Archive, sign_off_another
from tests.bench.timing import once


def addresses(inspection: Inspection, by_two: str) -> dict[str, str]:
    """Return the pages to time, by their words."""
    slug = [inspection.slug_id]
    return {
        "report": reverse("report", args=slug),
        "two conditions, by two names": f"{reverse('report-build', args=slug)}?{by_two}",
        "cases behind a figure": f"{reverse('report-cases', args=slug)}?answer=good",
    }


def standard_figures(inspection: Inspection) -> StandardReport:
    """Return the standard report as data, not rendered."""
    method = method_of(inspection, named=())
    return standard_report(method, headline_of(inspection, method))


def queries_of(ask: Callable[[], object]) -> int:
    """Return how many queries a page asks."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def judgments() -> int:
    """Return how many judgments there are."""
    return Judgment.objects.count()


def database_size() -> str:
    """Return how much room the database takes, in words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])


def print_kept(archive: Archive, tell: Callable[[str, float, str], None]) -> bool:
    """Sign off one case more, count all anew, and print and return whether the kept counts are the same."""
    tell("one case more, from assigning to sign-off", once(lambda: sign_off_another(archive)), "")
    found = []
    seconds = once(lambda: found.append(counted(archive.inspection)))
    same = found[0].amounts == kept(archive.inspection).amounts
    words = "as kept" if same else "NOT AS KEPT"
    tell("full recount", seconds, f"{len(found[0].amounts)} counts, {words}")
    return same
