"""Which of the records of a person's ethnicity counts, how far they agree, and how those of each stage stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casefiles.domain.codes import ETHNICITY_ABSENCES

SELF_DEFINED = "self-defined-18+1"
NOT_RECORDED = "not-recorded"
AGREEMENTS = (
    ("none", "No record names a group"),
    ("one", "One record names a group"),
    ("agree", "Several records name the same group"),
    ("differ", "Records name different groups"),
)
"""How far the records of one person agree, by those among them that name a group."""

CONTRADICTED, CONTRADICTS, AGREES, ONLY, NO_RECORD = "contradicted", "contradicts", "agrees", "only", "no-record"
STANDINGS = (
    (CONTRADICTED, "Contradicted by a later record"),
    (CONTRADICTS, "Contradicts an earlier record"),
    (AGREES, "Agrees with every other record"),
    (ONLY, "The only record that names a group"),
    *ETHNICITY_ABSENCES,
)
"""How a record stands to the others of its person that name a group, the worst first; or why it names none."""


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
    """What counts for one person: a group or a kind of absence, of which scheme and stage, and how records agree.

    `standings` says of each stage with a record how it stands to the others: one of STANDINGS.
    """

    ethnicity: str
    scheme: str
    stage: str
    agreement: str
    standings: Mapping[str, str] = field(default_factory=dict)


def counted_ethnicity(records: Sequence[Recorded]) -> CountedEthnicity:
    """Return what counts of the records of one person, given in the order in which they were made.

    A record that names a group counts before one that does not; among those what the person said of themselves
    before what an officer took them for; among those the latest by its date, undated ones before all dated. No
    record at all is "not recorded", a failing of the record: it is neither "not stated" nor "unknown".
    """
    if not records:
        return CountedEthnicity(NOT_RECORDED, "", "", "none")
    chosen = max(enumerate(records), key=lambda placed: _weight(*placed))[1]
    says = chosen.group or chosen.absence
    return CountedEthnicity(says, chosen.scheme, chosen.stage, _agreement(records), standings(records))


def standings(records: Sequence[Recorded]) -> dict[str, str]:
    """Return how the record of each stage stands to the person's other records, given in the order they were made.

    A record that names a group is contradicted where a later one names another; else it contradicts an earlier one,
    agrees with all others that name a group, or is the only one that does. The latest is that by date, undated ones
    before all dated. Of several records at one stage the worst standing is told, and a kind of absence only where none
    of them names a group: that of the latest. A stage without a record is not there.
    """
    worst = [code for code, _ in STANDINGS[: -len(ETHNICITY_ABSENCES)]]
    ordered = [record for _, record in sorted(enumerate(records), key=lambda placed: _moment(*placed))]
    found: dict[str, str] = {}
    for place, record in enumerate(ordered):
        standing = _standing(ordered, place)
        before = found.get(record.stage)
        if before not in worst or (standing in worst and worst.index(standing) < worst.index(before)):
            found[record.stage] = standing
    return found


def _standing(ordered: Sequence[Recorded], place: int) -> str:
    own = ordered[place]
    if not own.group:
        return own.absence
    earlier, later = ({one.group for one in part if one.group} for part in (ordered[:place], ordered[place + 1 :]))
    if later - {own.group}:
        return CONTRADICTED
    if earlier - {own.group}:
        return CONTRADICTS
    return AGREES if earlier or later else ONLY


def _moment(place: int, record: Recorded) -> tuple[date, int]:
    return record.recorded_on or date.min, place


def _weight(place: int, record: Recorded) -> tuple[bool, bool, date, int]:
    return bool(record.group), record.scheme == SELF_DEFINED, *_moment(place, record)


def _agreement(records: Sequence[Recorded]) -> str:
    groups = [record.group for record in records if record.group]
    if len(groups) < 2:
        return "one" if groups else "none"
    return "agree" if len(set(groups)) == 1 else "differ"
