"""From a case up: every figure of its inspection's reports that it is in, with what the figure comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.http import QueryDict

from access.refusals import Invalid
from review.counting.answer_counts import answer_counts, choice_counts
from review.counting.choosing import spelled
from review.counting.dimensions import CRITERION, FORCE, GRADE, LANGUAGE
from review.counting.measures import measure_of
from review.counting.method import Method
from review.counting.profiles import Profile
from review.domain.tabulation import EVERY_CASE, NOT_ANSWERED, Cell, Table, reason_left_out
from review.domain.where import Condition, Where
from review.domain.wording import lower_first
from review.inspections.models import Inspection
from review.reports.asking import Asked, asked_in
from review.reports.building import headline_of
from review.reports.models import SavedReport
from review.reports.standard import StandardReport, standard_report
from review.reports.standard_documents import flags_of
from review.reports.tracing import left_out_in, traced


@dataclass(frozen=True)
class UpFigure:
    """A figure that a case is in: what it is of, as what the case is in it, and its count; `asked` leads to it."""

    title: str
    answer: str
    count: int
    asked: Asked


@dataclass(frozen=True)
class SavedFigure:
    """A saved report that counts the case, and the figure in it."""

    saved: SavedReport
    figure: UpFigure


def standard_figures(method: Method, inspection: Inspection, profile: Profile) -> list[UpFigure]:
    """Return the figures of the standard report that a case is in: headline, whole, force, criteria and language."""
    where = headline_of(inspection, method)
    made = standard_report(method, where)
    (cell,) = profile.cells(measure_of(method))
    title = "Headline" if where else "All cases"
    asked = Asked(where, all_cases=not where)
    found = [_figure(method, title, asked, cell, made.by_force.table)]
    if where and made.by_force.whole:
        everything = Asked(EVERY_CASE, all_cases=True)
        found.append(_figure(method, "All cases", everything, cell, made.by_force.whole))
    found += _of_groups(method, asked, profile, made)
    return [*found, *_of_language(method, profile, made)]


def _of_groups(method: Method, asked: Asked, profile: Profile, made: StandardReport) -> Iterator[UpFigure]:
    (cell,) = profile.cells(measure_of(method))
    for key in profile.answers[FORCE] or (NOT_ANSWERED,):
        group = next(one for one in made.by_force.groups if one.key == key)
        yield _figure(method, group.label, replace(asked, by=(FORCE,), key=(key,)), cell, group.table)
    for group in made.by_criterion.groups:
        within = replace(asked, by=(CRITERION,), key=(group.key,))
        yield _figure(method, group.label, within, profile.at_criterion(group.key), group.table)


def _of_language(method: Method, profile: Profile, made: StandardReport) -> Iterator[UpFigure]:
    """Yield the count of cases with a flag in the case's force, where it has one."""
    if profile.answers.get(LANGUAGE) != ("yes",):
        return
    counts = flags_of(method, made.flags)
    for key in profile.answers[FORCE]:
        asked = Asked(Where((Condition(FORCE, (key,)),)), measure=LANGUAGE, narrowed=True, answer="yes")
        yield UpFigure(f"Language flags, {method.forces.answers[key]}", "Found", counts[key].cases, asked)


def _figure(method: Method, title: str, asked: Asked, cell: Cell, table: Table) -> UpFigure:
    """Return the figure of a table that counts a case, or tells why it is left out."""
    placed = _placed(method, asked, cell)
    count = table.left_out[placed.left_out] if placed.left_out else table.counts[placed.answer]
    return UpFigure(title, _words(method, placed), count, placed)


def _placed(method: Method, asked: Asked, cell: Cell) -> Asked:
    reason = reason_left_out(cell, spelled(method, asked.where))
    return replace(asked, left_out=reason) if reason else replace(asked, answer=cell.outcome[1])


def _words(method: Method, asked: Asked) -> str:
    """Return as what a case is in a figure, in words."""
    if asked.left_out:
        return f"Left out: {lower_first(left_out_in(method, asked))}"
    group = dict(zip(asked.by, asked.key, strict=False))
    name = f"{GRADE}.{group[CRITERION]}" if CRITERION in group else asked.measure
    return method.dimensions[name].label(asked.answer)


def question_figures(method: Method, profile: Profile) -> list[UpFigure]:
    """Return the figures of the framework's questions, over all cases, by the answers that a case has. Two queries.

    Of a question with several choices these are the choices that were made, each by itself.
    """
    if profile.state != "signed":
        return []
    counts = answer_counts(method)
    found = []
    for question in method.questions:
        (cell,) = profile.cells(measure_of(method, question.name))
        asked = _placed(method, Asked(EVERY_CASE, measure=question.name, all_cases=True), cell)
        for code in profile.answers[question.name]:
            words = _words(method, asked)
            found.append(UpFigure(question.title, words, counts[question.name, code], asked))
    return [*found, *_of_choices(method, profile)]


def _of_choices(method: Method, profile: Profile) -> Iterator[UpFigure]:
    counts = choice_counts(method) if method.several else Counter()
    for one in method.several:
        if not one.several and profile.answers[one.name] == ("yes",):
            asked = Asked(EVERY_CASE, measure=one.name, all_cases=True, answer="yes")
            yield UpFigure(one.title, one.label("yes"), counts[one.name], asked)


def saved_figures(
    method: Method, inspection: Inspection, profile: Profile, saved: Iterable[SavedReport]
) -> list[SavedFigure]:
    """Return the saved reports that count a case, each with its figure as it is now. One query for all of them.

    Reports that cannot be counted any more are none of them.
    """
    if profile.state != "signed":
        return []
    found = [(one, asked) for one in saved for asked in _counting(method, inspection, profile, one)]
    counts = _counts(method, [asked for _, asked in found])
    return [
        SavedFigure(one, UpFigure(_group_words(method, asked), _words(method, asked), count, asked))
        for (one, asked), count in zip(found, counts, strict=True)
    ]


def _counting(method: Method, inspection: Inspection, profile: Profile, saved: SavedReport) -> list[Asked]:
    """Return the figures of a saved report that count a case, or one of its suspects, within its groups."""
    try:
        asked = asked_in(QueryDict(saved.query), inspection, method, by="")
    except Invalid:
        return []
    if CRITERION in asked.by:
        cells = [profile.at_criterion(one.code) for one in method.criteria]
    else:
        cells = profile.cells(measure_of(method, asked.measure))
    found = [_placed(method, replace(asked, key=key), cell) for cell in cells for key in _keys(cell, asked.by)]
    return [one for one in dict.fromkeys(found) if not one.left_out]


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


def _counts(method: Method, figures: Sequence[Asked]) -> list[int]:
    """Return what the figures come to. One query, however many they are."""
    if not figures:
        return []
    first, *rest = (_counted(method, asked, place) for place, asked in enumerate(figures))
    found: dict[int, int] = dict(first.union(*rest, all=True))
    return [found.get(place, 0) for place in range(len(figures))]


def _counted(method: Method, asked: Asked, place: int) -> QuerySet[Any, tuple[int, int]]:
    rows = traced(method, asked).rows.annotate(place=Value(place)).values("place").annotate(n=Count("pk"))
    counted: QuerySet[Any, tuple[int, int]] = rows.values_list("place", "n")
    return counted
