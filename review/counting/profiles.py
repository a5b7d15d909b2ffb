"""One case as every figure sees it: its state and its answers to all names of a report, read by their own sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from review.counting.answer_sources import Answer
from review.counting.cells import Grouping, counted_rows, grouping_of, open_subjects, outcome_of, signed
from review.counting.dimensions import CRITERION, Dimension
from review.counting.measures import Measure, measure_of
from review.counting.method import Method
from review.counting.result_sources import ResultOf
from review.counting.several_sources import OneOf, Several
from review.counting.sources import OPEN_SUBJECT, STANDING, Row, Source
from review.domain.tabulation import Cell
from review.inspections.models import Subject
from review.reviewing.models import Judgment, JudgmentChoice, RuleResult


@dataclass(frozen=True)
class Profile:
    """A case with its answers by name, and those of each of its suspects; of an open case these are not known."""

    state: str
    answers: Mapping[str, tuple[str, ...]]
    suspects: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def cells(self, measure: Measure) -> list[Cell]:
        """Return the case as the cells of a measure: one for it, or one for each of its suspects."""
        everyone = [{**self.answers, **one} for one in self.suspects] if measure.of_suspects else [self.answers]
        return [
            Cell(self.state, tuple(answers.items()), outcome_of(answers.get(measure.name, ()))) for answers in everyone
        ]

    def at_criterion(self, code: str) -> Cell:
        """Return the case as the cell of a graded criterion."""
        answers = {**self.answers, CRITERION: (code,)}
        return Cell(self.state, tuple(answers.items()), outcome_of(self.answers.get(f"grade.{code}", ())))


def profile_of(method: Method, subject: Subject) -> Profile | None:
    """Return a case as the figures of its inspection see it; None where they know nothing of it. Five queries."""
    return profiles_of([method], subject)[0]


def profiles_of(methods: Sequence[Method], subject: Subject) -> list[Profile | None]:
    """Return a case as the figures of each method see it: alone, and counted with other inspections. Five queries.

    The case is read once, by the method with the most names; what its answers are called in another method is that
    method's.
    """
    widest = max(methods, key=lambda one: len(one.dimensions))
    names = [name for name, one in widest.dimensions.items() if not _is_asked(one) and not one.of_suspects]
    grouping = grouping_of(widest, names)
    row = grouping.selected(signed(widest).filter(subject=subject), STANDING).first()
    if row is None:
        return _open(methods, widest, grouping, subject)
    judged, suspects = _judged(subject), tuple(_suspects(widest, subject))
    return [Profile("signed", _facts(one, grouping, row) | _asked(one, judged), suspects) for one in methods]


def _open(methods: Sequence[Method], widest: Method, grouping: Grouping, subject: Subject) -> list[Profile | None]:
    rows = open_subjects(widest).filter(pk=subject.pk)
    row = grouping.selected(rows, OPEN_SUBJECT, state=F("state")).first()
    return [Profile(row["state"], _facts(one, grouping, row)) if row else None for one in methods]


def _suspects(method: Method, subject: Subject) -> list[Mapping[str, tuple[str, ...]]]:
    grouping = grouping_of(method, [name for name, one in method.dimensions.items() if one.of_suspects])
    rows, base, _ = counted_rows(method, measure_of(method, grouping.dimensions[0].name))
    return [_facts(method, grouping, row) for row in grouping.selected(rows.filter(standing__subject=subject), base)]


def _facts(method: Method, grouping: Grouping, row: Row) -> dict[str, tuple[str, ...]]:
    """Return the codes that a row has under the names of a method, each by the method's own source."""
    places = {one.name: f"d{place}" for place, one in enumerate(grouping.dimensions)}
    own = {name: method.dimensions[name] for name in places if name in method.dimensions}
    return {name: one.source.codes(row, places[name]) for name, one in own.items()}


def _is_asked(dimension: Dimension) -> bool:
    return isinstance(dimension.source, Answer | Several | OneOf | ResultOf)


@dataclass(frozen=True)
class Judged:
    """The answers of a standing review by criterion, the choices made in them, and the results of rules."""

    answers: Mapping[int, Row]
    chosen: frozenset[int]
    results: Mapping[int, Row]


def _judged(subject: Subject) -> Judged:
    """Return what the standing review of a case says. Three queries."""
    of_case = {"review__standing__subject": subject}
    names = ("criterion_id", "asked", "kind", "grade_id", "choice_id")
    made = JudgmentChoice.objects.filter(judgment__review__standing__subject=subject)
    rules = RuleResult.objects.filter(**of_case, current=True).values("rule_id", "kind", "grade_id")
    return Judged(
        {row["criterion_id"]: row for row in Judgment.objects.filter(**of_case).values(*names)},
        frozenset(made.values_list("choice_id", flat=True)),
        {row["rule_id"]: row for row in rules},
    )


def _asked(method: Method, judged: Judged) -> dict[str, tuple[str, ...]]:
    """Return the answers and results under the names of a method, each read by its name's source."""
    found = {}
    for name, dimension in method.dimensions.items():
        source = dimension.source
        if isinstance(source, Answer | ResultOf):
            rows = judged.answers if isinstance(source, Answer) else judged.results
            found[name] = _codes_at(source, rows, source.ids)
        elif isinstance(source, Several | OneOf):
            several = source if isinstance(source, Several) else source.several
            flags = [bool(judged.chosen.intersection(keys)) for keys in several.choices.values()]
            found[name] = _codes_at(source, judged.answers, several.ids, flags)
    return found


def _codes_at(
    source: Source, rows: Mapping[int, Row], ids: Sequence[int], made: Sequence[bool] = ()
) -> tuple[str, ...]:
    """Return the codes that a source reads of the one row among `rows` that is its own; none where there is none."""
    row = next((rows[pk] for pk in ids if pk in rows), {})
    flags = {f"one_made_{place}": one for place, one in enumerate(made)}
    return source.codes({f"one_{name}": value for name, value in row.items()} | flags, "one")
