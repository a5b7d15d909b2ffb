"""Figures given out, rightly or wrongly, under disclosure control that changes."""

from access.roles import SUPERVISOR
from review.counting.dimensions import CRITERION, FORCE, LANGUAGE, REVIEWER, TEAM_TYPE
from review.counting.method import method_of
from review.domain.tabulation import EVERY_CASE
from review.inspections.models import Inspection
from review.releases.actions import PolicyInput, Wanted, release_of, set_policy
from review.releases.models import PublicRelease
from review.releases.queries import policy_of
from review.reports.building import Definition, chosen
from tests.soak import texts
from tests.soak.stage import Nothing, Stage

NAMES = (FORCE, TEAM_TYPE, LANGUAGE, CRITERION, "month", "group-based", REVIEWER)
MOST = 4
"""How many releases an inspection has at most: each is checked against all before."""


def release(stage: Stage) -> None:
    """Give out one to three tables of an inspection."""
    inspection, chance = stage.one(Inspection.objects.all()), stage.chance
    if PublicRelease.objects.filter(inspection=inspection).count() >= MOST:
        raise Nothing
    method = method_of(inspection)
    subsets = (EVERY_CASE, chosen(method, ["group-based=yes"]), chosen(method, ["team-type=specialist"]))
    definitions = tuple(
        Definition(chance.choice(subsets), tuple(chance.sample(NAMES, chance.choice((0, 0, 1, 1, 2)))))
        for _ in range(chance.randint(1, 3))
    )
    wanted = Wanted(texts.sentence(chance), texts.anything(chance), tuple(dict.fromkeys(definitions)))
    release_of(stage.member(inspection, SUPERVISOR), method, wanted)


def set_disclosure(stage: Stage) -> None:
    """Change how small counts are kept back."""
    inspection, chance = stage.one(Inspection.objects.all()), stage.chance
    given = PolicyInput(
        chance.choice((2, 3, 5, 10, 1)),
        chance.random() < 0.7,
        chance.choice((0, 0, 0, 5, 4)),
        *(chance.random() < odds for odds in (0.5, 0.9, 0.9)),
    )
    version = policy_of(inspection).version if chance.random() < 0.95 else 99
    set_policy(stage.member(inspection, SUPERVISOR), inspection, given, version)


DEEDS = {release: 3, set_disclosure: 1}
