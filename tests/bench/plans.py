"""Cases by chance, as plain data: where each stands, its facts, what was found and how it was graded."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from review.frameworks.models import Criterion, FrameworkVersion
from review.inspections.models import Subject

SIGNED, READY = Subject.Status.SIGNED_OFF, Subject.Status.READY
NOT_SIGNED = (READY, Subject.Status.TO_ASSIGN, Subject.Status.WITHDRAWN)
TEAMS = ("specialist", "non-specialist")
FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Question:
    """A criterion's code and the answers that it can have."""

    code: str
    answers: tuple[str, ...]
    chances: tuple[int, ...]


@dataclass(frozen=True)
class PlannedCase:
    """One case. `answers` go with the questions in their order; there are none before it is reviewed."""

    number: int
    state: Subject.Status
    force: int
    team_type: str
    reported_on: date
    answers: tuple[str, ...] = ()
    passages: int = 0
    suspects: int = 0
    corrected: bool = False


def questions_of(version: FrameworkVersion) -> list[Question]:
    """Return what a framework version asks, with its answers; that it does not apply is seldom one."""
    rows = Criterion.objects.filter(framework_version=version).prefetch_related("choices", "scale__grades")
    found = []
    for row in rows.order_by("position"):
        answers = [one.code for one in (row.scale.grades.all() if row.scale else row.choices.all())]
        seldom = ["not-applicable"] if row.not_applicable_allowed else []
        found.append(Question(row.code, (*answers, *seldom), (*(10 for _ in answers), *(1 for _ in seldom))))
    return found


def plan(questions: Sequence[Question], signed: int, forces: int, every: int = 20) -> Iterator[PlannedCase]:
    """Yield so many signed-off cases and, after `every` of them, one that nobody has signed off or that is out."""
    chance = random.Random(signed)
    others, number = cycle(NOT_SIGNED), 0
    for place in range(1, signed + 1):
        states = [SIGNED] if place % every else [SIGNED, next(others)]
        for state in states:
            yield _case(chance, number, state, questions, forces)
            number += 1


def _case(
    chance: random.Random, number: int, state: Subject.Status, questions: Sequence[Question], forces: int
) -> PlannedCase:
    reviewed = state in (SIGNED, READY)
    return PlannedCase(
        number=number,
        state=state,
        force=chance.randrange(forces),
        team_type=chance.choice(TEAMS),
        reported_on=FIRST_DAY + timedelta(days=chance.randrange(700)),
        answers=tuple(chance.choices(one.answers, one.chances)[0] for one in questions) if reviewed else (),
        passages=chance.choice((0, 0, 0, 1, 2)) if reviewed else 0,
        suspects=chance.choice((0, 0, 0, 1)),
        corrected=state == SIGNED and number % 1000 == 999,
    )
