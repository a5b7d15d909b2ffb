"""One inspection with something behind every address, and people who stand to it in every way."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from access.actions import deactivate
from access.models import User
from casefiles.cases.actions import add_person
from casefiles.documents.actions import add_document
from casefiles.forces.actions import add_tie
from review.authoring.actions import add_part
from review.casework.actions import reassign
from review.counting.method import method_of
from review.external.actions import ExternalFacts, save_external_result, withdraw_result
from review.frameworks import actions as frameworks
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import add_force, add_member, declare_conflict
from review.inspections.force_actions import choose_force_framework
from review.inspections.models import Inspection, Subject
from review.judging.actions import give
from review.language.actions import PatternInput, add_pattern
from review.releases.actions import Wanted, release_of
from review.reports.actions import save_report
from review.reports.building import Definition
from review.reviewing import actions as reviewing
from review.reviewing.actions import EvidenceInput, FlagInput
from review.reviewing.late.actions import keep_late
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.judging.force_world import FORCE_FRAMEWORK
from tests.review.results.method import method

LOG = b"The strategy discussion was held on the same day. Her own words were written down."
QUOTED = "Her own words were written down"
OF_A_DRAFT = (
    *("framework-publish", "framework-discard", "draft", "draft-try", "draft-preview", "draft-example-add"),
    *("draft-add", "draft-part", "draft-part-text", "draft-part-remove"),
    *("draft-step-add", "draft-step", "draft-step-remove"),
)
"""The addresses that lead to a draft, and to no version that is published."""
OF_A_PUBLISHED_RESULT = (*("external-result", "external-download", "external-change", "external-withdraw"),)
UNKNOWN: dict[str, Any] = {
    "slug": "no-such-thing",
    "code": "no-such-framework",
    "number": 999,
    "older": 999,
    "newer": 999,
    "topic": "no-such-topic",
}


@dataclass
class World:
    """The people, by how they stand to the inspection, and the values of the parts of addresses."""

    people: dict[str, User]
    parts: dict[str, Any]
    parts_of: dict[str, dict[str, Any]]

    def address_parts(self, name: str, wanted: list[str]) -> dict[str, Any]:
        """Return the values of the parts of the address called `name`. Raises KeyError for a part not known here."""
        special = self.parts_of.get(name, {})
        return {part: special[part] if part in special else self.parts[part] for part in wanted}


def unknown(part: str) -> Any:
    """Return a value of a part of an address that nothing has."""
    return UNKNOWN.get(part, "no-such-step" if part == "step" else uuid4())


def build() -> World:
    """Return the world, every state of it reached through actions."""
    version = builders.published_framework()
    force = builders.make_force()
    people = {
        "supervisor": builders.make_supervisor("sam"),
        "inspector": builders.make_inspector("ines"),
        "colleague": builders.make_inspector("otto"),
        "administrator": builders.make_administrator("ada"),
        "inspector elsewhere": builders.make_inspector("ivor"),
        "supervisor elsewhere": builders.make_supervisor("silas"),
        "once on the team": builders.make_inspector("olga"),
        "conflicted supervisor": builders.make_supervisor("cleo"),
        "gone": builders.make_inspector("gwen"),
    }
    deactivate(builders.acting(people["administrator"]), people["gone"])
    supervisor, inspector = people["supervisor"], people["inspector"]
    team = [inspector, people["colleague"]]
    inspection = builders.make_inspection(
        supervisor, version, inspectors=team, slug="test-world", shows_team_grades=True
    )
    elsewhere = builders.make_inspection(
        people["supervisor elsewhere"], version, inspectors=[people["inspector elsewhere"]], slug="another-world"
    )
    builders.add_case(people["supervisor elsewhere"], elsewhere, force)
    subject = builders.add_case(supervisor, inspection, force)
    join_and_step_back(inspection, people)
    parts = {
        **parts_of_exercise(inspection, subject, people),
        **parts_of_review(supervisor, inspector, subject),
        "sign_off": signed_off(supervisor, inspection, force, inspector),
        "code": version.framework.code,
        "number": version.number,
        "older": version.number,
        "newer": version.number,
        "topic": "first-topic",
        "criterion": "first-criterion",
        "user": inspector.public_id,
        "tie": tie(people["administrator"], inspector),
        "pattern": wording(people["administrator"]),
        "saved": save_report(builders.acting(supervisor), inspection, "By force", "by=force").public_id,
        "release": release(supervisor, inspection),
    }
    late = late_words(supervisor, builders.add_case(supervisor, inspection, force), team)
    return World(
        people, parts, special_parts(version, people) | {"late-hand-over": late} | judged(supervisor, inspection)
    )


def release(supervisor: User, inspection: Inspection) -> Any:
    """Return the identifier of a public release."""
    wanted = Wanted("Grades", "A published report.", (Definition(),))
    return release_of(builders.acting(supervisor), method_of(inspection), wanted).public_id


def join_and_step_back(inspection: Inspection, people: dict[str, User]) -> None:
    """Let one person's time on the team be over, and another declare a conflict with its force."""
    leader, today = builders.acting(people["supervisor"]), builders.NOW.date()
    add_member(leader, inspection, people["once on the team"], "inspector", today, today)
    add_member(leader, inspection, people["conflicted supervisor"], "supervisor", today)
    conflicted, force = builders.acting(people["conflicted supervisor"]), inspection.forces.get()
    declare_conflict(conflicted, inspection, inspection_force=force, reason="Worked for this force.")


def parts_of_exercise(inspection: Inspection, subject: Subject, people: dict[str, User]) -> dict[str, Any]:
    """Return the parts of addresses of the inspection itself."""
    return {
        "slug": inspection.slug_id,
        "step": "close",
        "force": inspection.forces.get().public_id,
        "member": inspection.team.get(user=people["inspector"]).public_id,
        "subject": subject.public_id,
    }


def parts_of_review(supervisor: User, inspector: User, subject: Subject) -> dict[str, Any]:
    """Return the parts of addresses of a case under review, with its document, person, evidence and flag."""
    case, leader = builders.case_of(subject), builders.acting(supervisor)
    scope = subject_scope(leader, subject)
    document = add_document(leader, scope, case, "Investigation log", "log.txt", LOG)
    person = add_person(leader, scope, case, "victim", "V1")
    review = builders.answer(inspector, builders.assign(supervisor, subject, inspector))
    reader = builders.acting(inspector)
    evidence = reviewing.add_evidence(reader, review, "first-criterion", EvidenceInput(document, 1, QUOTED))
    flag = reviewing.add_flag(reader, review, FlagInput("other", document, 1, QUOTED))
    things: dict[str, Any] = {"person": person, "document": document, "evidence": evidence, "flag": flag}
    things["review"] = review
    return {name: thing.public_id for name, thing in things.items()}


def signed_off(supervisor: User, inspection: Inspection, force: Any, inspector: User) -> Any:
    """Return the identifier of a sign-off of another case of the inspection."""
    review: Review = builders.signed_off(supervisor, builders.add_case(supervisor, inspection, force), inspector)
    return review.sign_offs.get().public_id


def judged(supervisor: User, inspection: Inspection) -> dict[str, dict[str, Any]]:
    """Return the parts of the addresses of a force that the supervisor judges."""
    leader = builders.acting(supervisor)
    choose_force_framework(leader, inspection, builders.published_framework(FORCE_FRAMEWORK))
    review = give(leader, inspection.forces.get(), supervisor)
    return {
        "force-take-up": {"subject": review.subject.public_id},
        "force-judgments": {"subject": review.subject.public_id},
        "force-cite": {"review": review.public_id, "criterion": "protecting-judgment"},
    }


def late_words(supervisor: User, subject: Subject, team: list[User]) -> dict[str, Any]:
    """Return the parts of the address of words that came after their review was closed."""
    review = builders.assign(supervisor, subject, team[0])
    builders.reviewing.save_answers(builders.acting(team[0]), review, [])
    subject.refresh_from_db()
    reassign(builders.acting(supervisor), subject, team[1], "On leave.")
    sent = reviewing.AnswerInput("first-criterion", 0, "grade", "good", rationale="Too late.")
    late = keep_late(builders.acting(team[0]), review, sent, uuid4())
    return {"review": review.public_id, "late": late.public_id if late else uuid4()}


def tie(administrator: User, user: User) -> Any:
    """Return the identifier of a tie to a force that has nothing to do with the inspection."""
    force = builders.make_force()
    return add_tie(builders.acting(administrator), user, force, "employed", date(2020, 1, 1)).public_id


def wording(administrator: User) -> Any:
    """Return the identifier of a wording on the language list."""
    given = PatternInput("said to be streetwise", "minimising", "It is made up for tests.")
    return add_pattern(builders.acting(administrator), given).public_id


def draft_parts(author: User, draft: FrameworkVersion) -> dict[str, Any]:
    """Return the parts of the addresses of a draft, in which there is a rule with a step."""
    step = {"name": "worst", "worst-of": {"questions": ("first-criterion", "second-criterion")}}
    rule = {"code": "worst-of-both", "title": "The worse", "of": "review", "steps": (step,), "result": "worst"}
    add_part(builders.acting(author), draft, "rule", rule)
    return {
        "code": draft.framework.code,
        "number": draft.number,
        "kind": "question",
        "part": "first-criterion",
        "rule": "worst-of-both",
        "step_name": "worst",
        "step_kind": "measure",
    }


def special_parts(version: FrameworkVersion, people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parts of the addresses whose thing must be in another state, or is of another sort."""
    system = builders.system_actor("tests", builders.NOW)
    facts = ExternalFacts(
        slug="published-elsewhere",
        title="A published result",
        force_code="",
        exercise_type="PIR",
        fieldwork="2021",
        scope="Case files",
        scale=version.overall_scale,
        n=3,
        counts={"good": 1, "requires-improvement": 1, "inadequate": 1},
        source="Made up for tests.",
    )
    save_external_result(system, facts)
    withdrawn = save_external_result(system, replace(facts, slug="withdrawn-elsewhere"))
    withdraw_result(builders.acting(people["administrator"]), withdrawn, "Made up for tests.", 0)
    text = builders.FRAMEWORK.replace("A small framework", "A small framework, revised")
    draft = frameworks.import_framework(system, text.encode(), "revised.yaml")
    return {
        **{name: {"slug": facts.slug} for name in OF_A_PUBLISHED_RESULT},
        "external-restore": {"slug": withdrawn.slug_id},
        **dict.fromkeys(OF_A_DRAFT, draft_parts(people["administrator"], draft)),
        "user-reactivate": {"user": people["gone"].public_id},
        **dict.fromkeys(RESULTS, with_results(people["supervisor"])),
    }


RESULTS = ("results", "result", "force-result", "results-enter", "force-results-enter")


def with_results(supervisor: User) -> dict[str, Any]:
    """Return the parts of addresses of an inspection whose framework has rules over cases and asks for results."""
    inspection = builders.make_inspection(supervisor, builders.published_framework(method()), slug="results-world")
    force = add_force(builders.acting(supervisor), inspection, builders.make_force())
    return {"slug": inspection.slug_id, "force": force.public_id, "topic": "assessment"}
