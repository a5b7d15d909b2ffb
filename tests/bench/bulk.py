"""Loads planned cases as rows, by COPY where the database is PostgreSQL: a million reviews in minutes.

A load leaves out what no figure is read from: words, documents, flagged passages (their number is there), the trail and
the copies that sign-offs keep. Its kept figure counts are the project's own recount.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from access.models import User
from casefiles.cases.models import CaseCorrection, CaseFile, Person
from casefiles.forces.models import Force
from review.counting import summary_actions
from review.counting.models import FigureSummary, StandingReview, StandingSuspect
from review.frameworks.models import Criterion, FrameworkVersion
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Judgment, Review
from tests.bench import rows
from tests.bench.plans import SIGNED, PlannedCase, Question

AT_ONCE = 10_000
NUMBERED = (CaseFile, Subject, Review, StandingReview, Person)
"""Whose rows name each other, so that their keys are given here."""
Row = rows.Row


@dataclass(frozen=True)
class Load:
    """What all cases of a load share. `trusted` rows are not looked at by foreign keys: only on a scratch server."""

    inspection: Inspection
    version: FrameworkVersion
    reviewer: User
    forces: tuple[Force, ...]
    questions: tuple[Question, ...]
    at: datetime
    trusted: bool = False

    @cached_property
    def stamp(self) -> str:
        """Return the moment as the database writes it."""
        return str(connection.ops.adapt_datetimefield_value(self.at))

    @cached_property
    def judgments(self) -> list[dict[str, Row]]:
        """Return, for each question, the judgment that each answer makes, but for its review."""
        criteria = Criterion.objects.filter(framework_version=self.version).prefetch_related("choices", "scale__grades")
        by_code = {one.code: one for one in criteria}
        return [
            {answer: rows.judgment(by_code[one.code], answer, self.stamp) for answer in one.answers}
            for one in self.questions
        ]


def load(to: Load, cases: Iterable[PlannedCase]) -> None:
    """Load the cases, each batch in a transaction, then count the inspection's figures."""
    keys: dict[type[models.Model], int] = {
        model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in NUMBERED
    }
    remaining = iter(cases)
    while batch := list(islice(remaining, AT_ONCE)):
        with transaction.atomic():
            _without_foreign_keys(to.trusted)
            _write_batch(to, batch, keys)
    _number_on()
    keep_figures(to.inspection, to.at)


def keep_figures(inspection: Inspection, at: datetime) -> None:
    """Keep the figure counts of an inspection, as the project counts them."""
    with transaction.atomic():
        FigureSummary.objects.create(inspection=inspection, headline=inspection.headline_subset, changed_at=at)
        summary_actions.recount(inspection)


def _without_foreign_keys(trusted: bool) -> None:
    """Fire no triggers until the transaction ends, and so no foreign keys."""
    if trusted and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")


def _write_batch(to: Load, batch: list[PlannedCase], keys: dict[type[models.Model], int]) -> None:
    made: dict[type[models.Model], list[Row]] = {}
    for case in batch:
        for model, row in _rows_of(to, case, keys):
            made.setdefault(model, []).append(row)
    for model, found in made.items():
        write(model, found)


def _rows_of(
    to: Load, case: PlannedCase, keys: dict[type[models.Model], int]
) -> Iterator[tuple[type[models.Model], Row]]:
    """Yield the rows of one case, each with its table, in an order in which none names one that is yet to come."""

    def key(model: type[models.Model]) -> int:
        keys[model] += 1
        return keys[model]

    place = rows.Place(to.inspection.pk, to.version.pk, to.forces[case.force].pk, to.stamp, key(CaseFile), key(Subject))
    yield CaseFile, rows.case_file(place, case, f"{to.inspection.slug_id}-{case.number:07}")
    yield Subject, rows.subject(place, case)
    persons = [key(Person) for _ in range(case.suspects)]
    for number, person in enumerate(persons, 1):
        yield Person, rows.suspect(place, person, number)
    if not case.answers:
        return
    review = key(Review)
    yield Review, rows.review(place, case, review, to.reviewer.pk)
    for question, answer in zip(to.judgments, case.answers, strict=True):
        yield Judgment, {"review_id": review, **question[answer]}
    if case.state == SIGNED:
        standing = key(StandingReview)
        yield StandingReview, rows.standing(place, case, standing, review, to.at)
        for person in persons:
            yield StandingSuspect, rows.standing_suspect(standing, person)
    if case.corrected:
        yield CaseCorrection, rows.correction(place, to.reviewer.pk)


def write(model: type[models.Model], found: list[Row]) -> None:
    """Write rows with the same columns into a table."""
    table, columns = model._meta.db_table, ", ".join(found[0])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write("".join(map(_line, found)))
        else:
            places = ", ".join("%s" for _ in found[0])
            insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of the models
            cursor.executemany(insert, [tuple(row.values()) for row in found])


def _line(row: Mapping[str, Any]) -> str:
    """Return a row as a line of COPY. No value has a tab, a new line or a backslash."""
    return "\t".join(["\\N" if value is None else str(value) for value in row.values()]) + "\n"


def _number_on() -> None:
    """Let the next rows be numbered after those that were given their keys."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(statement)
