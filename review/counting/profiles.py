"""One case as every figure sees it: its state and its answers to all names of a report, read by their own sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from review.counting.answer_sources import Answer, answer_codes
from review.counting.cells import Grouping, counted_rows, grouping_of, open_subjects, outcome_of, signed
from review.counting.dimensions import CRITERION, Dimension
from review.counting.measures import Measure, measure_of
from review.counting.method import Method
from review.counting.sources import OPEN_SUBJECT, STANDING, Row
from review.domain.tabulation import Cell
from review.inspections.models import Subject
from review.reviewing.models import Judgment


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
    """Return a case as the figures of its inspection see it; None where they know nothing of it. Four queries."""
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
    return isinstance(dimension.source, Answer)


def _asked(method: Method, subject: Subject) -> dict[str, tuple[str, ...]]:
    """Return the answers of the standing review, each read as its name's source reads it. One query."""
    names = ("criterion_id", "asked", "kind", "grade_id", "choice_id")
    answers = Judgment.objects.filter(review__standing__subject=subject).values(*names)
    rows: dict[int, Row] = {row["criterion_id"]: row for row in answers}
    return {
        name: _answered(one.source, rows) for name, one in method.dimensions.items() if isinstance(one.source, Answer)
    }


def _answered(source: Answer, rows: Mapping[int, Row]) -> tuple[str, ...]:
    found = next((rows[pk] for pk in source.ids if pk in rows), None)
    return answer_codes(found, "", source.column, source.codes_of) if found else ()
