"""What a report's address asks for, read and written: no case material stands in it, only names and codes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from review.domain.tabulation import EVERY_CASE, Where
from review.inspections.models import Inspection
from review.reports.building import checked_by, chosen, headline_of
from review.reports.dimensions import FORCE, Method

PREFIX = "w."
"""Begins the name of a condition in the address: w.force=force-a."""


@dataclass(frozen=True)
class Asked:
    """What a report page or a list of cases is asked for.

    `all_cases` turns the headline subset off. `key` is a group of the breakdown; `grade` or `left_out` one figure.
    `flagged` keeps the cases with a language flag.
    """

    where: Where
    by: str
    all_cases: bool = False
    intervals: bool = False
    narrowed: bool = False
    key: str = ""
    grade: str = ""
    left_out: str = ""
    flagged: bool = False

    def query(self, **changes: object) -> str:
        """Return the address's query for this, with `changes`."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        pairs: list[tuple[str, str]] = []
        if asked.narrowed:
            pairs += [(f"{PREFIX}{c.name}", answer) for c in asked.where.conditions for answer in c.answers]
        pairs += [("by", asked.by), ("key", asked.key), ("grade", asked.grade), ("left-out", asked.left_out)]
        pairs += [("flagged", "yes" if asked.flagged else "")]
        pairs += [("all", "yes" if asked.all_cases else ""), ("intervals", "yes" if asked.intervals else "")]
        return urlencode([pair for pair in pairs if pair[1]])


def asked_in(query: QueryDict, inspection: Inspection, method: Method) -> Asked:
    """Return what the address asks for; raise Invalid with a sentence where it names what does not exist.

    Without conditions of its own a report is of the headline subset, unless it asks for all cases.
    """
    texts = [
        f"{name.removeprefix(PREFIX)}={','.join(answers)}" for name, answers in _conditions(query).items() if answers
    ]
    all_cases = query.get("all") == "yes"
    unchosen = EVERY_CASE if all_cases else headline_of(inspection, method)
    return Asked(
        where=chosen(method, texts) if texts else unchosen,
        by=checked_by(method, query.get("by", FORCE)),
        all_cases=all_cases and not texts,
        intervals=query.get("intervals") == "yes",
        narrowed=bool(texts),
        key=query.get("key", ""),
        grade=query.get("grade", ""),
        left_out=query.get("left-out", ""),
        flagged=query.get("flagged") == "yes",
    )


def _conditions(query: QueryDict) -> Mapping[str, list[str]]:
    names = [name for name in query if name.startswith(PREFIX)]
    return {name: [answer for answer in query.getlist(name) if answer] for name in names}
