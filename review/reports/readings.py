"""What is said of a table in a sentence: how its answers come about, and the force's own flag against the finding."""

from collections.abc import Iterator

from review.counting.dimensions import FORCE, FORCE_FLAG, OUTCOME
from review.counting.method import Method
from review.domain.tabulation import Table
from review.domain.wording import share
from review.reports.building import Report
from review.reports.suspects import suspects_told

FOUND, NOT_FOUND = "yes", "no"
NO_OUTCOME = (
    "The cases left out as not applicable have no outcome yet. By the published list of outcome types that is not an "
    "outcome, and is left out of totals of outcomes."
)
FORCES_BY_LABEL = (
    "Where an inspection shows its forces by labels only, each label is a row, with its inspection in brackets: "
    "a force that is in several inspections has a row for each, and the same label in two need not be one force."
)


def told_of(method: Method, report: Report) -> Iterator[str]:
    """Yield what must be known of a report's answers, on its page and in its files."""
    names = (report.measure, *report.by)
    yield from suspects_told(report.units, names)
    if FORCE in report.by and len(method.inspections) > 1 and any(one.show_labels for one in method.inspections):
        yield FORCES_BY_LABEL
    if report.measure == OUTCOME and report.table.left_out["not-applicable"]:
        yield NO_OUTCOME
    if report.unused:
        are = "1 code is" if report.unused == 1 else f"{report.unused} codes are"
        yield f"Of the published list of outcome types {are} not shown, as no case has them."


def readings(report: Report) -> list[str]:
    """Return the sentences to a report: of the force's own flag by a yes-no question that reviewers answered.

    A flag is correct where it says what reviewers found. Cases without a record of the flag count in n, and are told
    by themselves: no record is not the same as no flag.
    """
    groups = {group.key: group.table for group in report.groups}
    if report.measure != FORCE_FLAG or len(report.by) != 1 or set(groups) - {"not-answered"} != {FOUND, NOT_FOUND}:
        return []
    found, not_found = groups[FOUND], groups[NOT_FOUND]
    if not found.n + not_found.n:
        return []
    correct = found.counts["yes"] + not_found.counts["no"]
    return [
        _of_found(found),
        f"In {share(correct, found.n + not_found.n)} of all {found.n + not_found.n} cases the force’s flag and the "
        f"reviewers’ answer say the same.",
        f"Without a record of a flag: {found.counts['not-recorded'] + not_found.counts['not-recorded']}.",
    ]


def _of_found(found: Table) -> str:
    if not found.n:
        return "Reviewers answered yes in no case."
    return (
        f"Of the {found.n} cases in which reviewers answered yes, the force’s own records had flagged "
        f"{share(found.counts['yes'], found.n)}: that is the share correctly flagged."
    )
