"""The three tables that can be imported, column by column: what the reading checks and the documentation prints."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from casefiles.domain import codes
from casefiles.domain import import_rows as rows
from casefiles.domain.facts import OFFENCE_LENGTH, PERSON_REFERENCE_LENGTH, REFERENCE_LENGTH, Problems

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column:
    """A column as documented. `required` ones must be there with a value in each row; others may be left out.

    Of a code that its list lacks, `unknown` says so, and `remedy` what else can be done about it.
    """

    name: str
    meaning: str
    example: str
    kind: Literal["text", "number", "date", "choice", "code"]
    required: bool = True
    longest: int = REFERENCE_LENGTH
    choices: codes.CodeList = ()
    when_empty: str = ""
    unknown: str = "is not a code of this list."
    remedy: str = ""

    @property
    def accepts(self) -> str:
        """What a value can be, in words."""
        if self.kind == "date":
            return "a date such as 2023-05-14 or 14/05/2023"
        if self.kind == "number":
            return "a whole number"
        if self.kind == "choice":
            return ", ".join(code for code, _ in self.choices)
        return "a code of its list" if self.kind == "code" else f"up to {self.longest} characters"


@dataclass(frozen=True)
class Layout(Generic[Row]):
    """A table that can be imported: its columns, how a line becomes a row, and what is wrong with a row.

    `unique` names the columns that together can be there only once; `one` is what a row is called.
    """

    name: str
    title: str
    one: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    build: Callable[[int, rows.Values], Row]
    key: Callable[[Row], Hashable]
    misfits: Callable[[Row, rows.KnownCodes, date], Problems]

    def example_csv(self) -> str:
        """Give the column names and one example row, as a file to start from."""
        names, examples = [column.name for column in self.columns], [column.example for column in self.columns]
        return f"{','.join(names)}\r\n{','.join(examples)}\r\n"


def _choice(name: str, meaning: str, example: str, choices: codes.CodeList) -> Column:
    return Column(name, meaning, example, "choice", choices=choices)


def _recorded(name: str, meaning: str, example: str, choices: codes.CodeList) -> Column:
    """Describe a fact that the force may not have recorded: an empty value says just that."""
    meaning = f"{meaning}; empty counts as not recorded"
    return Column(name, meaning, example, "choice", required=False, choices=choices, when_empty="not-recorded")


_FORCE = Column(
    "force",
    "Code of the force",
    "kent",
    "code",
    unknown="is not the code of a force in this inspection.",
    remedy="A force that is missing is added under Forces first.",
)
_OUTCOME_TYPE = Column(
    "outcome_type",
    "Code of the crime outcome type; empty if there is none",
    "1",
    "code",
    False,
    unknown="is not the code of an outcome type.",
    remedy="It is on the import page.",
)

_WHOSE = (
    Column("case_reference", "Reference of the case file the person belongs to", "CSE-0001", "text"),
    _FORCE,
    Column(
        "person_reference",
        "Reference of the person, never a name",
        "CSE-0001-S1",
        "text",
        longest=PERSON_REFERENCE_LENGTH,
    ),
)

CASE_FILES = Layout(
    "case-files",
    "Case files",
    "case file",
    (
        Column("reference", "Reference of the case file, which its force uses only once", "CSE-0001", "text"),
        _FORCE,
        _choice("case_area", "What the case is about", "child-sexual-exploitation", codes.CASE_AREAS),
        Column("offence", "Main offence as recorded", "Sexual offence", "text", False, longest=OFFENCE_LENGTH),
        Column("reported_on", "Day the case was reported", "2023-01-09", "date", False),
        Column("closed_on", "Day the case was closed; empty while it is open", "2023-05-14", "date", False),
        _OUTCOME_TYPE,
        _recorded("team_type", "Kind of team that led", "specialist", codes.TEAM_TYPES),
        _recorded("force_flag", "Whether the force's records mark it as group-based", "no", codes.FORCE_FLAGS),
        _recorded("taskforce_support", "Whether the national taskforce helped", "no", codes.TASKFORCE_SUPPORT),
    ),
    ("force", "reference"),
    rows.build_case,
    rows.case_key,
    rows.case_misfits,
)

PERSONS = Layout(
    "persons",
    "Persons",
    "person",
    (*_WHOSE, _choice("role", "Part of the person in the case", "suspect", codes.PERSON_ROLES)),
    ("force", "case_reference", "person_reference"),
    rows.build_person,
    rows.person_key,
    rows.person_misfits,
)

_ETHNICITY_COLUMNS = (
    *_WHOSE,
    _choice("scheme", "Who said it, in which list of codes", "self-defined-18+1", codes.ETHNICITY_SCHEMES),
    Column(
        "code", "Code in the scheme (NS and IC9 are kept as an absence); empty if none", "W1", "text", False, longest=4
    ),
    Column(
        "absence", "Why there is no code; empty if there is one", "", "choice", False, choices=codes.ETHNICITY_ABSENCES
    ),
    _choice("stage", "When it was recorded", "custody", codes.ETHNICITY_STAGES),
    _choice("source", "Where it was recorded", "custody-record", codes.ETHNICITY_SOURCES),
    Column("recorded_on", "Day it was recorded; empty if not known", "2023-01-10", "date", False),
)

ETHNICITY_RECORDS = Layout(
    "ethnicity-records",
    "Ethnicity records",
    "ethnicity record",
    _ETHNICITY_COLUMNS,
    tuple(column.name for column in _ETHNICITY_COLUMNS),
    rows.build_ethnicity,
    rows.ethnicity_key,
    rows.ethnicity_misfits,
)
