"""Putting a report together: the tables that were asked for, from the counted cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from review.counting.cells import criterion_cells, open_cells, signed_cells
from review.counting.choosing import checked, needed, parsed, spelled
from review.counting.dimensions import CRITERION, FORCE, GRADE, INSPECTION
from review.counting.measures import Measure, measure_of
from review.counting.method import Method, method_of
from review.counting.scales import ScaleInfo
from review.counting.unanswered import label_of_unanswered
from review.domain.tabulation import EVERY_CASE, By, Cell, Table, Where, breakdown, tabulate
from review.domain.where import Condition
from review.domain.wording import UNANSWERED, named_words
from review.inspections.models import Inspection
from review.reports.listing import GroupRow, can_overlap, rows_of, unanswered_in


@dataclass(frozen=True)
class Definition:
    """What a report is asked for: which cases, what is counted of them, and by which names they are broken down."""

    where: Where = EVERY_CASE
    by: tuple[str, ...] = ()
    measure: str = "grade"


@dataclass(frozen=True)
class Report:
    """One table with its breakdown, ready to be shown, printed or written.

    `whole` is the same table over every case, whatever was chosen. `titles` are the names broken down by, in words.
    `question` is that of the overall judgment, where its grades are counted. `unanswered` says what a case lacks that
    is left out without an answer. `without` tells of a report that counts nothing how many it would count without each
    of its conditions.
    `margins` are the groups by the second name alone, where there are two that share the cases out.
    `overlapping`: a case can be in several groups; `inner_overlapping`: in several of the groups within one.
    `unused` is how many answers of a long published list are not shown, since no case has them.
    """

    slug: str
    title: str
    kind: str
    where: Where
    scale: ScaleInfo
    table: Table
    by: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    overlapping: bool = False
    inner_overlapping: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)
    intervals: bool = False
    whole: Table | None = None
    measure: str = "grade"
    measure_title: str = "Overall grade"
    units: str = "cases"
    unanswered: str = UNANSWERED
    question: str = ""
    without: Mapping[Condition, int] = field(default_factory=dict)
    unused: int = 0
    margins: tuple[GroupRow, ...] = ()

    @property
    def unit(self) -> tuple[str, str]:
        """Return the words for what is counted: one of it, and several."""
        return self.units.removesuffix("s"), self.units

    @property
    def several(self) -> bool:
        """Return whether one case can have several of the answers that are counted."""
        return self.table.several

    @property
    def breakdown_title(self) -> str:
        """Return the title of its groups: by criterion cases are counted by their grade at each."""
        counted = "Grade" if CRITERION in self.by else self.measure_title
        return f"{counted} by {named_words(self.titles)}"

    @property
    def inner_repeats(self) -> bool:
        """Return whether each group is broken down by criterion, so that its inner groups do not share it out."""
        return self.by[1:] == (CRITERION,)


def shows_intervals(sample_design: str, asked_for: bool) -> bool:
    """Return whether intervals are shown: always for a random sample, for a purposive one only when asked for.

    Never for a census, which has no sampling error, nor where it is not known how the sample was drawn, nor where
    several inspections drew theirs in different ways.
    """
    return sample_design == "random" or (asked_for and sample_design == "purposive")


def own_report(method: Method, definition: Definition) -> Report:
    """Return the report of own inspections, as defined. At most four queries.

    The definition's names are checked ones (see `review.counting.choosing`). By criterion, each case is counted by
    its grade at each criterion; by anything else, by what the definition measures.
    """
    measure = measure_of(method, definition.measure)
    where = spelled(method, definition.where)
    names = needed(method, where, definition.by)
    not_signed = open_cells(method, names, measure)
    found = [*signed_cells(method, names, measure), *not_signed]
    repeated = criterion_cells(method, names, not_signed) if CRITERION in definition.by else []
    return report_of(method, definition, where, found, repeated)


def report_of(
    method: Method, definition: Definition, where: Where, found: Sequence[Cell], repeated: Sequence[Cell]
) -> Report:
    """Return the report that counted cells come to; `where` chooses among them, said as the definition says it.

    `repeated` are the cells of each criterion, where it is broken down by criterion.
    """
    measure, unused = _shown(method, measure_of(method, definition.measure), found)
    codes = measure.scale.codes
    before = ("", *definition.by)
    by = [_by(method, name, [*found, *repeated], outer) for outer, name in zip(before, definition.by, strict=False)]
    table = tabulate(found, codes, where, measure.several)
    broken = breakdown(found, codes, where, by, repeated, measure.several) if by else None
    return Report(
        slug="+".join(one.slug_id for one in method.inspections),
        title="; ".join(one.title for one in method.inspections),
        kind="own",
        where=definition.where,
        scale=measure.scale,
        table=table,
        whole=tabulate(found, codes, several=measure.several),
        by=definition.by,
        titles=tuple(method.title(name) for name in definition.by),
        groups=rows_of(method, measure, broken, definition.where) if broken else (),
        overlapping=bool(
            broken and (broken.overlapping or any(can_overlap(method, name) for name in definition.by[:1]))
        ),
        inner_overlapping=any(can_overlap(method, name) for name in definition.by[1:]),
        about={
            "sample_design": method.sample_design,
            "synthetic": any(one.synthetic for one in method.inspections),
        },
        measure=measure.name,
        measure_title=measure.title,
        units=measure.units,
        question=method.overall_question if measure.name == GRADE else "",
        unanswered=unanswered_in(method, measure.name, definition.where),
        without=_without(found, measure, where, definition.where) if not table.n else {},
        margins=_margins(method, measure, found, where, by, definition.where),
        unused=max([unused, *(_unused(method, one) for one in by)]),
    )


def _without(found: Sequence[Cell], measure: Measure, where: Where, said: Where) -> dict[Condition, int]:
    """Return how many are counted without each of the conditions, by the condition as it was said."""
    pairs = zip(said.conditions, where.conditions, strict=False)
    rests = {one: Where(tuple(other for other in where.conditions if other != spelt)) for one, spelt in pairs}
    return {one: tabulate(found, measure.scale.codes, rest, measure.several).n for one, rest in rests.items()}


def _shown(method: Method, measure: Measure, found: Sequence[Cell]) -> tuple[Measure, int]:
    """Return a measure with the answers that are shown, and how many are not: those of a long list that no case has."""
    used = {code for cell in found for code in cell.values}
    grades = tuple(grade for grade in measure.scale.grades if grade.code in used)
    if not method.dimensions[measure.name].long or not grades:
        return measure, 0
    return replace(measure, scale=replace(measure.scale, grades=grades)), len(measure.scale.grades) - len(grades)


def _margins(
    method: Method, measure: Measure, found: Sequence[Cell], where: Where, by: Sequence[By], said: Where
) -> tuple[GroupRow, ...]:
    """Return the groups by the second name alone; none by criterion, or where a case can be in several groups."""
    if len(by) < 2 or any(one.repeats or can_overlap(method, one.name) for one in by):
        return ()
    broken = breakdown(found, measure.scale.codes, where, by[1:], several=measure.several)
    return rows_of(method, measure, broken, said)


def _unused(method: Method, by: By) -> int:
    """Return how many answers of a long list are no groups, since no case has them."""
    dimension = method.dimensions.get(by.name)
    return len(dimension.answers) - len(by.order) if dimension and dimension.long else 0


def _by(method: Method, name: str, found: Sequence[Cell], outer: str) -> By:
    """Return what is broken down by under one name, within the groups of `outer` where that is another."""
    if name == CRITERION:
        order = [(criterion.code, criterion.question) for criterion in method.criteria]
        scales = {criterion.code: criterion.scale.codes for criterion in method.criteria}
        return By(name, order, repeats=True, scales=scales)
    dimension, codes = method.dimensions[name], set(_codes(found, name))
    order = dimension.order(codes)
    shown = [(code, label) for code, label in order if code in codes] if dimension.long else order
    return By(name, shown, within=_within(method, outer, name), unanswered=label_of_unanswered(method, name))


def _within(method: Method, outer: str, name: str) -> dict[str, set[str]]:
    """Return which forces each inspection has, or which inspections have each force; nothing for other names."""
    if {outer, name} != {INSPECTION, FORCE}:
        return {}
    slugs = {one.pk: one.slug_id for one in method.inspections}
    found: dict[str, set[str]] = {slug: set() for slug in slugs.values()} if outer == INSPECTION else {}
    for (inspection, _), force in method.force_keys.items():
        group, member = (slugs[inspection], force) if outer == INSPECTION else (force, slugs[inspection])
        found.setdefault(group, set()).add(member)
    return found


def _codes(found: Iterable[Cell], name: str) -> Iterable[str]:
    return (code for cell in found for codes in [dict(cell.answers).get(name, ())] for code in codes)


def chosen(method: Method, texts: Sequence[str]) -> Where:
    """Return the conditions typed as NAME=ANSWER[,ANSWER]; raise Invalid with a sentence where they do not fit."""
    return checked(method, parsed(texts))


def headline_of(inspection: Inspection, method: Method) -> Where:
    """Return the inspection's headline subset; every case where it has none, or others with it have another one."""
    if len({one.headline_subset for one in method.inspections}) > 1:
        return EVERY_CASE
    return own_headline(method, inspection)


def own_headline(method: Method, inspection: Inspection) -> Where:
    """Return an inspection's own headline subset, whatever others are counted with it."""
    return chosen(method, [inspection.headline_subset] if inspection.headline_subset else [])


__all__ = [
    "Definition",
    "GroupRow",
    "Report",
    "chosen",
    "headline_of",
    "method_of",
    "own_headline",
    "own_report",
    "shows_intervals",
]
