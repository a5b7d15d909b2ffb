"""Reads the demonstration's files into its script."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from casefiles.domain.facts import CaseFacts, EthnicityFacts
from review.demo import script
from review.demo.short_form import spelt_out
from review.frameworks.file.exchange import read
from review.frameworks.rules.method import method_of
from review.inspections.details import InspectionDetails

FIXTURES: Path = settings.BASE_DIR / "fixtures"
DEMO = FIXTURES / "demo"
EXERCISES = ("model-inspection.yaml", "unfinished-inspection.yaml")
SHORT_EXERCISES = ("service-inspection.yaml", "suggested-inspection.yaml")
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FACTS = ("reference", "case_area", "offence", "outcome_type", "team_type", "force_flag", "taskforce_support")
CASES_BEFORE_FIELDWORK = timedelta(days=6)
"""The cases of an exercise are added before its fieldwork, so that they can be assigned when it begins."""

Data = Mapping[str, Any]


def read_script() -> script.Script:
    """Return the demonstration as its files have it."""
    told = _loaded("frameworks.yaml")
    frameworks = {one.code: one for one in map(_framework, told["frameworks"])}
    short = [_loaded(name) for name in SHORT_EXERCISES]
    exercises = [*map(_loaded, EXERCISES), *(_spelt_out(about, frameworks) for about in short)]
    return script.Script(
        frameworks=frameworks,
        draft=_draft(told["draft"]),
        players=tuple(_player(data) for data in _loaded("people.yaml")["users"]),
        exercises=tuple(_exercise(about) for about in exercises),
    )


def document_bytes(reference: str, document: script.DemoDocument) -> bytes:
    """Return the content of a document of a case."""
    if document.text:
        return document.text.encode()
    return (DEMO / "documents" / reference / document.file).read_bytes()


def _loaded(name: str) -> Any:
    return _load((DEMO / name).read_bytes())


def _load(data: bytes) -> Any:
    return yaml.load(data, Loader=FAST_LOADER)  # noqa: S506  both loaders are safe ones


def _framework(data: Data) -> script.DemoFramework:
    path = FIXTURES / data["file"]
    content = path.read_bytes()
    framework = _load(content)
    sections = _sections(framework)
    return script.DemoFramework(
        code=framework["framework"],
        file=path.name,
        content=content,
        read_on=_given_day(data["read_on"]),
        published_on=_given_day(data["published_on"]),
        note=data["note"],
        parts={question["code"]: place for place, questions in enumerate(sections) for question in questions},
        kinds={question["code"]: _kind(question) for questions in sections for question in questions},
    )


def _sections(framework: Data) -> list[list[Data]]:
    """Return the questions that are answered together, in order: each topic's, the classification's, the overall one.

    The classification comes first where it decides what else is asked.
    """
    topics = [topic.get("criteria", []) for topic in _topics(framework)]
    decides = any("asked-when" in question for questions in topics for question in questions)
    classification = [framework.get("classification", [])]
    asked = [*classification, *topics] if decides else [*topics, *classification]
    return [*asked, [framework["overall"]]]


def _topics(framework: Data) -> list[Data]:
    return [one for topic in framework["topics"] for one in (topic, *topic.get("topics", ()))]


def _draft(data: Data) -> script.DemoDraft:
    return script.DemoDraft(**{**data, "begun_on": _given_day(data["begun_on"])})


def _spelt_out(about: Data, frameworks: Mapping[str, script.DemoFramework]) -> Data:
    return spelt_out(about, method_of(read(frameworks[about["inspection"]["framework"]].content)))


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
    entered = data.get("entered", {})
    return script.Exercise(
        framework=about["framework"],
        details=_details(about),
        supervisor=next(member.username for member in team if member.role == "supervisor"),
        created_on=_given_day(about["created_on"]),
        cases_on=_given_day(about["fieldwork_from"]) - CASES_BEFORE_FIELDWORK,
        closed_on=_day(about["closed_on"]),
        forces=forces,
        team=team,
        cases=tuple(_case(case, codes) for case in data["cases"]),
        entered=tuple(script.DemoResult(**row) for row in entered.get("results", ())),
        entered_on=_day(entered.get("entered_on")),
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
    until = _day(data.get("until")) or day
    return script.Step(data["do"], data["by"], day, until, to, reason, _answers(data), _flags(data))


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
