"""What no case can be, and what decides what, for whoever reads a release: a month its quarter, a group its records."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from casefiles.domain import codes
from review.counting.dimensions import (
    DAYS,
    ETHNICITY,
    ETHNICITY_AGREEMENT,
    ETHNICITY_STAGE,
    FORCE,
    FORCE_FLAG,
    GRADE,
    LANGUAGE,
    NOT_AT_ANY_STAGE,
    TEAM_TYPE,
)
from review.domain.dates_together import Dates, together
from review.domain.disclosure import Tie
from review.domain.periods import STEPS
from review.domain.rules.together import Form, always_answered, hanging_together
from review.domain.tabulation import NOT_ANSWERED

Categories = Mapping[str, Sequence[str]]
NEVER_EMPTY = (
    *(FORCE, GRADE, LANGUAGE, "case-area", TEAM_TYPE, FORCE_FLAG, "taskforce-support", *STEPS),
    *(ETHNICITY, ETHNICITY_STAGE, ETHNICITY_AGREEMENT),
)
"""Names that every signed-off case, or suspect, has an answer to, as every reader knows."""
STARTS = {"signed-off": "", "reported": "reported-", "closed": "closed-"}
"""What the names of a date's periods begin with."""
ORDER = (("reported", "closed"), ("reported", "signed-off"))
"""A case is reported before it is closed, and before its review is signed off."""
NO_GROUP, NOT_RECORDED = "none", "not-recorded"


class TooManyWays(ValueError):
    """Questions hang together in more ways than can be looked through: `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"Too many ways to answer {', '.join(names)}.")
        self.names = tuple(names)


def ties_of(categories: Categories, forms: Sequence[Form], occurring: Sequence[Mapping[str, str]]) -> tuple[Tie, ...]:
    """Return what every reader knows of the cases besides the figures.

    `categories` are those of each name, `forms` those by which the cases are reviewed. What really occurs can occur,
    whatever else is known: the categories of some case or suspect by name. Raises TooManyWays where questions hang
    together in more ways than can be looked through.
    """
    found = [*_tied(categories), *_asked(categories, forms)]
    names = {name for tie in found for name in tie.names}
    always = (*NEVER_EMPTY, *always_answered(forms))
    for name in (name for name in categories if name not in names and name in always):
        found.append(Tie((name,), frozenset((code,) for code in categories[name] if code != NOT_ANSWERED)))
    return tuple(
        Tie(tie.names, tie.together | {tuple(one[name] for name in tie.names) for one in occurring}) for tie in found
    )


def _tied(categories: Categories) -> Iterator[Tie]:
    """Yield the names that decide each other, of which a release has two."""
    yield from _dates(categories)
    of_suspects = [name for name in (ETHNICITY, ETHNICITY_STAGE, ETHNICITY_AGREEMENT) if name in categories]
    if len(of_suspects) > 1:
        every = product(*[[code for code in categories[name] if code != NOT_ANSWERED] for name in of_suspects])
        together = (one for one in every if _agree(dict(zip(of_suspects, one, strict=True))))
        yield Tie(tuple(of_suspects), frozenset(together))


def _asked(categories: Categories, forms: Sequence[Form]) -> Iterator[Tie]:
    """Yield the questions that hang together: one is asked only where another is answered so or so."""
    answered = {name: [code for code in codes if code != NOT_ANSWERED] for name, codes in categories.items()}
    for one in hanging_together(forms, answered):
        if one.ways is None:
            raise TooManyWays(one.names)
        never = [place for place, name in enumerate(one.names) if name in NEVER_EMPTY]
        ways = (way for way in one.ways if all(way[place] for place in never))
        yield Tie(one.names, frozenset(tuple(code or NOT_ANSWERED for code in way) for way in ways))


def _dates(categories: Categories) -> Iterator[Tie]:
    """Yield the names that are made of dates, if there are several: periods, and bands of days between two."""
    periods = {
        one: [f"{start}{step}" for step in STEPS if f"{start}{step}" in categories] for one, start in STARTS.items()
    }
    days = [name.split(".") for name in categories if name.startswith(f"{DAYS}.")]
    between = {f"{DAYS}.{first}.{last}": (first, last) for _, first, last in days}
    dates = Dates(periods, between, ("signed-off",), ORDER)
    if len(dates.names) < 2:
        return
    answered = {name: [code for code in categories[name] if code != NOT_ANSWERED] for name in dates.names}
    ways = together(dates, answered)
    if ways is None:
        raise TooManyWays(dates.names)
    yield Tie(dates.names, frozenset(tuple(code or NOT_ANSWERED for code in way) for way in ways))


def _agree(one: Mapping[str, str]) -> bool:
    """Tell whether the group, the stage and the agreement of the records of one person can stand together."""
    absent = dict(codes.ETHNICITY_ABSENCES)
    group, agreement, stage = one.get(ETHNICITY), one.get(ETHNICITY_AGREEMENT), one.get(ETHNICITY_STAGE)
    if group is not None and agreement is not None and (group in absent) != (agreement == NO_GROUP):
        return False
    return not (stage == NOT_AT_ANY_STAGE and (group not in (None, NOT_RECORDED) or agreement not in (None, NO_GROUP)))
