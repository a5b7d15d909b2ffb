"""Builds the demonstration: its whole script played through the product's own actions, in one transaction."""

from django.db import transaction

from access.actor import Actor, system_actor
from access.refusals import Refused
from casefiles.forces.actions import ForceRow, save_forces
from review.demo import queries
from review.demo.exercises import exercise_scenes
from review.demo.forces import force_scenes
from review.demo.frameworks import framework_scenes
from review.demo.moments import moment
from review.demo.people import ACCOUNTS_ON, enter_administrator, people_scenes
from review.demo.reading import read_script
from review.demo.script import Script
from review.demo.stage import Stage, play
from review.external.reference import load_reference
from review.inspections.models import Inspection
from review.language.shipped_actions import load_language

IN_USE = (
    "This installation is in use: it has users or inspections of its own, and the demonstration is never mixed with "
    "them. Use another data folder for it: make demo DATA=folder"
)


def demonstration() -> Inspection:
    """Return the demonstration's model inspection; build all of it, or nothing, where it is not there yet.

    Raises Refused where others have accounts or inspections here.
    """
    if there := queries.model_inspection():
        return there
    script = read_script()
    with transaction.atomic():
        if built_meanwhile := queries.model_inspection():
            return built_meanwhile
        if queries.is_in_use():
            raise Refused(IN_USE)
        return _build(script).inspections[queries.MODEL]


def _build(script: Script) -> Stage:
    stage = Stage()
    system = system_actor("demo_data", moment(ACCOUNTS_ON, "start"))
    load_reference(system)
    load_language(system)
    _enter_forces(stage, system, script)
    administrator = enter_administrator(stage, system, script.players)
    scenes = [*people_scenes(script.players, administrator), *framework_scenes(script, administrator)]
    for exercise in script.exercises:
        scenes += exercise_scenes(script, exercise)
    scenes += force_scenes(script.judged)
    play(stage, scenes)
    return stage


def _enter_forces(stage: Stage, system: Actor, script: Script) -> None:
    forces = {force.code: force for exercise in script.exercises for force in exercise.forces}
    save_forces(system, [ForceRow(force.code, force.name, "synthetic") for force in forces.values()])
    stage.forces = queries.forces_called(forces)
