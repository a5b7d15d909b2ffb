"""An inspection with an archive's worth of cases, loaded as rows, with one more case worked through by people."""

from dataclasses import dataclass

import yaml
from django.conf import settings
from django.db import connection

from access.models import User
from casefiles.forces.models import Force
from review.inspections.actions import add_force
from review.inspections.models import Inspection
from tests import builders
from tests.bench.bulk import Load, load
from tests.bench.plans import Question, plan, questions_of

QUESTIONS = 15
LEFT_OUT = ("language", "disruption", "supervision-skill")
"""Topics of the framework that are not asked, so that a review has fifteen judgments."""
HEADLINE = "group-based=yes"


@dataclass(frozen=True)
class Archive:
    """The inspection and its people."""

    inspection: Inspection
    supervisor: User
    inspector: User
    forces: tuple[Force, ...]
    questions: tuple[Question, ...]


def framework_text() -> str:
    """Return a shipped framework with nine graded criteria, five questions and the overall grade, without evidence."""
    path = settings.BASE_DIR / "fixtures" / "frameworks" / "group-based-cse.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8").replace("evidence: required", "evidence: optional"))
    content["topics"] = [topic for topic in content["topics"] if topic["code"] not in LEFT_OUT]
    del content["examples"]  # they name what is left out
    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))


def build(signed: int) -> Archive:
    """Return one inspection of six forces with so many signed-off cases: the worst case, all in one report.

    About a thousand cases more are not signed off, and one in a thousand was corrected since: the page reads these.
    """
    supervisor, inspector = builders.make_supervisor("archive-lead"), builders.make_inspector("archive-inspector")
    version = builders.published_framework(framework_text())
    inspection = builders.make_inspection(
        supervisor, version, inspectors=[inspector], slug="archive", headline_subset=HEADLINE
    )
    forces = tuple(builders.make_force(f"synthetic-archive-{letter}") for letter in "abcdef")
    for force in forces:
        add_force(builders.acting(supervisor), inspection, force)
    questions = tuple(questions_of(version))
    to = Load(inspection, version, inspector, forces, questions, builders.NOW, trusted=True)
    load(to, plan(questions, signed, len(forces), every=max(20, signed // 1000)))
    _settle()
    return Archive(inspection, supervisor, inspector, forces, questions)


def _settle() -> None:
    """Let PostgreSQL know its tables, as its own housekeeping would, which a scratch server does without."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def sign_off_another(archive: Archive) -> None:
    """Work through one case more and sign it off, which adds to the kept figure counts."""
    subject = builders.add_case(archive.supervisor, archive.inspection, archive.forces[0])
    answers = {one.code: one.answers[0] for one in archive.questions}
    builders.signed_off(archive.supervisor, subject, archive.inspector, answers)
