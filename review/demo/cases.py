"""A case of the demonstration: its file, with persons and documents, and then what reviewers and supervisors do."""

from collections.abc import Iterator

from access.actor import Actor
from access.permissions import Scope
from casefiles.cases.actions import add_ethnicity_record, add_person
from casefiles.cases.models import CaseFile
from casefiles.documents.actions import add_document
from review.casework.actions import add_case
from review.demo import queries
from review.demo.moments import adding_moment
from review.demo.reading import document_bytes
from review.demo.script import DemoCase, DemoPerson, Exercise, Script
from review.demo.stage import Action, Scene, Stage
from review.demo.steps import step_scenes
from review.reviewing.queries import subject_scope


def case_scenes(script: Script, exercise: Exercise, case: DemoCase, place: int) -> Iterator[Scene]:
    """Yield what happens with one case; `place` is its number among those of the exercise."""
    yield Scene(adding_moment(exercise.cases_on, place), exercise.supervisor, _adding(exercise.slug, case))
    framework = script.frameworks[exercise.framework]
    for step in case.steps:
        yield from step_scenes(framework, case.facts.reference, step, place)


def _adding(slug: str, case: DemoCase) -> Action:
    def add(stage: Stage, actor: Actor) -> None:
        subject = add_case(actor, stage.inspections[slug], case.facts, synthetic=True)
        scope, case_file = subject_scope(actor, subject), queries.case_of(subject)
        for person in case.persons:
            _add_person(actor, scope, case_file, person)
        for document in case.documents:
            data = document_bytes(case.facts.reference, document)
            add_document(actor, scope, case_file, document.title, document.file, data)
        stage.subjects[case.facts.reference] = subject.pk

    return add


def _add_person(actor: Actor, scope: Scope, case: CaseFile, person: DemoPerson) -> None:
    added = add_person(actor, scope, case, person.role, person.reference)
    for facts in person.ethnicity:
        add_ethnicity_record(actor, scope, added, facts)
