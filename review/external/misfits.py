"""What is wrong with a line of the table of published results: all of it at once, beside what is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefiles.domain.facts import Problems, one_line
from casefiles.domain.force_names import force_called
from casefiles.domain.import_layouts import Layout
from review.external.facts import WITHDRAWN, KnownNames, count_problems, word_problems
from review.external.table import (
    EXERCISE,
    MORE,
    ExternalRow,
    counts_of,
    grade_column,
    grade_columns,
    joints_of,
    title_of,
)
from review.frameworks.models import Scale
from review.inspections.models import ExerciseType

NO_JOINT = "“{}” cannot be read. Write the grades and their count together: requires_improvement+inadequate=278."
NO_SOURCE = "There is no source. Name one here, or in the form for the whole file."
NO_CODE = "“{}” is a force, whose code is missing here. Enter {}."
OTHER_FORCE = "“{}” is the force with the code {}, and not {}."
LOST_FORCE = (
    "Here this result is of {}, and an empty code would take the force away. Enter {}; if no single force is right, "
    "correct the result on its own page."
)
NO_TITLE = "(without a title)"
COLUMN_OF = {"slug": "exercise_id", "counts": ""}
"""By a field of the facts, the column that it comes from where that has another name."""


@dataclass(frozen=True)
class Beside:
    """What the lines of a file are checked beside.

    `source` is that of lines that name none; `forces` gives the force's code of the results that are there by short
    name, empty for those of several; `withdrawn` are the short names of those that were withdrawn.
    """

    scales: Mapping[str, Scale]
    names: KnownNames
    source: str = ""
    forces: Mapping[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()


def layout(beside: Beside) -> Layout[ExternalRow]:
    """Return the table's layout for the scales that it can name."""
    grades = tuple(grade_column(name) for name in grade_columns(beside.scales))
    return Layout(
        "published-results",
        "Published results",
        "published result",
        (*EXERCISE, *grades, *MORE),
        ("exercise_id",),
        ExternalRow,
        lambda row: row.slug,
        lambda row, known, today: misfits(row, beside),
    )


def misfits(row: ExternalRow, beside: Beside) -> Problems:
    """Return all that is wrong with a line beyond its single values, by column; what is wrong as a whole has none."""
    found = {COLUMN_OF.get(name, name): said for name, said in word_problems(_words(row, beside), beside.names).items()}
    if not found.get("exercise_id") and row.slug in beside.withdrawn:
        found["exercise_id"] = [WITHDRAWN]
    if sentence := _force_problem(row, beside):
        found["force_code"] = [sentence]
    if not row.values.get("source") and not beside.source:
        found["source"] = [NO_SOURCE]
    return found | _count_misfits(row, beside.scales)


def _words(row: ExternalRow, beside: Beside) -> dict[str, str]:
    """Return the words of the facts that a line would be; its title is made where it has none and can be made."""
    names = ("force_code", "exercise_type", "fieldwork", "scope", "title", "source", "note")
    words = {name: one_line(str(row.values.get(name, ""))) for name in names}
    words["source"] = words["source"] or one_line(beside.source)
    if not words["title"]:
        known = words["exercise_type"] in ExerciseType.values
        words["title"] = title_of(row.values) if known else NO_TITLE
    return {**words, "slug": row.slug}


def _force_problem(row: ExternalRow, beside: Beside) -> str:
    """Say what is wrong between the name of a force, its code and the result that is there, so that none is lost."""
    name, code, forces = str(row.values["force"]), str(row.values.get("force_code", "")), beside.names.forces
    meant, stands = force_called(name, forces), beside.forces.get(row.slug, "")
    if code:
        return "" if meant in ("", code) or code not in forces else OTHER_FORCE.format(name, meant, code)
    if meant:
        return NO_CODE.format(name, meant)
    return LOST_FORCE.format(forces[stands], stands) if stands else ""


def _count_misfits(row: ExternalRow, scales: Mapping[str, Scale]) -> Problems:
    """Return what is wrong with the counts as far as they can be read; one that cannot is left out as unknown."""
    name, n = str(row.values["scale"]), str(row.values["n"])
    try:
        joints = tuple(joints_of(name, str(row.values.get("together", ""))))
    except ValueError as error:
        return {"together": [NO_JOINT.format(error)]}
    if name not in scales or not n:
        return {}
    found = count_problems(scales[name], int(n), counts_of(row, name, scales), joints)
    return {COLUMN_OF.get(column, column): said for column, said in found.items()}
