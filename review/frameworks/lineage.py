"""Which question of a version is the same as which of other ones: what figures over versions rest on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from review.frameworks.file.model import FrameworkFile
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.problems.problem import Path, did_you_mean
from review.frameworks.rows import Asked, CriterionRow, topic_rows
from review.frameworks.same_questions import (
    REWORDED,
    SAME,
    SPLIT,
    Comparison,
    Line,
    OtherQuestions,
    PlacedQuestion,
    Statement,
    Wording,
    compare,
    origins_of,
    placed,
)

__all__ = ["Comparison", "Line", "compared", "compared_files", "lines", "placed_file", "statement_problems", "stored"]

Pairs = tuple[tuple[str, str], ...]
"""Codes with their words."""
NO_SUCH = "No earlier version of {} has a question “{}”.{} Write the code of one that has, or take this field away."
TWICE = (
    "“{}” and “{}” would both be the same question as “{}” of an earlier version, and only one can be. Write "
    "reworded-from or split-from where the question is not the same."
)


def lines(version: FrameworkVersion, file: FrameworkFile, rows: Iterable[CriterionRow]) -> list[Line]:
    """Return where each question of a version comes from, in the order of its rows."""
    found = placed_file(file, other_questions(version.framework_id, version.number), version.number)
    by_code = {one.code: one.line for one in found}
    return [by_code[row.code] for row in rows]


def placed_file(
    file: FrameworkFile, others: OtherQuestions, number: int = 0, before: FrameworkFile | None = None
) -> tuple[PlacedQuestion, ...]:
    """Return a file's questions with where they come from, as version `number` of its framework beside others.

    What it says of a question just as the file `before` does is about a version before that one, and does not count.
    """
    old = {one.code: statement_of(one) for one in before.asked} if before else {}
    said = {one.code: statement for one in file.asked if (statement := statement_of(one)) != old.get(one.code)}
    return placed(f"{file.framework} {number}", wordings(file), said, others)


def statement_of(asked: Asked) -> Statement:
    """Return what a file says of a question; the first, where it says more than one thing."""
    stated = ((SAME, asked.same_as), (REWORDED, asked.reworded_from), (SPLIT, asked.split_from))
    return next((Statement(relation, code) for relation, code in stated if code), Statement())


def wordings(file: FrameworkFile) -> list[Wording]:
    """Return what a file's questions ask, in order."""
    scales = {scale.code: scale for scale in file.scales}
    asked = {one.code: one for one in file.asked}
    found = []
    for row in (row for topic in topic_rows(file) for row in topic.criteria):
        scale = scales.get(asked[row.code].scale or "") if row.answer_type == "grade" else None
        grades = tuple((grade.code, grade.label) for grade in scale.grades) if scale else ()
        found.append(_wording(row, grades, scale.ordered if scale else True, row.choices))
    return found


def _wording(row: CriterionRow | Criterion, grades: Pairs, ordered: bool, choices: Pairs) -> Wording:
    return Wording(
        code=row.code,
        question=row.question,
        answer_type=row.answer_type,
        grades=grades,
        ordered=ordered,
        choices=choices,
        unit=row.unit,
        asked_when=tuple(row.asked_when),
    )


def other_questions(framework_id: int, number: int) -> OtherQuestions:
    """Return the questions of a framework's versions but the one with this number, in three queries.

    A draft that was discarded asked nobody anything.
    """
    versions = _stored(framework_id=framework_id)
    earlier = [questions for at, questions in versions if at < number]
    return OtherQuestions(earlier, [questions for at, questions in versions if at > number])


def stored(version: FrameworkVersion) -> tuple[PlacedQuestion, ...]:
    """Return a stored version's questions with where they come from, in three queries."""
    return next((questions for _, questions in _stored(pk=version.pk)), ())


def _stored(**which: int) -> list[tuple[int, tuple[PlacedQuestion, ...]]]:
    """Return the numbers and questions of some versions of a framework, oldest first."""
    rows = Criterion.objects.filter(**{f"framework_version__{name}": value for name, value in which.items()})
    rows = rows.exclude(framework_version__status=FrameworkVersion.Status.DISCARDED)
    rows = rows.select_related("scale", "framework_version").prefetch_related("choices", "scale__grades")
    rows = rows.order_by("framework_version__number", "position")
    by_number = groupby(rows, key=lambda one: one.framework_version.number)
    return [(number, tuple(map(placed_criterion, criteria))) for number, criteria in by_number]


def placed_criterion(one: Criterion) -> PlacedQuestion:
    """Return a stored question with where it comes from; its choices, and its scale with grades, come loaded."""
    grades = tuple((grade.code, grade.label) for grade in one.scale.grades.all()) if one.scale else ()
    choices = tuple((choice.code, choice.label) for choice in one.choices.all())
    wording = _wording(one, grades, one.scale.ordered if one.scale else True, choices)
    return PlacedQuestion(wording, Line(one.lineage, one.relation, one.came_from))


def compared(version: FrameworkVersion, other: FrameworkVersion) -> list[Comparison]:
    """Return for each question of `version` whether its figures compare with those of `other`, in three queries.

    They compare where the methodology says that the question is the same, and it is answered in the same way.
    """
    questions = dict(_stored(framework_id=version.framework_id))
    between = origins_of(one for version_questions in questions.values() for one in version_questions)
    theirs = questions.get(other.number, ()) if other.framework_id == version.framework_id else stored(other)
    return compare(questions.get(version.number, ()), theirs, between)


def compared_files(file: FrameworkFile, other: FrameworkFile) -> list[Comparison]:
    """Return the same for files that are no versions: `other` counts as the earlier one, unless numbers say not."""
    if file.version and other.version and file.version < other.version:
        ours = placed_file(file, OtherQuestions(), 1)
        return compare(ours, placed_file(other, OtherQuestions([ours]), 2, file))
    theirs = placed_file(other, OtherQuestions(), 1)
    return compare(placed_file(file, OtherQuestions([theirs]), 2, other), theirs)


def statement_problems(file: FrameworkFile, others: OtherQuestions) -> Iterator[tuple[Path, str]]:
    """Yield the place and sentence of what a file says wrongly of earlier versions; nothing where there are none.

    On an installation that has no earlier version, statements are taken as they stand: the earlier one is elsewhere.
    """
    if not others.by_code:
        return
    claimed: dict[object, str] = {}
    found = {one.code: one for one in placed_file(file, OtherQuestions())}
    for path, asked in sorted(_places(file), key=lambda place: statement_of(place[1]).relation != SAME):
        said = statement_of(asked)
        if said.relation and said.code not in others.by_code:
            hint = did_you_mean(said.code, others.by_code)
            yield (*path, _field(said.relation)), NO_SUCH.format(file.framework, said.code, hint)
            continue
        line = others.line_of(found[asked.code].wording, said, found[asked.code].lineage)
        if line.lineage in claimed:
            yield path, TWICE.format(claimed[line.lineage], asked.code, said.code or asked.code)
        claimed.setdefault(line.lineage, asked.code)


def _field(relation: str) -> str:
    return {SAME: "same-as", REWORDED: "reworded-from", SPLIT: "split-from"}[relation]


def _places(file: FrameworkFile) -> Iterator[tuple[Path, Asked]]:
    """Yield everything that is asked with its place in the file."""

    def numbered(path: Path, name: str, items: Sequence[Asked]) -> Iterator[tuple[Path, Asked]]:
        yield from (((*path, name, number), item) for number, item in enumerate(items))

    for number, topic in enumerate(file.topics):
        yield from numbered(("topics", number), "criteria", topic.criteria)
        for inner, subtopic in enumerate(topic.topics):
            yield from numbered(("topics", number, "topics", inner), "criteria", subtopic.criteria)
    yield from numbered((), "classification", file.classification)
    yield ("overall",), file.overall
