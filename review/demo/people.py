"""The people of the demonstration: their accounts, roles and ties to forces, made by its administrator."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings

from access.actions import create_first_administrator, create_user
from access.actor import Actor
from access.roles import ADMINISTRATOR
from casefiles.forces.actions import add_tie
from review.demo.moments import moment
from review.demo.script import Player
from review.demo.stage import Action, Scene, Stage

ACCOUNTS_ON = date(2023, 3, 6)
"""The day on which the accounts are made: before a framework is published or an inspection set up."""


def enter_administrator(stage: Stage, actor: Actor, players: Iterable[Player]) -> str:
    """Make the first account, of the administrator who makes all others, and return its username."""
    player = next(player for player in players if ADMINISTRATOR in player.roles)
    made = create_first_administrator(
        actor, username=player.username, name=player.name, password=settings.DEMO_PASSWORD
    )
    stage.users[player.username] = made.user
    return player.username


def people_scenes(players: Iterable[Player], administrator: str) -> Iterator[Scene]:
    """Yield the administrator's making of each other account with its ties."""
    others = [player for player in players if player.username != administrator]
    for place, player in enumerate(others):
        yield Scene(moment(ACCOUNTS_ON, "create", place), administrator, _entering(player, administrator))


def _entering(player: Player, administrator: str) -> Action:
    def enter(stage: Stage, actor: Actor) -> None:
        made = create_user(
            actor,
            username=player.username,
            name=player.name,
            roles=player.roles,
            password=settings.DEMO_PASSWORD,
            hashed=stage.users[administrator].password,
        )
        stage.users[player.username] = made.user
        for tie in player.ties:
            add_tie(actor, made.user, stage.forces[tie.force_code], tie.kind, tie.starts, tie.ends, tie.note)

    return enter
