"""What a report's address asks for, read and written: no case material stands in it, only names and codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from access.refusals import Invalid
from review.counting.choosing import checked, checked_names, parsed
from review.counting.dimensions import CRITERION, FORCE, GRADE
from review.counting.measures import measure_of
from review.counting.method import Method, method_of
from review.domain.tabulation import EVERY_CASE, NOT_ANSWERED, Where, WhereError
from review.domain.where import condition_of
from review.domain.wording import LEFT_OUT_LABELS
from review.inspections.models import Inspection
from review.reports.building import Definition, headline_of

WITH = "with"
"""Names a further inspection that is counted with the first."""
PREFIX = "w."
"""Begins the name of a condition in the address: w.force=force-a."""

STANDARD_NAMES = {"all", "intervals"}
"""What the address of the standard report may say."""


@dataclass(frozen=True)
class Asked:
    """What a report page or a list of cases is asked for.

    `all_cases` turns the headline subset off. `key` is a group of the breakdown: the answers under the names of `by`.
    `answer` or `left_out` is one figure of it. `share` is the answer by whose share groups are compared. `others` are
    the short names of further inspections that are counted with the first.
    """

    where: Where
    by: tuple[str, ...] = ()
    measure: str = GRADE
    all_cases: bool = False
    intervals: bool = False
    narrowed: bool = False
    key: tuple[str, ...] = ()
    answer: str = ""
    left_out: str = ""
    share: str = ""
    others: tuple[str, ...] = ()

    @property
    def definition(self) -> Definition:
        """Return what defines the report, whatever figure of it is asked for."""
        return Definition(self.where, self.by, self.measure)

    def query(self, **changes: object) -> str:
        """Return the address's query for this, with `changes`."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        pairs: list[tuple[str, str]] = [(WITH, slug) for slug in asked.others]
        if asked.narrowed:
            pairs += [(f"{PREFIX}{c.name}", answer) for c in asked.where.conditions for answer in c.answers]
        pairs += [("by", name) for name in asked.by] + [("key", code) for code in asked.key]
        pairs += [("count", asked.measure if asked.measure != GRADE else "")]
        pairs += [("answer", asked.answer), ("left-out", asked.left_out), ("share", asked.share)]
        pairs += [("all", "yes" if asked.all_cases else ""), ("intervals", "yes" if asked.intervals else "")]
        return urlencode([pair for pair in pairs if pair[1]])


def is_standard(query: QueryDict) -> bool:
    """Return whether the address asks for the standard report; one that says more asks for a built one."""
    return not set(query) - STANDARD_NAMES


def without_empty(query: QueryDict) -> QueryDict:
    """Return an address's query without its empty parts; what has no other asks for the grades."""
    short = query.copy()
    for name, answers in query.lists():
        short.setlist(name, [answer for answer in answers if answer.strip()])
    kept = QueryDict(short.urlencode(), mutable=True)
    if query and not kept:
        kept["count"] = GRADE
    return kept


def method_for(query: QueryDict, *inspections: Inspection) -> Method:
    """Return the method of the inspections, with the answers of all names that the address has."""
    names = {name.removeprefix(PREFIX) for name in query} | set(query.getlist("by")) | set(query.getlist("count"))
    return method_of(*inspections, named=names)


def asked_in(query: QueryDict, inspection: Inspection, method: Method, by: str = FORCE) -> Asked:
    """Return what the address asks for; raise Invalid with a sentence where it names what does not exist.

    Without conditions of its own a report is of the headline subset, unless it asks for all cases. Without names to
    break down by it is broken down by `by`.
    """
    _check_names(query)
    others = tuple(slug for slug in query.getlist(WITH) if slug)
    if others != tuple(one.slug_id for one in method.inspections[1:]):
        raise Invalid("This is a report of several inspections, and has to be asked for with all of them.")
    conditions = _conditions(query)
    all_cases = _is_yes(query, "all")
    measure = measure_of(method, query.get("count") or GRADE)
    names = checked_names(method, query.getlist("by") or [by], measure)
    unchosen = EVERY_CASE if all_cases else headline_of(inspection, method)
    asked = Asked(
        where=checked(method, conditions) if conditions else unchosen,
        by=names,
        measure=measure.name,
        all_cases=all_cases and not conditions,
        intervals=_is_yes(query, "intervals"),
        narrowed=bool(conditions),
        key=tuple(code for code in query.getlist("key") if code),
        answer=query.get("answer", ""),
        left_out=query.get("left-out", ""),
        share=query.get("share", ""),
        others=others,
    )
    _check_figure(method, asked)
    return asked


def typed(
    method: Method, where: Sequence[str], by: Sequence[str], measure: str, all_cases: bool, intervals: bool
) -> Asked:
    """Return what the command's options ask for, which is what the address with the same names asks for.

    Raises Invalid with a sentence where they name what does not exist, or choose cases in two ways.
    """
    if where and all_cases:
        raise Invalid("--where chooses cases among all of them: leave out --all.")
    measured = measure_of(method, measure or GRADE)
    chosen = checked(method, parsed(where))
    unchosen = EVERY_CASE if all_cases else headline_of(method.inspections[0], method)
    return Asked(
        where=chosen or unchosen,
        by=checked_names(method, by, measured),
        measure=measured.name,
        all_cases=all_cases,
        intervals=intervals,
        narrowed=bool(chosen),
        others=tuple(one.slug_id for one in method.inspections[1:]),
    )


def cases_of(asked: Asked) -> Asked:
    """Return what asks for the same cases, and nothing else of it."""
    return Asked(asked.where, all_cases=asked.all_cases, narrowed=asked.narrowed, others=asked.others)


KNOWN = (WITH, "by", "key", "count", "answer", "left-out", "share", "all", "intervals", "q", "page", "format")
"""What an address can say beside its conditions."""


def _check_names(query: QueryDict) -> None:
    """Raise Invalid where the address has a name that would be passed over: its figures would be others than meant."""
    for name in query:
        if name not in KNOWN and not name.startswith(PREFIX):
            raise Invalid(
                f"“{name}” means nothing in this address. Its names are: {', '.join(KNOWN)}, and {PREFIX}NAME."
            )


def _is_yes(query: QueryDict, name: str) -> bool:
    """Return whether the address says yes to a name; raise Invalid where it says something else than yes or nothing."""
    said = query.getlist(name)
    if any(one not in ("yes", "") for one in said):
        raise Invalid(f"“{name}” is yes or is left out of the address: “{said[0]}” means nothing there.")
    return "yes" in said


def check_page(asked: Asked) -> None:
    """Raise Invalid where an address of a whole report names one figure of it, which only a list of cases is of."""
    named = {"key": asked.key, "answer": asked.answer, "left-out": asked.left_out}
    if found := [name for name, said in named.items() if said]:
        raise Invalid(
            f"“{found[0]}” names one figure, and a report shows all of them: leave it out, or open its cases."
        )


def _conditions(query: QueryDict) -> Where:
    named: Mapping[str, list[str]] = {
        name.removeprefix(PREFIX): [answer for answer in query.getlist(name) if answer]
        for name in query
        if name.startswith(PREFIX)
    }
    try:
        return Where(tuple(condition_of(name, answers) for name, answers in named.items() if answers))
    except WhereError as error:
        raise Invalid(str(error)) from error


def _check_figure(method: Method, asked: Asked) -> None:
    """Raise Invalid where the address asks for a figure that its report does not have."""
    if len(asked.key) > len(asked.by):
        raise Invalid("The address names more groups than the report is broken down by.")
    for name, code in zip(asked.by, asked.key, strict=False):
        known = [one.code for one in method.criteria] if name == CRITERION else method.dimensions[name].known
        if code not in known and code != NOT_ANSWERED:
            raise Invalid(f"“{code}” is not a group of “{name}” in this report.")
    if asked.left_out and asked.left_out not in LEFT_OUT_LABELS:
        raise Invalid(f"“{asked.left_out}” is not a reason for leaving cases out.")
    for answer in (asked.answer, asked.share):
        if answer and answer not in _answers(method, asked):
            raise Invalid(f"“{answer}” is not counted in this report.")


def _answers(method: Method, asked: Asked) -> list[str]:
    scales = [measure_of(method, asked.measure).scale]
    if CRITERION in asked.by:
        scales += [criterion.scale for criterion in method.criteria]
    return [code for scale in scales for code in scale.codes]
