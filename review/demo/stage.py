"""Where the demonstration is played: who and what is there so far, and the scenes in the order of their moments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from access.actor import Actor, actor_of
from access.models import User
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection


@dataclass
class Stage:
    """What the scenes so far have put up, by the names that the script uses: usernames, codes, references.

    A case's subject and open review are kept by primary key: each scene reads them as they stand then.
    """

    users: dict[str, User] = field(default_factory=dict)
    forces: dict[str, Force] = field(default_factory=dict)
    frameworks: dict[str, FrameworkVersion] = field(default_factory=dict)
    inspections: dict[str, Inspection] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)
    reviews: dict[str, int] = field(default_factory=dict)

    def actor(self, username: str, at: datetime) -> Actor:
        """Return somebody acting at a moment, with the roles that they hold."""
        return actor_of(self.users[username], at)


Action = Callable[[Stage, Actor], None]


@dataclass(frozen=True)
class Scene:
    """Something that somebody does at a moment, through the product's own actions."""

    at: datetime
    by: str
    do: Action


def play(stage: Stage, scenes: Iterable[Scene]) -> None:
    """Play the scenes in the order of their moments; those of one moment as they were given."""
    for scene in sorted(scenes, key=lambda scene: scene.at):
        scene.do(stage, stage.actor(scene.by, scene.at))
