"""Reads the demonstration's files into its script."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from casefiles.domain.facts import CaseFacts, EthnicityFacts
from review.demo import script
from review.inspections.details import InspectionDetails

FIXTURES: Path = settings.BASE_DIR / "fixtures"
DEMO = FIXTURES / "demo"
FRAMEWORK = "group-based-cse.yaml"
EXERCISES = ("model-inspection.yaml", "unfinished-inspection.yaml")
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FACTS = ("reference", "case_area", "offence", "outcome_type", "team_type", "force_flag", "taskforce_support")
CASES_BEFORE_FIELDWORK = timedelta(days=6)
"""The cases of an exercise are added before its fieldwork, so that they can be assigned when it begins."""

Data = Mapping[str, Any]


def read_script() -> script.Script:
    """Return the demonstration as its files have it."""
    framework = (FIXTURES / "frameworks" / FRAMEWORK).read_bytes()
    sections = _sections(_load(framework))
    return script.Script(
        framework=framework,
        players=tuple(_player(data) for data in _load((DEMO / "people.yaml").read_bytes())["users"]),
        exercises=tuple(_exercise(_load((DEMO / name).read_bytes())) for name in EXERCISES),
        parts={question["code"]: place for place, questions in enumerate(sections) for question in questions},
        kinds={question["code"]: _kind(question) for questions in sections for question in questions},
    )


def document_bytes(reference: str, file: str) -> bytes:
    """Return the content of a document of a case."""
    return (DEMO / "documents" / reference / file).read_bytes()


def _load(data: bytes) -> Any:
    return yaml.load(data, Loader=FAST_LOADER)  # noqa: S506  both loaders are safe ones


def _sections(framework: Data) -> list[list[Data]]:
    """Return the questions that are answered together, in order: a topic's, the classification's, the overall one."""
    return [*(topic["criteria"] for topic in framework["topics"]), framework["classification"], [framework["overall"]]]


def _kind(question: Data) -> str:
    return "grade" if question["answer"] == "grade" else "choice"


def _player(data: Data) -> script.Player:
    return script.Player(
        username=data["username"],
        name=data["display_name"],
        roles=tuple(data["roles"]),
        ties=tuple(_tie(tie) for tie in data["ties"]),
    )


def _tie(data: Data) -> script.Tie:
    kind = "seconded" if data["reason"].startswith("Seconded") else "personal"
    return script.Tie(data["force"], kind, _given_day(data["from"]), _day(data["until"]), data["reason"])


def _exercise(data: Data) -> script.Exercise:
    about = data["inspection"]
    forces = tuple(script.DemoForce(force["code"], force["name"], force["label"]) for force in data["forces"])
    codes = {force.label: force.code for force in forces}
    team = tuple(
        script.Membership(row["user"], row["role"], _given_day(row["from"]), _day(row["until"])) for row in data["team"]
    )
    return script.Exercise(
        details=_details(about),
        supervisor=next(member.username for member in team if member.role == "supervisor"),
        created_on=_given_day(about["created_on"]),
        cases_on=_given_day(about["fieldwork_from"]) - CASES_BEFORE_FIELDWORK,
        closed_on=_day(about["closed_on"]),
        forces=forces,
        team=team,
        cases=tuple(_case(case, codes) for case in data["cases"]),
    )


def _details(about: Data) -> InspectionDetails:
    days = {name: _day(about[name]) for name in ("fieldwork_from", "fieldwork_until")}
    details: dict[str, Any] = {name: days.get(name, about[name]) for name in InspectionDetails.__annotations__}
    return InspectionDetails(**details)


def _case(data: Data, codes: Mapping[str, str]) -> script.DemoCase:
    facts = CaseFacts(
        force_code=codes[data["force"]],
        reported_on=_day(data["reported_on"]),
        closed_on=_day(data["closed_on"]),
        **{name: data[name] for name in FACTS},
    )
    return script.DemoCase(
        facts=facts,
        persons=tuple(_person(person) for person in data["persons"]),
        documents=tuple(script.DemoDocument(document["file"], document["title"]) for document in data["documents"]),
        steps=_whole_review(data["review"]) if "review" in data else tuple(_step(step) for step in data["history"]),
    )


def _person(data: Data) -> script.DemoPerson:
    return script.DemoPerson(data["role"], data["reference"], tuple(_ethnicity(row) for row in data["ethnicity"]))


def _ethnicity(data: Data) -> EthnicityFacts:
    return EthnicityFacts(
        scheme=data["scheme"],
        code=data.get("code", ""),
        absence=data.get("absence", ""),
        stage=data["stage"],
        source=data["source"],
        recorded_on=_day(data.get("recorded_on")),
    )


def _whole_review(data: Data) -> tuple[script.Step, ...]:
    """Return the steps of a review that went straight through: assigned, written, submitted, signed off."""
    reviewer, decider = data["reviewer"], data["signed_off_by"]
    assigned, started, submitted, signed_off = (
        _given_day(data[name]) for name in ("assigned_on", "started_on", "submitted_on", "signed_off_on")
    )
    return (
        script.Step("assign", decider, assigned, assigned, to=reviewer),
        script.Step("write", reviewer, started, submitted, answers=_answers(data), flags=_flags(data)),
        script.Step("submit", reviewer, submitted, submitted),
        script.Step("sign-off", decider, signed_off, signed_off),
    )


def _step(data: Data) -> script.Step:
    day = _given_day(data["date"])
    to, reason = data.get("to", ""), data.get("reason", "")
    return script.Step(data["do"], data["by"], day, day, to, reason, _answers(data), _flags(data))


def _answers(data: Data) -> tuple[script.DemoAnswer, ...]:
    return tuple(
        script.DemoAnswer(
            question=answer["question"],
            value=answer.get("answer", ""),
            reason=answer.get("reason", ""),
            rationale=answer.get("rationale", ""),
            evidence=tuple(_quoted(row) for row in answer.get("evidence", [])),
        )
        for answer in data.get("answers", [])
    )


def _flags(data: Data) -> tuple[script.DemoFlag, ...]:
    return tuple(script.DemoFlag(row["category"], row["note"], _quoted(row)) for row in data.get("flags", []))


def _quoted(data: Data) -> script.Quoted:
    return script.Quoted(data["document"], data["page"], data["quotation"])


def _given_day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _day(value: date | str | None) -> date | None:
    return _given_day(value) if value else None
