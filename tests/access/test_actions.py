"""Users: added, changed, deactivated and given passwords by an administrator, with every refusal in a sentence."""

from datetime import timedelta
from typing import Any

import pytest

from access import actions
from access.actor import Actor, actor_of
from access.models import AuditDetail, AuditEvent, User
from access.queries import roles_of
from access.refusals import Conflict, Invalid, NotAllowed, Refused
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = builders.NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def add(actor: Actor, **values: Any) -> actions.NewUser:
    plain: dict[str, Any] = {"username": "new.person", "name": "New Person", "roles": ["inspector"]}
    return actions.create_user(actor, **(plain | values))


def change(actor: Actor, user: User, **values: Any) -> User:
    now: dict[str, Any] = {
        "version": user.version,
        "name": user.name,
        "roles": roles_of(user),
        "access_until": user.access_until,
    }
    return actions.update_user(actor, user, **(now | values))


def errors(call: Any, *args: Any, **values: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        call(*args, **values)
    return refused.value.errors


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-sequence")[0]


def test_create_user_takes_a_username_a_name_roles_and_a_last_day(actor: Actor) -> None:
    made = add(actor, username=" a.b@c ", name=" New \n Person ", roles=["supervisor", "inspector"], access_until=TODAY)
    user = User.objects.get(pk=made.user.pk)
    assert (user.username, user.name, user.access_until) == ("a.b@c", "New Person", TODAY)
    assert (roles_of(user), user.created_at) == (["inspector", "supervisor"], builders.NOW)


def test_create_user_gives_a_one_time_password_that_must_be_changed(actor: Actor) -> None:
    made = add(actor)
    assert made.one_time_password is not None
    assert made.user.check_password(made.one_time_password)
    assert made.user.must_change_password is True


def test_create_user_with_a_password_gives_none(actor: Actor) -> None:
    made = add(actor, password=builders.PASSWORD)
    assert (made.one_time_password, made.user.must_change_password) == (None, False)
    assert made.user.check_password(builders.PASSWORD)


def test_create_user_is_in_the_trail_without_the_password(actor: Actor) -> None:
    made = add(actor, password=builders.PASSWORD)
    event = last_event()
    detail = AuditDetail.objects.get(event_sequence=event.sequence)
    assert (event.action, event.thing_id, event.actor_name) == ("user.added", str(made.user.public_id), actor.name)
    assert detail.body["new"] == {"username": "new.person", "name": "New Person", "roles": ["inspector"], "until": None}


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("", "Enter a username"),
        ("x" * 151, "The username must be 150 characters or fewer"),
        (
            "two words",
            "The username must begin with a letter or digit and have only letters, digits and @ . + - _ in it",
        ),
        ("аnna", "The username must begin with a letter or digit and have only letters, digits and @ . + - _ in it"),
        ("TAKEN", "There is already a user with this username. Choose another, or reactivate that user."),
    ],
)
def test_create_user_refuses_a_username(actor: Actor, username: str, sentence: str) -> None:
    add(actor, username="taken")
    assert errors(add, actor, username=username) == {"username": [sentence]}


def test_create_user_names_everything_that_is_wrong_and_adds_nobody(actor: Actor) -> None:
    before = User.objects.count()
    assert errors(add, actor, name=" ", roles=[], access_until=YESTERDAY, password="short") == {
        "name": ["Enter the full name"],
        "roles": ["Select at least one role"],
        "access_until": ["The last day of access must be today or later. To end access at once, deactivate the user."],
        "password": ["This password is too short. It must contain at least 12 characters."],
    }
    assert User.objects.count() == before


@pytest.mark.parametrize("role", ["system", "auditor"])
def test_create_user_refuses_a_role_that_nobody_can_hold(actor: Actor, role: str) -> None:
    sentence = f"There is no role “{role}”. The roles are inspector, supervisor, administrator."
    assert errors(add, actor, roles=["inspector", role]) == {"roles": [sentence]}


@pytest.mark.parametrize("role", ["inspector", "supervisor"])
def test_users_are_managed_by_administrators_only(role: str, administrator: User) -> None:
    other = builders.acting(builders.make_user("other", role))
    for attempt in (
        lambda: add(other),
        lambda: change(other, administrator, name="X"),
        lambda: actions.deactivate(other, administrator),
        lambda: actions.reactivate(other, administrator),
        lambda: actions.issue_one_time_password(other, administrator),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_first_administrator_is_made_once(system: Actor) -> None:
    made = actions.create_first_administrator(system, username="first", name="First")
    assert roles_of(made.user) == ["administrator"]
    with pytest.raises(Refused) as refused:
        actions.create_first_administrator(system, username="second", name="Second")
    assert refused.value.sentence == actions.ONE_EXISTS


def test_first_administrator_can_be_made_anew_where_none_has_access(system: Actor, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(access_until=YESTERDAY)
    assert actions.create_first_administrator(system, username="next", name="Next").user.username == "next"


def test_update_user_changes_what_differs_and_records_its_names(actor: Actor) -> None:
    user = add(actor).user
    changed = change(actor, user, name="Other Name", roles=["supervisor"], access_until=TOMORROW)
    event = last_event()
    assert (changed.name, roles_of(changed), changed.access_until) == ("Other Name", ["supervisor"], TOMORROW)
    assert (changed.version, event.action, event.fields) == (1, "user.changed", ["name", "roles", "until"])


def test_update_user_without_a_change_leaves_no_event(actor: Actor) -> None:
    user = add(actor).user
    before = last_event().sequence
    assert change(actor, user).version == 0
    assert last_event().sequence == before


def test_update_user_refuses_a_stale_version(actor: Actor) -> None:
    user = add(actor).user
    change(actor, user, name="Saved first")
    with pytest.raises(Conflict) as refused:
        actions.update_user(actor, user, version=0, name="Late", roles=["inspector"], access_until=None)
    assert refused.value.sentence == actions.CHANGED_MEANWHILE
    assert User.objects.get(pk=user.pk).name == "Saved first"


def test_update_user_keeps_a_past_last_day_but_takes_no_new_one(actor: Actor) -> None:
    user = add(actor, access_until=TODAY).user
    later = Actor(actor.user_id, actor.name, actor.roles, builders.NOW + timedelta(days=9))
    assert change(later, user, name="Renamed").access_until == TODAY
    user.refresh_from_db()
    assert list(errors(change, later, user, access_until=TOMORROW)) == ["access_until"]


def test_administrator_cannot_take_away_their_own_role(actor: Actor, administrator: User) -> None:
    builders.make_administrator()
    assert errors(change, actor, administrator, roles=["inspector"]) == {"roles": [actions.OWN_ROLE]}


def test_administrator_cannot_deactivate_themselves(actor: Actor, administrator: User) -> None:
    builders.make_administrator()
    assert errors(actions.deactivate, actor, administrator) == {"": [actions.OWN_ACCOUNT]}


def test_last_administrator_stays(system: Actor, administrator: User) -> None:
    sentence = [actions.LAST_ADMINISTRATOR]
    assert errors(actions.deactivate, system, administrator) == {"": sentence}
    assert errors(change, system, administrator, roles=["inspector"]) == {"roles": sentence}
    assert errors(change, system, administrator, access_until=TOMORROW) == {"access_until": sentence}
    assert change(system, administrator, roles=["administrator", "inspector"]).version == 1


def test_last_administrator_may_go_once_there_is_another(system: Actor, administrator: User) -> None:
    builders.make_administrator()
    assert actions.deactivate(system, administrator).is_active is False


def test_deactivate_and_reactivate_take_access_and_give_it_back(actor: Actor) -> None:
    user = add(actor).user
    assert actor_of(actions.deactivate(actor, user), builders.NOW).roles == frozenset()
    assert last_event().action == "user.deactivated"
    assert actor_of(actions.reactivate(actor, user), builders.NOW).roles == {"inspector"}
    assert (last_event().action, user.version) == ("user.reactivated", 2)


def test_deactivate_and_reactivate_refuse_what_is_so_already(actor: Actor) -> None:
    user = add(actor).user
    for action, word in ((actions.reactivate, "active"), (actions.deactivate, "deactivated")):
        if word == "deactivated":
            actions.deactivate(actor, user)
        with pytest.raises(Conflict) as refused:
            action(actor, user)
        assert refused.value.sentence == f"New Person is {word} already."


def test_one_time_password_replaces_the_old_one_and_is_kept_nowhere(actor: Actor) -> None:
    user = add(actor, password=builders.PASSWORD).user
    given = actions.issue_one_time_password(actor, user)
    stored = User.objects.get(pk=user.pk)
    assert (stored.check_password(given), stored.check_password(builders.PASSWORD)) == (True, False)
    assert (stored.must_change_password, last_event().action, last_event().detail_digest) == (
        True,
        "password.issued",
        "",
    )


def test_one_time_password_is_refused_for_oneself_and_for_the_deactivated(actor: Actor, administrator: User) -> None:
    assert errors(actions.issue_one_time_password, actor, administrator) == {"": [actions.OWN_PASSWORD]}
    user = actions.deactivate(actor, add(actor).user)
    with pytest.raises(Conflict) as refused:
        actions.issue_one_time_password(actor, user)
    assert refused.value.sentence == "New Person is deactivated. Reactivate them first."


def test_chosen_password_ends_the_one_time_one(actor: Actor) -> None:
    user = add(actor).user
    actions.choose_password(user, builders.PASSWORD)
    stored = User.objects.get(pk=user.pk)
    assert (stored.must_change_password, stored.check_password(builders.PASSWORD)) == (False, True)
    assert (last_event().action, last_event().actor_name) == ("password.changed", "new.person")


def test_refused_change_leaves_no_event(actor: Actor) -> None:
    user = add(actor).user
    before = last_event().sequence
    errors(change, actor, user, roles=[])
    assert last_event().sequence == before
