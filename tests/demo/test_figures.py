"""The figures of the demonstration are the published ones, and every breakdown adds up to them."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from access.actor import system_actor
from review.external.models import ExternalResult
from review.external.queries import external_results
from review.inspections.models import Inspection
from review.inspections.queries import case_version
from review.reports import queries
from review.reports.building import (
    Definition,
    Report,
    chosen,
    headline_of,
    method_of,
    own_report,
)
from review.reports.published import published_report
from review.reports.suspects import records_by_stage

PUBLISHED = {"good": 9, "requires-improvement": 14, "inadequate": 4}
QUESTIONS = ("group-based", "known-from-records", "specialist-led", "ethnicity-reliable", "victim-heard")


def headline(inspection: Inspection, *by: str) -> Report:
    """Return the report of the headline subset."""
    method = method_of(inspection)
    return own_report(method, Definition(headline_of(inspection, method), by))


def test_headline_has_the_published_figures(demo: Inspection) -> None:
    table = headline(demo).table
    assert (table.selected, table.n, dict(table.counts)) == (52, 27, PUBLISHED)
    assert table.left_out_nonzero() == {"not-in-subset": 25}


def test_the_other_25_are_graded_too(demo: Inspection) -> None:
    method = method_of(demo)
    others = own_report(method, Definition(chosen(method, ["group-based=no"]))).table
    assert (others.n, sum(others.counts.values()), others.left_out_nonzero()) == (25, 25, {"not-in-subset": 27})


def test_whole_inspection_leaves_nothing_out(demo: Inspection) -> None:
    table = own_report(method_of(demo), Definition()).table
    assert (table.selected, table.n, table.left_out_nonzero()) == (52, 52, {})


@pytest.mark.parametrize("by", ["force", "team-type", *QUESTIONS])
def test_breakdowns_add_up_to_the_published_figures(demo: Inspection, by: str) -> None:
    report = headline(demo, by)
    counts: Counter[str] = Counter()
    for row in report.groups:
        counts.update(row.table.counts)
    assert dict(counts) == PUBLISHED
    assert sum(row.table.selected for row in report.groups) == 52
    assert report.overlapping is False


def test_forces_are_shown_by_their_labels_only(demo: Inspection) -> None:
    labels = [row.label for row in headline(demo, "force").groups]
    assert labels == ["Force A", "Force B", "Force C", "Force D", "Force E", "Force F"]


def test_each_criterion_accounts_for_every_case(demo: Inspection) -> None:
    rows = headline(demo, "criterion").groups
    assert len(rows) == 15
    assert {(row.table.selected, row.table.n + sum(row.table.left_out.values())) for row in rows} == {(52, 52)}


def test_flags_are_about_a_dozen_in_three_of_the_six_forces(demo: Inspection) -> None:
    found = queries.flags_by_force(method_of(demo))
    assert len(found) == 6
    assert sorted(one.instances > 0 for one in found.values()) == [False, False, False, True, True, True]
    assert sum(one.instances for one in found.values()) == 12


def test_external_results_are_the_other_twelve_published_rows(demo: Inspection) -> None:
    path = settings.BASE_DIR / "fixtures" / "reference" / "published_outcomes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["exercise_id"]: row for row in csv.DictReader(file)}
    del rows[demo.slug_id]
    expected = {
        slug: (int(row["n"]), [int(row[name]) for name in ("good", "requires_improvement", "inadequate")])
        for slug, row in rows.items()
    }
    found = {result.slug_id: published_report(result).found for result in external_results(system_actor("tests"))}
    complete = {slug: found[slug] for slug in expected}
    assert {slug: (one.n, list(one.counts.values())) for slug, one in complete.items()} == expected
    assert (len(found), sum(one.complete for one in found.values())) == (24, 13)


def test_published_results_are_on_the_scale_of_the_demonstration(demo: Inspection) -> None:
    scales = {result.scale_id for result in ExternalResult.objects.filter(scale__code="case-grade")}
    assert scales == {case_version(demo).overall_scale_id}


def test_a_scale_of_unconfirmed_standing_stays_apart(demo: Inspection) -> None:
    apart = {result.slug_id for result in ExternalResult.objects.exclude(scale__code="case-grade")}
    assert apart == {"eight-forces-2015"}


def test_reliability_of_ethnicity_has_its_answer_at_every_stage(demo: Inspection) -> None:
    """The counts are those of the records in fixtures/demo/model-inspection.yaml, counted by hand for all 52 cases."""
    method = method_of(demo)
    report = own_report(method, Definition(measure="ethnicity-stage"))
    records = records_by_stage(method, report)
    assert records is not None
    found = {row.key: {code: n for code, n in row.table.counts.items() if n} for row in records.groups}
    assert (report.table.n, report.table.counts["arrest"], report.table.counts["not-at-any-stage"]) == (114, 22, 5)
    assert found == {
        "report": {"unknown": 12, "not-recorded": 7},
        "arrest": {"contradicted": 7, "agrees": 38, "only": 22},
        "interview": {"contradicts": 6, "only": 20},
        "custody": {"contradicted": 3, "contradicts": 1, "agrees": 38, "not-stated": 15},
        "charge": {"contradicts": 1, "not-recorded": 3},
        "later": {"contradicts": 2, "not-recorded": 4},
    }
    agreement = own_report(method, Definition(by=("ethnicity-stages",), measure="ethnicity-agreement"))
    at_arrest = next(row.table for row in agreement.groups if row.key == "arrest")
    assert (at_arrest.n, at_arrest.counts["differ"], agreement.table.counts["differ"]) == (67, 7, 10)
