"""What pages say about a person: their state, their work, the rows of a summary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from access.actor import has_access
from access.models import User
from access.queries import role_labels, roles_of
from casefiles.forces.models import ForceTie


@dataclass(frozen=True)
class State:
    """Whether somebody can sign in, in words and with the tone of its tag."""

    text: str
    tone: str


DEACTIVATED = State("Deactivated", "grey")
ENDED = State("Access ended", "orange")
ONE_TIME = State("Has not chosen a password", "yellow")
ACTIVE = State("Active", "green")


def state_of(user: User, today: date) -> State:
    """Return whether `user` can sign in today, and whether they have a password of their own yet."""
    if not user.is_active:
        return DEACTIVATED
    if not has_access(user, today):
        return ENDED
    return ONE_TIME if user.must_change_password else ACTIVE


def moment(at: datetime | None) -> str:
    """Return a moment in words, or that there was none."""
    return date_format(localtime(at), "j F Y, H:i") if at else "Never"


def reviews(count: int) -> str:
    """Return a number of reviews in words."""
    return f"{count} open review" if count == 1 else f"{count} open reviews"


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of users."""

    user: User
    roles: str
    state: State
    last_sign_in: str
    open_work: int


def rows(users: Iterable[Any], today: date) -> list[PersonRow]:
    """Return the lines of the list; each user carries `open_work`."""
    return [
        PersonRow(user, role_labels(roles_of(user)), state_of(user, today), moment(user.last_login), user.open_work)
        for user in users
    ]


def summary(user: User, today: date, open_work: int) -> list[dict[str, str]]:
    """Return the rows that stand above a user's form: what cannot be changed there."""
    state = state_of(user, today)
    return [
        {"label": "Username", "value": user.username},
        {"label": "State", "value": state.text, "tone": state.tone},
        {"label": "Last signed in", "value": moment(user.last_login)},
        {"label": "Open work", "value": reviews(open_work)},
    ]


@dataclass(frozen=True)
class TieRow:
    """A tie to a force, and whether it can be ended: it holds, or will hold, on a day from today on."""

    tie: ForceTie
    open: bool


def tie_rows(ties: Iterable[ForceTie], today: date) -> list[TieRow]:
    """Return the lines of a person's ties."""
    return [TieRow(tie, tie.ends is None or tie.ends >= today) for tie in ties]
