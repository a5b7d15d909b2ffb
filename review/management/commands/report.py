"""`manage.py report SLUG`: an inspection's or a published exercise's report, in a terminal or a file."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from access.permissions import require
from access.refusals import Invalid
from review.counting.choosing import checked_names
from review.counting.dimensions import GRADE
from review.counting.forces import force_key
from review.counting.measures import measure_of
from review.counting.method import Method, method_of
from review.external.queries import external_result
from review.inspections.models import Inspection
from review.inspections.queries import inspection_called, report_scope
from review.judging.documents import judgments_document
from review.judging.grid import grid_of
from review.releases.actions import Wanted, release_of
from review.releases.frozen import document_of
from review.reports import building
from review.reports.beside import beside
from review.reports.beside_documents import beside_document
from review.reports.document import ReportDocument
from review.reports.documents import own_document
from review.reports.formats import FORMATS, format_called
from review.reports.joining import joined_by
from review.reports.outputs.files import write_whole
from review.reports.outputs.svg import with_picture
from review.reports.published import NO_CHOOSING, published_document, published_report
from review.results.formats import NO_RULES
from review.results.formats import WRITERS as RESULT_WRITERS
from review.results.queries import InspectionResults, results_of

NEEDS_A_FILE = "{label} is no text for a terminal. Name a file for it: --out {slug}.{ending}"
NEEDS_A_PURPOSE = "Say for whom the release is made, and why, which is kept with it: --purpose WORDS"
PUBLIC_ALREADY = "These figures are published already: leave out --public."
BESIDE_ALONE = "Exercises stand beside each other as they are: leave out --where, --by, --measure, --with and --public."
ONE_IN_PUBLIC = "A public release is of one inspection, whose settings protect it: leave out --with."
CHOOSING = ("where", "by", "measure", "picture", "others")
"""Options that say which figures a report has."""


class Command(BaseCommand):
    """Writes one report."""

    help = "Write an inspection's report: counts of grades with everything that was left out, or its results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the exercise, what to choose, how to break down and how to write it."""
        super().add_arguments(parser)
        add = parser.add_argument
        add("slug", help="the exercise's short name, for example group-based-cse-2023")
        add("--format", choices=list(FORMATS), default="text")
        add("--out", metavar="FILE", help="write to this file; one that is there is replaced once all is written")
        _add_choosing(add)
        add("--intervals", action="store_true", help="show 95%% Wilson intervals for a purposive sample too")
        _add_releasing(add)
        add(
            "--results",
            action="store_true",
            help="print what the framework's rules suggest for the inspection and each force from all cases",
        )
        add("--judgments", action="store_true", help="write the signed-off judgments of the inspection's forces")

    def run(self, actor: Actor, **options: Any) -> None:
        """Write the report or the results, or one line that says what is wrong."""
        if options["results"] and options["judgments"]:
            raise Invalid("Ask for --results or for --judgments: they are two reports.")
        if options["results"]:
            found = _results(actor, options)
            keys = {place.force: force_key(found.inspection, place.force) for place in found.forces if place.force}
            pieces = iter([RESULT_WRITERS[options["format"]](found, keys).encode()])
        else:
            wanted = format_called(options["format"])
            document = _judgments if options["judgments"] else _document
            if not wanted.is_text and not options["out"]:
                raise Invalid(NEEDS_A_FILE.format(label=wanted.label, slug=options["slug"], ending=wanted.ending))
            pieces = wanted.write(document(actor, options))
        self._put(pieces, options["out"])

    def _put(self, pieces: Iterator[bytes], out: str | None) -> None:
        if out:
            write_whole(Path(out), pieces)
            return
        for piece in pieces:
            self.stdout.write(piece.decode(), ending="")


def _add_choosing(add: Callable[..., Any]) -> None:
    """Add the options that say which figures the report has."""
    conditions = "choose cases; commas mean or, several --where mean and"
    add("--where", action="append", default=[], metavar="NAME=ANSWER[,ANSWER]", help=conditions)
    names = "break down by force, team-type, month, criterion ...; twice for one within the other"
    add("--by", action="append", default=[], metavar="NAME", help=names)
    measure = "count the answers to this name instead of the overall grade"
    add("--measure", default="", metavar="NAME", help=measure)
    beside_words = "put it beside this inspection or published result, and say whether they compare over time; repeat"
    add("--beside", action="append", default=[], metavar="SLUG", help=beside_words)
    others = "count this inspection's cases together with those of SLUG; break down by inspection to see them apart"
    add("--with", action="append", default=[], dest="others", metavar="OTHER", help=others)
    picture = "with --format svg: the chart of this table (whole, by ...) instead of the last one"
    add("--picture", default="", metavar="TABLE", help=picture)


def _add_releasing(add: Callable[..., Any]) -> None:
    """Add the options of a report that leaves the house."""
    public = "make a public release of it, in which small counts are kept back, or write the one that tells the same"
    add("--public", action="store_true", help=public)
    add("--title", default="", metavar="TITLE", help="with --public: what the release is called; else the inspection")
    purpose = "with --public: for whom the release is made, and why; it is kept with it and not told"
    add("--purpose", default="", metavar="WORDS", help=purpose)


def _document(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    """Return the report that the options ask for as a document. Raises Invalid with a sentence."""
    if options["beside"]:
        document = _beside(actor, options)
    else:
        inspection = inspection_called(actor, options["slug"])
        document = _own(actor, inspection, options) if inspection else _published(actor, options)
    return with_picture(document, options["picture"]) if options["picture"] else document


def _beside(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    require(actor, "comparison.view")
    if any(options[name] for name in ("where", "by", "measure", "others", "intervals", "public")):
        raise Invalid(BESIDE_ALONE)
    return beside_document(beside(actor, [options["slug"], *options["beside"]]), actor.now)


def _own(actor: Actor, inspection: Inspection, options: dict[str, Any]) -> ReportDocument:
    require(actor, "report.view", report_scope(actor, inspection))
    if options["public"] and options["others"]:
        raise Invalid(ONE_IN_PUBLIC)
    method = method_of(*joined_by(actor, inspection, options["others"], "report.view"))
    where = building.chosen(method, options["where"])
    measure = measure_of(method, options["measure"] or GRADE)
    by = checked_names(method, options["by"], measure)
    definition = building.Definition(where, by, measure.name)
    if options["public"]:
        return _released(actor, method, definition, options)
    report = building.own_report(method, definition)
    intervals = building.shows_intervals(method.sample_design, options["intervals"])
    return own_document(method, replace(report, intervals=intervals), actor.now)


def _released(actor: Actor, method: Method, definition: building.Definition, options: dict[str, Any]) -> ReportDocument:
    """Return the document of a release of the report, with its whole as a table of its own; given out if it is new."""
    _check_releasing(options)
    whole = building.Definition(definition.where, (), definition.measure)
    wanted = Wanted(
        title=options["title"] or method.inspections[0].title,
        purpose=options["purpose"],
        definitions=(whole,) if not definition.by else (whole, definition),
        intervals=options["intervals"],
    )
    return document_of(release_of(actor, method, wanted).document)


def _check_releasing(options: dict[str, Any]) -> None:
    """Raise Invalid for what would fail after a release was made: it cannot be taken back."""
    if not options["purpose"]:
        raise Invalid(NEEDS_A_PURPOSE)
    if options["picture"]:
        raise Invalid("A release is written whole: leave out --picture. Its page has each chart.")
    folder = Path(options["out"] or "").absolute().parent
    if options["out"] and not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise Invalid(f"Nothing was released: the folder {folder} is not there, or cannot be written to.")


def _published(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    result = external_result(actor, options["slug"])
    if result is None:
        raise Invalid(f"There is no inspection or published result called “{options['slug']}”.")
    if options["where"] or options["by"] or options["measure"] or options["others"]:
        raise Invalid(NO_CHOOSING)
    if options["public"]:
        raise Invalid(PUBLIC_ALREADY)
    return published_document(published_report(result))


def _judgments(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    """Return the judgments of an inspection's forces as a document. Raises Invalid with a sentence."""
    inspection = _inspection(actor, options, "Judgments of forces are reported whole")
    return judgments_document(grid_of(inspection), actor.now)


def _inspection(actor: Actor, options: dict[str, Any], why: str) -> Inspection:
    """Return the inspection of something that is reported whole; `why` begins the sentence for what was chosen."""
    inspection = inspection_called(actor, options["slug"])
    if inspection is None:
        raise Invalid(f"There is no inspection called “{options['slug']}”.")
    require(actor, "report.view", report_scope(actor, inspection))
    if any(options[name] for name in (*CHOOSING, "beside", "intervals", "public")):
        raise Invalid(
            f"{why} and are not released: leave out --where, --by, --measure, --beside, --intervals and --public."
        )
    return inspection


def _results(actor: Actor, options: dict[str, Any]) -> InspectionResults:
    inspection = _inspection(actor, options, "Results come from all signed-off cases")
    if options["format"] not in RESULT_WRITERS:
        raise Invalid(f"Results are written as {' or '.join(RESULT_WRITERS)}.")
    found = results_of(inspection, actor.now)
    if not found.basis.gives_results:
        raise Invalid(NO_RULES)
    return found
