"""What is wrong with the names in rules: each step looks backwards only, and at what it can work with."""

from collections.abc import Iterator

from review.frameworks.file.model import RuleFile, ScaleFile
from review.frameworks.file.rules import BandsFile, CapFile, StepFile, TableFile
from review.frameworks.problems.problem import Path
from review.frameworks.problems.reference_conditions import conditions_problems, without_order
from review.frameworks.problems.reference_measures import measure_problems, worst_problems
from review.frameworks.problems.reference_names import UNKNOWN, Found, Known, Sort, codes_of, no_grade
from review.frameworks.problems.reference_sight import Sight

HUNDRED = 100


class Rules:
    """Goes through the rules in order. Afterwards `results` says what each gives, by its kind and topic."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.results: dict[tuple[str, str], Sort] = {}
        self.suggested: set[str] = set()

    def problems(self) -> Iterator[Found]:
        """Yield what is wrong with the names in all rules."""
        for position, rule in enumerate(self.known.file.rules):
            path, sight = ("rules", position), Sight(self.known, position, self.results)
            if rule.topic and rule.topic not in self.known.topics:
                yield (*path, "topic"), self.known.no_topic(rule.topic)
            yield from self._suggests_problems(rule, path)
            for number, step in enumerate(rule.steps):
                sight.here = step.name
                found, sort = step_problems(step, (*path, "steps", number), sight)
                yield from found
                sight.steps.setdefault(step.name, sort)
            sight.here = ""
            yield from self._result_problems(rule, path, sight)

    def _suggests_problems(self, rule: RuleFile, path: Path) -> Iterator[Found]:
        if not (code := rule.suggests):
            return
        place, asked = (*path, "suggests"), self.known.asked.get(code)
        if asked is None:
            yield place, self.known.no_question(code)
        elif code == self.known.file.overall.code:
            yield place, "The overall judgment is suggested by the rule with of: review. Name a criterion."
        elif asked.answer != "grade":
            yield place, f"“{code}” is not answered with a grade, so no rule can suggest it. Name a criterion that is."
        elif code in self.suggested:
            yield place, f"Another rule suggests the answer to “{code}” already. Keep one of them."
        self.suggested.add(code)

    def _result_problems(self, rule: RuleFile, path: Path, sight: Sight) -> Iterator[Found]:
        if not rule.result:
            return
        sort, sentence = sight.step(rule.result)
        if not sentence and sort.kind == "number":
            sort, sentence = UNKNOWN, f"The step “{rule.result}” gives a number. Name a step that gives a grade."
        if sentence:
            yield (*path, "result"), sentence
        self.results.setdefault((rule.of, rule.topic or ""), sort)
        if sort.scale is None:
            return
        for number, code in enumerate(rule.never):
            if code not in sort.codes:
                yield (*path, "never", number), no_grade(code, sort.scale)
        if words := self._other_scale(rule, sort.scale):
            yield (*path, "result"), f"The rule gives grades of the scale “{sort.scale.code}”, and {words}."

    def _other_scale(self, rule: RuleFile, scale: ScaleFile) -> str:
        """Return what takes grades of another scale than the rule gives, empty where nothing does."""
        suggested = self.known.asked.get(rule.suggests or "")
        wanted = self.known.file.overall.scale if rule.of == "review" else getattr(suggested, "scale", None)
        if wanted in (None, scale.code):
            return ""
        what = "the overall judgment" if rule.of == "review" else f"“{rule.suggests}”"
        return f"{what} takes those of “{wanted}”. Give grades of that scale"


def step_problems(step: StepFile, path: Path, sight: Sight) -> tuple[list[Found], Sort]:
    """Return what is wrong with the names in a step, and the sort of what it gives."""
    if step.measure:
        found = list(measure_problems(step.measure, (*path, "measure"), sight))
        return found, Sort("number", percent=step.measure.how.startswith("percent"))
    if step.worst_of:
        return worst_problems(step.worst_of, (*path, "worst-of"), sight)
    if step.bands:
        return list(_bands_problems(step.bands, (*path, "bands"), sight)), sight.known.graded(step.bands.scale)
    if step.cap:
        found = list(_cap_problems(step.cap, (*path, "cap"), sight))
        return found, UNKNOWN if found else sight.step(step.cap.of)[0]
    if step.table:
        return list(_table_problems(step.table, (*path, "table"), sight)), sight.known.graded(step.table.scale)
    return [], UNKNOWN


def _bands_problems(bands: BandsFile, path: Path, sight: Sight) -> Iterator[Found]:
    sort, sentence = sight.step(bands.of)
    if sentence or sort.kind not in ("number", "unknown"):
        yield (*path, "of"), sentence or f"The step “{bands.of}” gives a grade. Name a step that measures a number."
    scale = sight.known.scales.get(bands.scale)
    for number, band in enumerate(bands.bands):
        place = (*path, "bands", number)
        if scale and band.grade not in codes_of(scale):
            yield (*place, "grade"), no_grade(band.grade, scale)
        if sort.percent and not 0 <= band.from_ <= HUNDRED:
            side = "above 100" if band.from_ > 0 else "below 0"
            yield (
                (*place, "from"),
                f"The band begins {side}, which no percentage reaches. Write a number from 0 to 100.",
            )


def _cap_problems(cap: CapFile, path: Path, sight: Sight) -> Iterator[Found]:
    sort, sentence = sight.step(cap.of)
    if sentence or sort.kind == "number":
        yield (*path, "of"), sentence or f"The step “{cap.of}” gives a number. Name a step that gives a grade."
    elif sort.scale and not sort.scale.ordered:
        yield (*path, "of"), without_order(sort.scale, "capped. Write a table instead")
    elif sort.scale and cap.at_most not in sort.codes:
        yield (*path, "at-most"), no_grade(cap.at_most, sort.scale)
    yield from conditions_problems(cap.when, (*path, "when"), sight.look)


def _table_problems(table: TableFile, path: Path, sight: Sight) -> Iterator[Found]:
    scale = sight.known.scales.get(table.scale)
    for number, row in enumerate(table.rows):
        place = (*path, "rows", number)
        if scale and row.grade is not None and row.grade not in codes_of(scale):
            yield (*place, "grade"), no_grade(row.grade, scale)
        yield from conditions_problems(row.when, (*place, "when"), sight.look)
