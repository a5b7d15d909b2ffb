"""Where the soak is played: the people, what is there, chance and the clock; and what came of every step."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.db.models import Model, QuerySet

from access.actions import create_user
from access.actor import Actor, actor_of, system_actor
from access.models import User
from access.role_actions import save_roles
from casefiles.documents.actions import add_document
from casefiles.forces.actions import ForceRow, save_forces
from casefiles.forces.models import Force
from review.casework.actions import add_case
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import add_member, create_inspection, start_fieldwork
from review.inspections.models import Inspection, TeamMember
from review.reviewing.queries import subject_scope
from tests import builders
from tests.soak import texts
from tests.soak.ledger import Ledger

PEOPLE = (
    ("ada", ("administrator",)),
    ("ines", ("inspector",)),
    ("otto", ("inspector",)),
    ("ivor", ("inspector",)),
    ("sam", ("supervisor",)),
    ("silas", ("supervisor",)),
    ("cleo", ("inspector", "supervisor")),
    ("omar", ("inspector", "supervisor", "administrator")),
)
FORCES = ("soak-a", "soak-b", "soak-c", "soak-d")
RIGHT, STALE = 0.85, 0.05
"""How often the one acts who may, and how often somebody holds a thing as it was earlier."""
CASES = 6
"""How many cases each of the two inspections has that are there from the beginning."""
Thing = TypeVar("Thing", bound=Model)


class Nothing(Exception):
    """There is nothing to do this with yet."""


@dataclass
class Stage:
    """What one run has: its chance, its clock, its ledger, and what people hold in their hands from earlier."""

    chance: random.Random
    now: datetime = builders.NOW
    ledger: Ledger = field(default_factory=Ledger)
    held: dict[type[Model], list[Model]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    number: int = 0
    hashed: str = ""

    def next_number(self) -> int:
        """Return a number that was not given before."""
        self.number += 1
        return self.number

    def reference(self) -> str:
        """Return a reference for a case."""
        return f"S-{self.next_number():04}-{texts.mark(self.chance)}"

    def let_time_pass(self) -> None:
        """Let up to four hours pass."""
        self.now += timedelta(minutes=self.chance.randint(0, 240))

    def set_up(self, leader: User, version: FrameworkVersion) -> None:
        """Set up an inspection in fieldwork, with a team of everybody whose roles allow it, and some cases."""
        actor, number = self.acting(leader), self.next_number()
        details = replace(builders.DETAILS, slug=f"soak-{number}", headline_subset="group-based=yes")
        inspection = create_inspection(actor, details, version)
        for user in User.objects.exclude(pk=leader.pk).order_by("pk"):
            for role in user.groups.exclude(name="administrator").values_list("name", flat=True).order_by("name"):
                add_member(actor, inspection, user, role, actor.today)
        start_fieldwork(actor, inspection)
        for _ in range(CASES):
            subject = add_case(actor, inspection, builders.case_facts(self.one(Force.objects.all()), self.reference()))
            log = "\n\n".join(texts.sentence(self.chance) for _ in range(3)).encode()
            case, scope = builders.case_of(subject), subject_scope(actor, subject)
            add_document(actor, scope, case, texts.sentence(self.chance), "log.txt", log)

    def day(self, earliest: int, latest: int) -> date:
        """Return a day between so many days from today."""
        return self.now.date() + timedelta(days=self.chance.randint(earliest, latest))

    def one(self, rows: QuerySet[Thing]) -> Thing:
        """Return one of the rows, now and then as somebody loaded it earlier. Raises Nothing where there is none."""
        held = self.held.setdefault(rows.model, [])
        if held and self.chance.random() < STALE:
            return self.chance.choice(held)  # type: ignore[return-value]
        keys = sorted(rows.values_list("pk", flat=True))
        if not keys:
            raise Nothing
        found = rows.model._default_manager.get(pk=self.chance.choice(keys))
        held.append(rows.model._default_manager.get(pk=found.pk))
        del held[:-20]
        return found

    def acting(self, user: User) -> Actor:
        """Return somebody acting now."""
        return actor_of(user, self.now)

    def anybody(self) -> Actor:
        """Return anybody at all."""
        return self.acting(self.one(User.objects.all()))

    def member(self, inspection: Inspection, role: str) -> Actor:
        """Return mostly somebody who was put on the team in a role, else anybody."""
        members = TeamMember.objects.filter(inspection=inspection, role=role)
        if self.chance.random() > RIGHT or not members.exists():
            return self.anybody()
        return self.acting(self.one(User.objects.filter(pk__in=members.values("user_id"))))

    def holder(self, role: str) -> Actor:
        """Return mostly somebody who holds a role, else anybody."""
        holders = User.objects.filter(groups__name=role)
        return self.acting(self.one(holders)) if self.chance.random() < RIGHT else self.anybody()

    def reviewer(self, user: User) -> Actor:
        """Return mostly the person whose review it is, else anybody."""
        return self.acting(user) if self.chance.random() < RIGHT else self.anybody()


def begin(seed: int, now: datetime = builders.NOW) -> Stage:
    """Return a stage with people, two inspections in fieldwork and some cases on it; the rest comes by chance."""
    stage = Stage(random.Random(seed), now)
    system = system_actor("soak", now)
    save_roles(system)
    save_forces(system, [ForceRow(code, f"{code} (synthetic)", "synthetic") for code in FORCES])
    stage.hashed = make_password(builders.PASSWORD)
    for username, roles in PEOPLE:
        create_user(
            system,
            username=username,
            name=username.title(),
            roles=roles,
            password=builders.PASSWORD,
            hashed=stage.hashed,
        )
    version = builders.published_framework()
    for leader in ("sam", "silas"):
        stage.set_up(User.objects.get(username=leader), version)
    return stage
