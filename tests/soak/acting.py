"""Plays deeds one after the other and looks, after each, whether everything is still as it must be."""

import random
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DataError

from access.models import User
from access.refusals import NotAllowed, Refused
from tests.review import looking, plain_rules
from tests.soak import deeds_cases, deeds_judging, deeds_releasing, deeds_setting_up
from tests.soak.figures import figures_are_right
from tests.soak.invariants import CHECKS
from tests.soak.rows import differing, fingerprint
from tests.soak.stage import Nothing, Stage

DEEDS: dict[Callable[[Stage], None], float] = {
    **deeds_setting_up.DEEDS,
    **deeds_cases.DEEDS,
    **deeds_judging.DEEDS,
    **deeds_releasing.DEEDS,
}
EVERY = 25
"""How many steps lie between two looks at everything; at the rows it looks after each."""


class Fault(AssertionError):
    """Something that must never be; the words say what."""


def play(stage: Stage, steps: int, may_go_on: Callable[[], bool] = lambda: True) -> int:
    """Play so many steps, or until it may not go on, and return how many; raise Fault at the first thing wrong."""
    before = fingerprint()
    for step in range(steps):
        if not may_go_on():
            return step
        before = one_step(stage, before)
        if (step + 1) % EVERY == 0:
            check(stage)
    check(stage)
    return steps


def one_step(stage: Stage, before: dict[str, str]) -> dict[str, str]:
    """Play one deed and return the fingerprint of the rows after it."""
    deed = stage.chance.choices(list(DEEDS), list(DEEDS.values()))[0]
    stage.let_time_pass()
    try:
        with telling(deed.__name__):
            deed(stage)
    except Nothing:
        stage.done["had nothing to be done with"] += 1
        return before
    except (Refused, NotAllowed) as refused:
        stage.done[f"{deed.__name__} refused"] += 1
        after = fingerprint()
        if changed := differing(before, after):
            raise Fault(f"{deed.__name__} was refused ({refused}) and yet changed {changed}") from refused
        if not str(refused).strip():
            raise Fault(f"{deed.__name__} was refused without a word") from refused
        return after
    stage.done[deed.__name__] += 1
    after = fingerprint()
    if (changed := differing(before, after)) and not any(line.startswith("access_auditevent:") for line in changed):
        raise Fault(f"{deed.__name__} changed {changed} and the trail says nothing of it")
    return after


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Turn an error that is no refusal into a fault that tells where it came from."""
    try:
        yield
    except (Nothing, Refused, NotAllowed):
        raise
    except DataError as error:
        if "NUL" not in str(error):
            raise Fault(f"{name} broke:\n{traceback.format_exc()}") from error
        raise Refused("PostgreSQL itself takes no NUL; the forms let none come so far.") from error
    except Exception as error:
        raise Fault(f"{name} broke:\n{traceback.format_exc()}") from error


def check(stage: Stage) -> None:
    """Raise Fault where anything is not as it must be."""
    check_rows(stage.chance)
    with telling("a check"):
        faults = [f"ledger: {line}" for line in stage.ledger.faults()]
        faults += [f"visible: {line}" for line in wrongly_visible(stage)]
    if faults:
        raise Fault("\n".join(faults[:20]))


def check_rows(chance: random.Random) -> None:
    """Raise Fault where the rows by themselves are not as they must be, whoever wrote them."""
    with telling("a check"):
        faults = [f"{check.__name__}: {line}" for check in CHECKS for line in check()]
        faults += [f"figures: {line}" for line in figures_are_right(chance)]
    if faults:
        raise Fault("\n".join(faults[:20]))


def wrongly_visible(stage: Stage) -> Iterator[str]:
    """Yield what two people can see and may not, or may and cannot."""
    rows = plain_rules.everything()
    for user in stage.chance.sample(list(User.objects.order_by("pk")), 2):
        for look in looking.looks(rows, stage.acting(user), stage.chance):
            if look.shown != look.permitted:
                yield f"{user}: {look}"
