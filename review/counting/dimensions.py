"""What a report can choose cases by, break down by, or count the answers of: names with their answers in order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from casefiles.cases.code_lists import NO_OUTCOME_YET, ethnic_groups, outcome_types
from casefiles.domain import codes, ethnicity
from review.counting.fact_sources import Days, Fact, Flagged, Month
from review.counting.sources import NOT_APPLICABLE, Source
from review.counting.suspect_sources import OwnFact, Stages
from review.domain.periods import BANDS, EXAMPLES, STEPS, Step, is_period, period_words, without_gaps

FORCE, TEAM_TYPE, CRITERION, REVIEWER, INSPECTION = "force", "team-type", "criterion", "reviewer", "inspection"
OFFENCE, FORCE_FLAG, LANGUAGE, GRADE, DAYS = "offence", "force-flag", "language", "grade", "days"
OUTCOME = "outcome"


@dataclass(frozen=True)
class Dimension:
    """A name with its title, its answers in order (code to label), and how they are read.

    The answers of a period are all months, quarters or years, so `answers` holds none of them and `step` says which.
    `tones` are the colours of grades. `of_suspects`: it is known of each suspect of a case, not of the case.
    `several`: a case can have more than one of the answers, so that their numbers do not add up to anything.
    `long`: its answers are a long published list, of which a report shows those that any case has.
    """

    name: str
    title: str
    answers: Mapping[str, str]
    source: Source
    step: Step | None = None
    tones: Mapping[str, str] = field(default_factory=dict)
    of_suspects: bool = False
    several: bool = False
    long: bool = False

    @property
    def known(self) -> Collection[str]:
        """Return the codes that an answer can have, for checking what was typed."""
        return Periods(self.step) if self.step else self.answers

    def label(self, code: str) -> str:
        """Return an answer in words; a range of periods too."""
        if self.step:
            return " to ".join(period_words(end) for end in code.split(".."))
        return self.answers.get(code, code)

    def order(self, found: Iterable[str]) -> list[tuple[str, str]]:
        """Return the answers as (code, label): all of the list, or every period from the first found to the last."""
        if self.step:
            return [(code, period_words(code)) for code in without_gaps(found, self.step)]
        return list(self.answers.items())


@dataclass(frozen=True)
class Periods(Collection[str]):
    """All months, quarters or years: a code is one of them if it is written like one."""

    step: Step

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and is_period(code, self.step)

    def __iter__(self) -> Iterator[str]:
        return iter([EXAMPLES[self.step]])

    def __len__(self) -> int:
        return 1


ETHNICITY, ETHNICITY_STAGE, ETHNICITY_AGREEMENT = "ethnicity", "ethnicity-stage", "ethnicity-agreement"
ETHNICITY_STAGES, ETHNICITY_AT = "ethnicity-stages", "ethnicity-at"
NOT_AT_ANY_STAGE = "not-at-any-stage"
DATES = ("reported", "closed", "signed-off")
"""The dates of a case, in the order in which they come."""


def case_facts(offences: Iterable[str]) -> list[Dimension]:
    """Return the names that every inspection has, whatever its framework. `offences` are those of its cases."""
    return [
        Dimension("case-area", "Case area", dict(codes.CASE_AREAS), Fact("case_area", "case_area")),
        Dimension(TEAM_TYPE, "Team type", dict(codes.TEAM_TYPES), Fact("team_type", "team_type")),
        Dimension(OFFENCE, "Offence", {name: name for name in offences}, Fact("offence", "offence")),
        _outcome(),
        Dimension(
            FORCE_FLAG, "Flagged as group-based by the force", dict(codes.FORCE_FLAGS), Fact("force_flag", "force_flag")
        ),
        Dimension(
            "taskforce-support",
            "Taskforce support",
            dict(codes.TASKFORCE_SUPPORT),
            Fact("taskforce_support", "taskforce_support"),
        ),
        Dimension(LANGUAGE, "Victim-blaming language", {"yes": "Found", "no": "Not found"}, Flagged()),
        *_periods("", "sign-off", Month("month", "month")),
        *_periods("reported-", "report", Month("reported_month", "month", "reported_on")),
        *_periods("closed-", "closing", Month("closed_month", "month", "closed_on")),
        *_days(),
    ]


def _outcome() -> Dimension:
    """Return the outcome. That a case has none yet is no outcome by the published list, and in no total of outcomes."""
    codes_of = {code: code for code in outcome_types()} | {NO_OUTCOME_YET: NOT_APPLICABLE}
    answers = {code: label for code, label in outcome_types().items() if code != NO_OUTCOME_YET}
    source = Fact("outcome_type", "outcome_type", codes_of)
    return Dimension(OUTCOME, "Outcome", answers | {NOT_APPLICABLE: "No outcome yet"}, source, long=True)


def _periods(start: str, words: str, source: Month) -> Iterator[Dimension]:
    for step in STEPS:
        title = f"{step.capitalize()} of {words}"
        yield Dimension(f"{start}{step}", title, {}, replace(source, step=step), step)


def _days() -> Iterator[Dimension]:
    bands = {code: label for code, label, _ in BANDS}
    for first, last in combinations(DATES, 2):
        start, end = (f"{name.replace('-', '_')}_on" for name in (first, last))
        title = f"Days from {first.replace('-', ' ')} to {last.replace('-', ' ')}"
        yield Dimension(f"{DAYS}.{first}.{last}", title, bands, Days(start, end))


def suspect_facts() -> list[Dimension]:
    """Return the names of what is known of each suspect, as it was when the case was signed off."""
    groups = {**ethnic_groups(), **dict(codes.ETHNICITY_ABSENCES)}
    stages = {**dict(codes.ETHNICITY_STAGES), NOT_AT_ANY_STAGE: "No record at any stage"}
    return [
        Dimension(ETHNICITY, "Ethnicity of the suspect", groups, OwnFact("ethnicity"), of_suspects=True),
        Dimension(
            ETHNICITY_STAGE,
            "Stage of the ethnicity record that counts",
            stages,
            OwnFact("stage", NOT_AT_ANY_STAGE),
            of_suspects=True,
        ),
        Dimension(
            ETHNICITY_AGREEMENT,
            "Agreement of the records of the suspect’s ethnicity",
            dict(ethnicity.AGREEMENTS),
            OwnFact("agreement"),
            of_suspects=True,
        ),
        Dimension(
            ETHNICITY_STAGES,
            "Every stage at which the suspect’s ethnicity was recorded",
            stages,
            Stages(tuple(code for code, _ in codes.ETHNICITY_STAGES), NOT_AT_ANY_STAGE),
            of_suspects=True,
            several=True,
        ),
        *(_record_at(stage) for stage, _ in codes.ETHNICITY_STAGES),
    ]


def _record_at(stage: str) -> Dimension:
    """Return how the record that was made at a stage stands to the suspect's other records."""
    made = codes.ETHNICITY_STAGE_WORDS[stage].removeprefix("recorded ")
    answers = {**dict(ethnicity.STANDINGS), ethnicity.NO_RECORD: "No record made then"}
    source = OwnFact(f"at_{stage}", ethnicity.NO_RECORD)
    return Dimension(f"{ETHNICITY_AT}.{stage}", f"Ethnicity record made {made}", answers, source, of_suspects=True)
