"""An exercise from its set-up to its close: the inspection, its forces and its team."""

from collections.abc import Iterator

from access.actor import Actor
from review.demo.cases import case_scenes
from review.demo.moments import moment
from review.demo.script import Exercise, Script
from review.demo.stage import Scene, Stage
from review.inspections.actions import add_force, add_member, close, create_inspection, start_fieldwork
from review.results.actions import EnteredInput, enter_results


def exercise_scenes(script: Script, exercise: Exercise) -> Iterator[Scene]:
    """Yield everything that happens in an exercise, in no order."""
    supervisor, created = exercise.supervisor, exercise.created_on

    def set_up(stage: Stage, actor: Actor) -> None:
        version = stage.frameworks[exercise.framework]
        stage.inspections[exercise.slug] = create_inspection(actor, exercise.details, version, synthetic=True)

    def name_forces(stage: Stage, actor: Actor) -> None:
        for force in exercise.forces:
            add_force(actor, stage.inspections[exercise.slug], stage.forces[force.code], force.label)

    def name_team(stage: Stage, actor: Actor) -> None:
        for member in exercise.team:
            if member.username != supervisor:
                user = stage.users[member.username]
                add_member(actor, stage.inspections[exercise.slug], user, member.role, member.starts, member.ends)

    yield Scene(moment(created, "create"), supervisor, set_up)
    yield Scene(moment(created, "add-forces"), supervisor, name_forces)
    yield Scene(moment(created, "add-team"), supervisor, name_team)
    yield from _fieldwork(exercise)
    yield from _results(exercise)
    for place, case in enumerate(exercise.cases):
        yield from case_scenes(script, exercise, case, place)


def _fieldwork(exercise: Exercise) -> Iterator[Scene]:
    """Yield the steps of the inspection: its fieldwork begins with the cases, since only then can they be assigned."""

    def start(stage: Stage, actor: Actor) -> None:
        start_fieldwork(actor, stage.inspections[exercise.slug])

    def finish(stage: Stage, actor: Actor) -> None:
        close(actor, stage.inspections[exercise.slug])

    yield Scene(moment(exercise.cases_on, "start-fieldwork"), exercise.supervisor, start)
    if exercise.closed_on:
        yield Scene(moment(exercise.closed_on, "close"), exercise.supervisor, finish)


def _results(exercise: Exercise) -> Iterator[Scene]:
    """Yield how the supervisor enters what is judged for the exercise as a whole, all at once."""
    given = [EnteredInput(one.code, 0, one.grade, one.reason) for one in exercise.entered]

    def enter(stage: Stage, actor: Actor) -> None:
        enter_results(actor, stage.inspections[exercise.slug], None, given)

    if exercise.entered_on:
        yield Scene(moment(exercise.entered_on, "enter-results"), exercise.supervisor, enter)
