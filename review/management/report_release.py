"""A release by command: prepared and shown as it would be, and given out once it has been written."""

from dataclasses import dataclass
from typing import Any

from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from review.counting.dimensions import CRITERION
from review.counting.measures import measure_of
from review.counting.method import Method
from review.domain.wording import lower_first, named_words
from review.inspections.queries import report_scope
from review.management.report_writing import GiveOut
from review.releases.actions import TITLE_LENGTH, Wanted, give_out, prepared
from review.releases.frozen import document_of
from review.reports.building import Definition
from review.reports.document import ReportDocument

NEEDS_A_PURPOSE = "Say for whom the release is made, and why, which is kept with it: --purpose WORDS"
WHOLE = "A release is written whole: leave out --picture. Its page has each chart."


def title_of(method: Method, definition: Definition) -> str:
    """Return what a release is called that was given no title: the inspection, and what is counted by what of which."""
    titles = [method.title(name) for name in definition.by]
    shown = "Grade" if CRITERION in definition.by else measure_of(method, definition.measure).title
    by = f" by {named_words(titles)}" if titles else ""
    title = f"{method.inspections[0].title}: {lower_first(shown)}{by}"
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 4].rsplit(' ', 1)[0]} ..."


@dataclass(frozen=True)
class Unreleased:
    """A release as it would be given out now, and what gives it out."""

    document: ReportDocument
    give_out: GiveOut


def unreleased(actor: Actor, method: Method, definition: Definition, options: dict[str, Any]) -> Unreleased:
    """Return the release of a report, with its whole as a table of its own; or the earlier one that tells the same.

    Raises NotAllowed; Invalid with a sentence or by field.
    """
    require(actor, "release.make", report_scope(actor, method.inspections[0]))
    if not options["purpose"]:
        raise Invalid(NEEDS_A_PURPOSE)
    if options["picture"]:
        raise Invalid(WHOLE)
    whole = Definition(definition.where, (), definition.measure)
    wanted = Wanted(
        title=options["title"] or title_of(method, definition),
        purpose=options["purpose"],
        definitions=(whole,) if not definition.by else (whole, definition),
        intervals=options["intervals"],
    )
    made = prepared(actor, method, wanted)
    if made.same:
        number = made.same.number
        return Unreleased(document_of(made.same.document), lambda: number)
    return Unreleased(made.draft.document, lambda: give_out(actor, method, wanted, made, made.draft.digest).number)
