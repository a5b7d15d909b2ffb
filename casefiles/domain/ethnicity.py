"""Which of the records of a person's ethnicity counts, and how far they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SELF_DEFINED = "self-defined-18+1"
NOT_RECORDED = "not-recorded"
AGREEMENTS = (
    ("none", "No record names a group"),
    ("one", "One record names a group"),
    ("agree", "Several records name the same group"),
    ("differ", "Records name different groups"),
)
"""How far the records of one person agree, by those among them that name a group."""


@dataclass(frozen=True)
class Recorded:
    """One record: its scheme, the group that its code belongs to or the kind of absence, its stage and date."""

    scheme: str
    group: str
    absence: str
    stage: str
    recorded_on: date | None = None


@dataclass(frozen=True)
class CountedEthnicity:
    """What counts for one person: a group or a kind of absence, of which scheme and stage, and how records agree."""

    ethnicity: str
    scheme: str
    stage: str
    agreement: str


def counted_ethnicity(records: Sequence[Recorded]) -> CountedEthnicity:
    """Return what counts of the records of one person, given in the order in which they were made.

    A record that names a group counts before one that does not; among those what the person said of themselves
    before what an officer took them for; among those the latest by its date, undated ones before all dated. No
    record at all is "not recorded", a failing of the record: it is neither "not stated" nor "unknown".
    """
    if not records:
        return CountedEthnicity(NOT_RECORDED, "", "", "none")
    chosen = max(enumerate(records), key=lambda placed: _weight(*placed))[1]
    return CountedEthnicity(chosen.group or chosen.absence, chosen.scheme, chosen.stage, _agreement(records))


def _weight(place: int, record: Recorded) -> tuple[bool, bool, date, int]:
    return bool(record.group), record.scheme == SELF_DEFINED, record.recorded_on or date.min, place


def _agreement(records: Sequence[Recorded]) -> str:
    groups = [record.group for record in records if record.group]
    if len(groups) < 2:
        return "one" if groups else "none"
    return "agree" if len(set(groups)) == 1 else "differ"
