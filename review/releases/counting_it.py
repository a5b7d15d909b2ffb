"""From a case up to what was given out: the releases that count it, and in which of their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTransform

from review.domain.disclosure import Cell
from review.inspections.models import Subject
from review.releases.cases import CASES, SUSPECTS
from review.releases.models import PublicRelease


@dataclass(frozen=True)
class CaseRelease:
    """A release that counts a case, with the name and title of each of its tables that does."""

    public_id: UUID
    number: int
    title: str
    made_at: datetime
    tables: tuple[tuple[str, str], ...]


def releases_counting(subject: Subject) -> list[CaseRelease]:
    """Return the releases of the case's inspection that count it, or a suspect of it, the newest first.

    As it stood when each was made, wherever it stands now. One query, which reads no figure of cases.
    """
    found = [_release(row, str(subject.public_id)) for row in _rows(subject)]
    return [one for one in found if one.tables]


def _rows(subject: Subject) -> Sequence[Mapping[str, Any]]:
    """Return what tells which tables of each release count a case: their conditions and its codes, and their titles."""
    reference = str(subject.public_id)
    rows = PublicRelease.objects.filter(inspection=subject.inspection_id).annotate(
        case_codes=KeyTransform(reference, KeyTransform(CASES, "counted")),
        suspect_codes=KeyTransform(SUSPECTS, "counted"),
        case_tables=KeyTransform("tables", KeyTransform(CASES, "told")),
        suspect_tables=KeyTransform("tables", KeyTransform(SUSPECTS, "told")),
        sheets=KeyTransform("sheets", "document"),
    )
    names = ("case_codes", "suspect_codes", "case_tables", "suspect_tables", "sheets")
    return list(rows.values("public_id", "number", "title", "made_at", *names))


def _release(row: Mapping[str, Any], reference: str) -> CaseRelease:
    suspects = [codes for key, codes in (row["suspect_codes"] or {}).items() if key.startswith(f"{reference}:")]
    places = _places(row["case_tables"], [row["case_codes"]] if row["case_codes"] else [])
    places |= _places(row["suspect_tables"], suspects)
    tables = tuple((one["name"], one["title"]) for one in row["sheets"] if one["name"].split("-")[1] in places)
    return CaseRelease(row["public_id"], row["number"], row["title"], row["made_at"], tables)


def _places(tables: Sequence[Mapping[str, Any]] | None, rows: Sequence[Mapping[str, str]]) -> set[str]:
    """Return the numbers of the reports in a release of which a table holds one of the rows."""
    return {one["name"].split()[0] for one in tables or () if any(_holds(one["subset"], codes) for codes in rows)}


def _holds(subset: Sequence[tuple[str, Sequence[str]]], codes: Mapping[str, str]) -> bool:
    """Return whether a table is of the cases that have such codes."""
    return Cell(tuple((name, tuple(allowed)) for name, allowed in subset)).holds(codes)
