"""What is said of a table in a sentence: how its answers come about, and the force's own flag against the finding."""

from collections.abc import Iterator

from review.counting.dimensions import CRITERION, FORCE, FORCE_FLAG, GRADE, OUTCOME
from review.counting.method import Method
from review.domain.tabulation import Table
from review.domain.wording import share
from review.reports.building import Report, own_headline
from review.reports.suspects import suspects_told

FOUND, NOT_FOUND = "yes", "no"
AT_EACH = (
    "The first table counts “{title}”. By criterion each case is counted by its grade at each criterion, whatever the "
    "first table counts."
)
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
    if report.question:
        yield f"The overall grade is the answer to “{report.question}”"
    if CRITERION in report.by and report.measure != GRADE:
        yield AT_EACH.format(title=report.measure_title)
    yield from suspects_told(report.units, names)
    if FORCE in report.by and len(method.inspections) > 1 and any(one.show_labels for one in method.inspections):
        yield FORCES_BY_LABEL
    if report.measure == OUTCOME and report.table.left_out["not-applicable"]:
        yield NO_OUTCOME
    if report.unused:
        are = "1 code is" if report.unused == 1 else f"{report.unused} codes are"
        yield f"Of the published list of outcome types {are} not shown, as no case has them."


def readings(method: Method, report: Report) -> list[str]:
    """Return the sentences to a report of the force's own flag by the question whether a case is of a group.

    That is the question of the inspection's headline, answered yes: no other question says whether the flag is right.
    Cases without a record of the flag count in n, and are told by themselves: no record is not the same as no flag.
    """
    question = _flagged_question(method)
    groups = {group.key: group.table for group in report.groups}
    if report.measure != FORCE_FLAG or not question or report.by != (question,):
        return []
    if set(groups) - {"not-answered"} != {FOUND, NOT_FOUND}:
        return []
    found, not_found = groups[FOUND], groups[NOT_FOUND]
    if not found.n + not_found.n:
        return []
    told = [_of_found(found, method.title(question)), _agreement(report, found, not_found, question)]
    without = found.counts["not-recorded"] + not_found.counts["not-recorded"]
    return [*told, f"Without a record of a flag: {without}."]


def _flagged_question(method: Method) -> str:
    """Return the question that the force's flag is about: that of the headline of all inspections, answered yes."""
    (first, *others) = {one.headline_subset for one in method.inspections}
    conditions = own_headline(method, method.inspections[0]).conditions if not others and first else ()
    names = [one.name for one in conditions if one.answers == (FOUND,) and one.name in method.question_names]
    return names[0] if len(names) == len(conditions) == 1 else ""


def _agreement(report: Report, found: Table, not_found: Table, question: str) -> str:
    """Say in how many cases flag and answer are the same; of cases that were chosen by the answer it says nothing."""
    if any(condition.name == question for condition in report.where.conditions):
        return "These cases were chosen by the answer, so they do not show how often the flag and the answer agree."
    correct = found.counts["yes"] + not_found.counts["no"]
    return (
        f"In {share(correct, found.n + not_found.n)} of all {found.n + not_found.n} cases the force’s flag and the "
        f"reviewers’ answer say the same."
    )


def _of_found(found: Table, question: str) -> str:
    if not found.n:
        return f"Reviewers answered “{question}” with yes in no case."
    return (
        f"Of the {found.n} cases in which reviewers answered “{question}” with yes, the force’s own records had "
        f"flagged {share(found.counts['yes'], found.n)}: that is the share correctly flagged."
    )
