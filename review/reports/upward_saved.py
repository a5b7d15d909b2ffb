"""From a case up to saved reports: those of its inspection, and those that count it together with others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.http import QueryDict
from django.urls import reverse

from access.actor import Actor
from access.refusals import Invalid
from access.roles import SUPERVISOR
from review.counting.dimensions import CRITERION
from review.counting.measures import measure_of
from review.counting.method import Method, methods_of
from review.counting.profiles import Profile, profiles_of
from review.domain.tabulation import NOT_ANSWERED, Cell
from review.inspections.models import Inspection, Subject
from review.inspections.queries import inspections_as, reportable
from review.reports.asking import WITH, Asked, asked_in
from review.reports.models import SavedReport
from review.reports.rights import names_reviewers
from review.reports.tracing import traced
from review.reports.upward import UpFigure, placed, words_in


@dataclass(frozen=True)
class SavedFigure:
    """A saved report that counts the case, the figure in it, and the address of the cases behind that."""

    saved: SavedReport
    figure: UpFigure
    url: str
    inspections: tuple[Inspection, ...]


@dataclass(frozen=True)
class Counting:
    """A saved report as it is counted: the method of all its inspections, and the case as that sees it.

    `sees_reviewers`: whoever asks may see who reviewed the cases of all of them.
    """

    saved: SavedReport
    method: Method
    profile: Profile
    sees_reviewers: bool


def saved_figures(actor: Actor, subject: Subject, method: Method, profile: Profile) -> list[SavedFigure]:
    """Return the saved reports that count a signed-off case, each with its figure as it is now.

    `method` and `profile` are those of its inspection alone.
    Of several inspections, those are told that the actor may read each of; of reviewers, those that they may see.
    Reports that cannot be counted any more are none of them. A constant number of queries.
    """
    found = [(one, asked) for one in _counting(actor, subject, method, profile) for asked in _figures(one)]
    counts = _counts([(one.method, asked) for one, asked in found])
    return [_figure(one, asked, count) for (one, asked), count in zip(found, counts, strict=True)]


def _figure(one: Counting, asked: Asked, count: int) -> SavedFigure:
    figure = UpFigure(_group_words(one.method, asked), words_in(one.method, asked), count, asked)
    url = f"{reverse('report-cases', args=[one.saved.inspection.slug_id])}?{asked.query()}"
    return SavedFigure(one.saved, figure, url, one.method.inspections)


def _counting(actor: Actor, subject: Subject, method: Method, profile: Profile) -> list[Counting]:
    """Return the saved reports that the actor may read, of the inspection of a case alone or with others."""
    readable = _readable(actor, subject.inspection)
    supervised = set(inspections_as(actor, SUPERVISOR).values_list("pk", flat=True))
    methods = methods_of(group for group in readable.values() if len(group) > 1)
    profiles: dict[tuple[int, ...], Profile | None] = {}
    if methods:
        profiles = dict(zip(methods, profiles_of(list(methods.values()), subject), strict=True))
    methods[subject.inspection_id,], profiles[subject.inspection_id,] = method, profile
    found = []
    for saved, group in readable.items():
        keys = tuple(one.pk for one in group)
        seen = profiles.get(keys)
        if seen and seen.state == "signed":
            found.append(Counting(saved, methods[keys], seen, supervised.issuperset(keys)))
    return found


def _readable(actor: Actor, inspection: Inspection) -> dict[SavedReport, tuple[Inspection, ...]]:
    """Return the saved reports that count an inspection and only such as the actor may read. Three queries.

    Each comes with all its inspections, that by which it is found first.
    """
    among = Q(inspection=inspection) | Q(query__contains=f"{WITH}={inspection.slug_id}")
    rows = SavedReport.objects.filter(among, removed_at__isnull=True).select_related("inspection", "saved_by")
    slugs = {saved: [saved.inspection.slug_id, *QueryDict(saved.query).getlist(WITH)] for saved in rows}
    wanted = {slug for members in slugs.values() for slug in members}
    known = {one.slug_id: one for one in reportable(actor).filter(slug__slug__in=wanted)}
    return {
        saved: tuple(known[slug] for slug in members)
        for saved, members in slugs.items()
        if inspection.slug_id in members and all(slug in known for slug in members)
    }


def _figures(one: Counting) -> list[Asked]:
    """Return the figures of a saved report that count a case, or one of its suspects, within its groups."""
    try:
        asked = asked_in(QueryDict(one.saved.query), one.saved.inspection, one.method, by="")
    except Invalid:
        return []
    if names_reviewers(asked) and not one.sees_reviewers:
        return []
    if CRITERION in asked.by:
        cells = [one.profile.at_criterion(criterion.code) for criterion in one.method.criteria]
    else:
        cells = one.profile.cells(measure_of(one.method, asked.measure))
    found = [
        figure
        for cell in cells
        for key in _keys(cell, asked.by)
        for figure in placed(one.method, replace(asked, key=key), cell)
    ]
    return [figure for figure in dict.fromkeys(found) if not figure.left_out]


def _keys(cell: Cell, by: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the groups within groups that a case is in."""
    keys: list[tuple[str, ...]] = [()]
    for name in by:
        codes = dict(cell.answers).get(name) or (NOT_ANSWERED,)
        keys = [(*key, code) for key in keys for code in codes]
    return keys


def _group_words(method: Method, asked: Asked) -> str:
    return ", ".join(
        f"{method.title(name)}: {_group_label(method, name, code)}"
        for name, code in zip(asked.by, asked.key, strict=False)
    )


def _group_label(method: Method, name: str, code: str) -> str:
    if name == CRITERION:
        return next(one.question for one in method.criteria if one.code == code)
    return "not answered" if code == NOT_ANSWERED else method.dimensions[name].label(code)


def _counts(figures: Sequence[tuple[Method, Asked]]) -> list[int]:
    """Return what the figures come to. One query, however many they are."""
    if not figures:
        return []
    first, *rest = (_counted(method, asked, place) for place, (method, asked) in enumerate(figures))
    found: dict[int, int] = dict(first.union(*rest, all=True))
    return [found.get(place, 0) for place in range(len(figures))]


def _counted(method: Method, asked: Asked, place: int) -> QuerySet[Any, tuple[int, int]]:
    rows = traced(method, asked).rows.annotate(place=Value(place)).values("place").annotate(n=Count("pk"))
    counted: QuerySet[Any, tuple[int, int]] = rows.values_list("place", "n")
    return counted
