"""A rule's steps in words, for the list of them."""

from review.authoring.condition_words import condition_words
from review.authoring.names import Names
from review.frameworks.file.rules import BandsFile, MeasureFile, RuleFile, SourcesFile, StepFile, TableFile
from review.frameworks.problems.problem import listed

HOW = {
    "percent-in": "the share, in per cent,",
    "count-in": "the number",
    "percent-of-max": "the points, in per cent of the most,",
    "sum": "the sum",
    "mean": "the mean",
}


def step_words(step: StepFile, rule: RuleFile, names: Names) -> str:
    """Return what a step works out, in a sentence."""
    if step.measure:
        return _measure(step.measure, names)
    if step.bands:
        return _bands(step.bands, names)
    if step.worst_of:
        return f"The worst of {_sources(step.worst_of, names)}."
    if step.cap:
        grades = dict(names.all_grades)
        when = condition_words(step.cap.when, Names(names.file, rule))
        return f"{step.cap.of}, at most {grades.get(step.cap.at_most, step.cap.at_most)} where {when}."
    return _table(step.table, rule, names) if step.table else "Of no kind."


def _measure(file: MeasureFile, names: Names) -> str:
    labels = dict(names.all_answers)
    among = f" that are {listed((labels.get(code, code) for code in file.in_), 'or')}" if file.in_ else ""
    if file.cases:
        looked = file.cases.question or file.cases.topic
        taken = f"of the cases by {f'“{looked}”' if looked else 'the result of their review'}"
    else:
        taken = f"of {_sources(file.over, names)}" if file.over else "of nothing"
    return f"{HOW[file.how][:1].upper()}{HOW[file.how][1:]} {taken}{among}."


def _sources(file: SourcesFile, names: Names) -> str:
    said = [f"all graded criteria of {names.title_of(code)}" for code in file.questions_of]
    said += [f"the result of {names.title_of(code)}" for code in file.topics]
    said += [f"the step {code}" for code in file.steps]
    said += [dict(names.entered).get(code, code) for code in file.entered]
    if file.questions:
        number = len(file.questions)
        said.insert(0, f"{number} question{'s' if number != 1 else ''}")
    return listed(said) if said else "nothing"


def _bands(file: BandsFile, names: Names) -> str:
    grades = dict(names.grades(file.scale))
    said = (f"{grades.get(band.grade, band.grade)} from {band.from_:f}" for band in file.bands)
    return f"By {file.of}: {', '.join(said)}."


def _table(file: TableFile, rule: RuleFile, names: Names) -> str:
    grades = dict(names.grades(file.scale))
    said = []
    for row in file.rows:
        grade = grades.get(row.grade or "", row.grade or "no automatic result")
        when = f" where {condition_words(row.when, Names(names.file, rule))}" if row.when else " otherwise"
        said.append(f"{grade}{when}")
    return f"{'; '.join(said)}."
