"""A rule's steps in words, which name what each looks at by its title."""

from review.frameworks.file.rules import BandsFile, CasesFile, MeasureFile, RuleFile, SourcesFile, StepFile, TableFile
from review.frameworks.problems.problem import listed
from review.frameworks.wording.condition_words import condition_words
from review.frameworks.wording.names import Names

HOW = {
    "percent-in": "the share, in per cent,",
    "count-in": "the number",
    "percent-of-max": "the points, in per cent of the most,",
    "sum": "the sum",
    "mean": "the mean",
}
NOT_APPLICABLE = {
    "left-out": "What is not applicable is left out.",
    "as-best": "What is not applicable counts as the best.",
    "as-worst": "What is not applicable counts as the worst.",
    "no-result": "There is no automatic result where one is not applicable.",
}
ROUNDED = {"half-up": "half up", "half-even": "half to the even neighbour", "down": "down", "up": "up"}


def step_words(step: StepFile, rule: RuleFile, names: Names) -> str:
    """Return what a step works out, in a sentence."""
    inside = Names(names.file, rule)
    if step.measure:
        return _measure(step.measure, inside)
    if step.bands:
        return _bands(step.bands, inside)
    if step.worst_of:
        return f"The worst of {_sources(step.worst_of, inside)}."
    if step.cap:
        grades = dict(names.all_grades)
        when = condition_words(step.cap.when, inside)
        best = grades.get(step.cap.at_most, step.cap.at_most)
        return f"{_called(step.cap.of, inside)}, at most {best} where {when}: {step.cap.because}"
    return _table(step.table, inside) if step.table else "Of no kind."


def _called(step: str, names: Names) -> str:
    return f"“{dict(names.earlier_steps).get(step, step)}”"


def _measure(file: MeasureFile, names: Names) -> str:
    labels = dict(names.all_answers)
    among = f" that are {listed((labels.get(code, code) for code in file.in_), 'or')}" if file.in_ else ""
    taken = f"of {_sources(file.over, names)}" if file.over else "of nothing"
    if file.cases:
        taken = f"of the cases by {_looked_at(file.cases, names)}"
    return f"{HOW[file.how][:1].upper()}{HOW[file.how][1:]} {taken}{among}. {NOT_APPLICABLE[file.not_applicable]}"


def _looked_at(file: CasesFile, names: Names) -> str:
    if file.question:
        asked = names.asked.get(file.question)
        return f"“{asked.question if asked else file.question}”"
    return f"the result of {names.title_of(file.topic)}" if file.topic else "the result of their review"


def _sources(file: SourcesFile, names: Names) -> str:
    said = [f"all graded criteria of {names.title_of(code)}" for code in file.questions_of]
    said += [f"the result of {names.title_of(code)}" for code in file.topics]
    said += [_called(code, names) for code in file.steps]
    said += [dict(names.entered).get(code, code) for code in file.entered]
    if file.questions:
        number = len(file.questions)
        said.insert(0, f"{number} question{'s' if number != 1 else ''}")
    return listed(said) if said else "nothing"


def _bands(file: BandsFile, names: Names) -> str:
    grades = dict(names.grades(file.scale))
    said = (f"{grades.get(band.grade, band.grade)} from {band.from_:f}" for band in file.bands)
    rounded = "" if file.rounding == "none" else f", rounded {ROUNDED[file.rounding]} to {file.decimals} decimal places"
    return f"By {_called(file.of, names)}{rounded}: {', '.join(said)}."


def _table(file: TableFile, names: Names) -> str:
    grades = dict(names.grades(file.scale))
    said = []
    for row in file.rows:
        grade = grades.get(row.grade or "", row.grade or "no automatic result")
        when = f" where {condition_words(row.when, names)}" if row.when else " otherwise"
        said.append(f"{grade}{when}")
    return f"{'; '.join(said)}."
