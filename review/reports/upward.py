"""From a case up: every figure of its inspection's reports that it is in, with what the figure comes to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from review.reports.asking import Asked
from review.reports.building import headline_of
from review.reports.standard import StandardReport, standard_report
from review.reports.standard_documents import flags_of
from review.reports.tracing import left_out_in


@dataclass(frozen=True)
class UpFigure:
    """A figure that a case is in: what it is of, as what the case is in it, and its count; `asked` leads to it."""

    title: str
    answer: str
    count: int
    asked: Asked


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
        for group in (one for one in made.by_force.groups if one.key == key):
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
    (figure,) = placed(method, asked, cell)
    count = table.left_out[figure.left_out] if figure.left_out else table.counts[figure.answer]
    return UpFigure(title, words_in(method, figure), count, figure)


def placed(method: Method, asked: Asked, cell: Cell) -> list[Asked]:
    """Return what asks for the figure of a table in which a case counts, or for the reason that leaves it out.

    Where a case can have several answers to what is counted it counts in the figure of each.
    """
    reason = reason_left_out(cell, spelled(method, asked.where))
    return [replace(asked, left_out=reason)] if reason else [replace(asked, answer=code) for code in cell.values]


def words_in(method: Method, asked: Asked) -> str:
    """Return as what a case is in a figure, in words."""
    if asked.left_out:
        return f"Left out: {lower_first(left_out_in(method, asked))}"
    group = dict(zip(asked.by, asked.key, strict=False))
    name = f"{GRADE}.{group[CRITERION]}" if CRITERION in group else asked.measure
    return method.dimensions[name].label(asked.answer)


def question_figures(method: Method, profile: Profile) -> list[UpFigure]:
    """Return the figures of the framework's questions, over all cases, by the answers that a case has. Two queries.

    Of a question with several choices these are the choices that were made, in the one table of them all.
    """
    if profile.state != "signed":
        return []
    counts = answer_counts(method)
    found = []
    for question in method.questions:
        (cell,) = profile.cells(measure_of(method, question.name))
        (asked,) = placed(method, Asked(EVERY_CASE, measure=question.name, all_cases=True), cell)
        for code in profile.answers[question.name]:
            words = words_in(method, asked)
            found.append(UpFigure(question.title, words, counts[question.name, code], asked))
    return [*found, *_of_choices(method, profile)]


def _of_choices(method: Method, profile: Profile) -> Iterator[UpFigure]:
    """Yield the choices that a case made; a question that does not apply to it is answered so, and counts none."""
    counts = choice_counts(method) if method.several else Counter()
    for one in (one for one in method.several if one.several):
        (cell,) = profile.cells(measure_of(method, one.name))
        for asked in placed(method, Asked(EVERY_CASE, measure=one.name, all_cases=True), cell):
            if asked.answer:
                yield UpFigure(one.title, words_in(method, asked), counts[one.name, asked.answer], asked)
