"""The team of an inspection: dates, roles, ties and declared conflicts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent, User
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.forces.actions import add_tie
from casefiles.forces.models import Force
from review.inspections import actions
from review.inspections.models import ConflictOfInterest, Inspection, TeamMember
from review.inspections.queries import case_version, has_conflict_in, roles_in
from review.inspections.team_queries import people_to_add, ties_in
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = builders.NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def supervisor() -> User:
    """Return a supervisor."""
    return builders.make_supervisor()


@pytest.fixture
def actor(supervisor: User) -> Actor:
    """Return the supervisor acting."""
    return builders.acting(supervisor)


@pytest.fixture
def inspection(supervisor: User) -> Inspection:
    """Return an inspection with its creator alone."""
    return builders.make_inspection(supervisor, builders.published_framework())


@pytest.fixture
def force(actor: Actor, inspection: Inspection) -> Force:
    """Return a force of the inspection."""
    force = builders.make_force()
    actions.add_force(actor, inspection, force)
    return force


def on(day: date) -> datetime:
    """Return a moment of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_add_member_gives_the_role_for_its_days(actor: Actor, inspection: Inspection) -> None:
    """Access begins with the first day and ends after the last."""
    inspector = builders.make_inspector()
    member = actions.add_member(actor, inspection, inspector, "inspector", TODAY, TODAY + DAY)
    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    held = [roles_in(builders.acting(inspector, on(day)), inspection.pk) for day in days]
    assert held == [frozenset(), {"inspector"}, {"inspector"}, frozenset()]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing_id) == ("team.member-added", str(member.public_id))
    assert event.ids == {"inspection": str(inspection.public_id), "user": str(inspector.public_id)}


def test_add_member_is_the_supervisors(inspection: Inspection) -> None:
    """Neither an inspector of the team nor a supervisor of another inspection puts people on it."""
    stranger = builders.acting(builders.make_supervisor())
    with pytest.raises(NotAllowed):
        actions.add_member(stranger, inspection, builders.make_inspector(), "inspector", TODAY)
    assert TeamMember.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "role", "starts", "ends", "field"),
    [
        ({}, "chair", TODAY, None, "role"),
        ({}, "inspector", TODAY, TODAY - DAY, "ends"),
        ({}, "supervisor", TODAY, None, "user"),
        ({"is_active": False}, "inspector", TODAY, None, "user"),
        ({"access_until": TODAY - DAY}, "inspector", TODAY, None, "user"),
    ],
)
def test_add_member_refuses_what_cannot_be(
    actor: Actor,
    inspection: Inspection,
    changed: dict[str, object],
    role: str,
    starts: date,
    ends: date | None,
    field: str,
) -> None:
    """An unknown role, impossible days, a role not held, nobody with access."""
    inspector = builders.make_inspector()
    User.objects.filter(pk=inspector.pk).update(**changed)
    inspector.refresh_from_db()
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        actions.add_member(actor, inspection, inspector, role, starts, ends)
    assert list(refused.value.errors) == [field]
    assert (TeamMember.objects.count(), AuditEvent.objects.count()) == (1, events)


@pytest.mark.parametrize(
    ("starts", "ends", "taken"),
    [
        (TODAY + 5 * DAY, TODAY + 9 * DAY, True),
        (TODAY + 9 * DAY, None, True),
        (TODAY, TODAY + 5 * DAY, True),
        (TODAY, None, True),
        (TODAY + 10 * DAY, None, False),
        (TODAY, TODAY + 4 * DAY, False),
    ],
)
def test_add_member_refuses_days_that_overlap(
    actor: Actor, inspection: Inspection, starts: date, ends: date | None, taken: bool
) -> None:
    """Somebody holds a role once on a day; days that touch do not overlap."""
    inspector = builders.make_inspector()
    actions.add_member(actor, inspection, inspector, "inspector", TODAY + 5 * DAY, TODAY + 9 * DAY)
    if taken:
        with pytest.raises(Invalid) as refused:
            actions.add_member(actor, inspection, inspector, "inspector", starts, ends)
        assert list(refused.value.errors) == ["starts"]
    else:
        actions.add_member(actor, inspection, inspector, "inspector", starts, ends)
    assert inspection.team.filter(user=inspector).count() == (1 if taken else 2)


def test_add_member_allows_two_roles_at_once(actor: Actor, inspection: Inspection) -> None:
    """A supervisor may review too; nobody signs off their own work all the same."""
    both = builders.make_user("both", "inspector", "supervisor")
    actions.add_member(actor, inspection, both, "inspector", TODAY)
    actions.add_member(actor, inspection, both, "supervisor", TODAY)
    assert roles_in(builders.acting(both), inspection.pk) == {"inspector", "supervisor"}


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        (date(2020, 1, 1), None, True),
        (TODAY + 30 * DAY, None, True),
        (date(2020, 1, 1), TODAY - DAY, False),
    ],
)
def test_add_member_refuses_a_supervisor_tied_to_a_force(
    actor: Actor, inspection: Inspection, force: Force, starts: date, ends: date | None, refused: bool
) -> None:
    """A tie during the membership, also a later one, is a conflict with the whole inspection."""
    other = builders.make_supervisor()
    add_tie(builders.acting(builders.make_administrator()), other, force, "employed", starts, ends)
    if refused:
        with pytest.raises(Invalid) as told:
            actions.add_member(actor, inspection, other, "supervisor", TODAY)
        assert list(told.value.errors) == ["user"]
    else:
        actions.add_member(actor, inspection, other, "supervisor", TODAY)
    assert inspection.team.filter(user=other).exists() is not refused


def test_add_member_takes_an_inspector_tied_to_a_force(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Inspectors are kept from the cases of their own force, not from the others."""
    inspector = builders.make_inspector()
    add_tie(builders.acting(builders.make_administrator()), inspector, force, "seconded", TODAY)
    actions.add_member(actor, inspection, inspector, "inspector", TODAY)
    assert ties_in(inspection, TODAY) == {inspector.pk: ["Force A"]}


def test_end_membership_sets_the_last_day(actor: Actor, inspection: Inspection) -> None:
    """Old and new are in the trail."""
    inspector = builders.make_inspector()
    member = actions.add_member(actor, inspection, inspector, "inspector", TODAY - 5 * DAY)
    actions.end_membership(actor, member, TODAY - DAY)
    assert roles_in(builders.acting(inspector), inspection.pk) == frozenset()
    event = AuditEvent.objects.latest("sequence")
    body = AuditDetail.objects.get(pk=event.sequence).body
    assert (event.action, event.fields) == ("team.membership-ended", ["ends"])
    assert (body["old"], body["new"]) == ({"ends": None}, {"ends": "2026-03-01"})


def test_end_membership_refuses_a_day_before_the_first(actor: Actor, inspection: Inspection) -> None:
    """A membership has at least one day."""
    member = actions.add_member(actor, inspection, builders.make_inspector(), "inspector", TODAY)
    with pytest.raises(Invalid):
        actions.end_membership(actor, member, TODAY - DAY)
    assert TeamMember.objects.get(pk=member.pk).ends is None


def test_end_membership_refuses_to_run_into_the_next(actor: Actor, inspection: Inspection) -> None:
    """An end that is put off stops before the next membership."""
    inspector = builders.make_inspector()
    first = actions.add_member(actor, inspection, inspector, "inspector", TODAY, TODAY + DAY)
    actions.add_member(actor, inspection, inspector, "inspector", TODAY + 5 * DAY)
    with pytest.raises(Invalid):
        actions.end_membership(actor, first, TODAY + 5 * DAY)
    assert actions.end_membership(actor, first, TODAY + 4 * DAY).ends == TODAY + 4 * DAY


def test_end_membership_leaves_a_supervisor(actor: Actor, inspection: Inspection) -> None:
    """The last supervisor goes when another stays longer."""
    own = TeamMember.objects.get()
    with pytest.raises(Invalid, match="Nobody would supervise"):
        actions.end_membership(actor, own, TODAY)
    actions.add_member(actor, inspection, builders.make_supervisor(), "supervisor", TODAY, TODAY + 9 * DAY)
    with pytest.raises(Invalid, match="Nobody would supervise"):
        actions.end_membership(actor, own, TODAY + 9 * DAY)
    actions.end_membership(actor, own, TODAY + 8 * DAY)
    assert actions.end_membership(actor, own, TODAY + 20 * DAY).ends == TODAY + 20 * DAY


def test_end_membership_is_the_supervisors(inspection: Inspection) -> None:
    """Nobody else ends a membership."""
    with pytest.raises(NotAllowed):
        actions.end_membership(builders.acting(builders.make_supervisor()), TeamMember.objects.get(), TODAY)


def test_remove_member_takes_back_a_mistake(actor: Actor, inspection: Inspection) -> None:
    """Somebody put on the team today by mistake is off it at once; the trail keeps who it was."""
    inspector = builders.make_inspector()
    member = actions.add_member(actor, inspection, inspector, "inspector", TODAY)
    actions.remove_member(actor, member)
    assert roles_in(builders.acting(inspector), inspection.pk) == frozenset()
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.ids["user"]) == ("team.member-removed", str(inspector.public_id))


def test_remove_member_refuses_one_that_has_begun(actor: Actor, inspection: Inspection) -> None:
    """What was, stays written."""
    member = actions.add_member(actor, inspection, builders.make_inspector(), "inspector", TODAY - DAY)
    with pytest.raises(Conflict):
        actions.remove_member(actor, member)
    assert TeamMember.objects.filter(pk=member.pk).exists()


def test_remove_member_leaves_a_supervisor(actor: Actor, inspection: Inspection) -> None:
    """The last supervisor stays."""
    with pytest.raises(Invalid, match="Nobody would supervise"):
        actions.remove_member(actor, TeamMember.objects.get())


def test_remove_member_is_the_supervisors(actor: Actor, inspection: Inspection) -> None:
    """Nobody else takes people off."""
    member = actions.add_member(actor, inspection, builders.make_inspector(), "inspector", TODAY)
    with pytest.raises(NotAllowed):
        actions.remove_member(builders.acting(builders.make_supervisor()), member)


def test_declare_conflict_closes_a_force(actor: Actor, inspection: Inspection, force: Force) -> None:
    """An inspector's own conflict is recorded with its reason."""
    inspector = builders.make_inspector()
    actions.add_member(actor, inspection, inspector, "inspector", TODAY)
    part = inspection.forces.get(force=force)
    declaring = builders.acting(inspector)
    conflict = actions.declare_conflict(declaring, inspection, inspection_force=part, reason=" A relative. ")
    assert (conflict.user_id, conflict.reason, conflict.declared_at) == (inspector.pk, "A relative.", builders.NOW)
    assert has_conflict_in(declaring, inspection)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.ids["with"]) == ("conflict.declared", str(part.public_id))
    assert AuditDetail.objects.get(pk=event.sequence).body["new"] == {"reason": "A relative."}


def test_declare_conflict_refuses_twice(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Once is enough."""
    part = inspection.forces.get(force=force)
    actions.declare_conflict(actor, inspection, inspection_force=part, reason="A relative.")
    with pytest.raises(Conflict):
        actions.declare_conflict(actor, inspection, inspection_force=part, reason="A friend.")
    assert ConflictOfInterest.objects.count() == 1


def test_declare_conflict_asks_for_a_part_and_a_reason(actor: Actor, inspection: Inspection, force: Force) -> None:
    """It is with something of this inspection, and says why."""
    part = inspection.forces.get(force=force)
    elsewhere = builders.make_inspection(builders.make_supervisor(), case_version(inspection))
    with pytest.raises(Invalid) as nothing:
        actions.declare_conflict(actor, inspection, reason="A relative.")
    with pytest.raises(Invalid) as silent:
        actions.declare_conflict(actor, inspection, inspection_force=part, reason=" ")
    mine = builders.acting(elsewhere.team.get().user)
    with pytest.raises(Invalid) as foreign:
        actions.declare_conflict(mine, elsewhere, inspection_force=part, reason="A relative.")
    found = [list(e.value.errors) for e in (nothing, silent, foreign)]
    assert found == [["inspection_force"], ["reason"], ["inspection_force"]]
    assert ConflictOfInterest.objects.count() == 0


def test_declare_conflict_is_the_teams(inspection: Inspection, force: Force) -> None:
    """Somebody outside has nothing to declare."""
    part = inspection.forces.get(force=force)
    with pytest.raises(NotAllowed):
        actions.declare_conflict(
            builders.acting(builders.make_inspector()), inspection, inspection_force=part, reason="A relative."
        )


def test_people_to_add_can_sign_in_and_hold_a_role() -> None:
    """Administrators, people without access and deactivated ones are not offered."""
    builders.make_administrator()
    gone, ended = builders.make_inspector("gone"), builders.make_inspector("ended")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=ended.pk).update(access_until=TODAY - DAY)
    builders.make_inspector("last-day")
    User.objects.filter(username="last-day").update(access_until=TODAY)
    builders.make_supervisor("anna")
    assert [person.username for person in people_to_add(TODAY)] == ["anna", "last-day"]
