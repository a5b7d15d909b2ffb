"""Reads the demonstration's files into its script."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from casefiles.domain.facts import CaseFacts, EthnicityFacts
from review.demo import script
from review.demo.files import DEMO, Data, day, day_if_any, loaded
from review.demo.force_reading import judged_of
from review.demo.framework_reading import draft_of, framework_of
from review.demo.short_form import spelt_out
from review.frameworks.file.exchange import read
from review.frameworks.rules.method import method_of
from review.inspections.details import InspectionDetails

EXERCISES = ("model-inspection.yaml", "unfinished-inspection.yaml")
SHORT_EXERCISES = ("service-inspection.yaml", "suggested-inspection.yaml")
FACTS = ("reference", "case_area", "offence", "outcome_type", "team_type", "force_flag", "taskforce_support")
CASES_BEFORE_FIELDWORK = timedelta(days=6)
"""The cases of an exercise are added before its fieldwork, so that they can be assigned when it begins."""


def read_script() -> script.Script:
    """Return the demonstration as its files have it."""
    told = loaded("frameworks.yaml")
    frameworks = {one.code: one for one in map(framework_of, told["frameworks"])}
    short = [loaded(name) for name in SHORT_EXERCISES]
    exercises = [*map(loaded, EXERCISES), *(_spelt_out(about, frameworks) for about in short)]
    return script.Script(
        frameworks=frameworks,
        draft=draft_of(told["draft"]),
        players=tuple(_player(data) for data in loaded("people.yaml")["users"]),
        exercises=tuple(_exercise(about) for about in exercises),
        judged=judged_of(loaded("force-judgments.yaml"), frameworks),
    )


def document_bytes(reference: str, document: script.DemoDocument) -> bytes:
    """Return the content of a document of a case."""
    if document.text:
        return document.text.encode()
    return (DEMO / "documents" / reference / document.file).read_bytes()


def _spelt_out(about: Data, frameworks: Mapping[str, script.DemoFramework]) -> Data:
    return spelt_out(about, method_of(read(frameworks[about["inspection"]["framework"]].content)))


def _player(data: Data) -> script.Player:
    return script.Player(
        username=data["username"],
        name=data["display_name"],
        roles=tuple(data["roles"]),
        ties=tuple(_tie(tie) for tie in data["ties"]),
    )


def _tie(data: Data) -> script.Tie:
    kind = "seconded" if data["reason"].startswith("Seconded") else "personal"
    return script.Tie(data["force"], kind, day(data["from"]), day_if_any(data["until"]), data["reason"])


def _exercise(data: Data) -> script.Exercise:
    about = data["inspection"]
    forces = tuple(script.DemoForce(force["code"], force["name"], force["label"]) for force in data["forces"])
    codes = {force.label: force.code for force in forces}
    team = tuple(
        script.Membership(row["user"], row["role"], day(row["from"]), day_if_any(row["until"])) for row in data["team"]
    )
    entered = data.get("entered", {})
    return script.Exercise(
        framework=about["framework"],
        details=_details(about),
        supervisor=next(member.username for member in team if member.role == "supervisor"),
        created_on=day(about["created_on"]),
        cases_on=day(about["fieldwork_from"]) - CASES_BEFORE_FIELDWORK,
        closed_on=day_if_any(about["closed_on"]),
        forces=forces,
        team=team,
        cases=tuple(_case(case, codes) for case in data["cases"]),
        entered=tuple(script.DemoResult(**row) for row in entered.get("results", ())),
        entered_on=day_if_any(entered.get("entered_on")),
    )


def _details(about: Data) -> InspectionDetails:
    days = {name: day_if_any(about[name]) for name in ("fieldwork_from", "fieldwork_until")}
    given = [name for name in InspectionDetails.__annotations__ if name in about]
    details: dict[str, Any] = {name: days.get(name, about[name]) for name in given}
    return InspectionDetails(**details)


def _case(data: Data, codes: Mapping[str, str]) -> script.DemoCase:
    facts = CaseFacts(
        force_code=codes[data["force"]],
        reported_on=day_if_any(data["reported_on"]),
        closed_on=day_if_any(data["closed_on"]),
        **{name: data[name] for name in FACTS},
    )
    return script.DemoCase(
        facts=facts,
        persons=tuple(_person(person) for person in data["persons"]),
        documents=tuple(_document(document) for document in data["documents"]),
        steps=_whole_review(data["review"]) if "review" in data else tuple(_step(step) for step in data["history"]),
    )


def _document(data: Data) -> script.DemoDocument:
    return script.DemoDocument(data["file"], data["title"], data.get("text", ""))


def _person(data: Data) -> script.DemoPerson:
    return script.DemoPerson(data["role"], data["reference"], tuple(_ethnicity(row) for row in data["ethnicity"]))


def _ethnicity(data: Data) -> EthnicityFacts:
    return EthnicityFacts(
        scheme=data["scheme"],
        code=data.get("code", ""),
        absence=data.get("absence", ""),
        stage=data["stage"],
        source=data["source"],
        recorded_on=day_if_any(data.get("recorded_on")),
    )


def _whole_review(data: Data) -> tuple[script.Step, ...]:
    """Return the steps of a review that went straight through: assigned, written, submitted, signed off."""
    reviewer, decider = data["reviewer"], data["signed_off_by"]
    assigned, started, submitted, signed_off = (
        day(data[name]) for name in ("assigned_on", "started_on", "submitted_on", "signed_off_on")
    )
    return (
        script.Step("assign", decider, assigned, assigned, to=reviewer),
        script.Step("write", reviewer, started, submitted, answers=_answers(data), flags=_flags(data)),
        script.Step("submit", reviewer, submitted, submitted),
        script.Step("sign-off", decider, signed_off, signed_off),
    )


def _step(data: Data) -> script.Step:
    on = day(data["date"])
    to, reason = data.get("to", ""), data.get("reason", "")
    until = day_if_any(data.get("until")) or on
    return script.Step(data["do"], data["by"], on, until, to, reason, _answers(data), _flags(data))


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
