"""States reached through the real actions, for tests: nothing here writes a row that the workflow could not make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from access import actions as access_actions
from access.actor import Actor, actor_of, system_actor
from access.models import User
from casefiles.cases.models import CaseFile
from casefiles.domain.facts import CaseFacts
from casefiles.forces import actions as force_actions
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.frameworks import actions as framework_actions
from review.frameworks.models import FrameworkVersion
from review.inspections import actions as inspection_actions
from review.inspections.actions import InspectionDetails
from review.inspections.models import Inspection, Subject
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.actions import AnswerInput
from review.reviewing.models import Judgment, Review
from tests.ruled import RULED, RuledAnswers

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The moment at which the tests' people act; a Monday morning."""
PASSWORD = "a-test-password-of-length"
_numbers = count(1)

FRAMEWORK = """\
format: 1
framework: small
title: A small framework
owner: Tests
source: Written for tests.
standing: For tests only
judges: case
scales:
  - code: case-grade
    title: Case grade
    grades:
      - {code: good, label: Good, tone: green}
      - {code: requires-improvement, label: Requires improvement, tone: yellow}
      - {code: inadequate, label: Inadequate, tone: red}
topics:
  - code: first-topic
    title: First topic
    headline: The first headline.
    criteria:
      - code: first-criterion
        question: Is the first thing done well?
        good: [It is done., It is done in time.]
        answer: grade
        scale: case-grade
        not-applicable: with-reason
        rationale: optional
        evidence: optional
        required: true
  - code: second-topic
    title: Second topic
    headline: The second headline.
    criteria:
      - code: second-criterion
        question: Is the second thing done well?
        good: [It is done.]
        answer: grade
        scale: case-grade
        not-applicable: no
        rationale: required
        evidence: optional
        required: true
classification:
  - code: group-based
    question: Did the investigation uncover group-based exploitation?
    answer: yes-no
    not-applicable: no
    rationale: optional
    evidence: optional
    required: true
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  good: [It was dealt with well.]
  answer: grade
  scale: case-grade
  rationale: required
  evidence: optional
"""

ANSWERS = {
    "first-criterion": "good",
    "second-criterion": "requires-improvement",
    "group-based": "yes",
    "overall-grade": "requires-improvement",
}


def make_user(username: str, *roles: str) -> User:
    """Return a user with `roles`, whose password is PASSWORD."""
    return access_actions.create_user(
        system_actor("tests", NOW), username=username, name=username.title(), roles=roles, password=PASSWORD
    ).user


def acting(user: User, now: datetime = NOW) -> Actor:
    """Return `user` acting at `now`."""
    return actor_of(user, now)


def make_inspector(username: str = "") -> User:
    """Return an inspector."""
    return make_user(username or f"inspector-{next(_numbers)}", "inspector")


def make_supervisor(username: str = "") -> User:
    """Return a supervisor."""
    return make_user(username or f"supervisor-{next(_numbers)}", "supervisor")


def make_administrator(username: str = "") -> User:
    """Return an administrator."""
    return make_user(username or f"administrator-{next(_numbers)}", "administrator")


def make_force(code: str = "") -> Force:
    """Return a synthetic force."""
    code = code or f"synthetic-force-{next(_numbers)}"
    force_actions.save_forces(
        system_actor("tests", NOW), [force_actions.ForceRow(code, f"{code} (synthetic)", "synthetic")]
    )
    return Force.objects.get(code=code)


def published_framework(text: str = FRAMEWORK) -> FrameworkVersion:
    """Return a framework version imported from `text` and published."""
    actor = system_actor("tests", NOW)
    version = framework_actions.import_framework(actor, text.encode(), "test.yaml")
    framework_actions.publish(actor, version)
    return version


DETAILS = InspectionDetails(
    title="A test inspection",
    slug="test-inspection",
    exercise_type="THEMATIC",
    sample_design="purposive",
    sample_note="",
    headline_subset="",
    show_labels=True,
    fieldwork_from=date(2026, 1, 5),
    fieldwork_until=date(2026, 6, 30),
)


def make_inspection(
    supervisor: User,
    version: FrameworkVersion,
    *,
    inspectors: Sequence[User] = (),
    slug: str = "",
    headline_subset: str = "",
    sample_design: str = "purposive",
    shows_team_grades: bool = False,
    started: bool = True,
) -> Inspection:
    """Return an inspection run by `supervisor` with `inspectors` on its team, in fieldwork unless told."""
    slug = slug or f"test-inspection-{next(_numbers)}"
    details = replace(
        DETAILS,
        slug=slug,
        title=f"Inspection {slug}",
        headline_subset=headline_subset,
        sample_design=sample_design,
        shows_team_grades=shows_team_grades,
    )
    actor = acting(supervisor)
    inspection = inspection_actions.create_inspection(actor, details, version)
    for inspector in inspectors:
        inspection_actions.add_member(actor, inspection, inspector, "inspector", NOW.date())
    if started:
        inspection_actions.start_fieldwork(actor, inspection)
    return inspection


def ruled_subject(
    supervisor: User, inspectors: Sequence[User], force: Force, text: str = RULED, **facts: object
) -> Subject:
    """Return a case that waits to be assigned, in an inspection by the framework with rules."""
    inspection = make_inspection(supervisor, published_framework(text), inspectors=inspectors)
    return add_case(supervisor, inspection, force, **facts)


def case_facts(force: Force, reference: str = "", **facts: object) -> CaseFacts:
    """Return the facts of a case of `force`."""
    plain = CaseFacts(
        reference=reference or f"REF-{next(_numbers):04}",
        force_code=force.code,
        case_area="child-sexual-exploitation",
        offence="Child sexual exploitation",
        reported_on=date(2025, 3, 1),
        closed_on=None,
        outcome_type="",
        team_type="specialist",
        force_flag="no",
        taskforce_support="no",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def add_case(supervisor: User, inspection: Inspection, force: Force, reference: str = "", **facts: object) -> Subject:
    """Return a case added to the inspection, still to be assigned."""
    return casework.add_case(acting(supervisor), inspection, case_facts(force, reference, **facts))


def assign(supervisor: User, subject: Subject, reviewer: User) -> Review:
    """Return the review that assigning the subject to `reviewer` opens."""
    return casework.assign(acting(supervisor), subject, reviewer)


def answer(
    reviewer: User,
    review: Review,
    answers: RuledAnswers = ANSWERS,
    now: datetime = NOW,
    reasons: Mapping[str, str] | None = None,
) -> Review:
    """Answer the review's criteria, with words where needed, and with `reasons` why grades differ from suggested ones.

    An answer is a grade's or choice's code, several codes, a number, a date, a text, or `not-applicable`; or `none`.
    """
    judgments = Judgment.objects.filter(review=review).select_related("criterion")
    inputs = [
        _input(judgment, answers[judgment.criterion.code], reasons or {})
        for judgment in judgments
        if judgment.criterion.code in answers
    ]
    reviewing.save_answers(acting(reviewer, now), review, inputs)
    review.refresh_from_db()
    return review


def _input(judgment: Judgment, given: str | tuple[str, ...], reasons: Mapping[str, str]) -> AnswerInput:
    code = judgment.criterion.code
    bare = given in ("not-applicable", "none")
    reason = "It did not arise in this case." if given == "not-applicable" else reasons.get(code, "")
    return AnswerInput(
        criterion_code=code,
        version=judgment.version,
        kind=str(given) if bare else judgment.criterion.answer_type,
        value=given if isinstance(given, str) and not bare else "",
        values=given if isinstance(given, tuple) else (),
        reason=reason,
        rationale=f"Reasons for {code}.",
    )


def submitted(
    supervisor: User,
    subject: Subject,
    reviewer: User,
    answers: RuledAnswers = ANSWERS,
    reasons: Mapping[str, str] | None = None,
) -> Review:
    """Return a review of the subject, assigned, answered and submitted."""
    review = answer(reviewer, assign(supervisor, subject, reviewer), answers, reasons=reasons)
    reviewing.submit(acting(reviewer), review)
    return review


def signed_off(
    supervisor: User,
    subject: Subject,
    reviewer: User,
    answers: RuledAnswers = ANSWERS,
    reasons: Mapping[str, str] | None = None,
) -> Review:
    """Return a review of the subject, signed off by `supervisor`."""
    review = submitted(supervisor, subject, reviewer, answers, reasons)
    subject.refresh_from_db()
    moderation.sign_off(acting(supervisor), subject)
    review.refresh_from_db()
    subject.refresh_from_db()
    return review


def case_of(subject: Subject) -> CaseFile:
    """Return the case of a subject that has one."""
    assert subject.case is not None
    return subject.case
