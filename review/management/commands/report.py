"""`manage.py report SLUG`: an inspection's or a published exercise's table, in a terminal or a file."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from access.permissions import require
from access.refusals import Invalid
from review.counting.choosing import checked_names
from review.counting.dimensions import GRADE
from review.counting.measures import measure_of
from review.counting.method import force_key, method_of
from review.inspections.models import ExternalResult, Inspection
from review.inspections.queries import report_scope
from review.reports import building
from review.reports.formats import FORMATS, WRITERS
from review.reports.published import external_result, inspection_called
from review.results.formats import NO_RULES
from review.results.formats import WRITERS as RESULT_WRITERS
from review.results.queries import InspectionResults, results_of


class Command(BaseCommand):
    """Prints one report."""

    help = "Print an inspection's report: counts of grades with everything that was left out, or its results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the exercise, what to choose, how to break down and how to write it."""
        super().add_arguments(parser)
        parser.add_argument("slug", help="the exercise's short name, for example group-based-cse-2023")
        parser.add_argument("--format", choices=FORMATS, default="text")
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="NAME=ANSWER[,ANSWER]",
            help="choose cases; commas mean or, several --where mean and",
        )
        parser.add_argument(
            "--by",
            action="append",
            default=[],
            metavar="NAME",
            help="break down by force, team-type, month, criterion ...; twice for one within the other",
        )
        parser.add_argument(
            "--measure", default="", metavar="NAME", help="count the answers to this name instead of the overall grade"
        )
        parser.add_argument(
            "--intervals", action="store_true", help="show 95%% Wilson intervals for a purposive sample too"
        )

        parser.add_argument(
            "--results",
            action="store_true",
            help="print what the framework's rules suggest for the inspection and each force from all cases",
        )

    def run(self, actor: Actor, **options: Any) -> None:
        """Print the report or the results, or one line that says what is wrong."""
        if options["results"]:
            found = _results(actor, options)
            keys = {place.force: force_key(found.inspection, place.force) for place in found.forces if place.force}
            self.stdout.write(RESULT_WRITERS[options["format"]](found, keys), ending="")
            return
        report = _report(actor, options)
        self.stdout.write(WRITERS[options["format"]](report), ending="")


def _report(actor: Actor, options: dict[str, Any]) -> building.Report:
    slug = options["slug"]
    inspection: Inspection | None = inspection_called(actor, slug)
    if inspection is not None:
        require(actor, "report.view", report_scope(actor, inspection))
        method = method_of(inspection)
        where = building.chosen(method, options["where"])
        measure = measure_of(method, options["measure"] or GRADE)
        by = checked_names(method, options["by"], measure)
        report = building.own_report(method, building.Definition(where, by, measure.name))
        return replace(report, intervals=building.shows_intervals(inspection.sample_design, options["intervals"]))
    result: ExternalResult | None = external_result(actor, slug)
    if result is None:
        raise Invalid(f"There is no inspection or published result called “{slug}”.")
    if options["where"] or options["by"] or options["measure"]:
        raise Invalid(building.NO_CHOOSING)
    return building.external_report(result)


def _results(actor: Actor, options: dict[str, Any]) -> InspectionResults:
    inspection = inspection_called(actor, options["slug"])
    if inspection is None:
        raise Invalid(f"There is no inspection called “{options['slug']}”.")
    require(actor, "report.view", report_scope(actor, inspection))
    if options["where"] or options["by"] or options["measure"] or options["intervals"]:
        raise Invalid("Results come from all signed-off cases: leave out --where, --by, --measure and --intervals.")
    if options["format"] not in RESULT_WRITERS:
        raise Invalid(f"Results are written as {' or '.join(RESULT_WRITERS)}.")
    found = results_of(inspection, actor.now)
    if not found.basis.gives_results:
        raise Invalid(NO_RULES)
    return found
