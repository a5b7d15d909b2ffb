"""Every write to users: added, changed, deactivated, given a password."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import F

from access import audit, user_rules
from access.actor import Actor, actor_of
from access.models import User
from access.one_time import one_time_password
from access.permissions import require
from access.queries import administrators, roles_of
from access.refusals import Conflict, Invalid, Refused
from access.roles import ADMINISTRATOR
from access.sign_ins import end_sessions

CHANGED_MEANWHILE = "Somebody else changed this user meanwhile. Look at the user again, then make your change."
LAST_ADMINISTRATOR = "Nobody would manage users afterwards. Make somebody else an administrator first."
OWN_ROLE = "You cannot take away your own administrator role. Ask another administrator."
OWN_ACCOUNT = "You cannot deactivate yourself. Ask another administrator."
OWN_PASSWORD = "You cannot give yourself a one-time password. Change your password instead."  # noqa: S105
ONE_EXISTS = "There is an active administrator already. Ask them for an account, or for a one-time password."


@dataclass(frozen=True)
class NewUser:
    """A user just added, and the one-time password to hand over, where no other was given."""

    user: User
    one_time_password: str | None


def create_user(
    actor: Actor,
    *,
    username: str,
    name: str,
    roles: Collection[str],
    access_until: date | None = None,
    password: str | None = None,
    hashed: str = "",
) -> NewUser:
    """Add a user and return them, with a one-time password unless `password` is given.

    `hashed` is the hash of `password` where the caller has it already: hashing is slow on purpose, and several users
    may start with one password.
    Raises NotAllowed, or Invalid by field (`username`, `name`, `roles`, `access_until`, `password`).
    """
    require(actor, "user.manage")
    user = User(username=username.strip(), name=_one_line(name), access_until=access_until, created_at=actor.now)
    problems = user_rules.found(
        username=user_rules.username_problem(user.username),
        name=user_rules.name_problem(user.name),
        roles=user_rules.roles_problem(roles),
        access_until=user_rules.last_day_problem(access_until, None, actor.today),
        password=[] if password is None else user_rules.password_problems(password, user),
    )
    if problems:
        raise Invalid(problems)
    given = one_time_password() if password is None else None
    user.must_change_password = password is None
    user.password = hashed or make_password(given or password)
    return NewUser(_added(actor, user, roles), given)


def _added(actor: Actor, user: User, roles: Collection[str]) -> User:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            user.groups.set(_groups(roles))
            new = {"username": user.username, "name": user.name, "roles": sorted(roles), "until": user.access_until}
            audit.record(actor, "user.added", "user", user.public_id, new=new)
    except IntegrityError as taken:
        raise Invalid({"username": ["There is already a user with this username. Choose another."]}) from taken
    return user


def create_first_administrator(actor: Actor, *, username: str, name: str, password: str | None = None) -> NewUser:
    """Add the administrator who adds everybody else. Raises Refused where there is an active one; Invalid by field."""
    require(actor, "user.manage")
    with transaction.atomic():
        _lock_administrators()
        if administrators(actor.today).exists():
            raise Refused(ONE_EXISTS)
        return create_user(actor, username=username, name=name, roles=[ADMINISTRATOR], password=password)


def update_user(
    actor: Actor, user: User, *, version: int, name: str, roles: Collection[str], access_until: date | None
) -> User:
    """Change a user's name, roles and last day of access; return the user as they now are.

    `version` is the one that was on screen. Raises NotAllowed; Invalid by field (`name`, `roles`, `access_until`);
    Conflict where somebody else changed the user meanwhile.
    """
    require(actor, "user.manage")
    with transaction.atomic():
        _lock_administrators()
        current = User.objects.select_for_update().get(pk=user.pk)
        name = _one_line(name)
        old = {"name": current.name, "roles": sorted(roles_of(current)), "until": current.access_until}
        new = {"name": name, "roles": sorted(set(roles)), "until": access_until}
        fields = [field for field in new if new[field] != old[field]]
        if fields:
            _refuse_change(actor, current, name, roles, access_until)
            _change(current, version, name=name, access_until=access_until)
            current.groups.set(_groups(roles))
            before, after = ({field: values[field] for field in fields} for values in (old, new))
            audit.record(actor, "user.changed", "user", current.public_id, fields=fields, old=before, new=after)
    current.refresh_from_db()
    return current


def _refuse_change(actor: Actor, user: User, name: str, roles: Collection[str], last_day: date | None) -> None:
    problems = user_rules.found(
        name=user_rules.name_problem(name),
        roles=user_rules.roles_problem(roles),
        access_until=user_rules.last_day_problem(last_day, user.access_until, actor.today),
    )
    if problems:
        raise Invalid(problems)
    if ADMINISTRATOR in roles_of(user):
        if ADMINISTRATOR not in roles:
            if user.pk == actor.user_id:
                raise Invalid({"roles": [OWN_ROLE]})
            _keep_an_administrator(user, actor.today, "roles")
        elif last_day is not None and last_day != user.access_until:
            _keep_an_administrator(user, last_day, "access_until")


def deactivate(actor: Actor, user: User) -> User:
    """End a user's access at once and sign them out; all that they did, and their open work, stays.

    Raises NotAllowed; Invalid for oneself or the last administrator; Conflict where they are deactivated already.
    """
    require(actor, "user.manage")
    if user.pk == actor.user_id:
        raise Invalid(OWN_ACCOUNT)
    with transaction.atomic():
        _lock_administrators()
        _keep_an_administrator(user, actor.today, "")
        _switch(user, active=False)
        end_sessions(user)
        audit.record(actor, "user.deactivated", "user", user.public_id, fields=["active"])
    return user


def reactivate(actor: Actor, user: User) -> User:
    """Give a deactivated user access again. Raises NotAllowed, or Conflict where they are active already."""
    require(actor, "user.manage")
    with transaction.atomic():
        _switch(user, active=True)
        audit.record(actor, "user.reactivated", "user", user.public_id, fields=["active"])
    return user


def issue_one_time_password(actor: Actor, user: User) -> str:
    """Give a user a one-time password in place of theirs, sign them out, and return it; it is kept nowhere.

    Raises NotAllowed; Invalid for oneself; Conflict where the user is deactivated.
    """
    require(actor, "user.manage")
    if user.pk == actor.user_id:
        raise Invalid(OWN_PASSWORD)
    given = one_time_password()
    user.set_password(given)
    with transaction.atomic():
        active = User.objects.filter(pk=user.pk, is_active=True)
        if not active.update(password=user.password, must_change_password=True):
            raise Conflict(f"{user.name} is deactivated. Reactivate them first.")
        end_sessions(user)
        audit.record(actor, "password.issued", "user", user.public_id)
    user.must_change_password = True
    return given


def choose_password(user: User, password: str, session: str | None = None) -> None:
    """Set the password that `user` chose themselves, which ends a one-time one and every session but `session`."""
    user.set_password(password)
    user.must_change_password = False
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(password=user.password, must_change_password=False)
        end_sessions(user, keep=session)
        audit.record(actor_of(user), "password.changed", "user", user.public_id)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _groups(roles: Collection[str]) -> list[Group]:
    return [Group.objects.get_or_create(name=code)[0] for code in sorted(set(roles))]


def _lock_administrators() -> None:
    """Let one change at a time decide whether an administrator stays: two of them could deactivate each other."""
    Group.objects.get_or_create(name=ADMINISTRATOR)
    Group.objects.select_for_update().get(name=ADMINISTRATOR)


def _keep_an_administrator(user: User, day: date, field: str) -> None:
    remaining = administrators(day).exclude(pk=user.pk)
    if administrators(day).filter(pk=user.pk).exists() and not remaining.exists():
        raise Invalid({field: [LAST_ADMINISTRATOR]})


def _change(user: User, version: int, **values: object) -> None:
    unchanged = User.objects.filter(pk=user.pk, version=version)
    if not unchanged.update(**values, version=F("version") + 1):
        raise Conflict(CHANGED_MEANWHILE)


def _switch(user: User, *, active: bool) -> None:
    other = User.objects.filter(pk=user.pk, is_active=not active)
    if not other.update(is_active=active, version=F("version") + 1):
        raise Conflict(f"{user.name} is {'active' if active else 'deactivated'} already.")
    user.refresh_from_db()
