"""`manage.py report SLUG`: an inspection's or a published exercise's report, in a terminal or a file."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from access.actor import Actor
from access.commands import Command as BaseCommand
from access.permissions import require
from access.refusals import Invalid
from review.counting.forces import force_key
from review.counting.method import Method, method_of
from review.external.queries import external_result, external_results
from review.inspections.models import Inspection
from review.inspections.queries import inspection_called, report_scope
from review.judging.documents import judgments_document
from review.judging.grid import grid_of
from review.management.report_options import add_options
from review.management.report_release import Unreleased, unreleased
from review.management.report_writing import GiveOut, files_of, format_of, print_whole, write_files
from review.reports.asked_documents import document_for
from review.reports.asking import Asked, typed
from review.reports.beside import beside
from review.reports.beside_documents import beside_document
from review.reports.document import ReportDocument
from review.reports.formats import format_called
from review.reports.joining import did_you_mean, joined_by, slugs_of_inspections
from review.reports.outputs.svg import with_picture
from review.reports.outputs.text import WIDTH, text
from review.reports.published import NO_CHOOSING, published_document, published_report
from review.results.formats import NO_RULES
from review.results.formats import WRITERS as RESULT_WRITERS
from review.results.queries import InspectionResults, results_of

NEEDS_A_FILE = "{label} is no text for a terminal. Name a file for it: --out {slug}.{ending}"
PUBLIC_ALREADY = "These figures are published already: leave out --public."
BESIDE_ALONE = (
    "Exercises stand beside each other as they are: leave out --where, --all, --by, --measure, --with and --public."
)
FOR_RELEASES = "--{name} belongs to a public release: add --public, or leave out --{name}."
ONE_IN_PUBLIC = "A public release is of one inspection, whose settings protect it: leave out --with."
CHOOSING = ("where", "all", "by", "measure", "picture", "others")
"""Options that say which figures a report has."""


class Command(BaseCommand):
    """Writes one report."""

    help = "Write an inspection's report: counts of grades with everything that was left out, or its results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the exercise, what to choose, how to break down and how to write it."""
        super().add_arguments(parser)
        add_options(parser)

    def run(self, actor: Actor, **options: Any) -> None:
        """Write the report or the results, or one line that says what is wrong."""
        options["format"] = format_of(options["format"], options["out"])
        for name in ("title", "purpose"):
            if options[name] and not options["public"]:
                raise Invalid(FOR_RELEASES.format(name=name))
        if options["results"] and options["judgments"]:
            raise Invalid("Ask for --results or for --judgments: they are two reports.")
        if options["results"]:
            found = _results(actor, options)
            keys = {place.force: force_key(found.inspection, place.force) for place in found.forces if place.force}
            self._put(iter([RESULT_WRITERS[options["format"]](found, keys).encode()]), options["out"])
        else:
            self._write_report(actor, options)

    def _write_report(self, actor: Actor, options: dict[str, Any]) -> None:
        """Write the report in its format; a release is given out once it is written, or ready to be printed."""
        wanted, out = format_called(options["format"]), options["out"]
        if not wanted.is_text and not out:
            raise Invalid(NEEDS_A_FILE.format(label=wanted.label, slug=options["slug"], ending=wanted.ending))
        made = _judgments(actor, options) if options["judgments"] else _document(actor, options)
        document, give_out = (made.document, made.give_out) if isinstance(made, Unreleased) else (made, None)
        if wanted.name == "text":
            self._put(text(document, get_terminal_size((WIDTH, 0)).columns), out, give_out)
        elif out:
            write_files(files_of(document, wanted, out, actor.today), give_out)
        else:
            print_whole(wanted.write(document), self.stdout, give_out)

    def _put(self, pieces: Iterator[bytes], out: str | None, give_out: GiveOut | None = None) -> None:
        if out:
            write_files({Path(out): pieces}, give_out)
        else:
            print_whole(pieces, self.stdout, give_out)


def _document(actor: Actor, options: dict[str, Any]) -> ReportDocument | Unreleased:
    """Return the report that the options ask for as a document. Raises Invalid with a sentence."""
    if options["beside"]:
        document = _beside(actor, options)
    elif inspection := inspection_called(actor, options["slug"]):
        method, asked = _asked(actor, inspection, options)
        if options["public"]:
            return unreleased(actor, method, asked.definition, options)
        is_standard = not any(options[name] for name in ("where", "by", "measure", "others"))
        document = document_for(method, asked, is_standard, actor.now)
    else:
        document = _published(actor, options)
    return with_picture(document, options["picture"]) if options["picture"] else document


def _beside(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    require(actor, "comparison.view")
    if any(options[name] for name in ("where", "all", "by", "measure", "others", "intervals", "public")):
        raise Invalid(BESIDE_ALONE)
    return beside_document(beside(actor, [options["slug"], *options["beside"]]), actor.now)


def _asked(actor: Actor, inspection: Inspection, options: dict[str, Any]) -> tuple[Method, Asked]:
    """Return what is asked for, as the pages have it: without any choice it is the standard report, of the headline."""
    require(actor, "report.view", report_scope(actor, inspection))
    if options["public"] and options["others"]:
        raise Invalid(ONE_IN_PUBLIC)
    method = method_of(*joined_by(actor, inspection, options["others"], "report.view"))
    given = (options[name] for name in ("where", "by", "measure", "all", "intervals"))
    return method, typed(method, *given)


def _published(actor: Actor, options: dict[str, Any]) -> ReportDocument:
    result = external_result(actor, options["slug"])
    if result is None:
        known = [*slugs_of_inspections(actor), *(one.slug_id for one in external_results(actor))]
        hint = did_you_mean(options["slug"], known)
        raise Invalid(f"There is no inspection or published result called “{options['slug']}”.{hint}")
    if any(options[name] for name in ("where", "all", "by", "measure", "others")):
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
        hint = did_you_mean(options["slug"], slugs_of_inspections(actor))
        raise Invalid(f"There is no inspection called “{options['slug']}”.{hint}")
    require(actor, "report.view", report_scope(actor, inspection))
    if any(options[name] for name in (*CHOOSING, "beside", "intervals", "public")):
        raise Invalid(
            f"{why} and are not released: leave out --where, --all, --by, --measure, --beside, --intervals and "
            "--public."
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
