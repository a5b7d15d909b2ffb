"""Reads how forces are judged in the demonstration."""

from collections.abc import Mapping

from review.demo.files import Data, day, day_if_any
from review.demo.script import DemoFramework, ForceJudgment, JudgedForce, JudgedForces
from review.frameworks.file.exchange import read
from review.frameworks.rules.method import method_of

WHOLE = "as-a-whole"
"""The name of the overall judgment in the file, which belongs to no topic."""


def judged_of(data: Data, frameworks: Mapping[str, DemoFramework]) -> JudgedForces:
    """Return the forces that are judged, each judgment with the other criteria of its topic."""
    questions = method_of(read(frameworks[data["framework"]].content)).questions
    graded = data["graded"]
    criteria = {
        topic: tuple(one.code for one in questions if one.topic == topic and one.code != graded[topic])
        for topic in graded
    }
    return JudgedForces(
        inspection=data["inspection"],
        framework=data["framework"],
        chosen_by=data["chosen_by"],
        chosen_on=day(data["chosen_on"]),
        none=data["none"],
        forces=tuple(_force(force, graded, criteria) for force in data["forces"]),
    )


def _force(data: Data, graded: Mapping[str, str], criteria: Mapping[str, tuple[str, ...]]) -> JudgedForce:
    return JudgedForce(
        force=data["force"],
        judge=data["judge"],
        given_by=data["given_by"],
        given_on=day(data["given_on"]),
        written_on=day(data["written_on"]),
        submitted_on=day_if_any(data.get("submitted_on")),
        signed_off_by=data.get("signed_off_by", ""),
        signed_off_on=day_if_any(data.get("signed_off_on")),
        partly=data["partly"],
        judgments=tuple(_judgment(graded[topic], criteria[topic], one) for topic, one in data["judgments"].items()),
    )


def _judgment(question: str, criteria: tuple[str, ...], data: Data) -> ForceJudgment:
    return ForceJudgment(
        question=question,
        criteria=criteria,
        grade=data["grade"],
        because=data["because"],
        cases=tuple((case["reference"], case["question"]) for case in data.get("cases", ())),
        figures=tuple(data.get("figures", ())),
    )
