"""Inspections to put beside each other, and what of the document is looked at."""

from collections.abc import Sequence

from django.urls import reverse

from access.actor import system_actor
from access.models import User
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import add_force
from review.inspections.models import Inspection
from review.reports.beside import beside
from review.reports.beside_documents import beside_document
from review.reports.document import ReportDocument
from tests import builders

SYSTEM = system_actor("tests", builders.NOW)
PAIRS = (
    ("north-yorkshire-2021", "north-yorkshire-2022"),
    ("warwickshire-2022", "warwickshire-2023"),
    ("suffolk-2022", "suffolk-2023"),
)


def inspected(
    people: tuple[User, User],
    version: FrameworkVersion,
    force: Force,
    grades: Sequence[str],
    slug: str,
    design: str = "random",
) -> Inspection:
    """Return an inspection of a force whose signed-off cases have these overall grades."""
    supervisor, inspector = people
    made = builders.make_inspection(supervisor, version, inspectors=[inspector], slug=slug, sample_design=design)
    add_force(builders.acting(supervisor), made, force)
    for grade in grades:
        answers = {**builders.ANSWERS, "third-criterion": "good", "overall-grade": grade}
        builders.signed_off(supervisor, builders.add_case(supervisor, made, force), inspector, answers)
    return made


def address(*slugs: str, **more: str) -> str:
    asked = [f"with={slug}" for slug in slugs] + [f"{name}={value}" for name, value in more.items()]
    return f"{reverse('report-beside')}?{'&'.join(asked)}"


def document(*slugs: str) -> ReportDocument:
    return beside_document(beside(SYSTEM, slugs), builders.NOW)


def rows(made: ReportDocument, name: str) -> list[list[str]]:
    """Return the rows of a table in words."""
    sheet = next(sheet for sheet in made.sheets if sheet.name == name)
    return [[*line.headings, *(value.words for value in line.values)] for line in sheet.lines]


def why(*slugs: str) -> list[str]:
    return [row[2] for row in rows(document(*slugs), "not-compared")]
