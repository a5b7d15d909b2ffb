"""`python -m tests.faults.demo_case`: a small slice of the demonstration in an empty installation.

One case of its model inspection, with its log and its PDF, assigned to its reviewer and not yet begun, all of it done
by the demonstration's own scenes; and one wording more on the language list. Prints where things are, as JSON.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from review.demo.script import Script

REFERENCE = "F-2022-018"
WORDING = ("general proclivity", "blame", "It speaks of a child's nature, not of what adults did.")
"""What the administrator put on the language list: no list that ships finds that passage."""


def build() -> dict[str, str]:
    """Return the public identifiers of the case's review and documents, and its reviewer's username and password."""
    from django.conf import settings

    from casefiles.documents.models import Document
    from review.demo import queries
    from review.demo.reading import read_script

    whole = read_script()
    model = next(one for one in whole.exercises if one.slug == queries.MODEL)
    case = next(one for one in model.cases if one.facts.reference == REFERENCE)
    assigned = replace(case, steps=tuple(step for step in case.steps if step.do == "assign"))
    team = tuple(replace(member, ends=None) for member in model.team)
    short = replace(model, closed_on=None, team=team, cases=(assigned,))
    forces = {force.code: force.name for exercise in whole.exercises for force in exercise.forces}
    review = queries.review_at(_played(replace(whole, exercises=(short,)), forces))
    documents = {f"document {one.file_name}": str(one.public_id) for one in Document.objects.all()}
    who = {"reviewer": assigned.steps[0].to, "password": settings.DEMO_PASSWORD}
    return {"review": str(review.public_id)} | who | documents


def _played(script: Script, forces: dict[str, str]) -> int:
    """Play a script with these forces, names by code, and return the key of the one review in it."""
    from access.actor import system_actor
    from casefiles.forces.actions import ForceRow, save_forces
    from review.demo import queries
    from review.demo.exercises import exercise_scenes
    from review.demo.frameworks import framework_scenes
    from review.demo.moments import moment
    from review.demo.people import ACCOUNTS_ON, enter_administrator, people_scenes
    from review.demo.stage import Stage, play
    from review.language.actions import PatternInput, add_pattern

    stage, system = Stage(), system_actor("demo_data", moment(ACCOUNTS_ON, "start"))
    save_forces(system, [ForceRow(code, name, "synthetic") for code, name in forces.items()])
    stage.forces = queries.forces_called(forces)
    administrator = enter_administrator(stage, system, script.players)
    scenes = [*people_scenes(script.players, administrator), *framework_scenes(script, administrator)]
    play(stage, [*scenes, *(scene for exercise in script.exercises for scene in exercise_scenes(script, exercise))])
    add_pattern(stage.actor(administrator, moment(ACCOUNTS_ON, "start")), PatternInput(*WORDING))
    return stage.reviews[REFERENCE]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build()))
