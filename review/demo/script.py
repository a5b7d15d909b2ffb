"""What the demonstration is made of, as plain data: who is in it, frameworks, exercises, what happens to each case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casefiles.domain.facts import CaseFacts, EthnicityFacts
from review.inspections.details import InspectionDetails


@dataclass(frozen=True)
class Tie:
    """Somebody's tie to a force."""

    force_code: str
    kind: str
    starts: date
    ends: date | None
    note: str


@dataclass(frozen=True)
class Player:
    """Somebody who acts in the demonstration."""

    username: str
    name: str
    roles: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class DemoForce:
    """A force that does not exist, with its label in an exercise."""

    code: str
    name: str
    label: str


@dataclass(frozen=True)
class Membership:
    """Somebody's role in an exercise."""

    username: str
    role: str
    starts: date
    ends: date | None


@dataclass(frozen=True)
class DemoPerson:
    """A suspect or victim by reference, with what was recorded of their ethnicity."""

    role: str
    reference: str
    ethnicity: tuple[EthnicityFacts, ...]


@dataclass(frozen=True)
class DemoDocument:
    """A file of a case; `text` is what is in it where that is not among the documents of the demonstration."""

    file: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Quoted:
    """Words on a page, or in a section, of a document of the case."""

    document: str
    page: int
    quotation: str


@dataclass(frozen=True)
class DemoAnswer:
    """An answer to a question; `value` is a code, "not-applicable", or empty where only words are there so far."""

    question: str
    value: str
    reason: str
    rationale: str
    evidence: tuple[Quoted, ...]


@dataclass(frozen=True)
class DemoFlag:
    """An instance of inappropriate language."""

    category: str
    note: str
    passage: Quoted


@dataclass(frozen=True)
class Step:
    """One thing that somebody does with a case from the day `on`; writing goes on to the end of `until`."""

    do: str
    by: str
    on: date
    until: date
    to: str = ""
    reason: str = ""
    answers: tuple[DemoAnswer, ...] = ()
    flags: tuple[DemoFlag, ...] = ()


@dataclass(frozen=True)
class DemoCase:
    """A case file with what happens to it."""

    facts: CaseFacts
    persons: tuple[DemoPerson, ...]
    documents: tuple[DemoDocument, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class DemoResult:
    """A result that the supervisor enters for an exercise as a whole."""

    code: str
    grade: str
    reason: str


@dataclass(frozen=True)
class DemoFramework:
    """A framework that the administrator reads in and publishes with a note.

    `parts` is each question's place in the order in which reviewers write; `kinds` how it is answered: by a grade or
    a choice.
    """

    code: str
    file: str
    content: bytes
    read_on: date
    published_on: date
    note: str
    parts: Mapping[str, int]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class DemoDraft:
    """A new version of a framework that the administrator has begun: a question in other words, and a comment."""

    framework: str
    begun_on: date
    question: str
    wording: str
    comment: str


@dataclass(frozen=True)
class Exercise:
    """An inspection with its forces, team and cases; `supervisor` sets it up and adds the cases on a day."""

    framework: str
    details: InspectionDetails
    supervisor: str
    created_on: date
    cases_on: date
    closed_on: date | None
    forces: tuple[DemoForce, ...]
    team: tuple[Membership, ...]
    cases: tuple[DemoCase, ...]
    entered: tuple[DemoResult, ...] = ()
    entered_on: date | None = None

    @property
    def slug(self) -> str:
        """Return the exercise's short name."""
        return self.details.slug


@dataclass(frozen=True)
class ForceJudgment:
    """A graded judgment of a force with its reasons and what it rests on; `criteria` are the others of its topic.

    `cases` are references, each with the question whose judgment is cited; `figures` what addresses of figures ask for.
    """

    question: str
    criteria: tuple[str, ...]
    grade: str
    because: str
    cases: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class JudgedForce:
    """A force of an exercise that a supervisor judges, as far as it has come.

    `partly` are the criteria that are shown in part, each with its rationale.
    """

    force: str
    judge: str
    given_by: str
    given_on: date
    written_on: date
    submitted_on: date | None
    signed_off_by: str
    signed_off_on: date | None
    partly: Mapping[str, str]
    judgments: tuple[ForceJudgment, ...]


@dataclass(frozen=True)
class JudgedForces:
    """The forces of an exercise that are judged, and by which framework; `none` says why no case is cited."""

    inspection: str
    framework: str
    chosen_by: str
    chosen_on: date
    none: str
    forces: tuple[JudgedForce, ...]


@dataclass(frozen=True)
class Script:
    """The whole demonstration; its frameworks by code."""

    frameworks: Mapping[str, DemoFramework]
    draft: DemoDraft
    players: tuple[Player, ...]
    exercises: tuple[Exercise, ...]
    judged: JudgedForces
