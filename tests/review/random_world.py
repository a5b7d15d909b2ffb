"""Worlds of every sort from a seed: people, inspections, cases and reviews in every state, all through actions."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from access import actions as access_actions
from access.actor import Actor, system_actor
from access.models import User
from access.refusals import NotAllowed, Refused
from casefiles.documents.actions import add_document
from casefiles.forces.actions import add_tie, end_tie
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.casework.versions_actions import move_case
from review.casework.versions_queries import moving
from review.inspections import actions as inspecting
from review.inspections.force_actions import choose_force_framework
from review.inspections.models import Inspection, Subject, TeamMember
from review.judging.actions import give, say_why_none
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.judging.force_world import ANSWERS as FORCE_ANSWERS
from tests.review.judging.force_world import FORCE_FRAMEWORK, GRADED

TODAY = builders.NOW.date()
REFUSALS = (Refused, NotAllowed)
ROLES = (
    ("inspector",),
    ("inspector",),
    ("inspector",),
    ("supervisor",),
    ("supervisor",),
    ("inspector", "supervisor"),
    ("inspector", "supervisor"),
    ("inspector", "supervisor", "administrator"),
    ("administrator",),
)
WHY = "For a reason."
Gained = TypeVar("Gained")


@dataclass
class RandomWorld:
    """The people, forces and inspections of a world, and the chance that it is made by."""

    chance: random.Random
    people: list[User] = field(default_factory=list)
    forces: list[Force] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)

    def day(self, earliest: int, latest: int) -> date:
        """Return a day between so many days from today."""
        return TODAY + timedelta(days=self.chance.randint(earliest, latest))

    def by_one_of(self, people: Sequence[User], action: Callable[[Actor], Gained]) -> Gained:
        """Return what an action gives, done by the first whom it does not refuse; raise Refused where it does all."""
        for user in self.chance.sample(people, len(people)):
            with suppress(*REFUSALS):
                return action(builders.acting(user))
        raise Refused("Nobody can do this.")


def build(seed: int) -> RandomWorld:
    """Return the world of a seed."""
    world = RandomWorld(random.Random(seed))
    version = builders.published_framework()
    world.people = [builders.make_user(f"person-{place}", *roles) for place, roles in enumerate(ROLES)]
    world.forces = [builders.make_force() for _ in range(4)]
    supervisors = [user for user in world.people if user.groups.filter(name="supervisor").exists()]
    for leader in world.chance.sample(supervisors, 2):
        inspection = builders.make_inspection(leader, version)
        world.inspections.append(inspection)
        staff(world, inspection, leader)
        for way in (*WAYS, Journey.submitted, Journey.submitted):
            with suppress(*REFUSALS):
                subject = builders.add_case(leader, inspection, world.chance.choice(world.forces))
                way(Journey(world, leader, subject))
    share_a_case(world)
    move_some(world)
    judge_forces(world)
    afterwards(world)
    close_one(world)
    return world


def staff(world: RandomWorld, inspection: Inspection, leader: User) -> None:
    """Put people on the team: from the past, from today or from later, in one role or both, some until a day."""
    for user in world.people:
        for role in world.chance.sample(("inspector", "supervisor"), world.chance.choice((0, 1, 1, 2))):
            starts = world.day(-40, 0) if world.chance.random() < 0.85 else world.day(1, 20)
            ends = max(starts, world.day(-5, 20)) if world.chance.random() < 0.3 else None
            with suppress(*REFUSALS):
                inspecting.add_member(builders.acting(leader), inspection, user, role, starts, ends)


def move_some(world: RandomWorld) -> None:
    """Let the first inspection take up a newer version, and every second case of it that can be moved go over to it."""
    inspection = world.inspections[0]
    version = builders.published_framework(builders.FRAMEWORK.replace("second thing", "2nd thing"))
    team = [member.user for member in inspection.team.filter(role="supervisor")]
    world.by_one_of(team, lambda who: inspecting.adopt_version(who, inspection, version))
    for subject in list(inspection.subjects.order_by("pk"))[::2]:
        with suppress(*REFUSALS):
            seen = moving(subject).seen
            world.by_one_of(team, lambda who, it=subject, on=seen: move_case(who, it, on, WHY))  # type: ignore[misc]


def judge_forces(world: RandomWorld) -> None:
    """Let supervisors of the first inspection judge some of its forces, each as far as it comes."""
    inspection = world.inspections[0]
    team = [member.user for member in inspection.team.filter(role="supervisor")]
    version = builders.published_framework(FORCE_FRAMEWORK)
    world.by_one_of(team, lambda who: choose_force_framework(who, inspection, version))
    for place, force in enumerate(inspection.forces.order_by("pk")):
        with suppress(*REFUSALS):
            judge = world.chance.choice(team)
            review = world.by_one_of(team, lambda who, it=force, to=judge: give(who, it, to))  # type: ignore[misc]
            if place % 2:
                judge_one(world, review, team, sign=place % 4 == 1)


def judge_one(world: RandomWorld, review: Review, team: Sequence[User], *, sign: bool) -> None:
    """Let a force's judge submit its judgments and, where told so, another supervisor sign them off."""
    actor = builders.acting(review.reviewer)
    builders.answer(review.reviewer, review, FORCE_ANSWERS)
    for code in GRADED:
        say_why_none(actor, review, code, WHY)
    reviewing.submit(actor, review)
    if sign:
        world.by_one_of(team, lambda who: moderation.sign_off(who, Subject.objects.get(pk=review.subject_id)))


def share_a_case(world: RandomWorld) -> None:
    """Let a case of one inspection be judged by the other too."""
    first, second = world.inspections
    subject = world.chance.choice(list(first.subjects.all()))
    team = [member.user for member in second.team.filter(role="supervisor")]
    with suppress(*REFUSALS):
        world.by_one_of(team, lambda who: inspecting.add_subject(who, second, builders.case_of(subject)))


def close_one(world: RandomWorld) -> None:
    """Close the second inspection in half of the worlds."""
    if world.chance.random() < 0.5:
        team = [member.user for member in world.inspections[1].team.filter(role="supervisor")]
        with suppress(*REFUSALS):
            world.by_one_of(team, lambda who: inspecting.close(who, world.inspections[1]))


@dataclass
class Journey:
    """A case on its way through its machine: each method takes it one step on from where the one before leads."""

    world: RandomWorld
    leader: User
    subject: Subject

    def team(self, role: str) -> list[User]:
        """Return who has been on the team in a role."""
        members = TeamMember.objects.filter(inspection=self.subject.inspection, role=role).select_related("user")
        return list({member.user_id: member.user for member in members}.values())

    def given(self, action: Callable[[User], Review]) -> Review:
        """Return the review that giving the case to somebody opens."""
        inspectors = self.team("inspector")
        for user in self.world.chance.sample(inspectors, len(inspectors)):
            self.subject.refresh_from_db()
            with suppress(*REFUSALS):
                return action(user)
        raise Refused("Nobody can take this case.")

    def decided(self, decide: Callable[[Actor], object]) -> None:
        """Let one of those who may do so decide on the case."""
        self.subject.refresh_from_db()
        self.world.by_one_of(self.team("supervisor"), decide)
        self.subject.refresh_from_db()

    def documented(self) -> None:
        """Add a document to the case."""
        case, actor = builders.case_of(self.subject), builders.acting(self.leader)
        log = f"The log of {case.reference}.".encode()
        add_document(actor, subject_scope(actor, self.subject), case, "Log", "log.txt", log)

    def assigned(self) -> Review:
        """Give the case to somebody."""
        self.documented()
        return self.given(lambda user: builders.assign(self.leader, self.subject, user))

    def begun(self) -> Review:
        """Let the reviewer answer everything."""
        review = self.assigned()
        return builders.answer(review.reviewer, review)

    def submitted(self) -> Review:
        """Let the reviewer submit the review."""
        review = self.begun()
        return reviewing.submit(builders.acting(review.reviewer), review)

    def returned(self) -> None:
        """Let a supervisor return it."""
        self.submitted()
        self.decided(lambda who: moderation.return_review(who, self.subject, WHY))

    def signed_off(self) -> None:
        """Let a supervisor sign it off."""
        self.submitted()
        self.decided(lambda who: moderation.sign_off(who, self.subject))

    def reopened(self) -> None:
        """Let a supervisor reopen what was signed off."""
        self.signed_off()
        self.decided(lambda who: moderation.reopen(who, self.subject, WHY))

    def reassigned(self) -> None:
        """Give a begun case to somebody else, and let that person submit a review of their own."""
        self.begun()
        leader = builders.acting(self.leader)
        second = self.given(lambda user: casework.reassign(leader, self.subject, user, WHY))
        reviewing.submit(builders.acting(second.reviewer), builders.answer(second.reviewer, second))

    def taken_back(self) -> None:
        """Take a returned case back from its reviewer."""
        self.returned()
        self.decided(lambda who: casework.unassign(who, self.subject, WHY))

    def withdrawn(self) -> None:
        """Withdraw a case whose review was submitted."""
        self.submitted()
        self.decided(lambda who: casework.withdraw(who, self.subject, WHY))

    def reinstated(self) -> None:
        """Put a withdrawn case back and give it to somebody again."""
        self.withdrawn()
        self.decided(lambda who: casework.reinstate(who, self.subject, WHY))
        self.given(lambda user: builders.assign(self.leader, self.subject, user))

    def read_twice(self) -> None:
        """Let somebody else review a submitted case a second time."""
        self.submitted()
        leader = builders.acting(self.leader)
        self.given(lambda user: reviewing.open_review(leader, self.subject, user, kind="second"))


WAYS: tuple[Callable[[Journey], object], ...] = (
    Journey.documented,
    Journey.assigned,
    Journey.begun,
    Journey.submitted,
    Journey.returned,
    Journey.signed_off,
    Journey.reopened,
    Journey.reassigned,
    Journey.taken_back,
    Journey.withdrawn,
    Journey.reinstated,
    Journey.read_twice,
)


def afterwards(world: RandomWorld) -> None:
    """Let things change once the work is under way: ties, conflicts, memberships, roles and access."""
    changes = (tie, declare, declare, leave, change_roles, end_access, go)
    for _ in range(12):
        with suppress(*REFUSALS):
            world.chance.choice(changes)(world, world.chance.choice(world.people))


def tie(world: RandomWorld, user: User) -> None:
    """Tie somebody to a force, from a day that may be past or to come, some until a day."""
    starts = world.day(-60, 20)
    system = system_actor("tests", builders.NOW)
    added = add_tie(system, user, world.chance.choice(world.forces), "personal", starts)
    if world.chance.random() < 0.4:
        end_tie(system, added, max(starts, world.day(-10, 20)))


def declare(world: RandomWorld, user: User) -> None:
    """Let somebody declare a conflict of interest with a case or a force of an inspection."""
    inspection = world.chance.choice(world.inspections)
    actor, chance = builders.acting(user), world.chance
    if chance.random() < 0.5:
        subject = chance.choice(list(inspection.subjects.all()))
        inspecting.declare_conflict(actor, inspection, subject=subject, reason=WHY)
    else:
        force = chance.choice(list(inspection.forces.all()))
        inspecting.declare_conflict(actor, inspection, inspection_force=force, reason=WHY)


def leave(world: RandomWorld, user: User) -> None:
    """Let one of somebody's memberships end, before today or after."""
    memberships = list(user.memberships.order_by("pk"))
    if memberships:
        member = world.chance.choice(memberships)
        leaders = [other.user for other in member.inspection.team.filter(role="supervisor")]
        ends = max(member.starts, world.day(-10, 10))
        world.by_one_of(leaders, lambda who: inspecting.end_membership(who, member, ends))


def change_roles(world: RandomWorld, user: User) -> None:
    """Give somebody other roles than they had."""
    user.refresh_from_db()
    roles = world.chance.choice((("inspector",), ("supervisor",), ("administrator",), ("inspector", "supervisor")))
    access_actions.update_user(
        system_actor("tests", builders.NOW),
        user,
        version=user.version,
        name=user.name,
        roles=roles,
        access_until=user.access_until,
    )


def end_access(world: RandomWorld, user: User) -> None:
    """Let somebody's access end on a day to come."""
    user.refresh_from_db()
    access_actions.update_user(
        system_actor("tests", builders.NOW),
        user,
        version=user.version,
        name=user.name,
        roles=sorted(user.groups.values_list("name", flat=True)),
        access_until=world.day(0, 10),
    )


def go(world: RandomWorld, user: User) -> None:
    """Deactivate somebody."""
    access_actions.deactivate(system_actor("tests", builders.NOW), user)
