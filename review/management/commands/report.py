"""`manage.py report SLUG`: an inspection's or a published exercise's report, in a terminal or a file."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from django.utils.text import slugify

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
from review.releases.actions import Wanted, release_of
from review.releases.frozen import document_of
from review.reports import building
from review.reports.asked_documents import document_for
from review.reports.asking import typed
from review.reports.beside import beside
from review.reports.beside_documents import beside_document
from review.reports.document import ReportDocument
from review.reports.formats import format_called
from review.reports.joining import did_you_mean, joined_by, slugs_of_inspections
from review.reports.outputs.files import write_whole
from review.reports.outputs.svg import only, svg, with_picture
from review.reports.outputs.text import WIDTH, text
from review.reports.published import NO_CHOOSING, published_document, published_report
from review.results.formats import NO_RULES
from review.results.formats import WRITERS as RESULT_WRITERS
from review.results.queries import InspectionResults, results_of

NEEDS_A_FILE = "{label} is no text for a terminal. Name a file for it: --out {slug}.{ending}"
NEEDS_A_PURPOSE = "Say for whom the release is made, and why, which is kept with it: --purpose WORDS"
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
        for name in ("title", "purpose"):
            if options[name] and not options["public"]:
                raise Invalid(FOR_RELEASES.format(name=name))
        if options["results"] and options["judgments"]:
            raise Invalid("Ask for --results or for --judgments: they are two reports.")
        if options["results"]:
            found = _results(actor, options)
            keys = {place.force: force_key(found.inspection, place.force) for place in found.forces if place.force}
            pieces = iter([RESULT_WRITERS[options["format"]](found, keys).encode()])
        else:
            self._write_report(actor, options)
            return
        self._put(pieces, options["out"])

    def _write_report(self, actor: Actor, options: dict[str, Any]) -> None:
        """Write the report in its format; all of its charts where they go into a folder."""
        wanted, out = format_called(options["format"]), options["out"]
        if not wanted.is_text and not out:
            raise Invalid(NEEDS_A_FILE.format(label=wanted.label, slug=options["slug"], ending=wanted.ending))
        document = _judgments(actor, options) if options["judgments"] else _document(actor, options)
        if wanted.name == "text":
            self._put(text(document, get_terminal_size((WIDTH, 0)).columns), out)
        elif wanted.name == "svg" and out and Path(out).is_dir():
            for picture in document.pictures:
                write_whole(Path(out, f"{slugify(document.name)}-{picture.name}.svg"), svg(only(document, picture)))
        else:
            self._put(wanted.write(document), out)

    def _put(self, pieces: Iterator[bytes], out: str | None) -> None:
        if out:
            write_whole(Path(out), pieces)
            return
        for piece in pieces:
            self.stdout.write(piece.decode(), ending="")


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
    if any(options[name] for name in ("where", "all", "by", "measure", "others", "intervals", "public")):
        raise Invalid(BESIDE_ALONE)
    return beside_document(beside(actor, [options["slug"], *options["beside"]]), actor.now)


def _own(actor: Actor, inspection: Inspection, options: dict[str, Any]) -> ReportDocument:
    """Return the report as the pages have it: without any choice it is the standard one, of the headline."""
    require(actor, "report.view", report_scope(actor, inspection))
    if options["public"] and options["others"]:
        raise Invalid(ONE_IN_PUBLIC)
    method = method_of(*joined_by(actor, inspection, options["others"], "report.view"))
    given = (options[name] for name in ("where", "by", "measure", "all", "intervals"))
    asked = typed(method, *given)
    if options["public"]:
        return _released(actor, method, asked.definition, options)
    is_standard = not any(options[name] for name in ("where", "by", "measure", "others"))
    return document_for(method, asked, is_standard, actor.now)


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
