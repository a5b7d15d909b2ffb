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
    names = [name for name, one in method.dimensions.items() if not _is_asked(one) and not one.of_suspects]
    grouping = grouping_of(method, names)
    row = grouping.selected(signed(method).filter(subject=subject), STANDING).first()
    if row is None:
        return _open(method, grouping, subject)
    answers = _codes(grouping, row) | _asked(method, subject)
    return Profile("signed", answers, tuple(_suspects(method, subject)))


def _open(method: Method, grouping: Grouping, subject: Subject) -> Profile | None:
    rows = open_subjects(method).filter(pk=subject.pk)
    row = grouping.selected(rows, OPEN_SUBJECT, state=F("state")).first()
    return Profile(row["state"], _codes(grouping, row)) if row else None


def _suspects(method: Method, subject: Subject) -> list[Mapping[str, tuple[str, ...]]]:
    grouping = grouping_of(method, [name for name, one in method.dimensions.items() if one.of_suspects])
    rows, base, _ = counted_rows(method, measure_of(method, grouping.dimensions[0].name))
    return [_codes(grouping, row) for row in grouping.selected(rows.filter(standing__subject=subject), base)]


def _codes(grouping: Grouping, row: Row) -> dict[str, tuple[str, ...]]:
    return {one.name: one.source.codes(row, f"d{place}") for place, one in enumerate(grouping.dimensions)}


def _is_asked(dimension: Dimension) -> bool:
    return isinstance(dimension.source, Answer | Several | OneOf | ResultOf)


def _asked(method: Method, subject: Subject) -> dict[str, tuple[str, ...]]:
    """Return the answers and results of the standing review, each read by its name's source. Three queries."""
    of_case = {"review__standing__subject": subject}
    names = ("criterion_id", "asked", "kind", "grade_id", "choice_id")
    answers = {row["criterion_id"]: row for row in Judgment.objects.filter(**of_case).values(*names)}
    made = JudgmentChoice.objects.filter(judgment__review__standing__subject=subject)
    chosen = frozenset(made.values_list("choice_id", flat=True))
    rules = RuleResult.objects.filter(**of_case, current=True).values("rule_id", "kind", "grade_id")
    results = {row["rule_id"]: row for row in rules}
    found = {}
    for name, dimension in method.dimensions.items():
        source = dimension.source
        if isinstance(source, Answer | ResultOf):
            found[name] = _codes_at(source, answers if isinstance(source, Answer) else results, source.ids)
        elif isinstance(source, Several | OneOf):
            several = source if isinstance(source, Several) else source.several
            flags = [bool(chosen.intersection(keys)) for keys in several.choices.values()]
            found[name] = _codes_at(source, answers, several.ids, flags)
    return found


def _codes_at(
    source: Source, rows: Mapping[int, Row], ids: Sequence[int], made: Sequence[bool] = ()
) -> tuple[str, ...]:
    """Return the codes that a source reads of the one row among `rows` that is its own; none where there is none."""
    row = next((rows[pk] for pk in ids if pk in rows), {})
    flags = {f"one_made_{place}": one for place, one in enumerate(made)}
    return source.codes({f"one_{name}": value for name, value in row.items()} | flags, "one")
