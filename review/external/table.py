"""The table in which published results are listed, shipped and imported: its columns, and a line as facts."""

import re
from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casefiles.domain.import_layouts import Column
from review.domain.published_counts import Joint
from review.external.facts import LENGTHS, ExternalFacts
from review.frameworks.models import Scale
from review.inspections.details import SLUG_LENGTH
from review.inspections.models import ExerciseType

ADEQUATE = "historic three-tier with adequate"
MIDDLE = {ADEQUATE: {"requires_improvement": "adequate"}}
"""By the name of a scale, columns whose counts are those of a grade with another code."""
_JOINT = re.compile(r"([a-z0-9_+ -]+)=\s*([0-9]{1,7})")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class ExternalRow:
    """A published result on a line of the table, its values as they were read."""

    line: int
    values: Mapping[str, Any]

    @property
    def slug(self) -> str:
        """Return the short name of its exercise."""
        return str(self.values["exercise_id"])


def grade_columns(scales: Mapping[str, Scale]) -> list[str]:
    """Return the names of the columns of counts: those of every grade, the codes with underscores."""
    found: dict[str, None] = {}
    for name, scale in scales.items():
        own = {code: column for column, code in MIDDLE.get(name, {}).items()}
        codes = [grade.code for grade in sorted(scale.grades.all(), key=lambda one: one.rank)]
        found |= dict.fromkeys(own.get(code, code.replace("-", "_")) for code in codes)
    return list(found)


def facts_from(row: ExternalRow, scales: Mapping[str, Scale], source: str = "") -> ExternalFacts:
    """Return a line without problems as facts."""
    values = row.values
    name = str(values["scale"])
    return ExternalFacts(
        slug=row.slug,
        title=str(values.get("title", "")) or title_of(values),
        scale=scales[name],
        n=int(values["n"]),
        counts=counts_of(row, name, scales),
        joints=tuple(joints_of(name, str(values.get("together", "")))),
        source=str(values.get("source", "")) or source,
        note=sentence(str(values.get("note", ""))),
        **{key: str(values[key]) for key in ("force_code", "exercise_type", "fieldwork", "scope")},
    )


def title_of(values: Mapping[str, Any]) -> str:
    """Return the title of a result that has none: whose, of what kind, when, and of which cases unless of all."""
    kind = str(ExerciseType(values["exercise_type"]).label).lower()
    scope = "" if values["scope"] == "all" else f" ({values['scope']})"
    return f"{values['force']}: {kind}, {in_words(str(values['fieldwork']))}{scope}"


def in_words(period: str) -> str:
    """Return a period with its month as a word: "2021-11" is November 2021; anything else stays as it is."""
    found = _MONTH.fullmatch(period)
    return f"{month_name[int(found[2])]} {found[1]}" if found else period


def sentence(note: str) -> str:
    """Return a note of the list as a sentence."""
    return f"{note[:1].upper()}{note[1:].rstrip('.')}." if note else ""


def _code(scale: str, column: str) -> str:
    return MIDDLE.get(scale, {}).get(column, column.replace("_", "-"))


def joints_of(scale: str, text: str) -> Iterable[Joint]:
    """Yield the counts of several grades together; raise ValueError with the part that cannot be read."""
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found = _JOINT.fullmatch(part)
        if not found:
            raise ValueError(part)
        codes = tuple(_code(scale, name.strip().replace("-", "_")) for name in found[1].split("+"))
        yield Joint(codes, int(found[2]))


def counts_of(row: ExternalRow, name: str, scales: Mapping[str, Scale]) -> dict[str, int]:
    """Return the counts of a line by the code of the grade on the scale of this name."""
    columns = [column for column in grade_columns(scales) if str(row.values.get(column, "")) != ""]
    return {_code(name, column): int(row.values[column]) for column in columns}


def grade_column(name: str) -> Column:
    """Return the column of the counts of a grade."""
    meaning = f"Cases graded {name.replace('_', ' ')}; empty where this was not published, which is not 0"
    return Column(name, meaning, "", "number", False)


_TYPES = tuple((str(value), str(label)) for value, label in ExerciseType.choices)
EXERCISE = (
    Column(
        "exercise_id", "Short name of the exercise, by which it is addressed", "kent-2022", "text", True, SLUG_LENGTH
    ),
    Column("force", "Name of the force, or of several together", "Kent", "text", longest=100),
    Column(
        "force_code",
        "Code of the force; empty where several stand together",
        "kent",
        "code",
        False,
        unknown="is not the code of a force.",
    ),
    Column("exercise_type", "Kind of exercise", "PIR", "choice", choices=_TYPES),
    Column("fieldwork", "When it took place, as published", "2022-04", "text", longest=LENGTHS["fieldwork"]),
    Column("scope", "Which cases were counted", "all", "text", longest=LENGTHS["scope"]),
    Column("scale", "Name of the scale of the grades", "case grade", "code", longest=80, unknown="is no scale here."),
    Column("n", "How many cases were graded", "30", "number"),
)
MORE = (
    Column(
        "together",
        "Counts of several grades together, which are neighbours on the scale",
        "requires_improvement+inadequate=18",
        "text",
        False,
        200,
    ),
    Column("title", "Title; empty for one made of force, kind and time", "", "text", False, LENGTHS["title"]),
    Column("source", "Where it was published; empty for the source named in the form", "", "text", False, 300),
    Column("note", "What else must be known of it", "", "text", False, LENGTHS["note"]),
)
