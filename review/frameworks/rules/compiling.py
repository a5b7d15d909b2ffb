"""A rule of a framework file as the steps that are worked through."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from review.domain.rules.bands import Band, BandsStep
from review.domain.rules.conditions import NOT_APPLICABLE, Condition, Ref, Test
from review.domain.rules.measures import Measure
from review.domain.rules.scales import Scale
from review.domain.rules.steps import CapStep, MeasureStep, Row, Rule, Step, TableStep, WorstStep
from review.frameworks.file.model import FrameworkFile
from review.frameworks.file.rules import (
    BandsFile,
    CapFile,
    ConditionFile,
    MeasureFile,
    RuleFile,
    SourcesFile,
    StepFile,
    TableFile,
    TestFile,
)
from review.frameworks.rows import choices_of
from review.frameworks.rules.facts import FACT_LABELS, FACT_WORDS

REFERENCES = ("question", "fact", "step", "topic", "entered")


class Names:
    """What the names in a file's rules stand for: scales and words of questions, results and steps."""

    def __init__(self, file: FrameworkFile, scales: dict[str, Scale]) -> None:
        self.file, self.scales = file, scales
        self.asked = {one.code: one for one in file.asked}
        self.titles = {topic.code: topic.title for topic in file.all_topics}
        self.entered = {one.code: one for one in file.entered}
        self.by_topic: dict[tuple[bool, str], Rule] = {}
        self.of_review: Scale | None = None
        self.steps: dict[str, Scale | None] = {}
        self.step_titles: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.over_cases = False

    def know(self, rule: Rule) -> None:
        """Take note of a rule that later ones can look at."""
        if rule.topic:
            self.by_topic[rule.of == "cases", rule.topic] = rule
        elif rule.of == "review":
            self.of_review = rule.scale

    def scale_of(self, ref: Ref) -> Scale | None:
        """Return the scale of what a reference leads to, None for numbers and choices."""
        if ref.kind == "question":
            asked = self.asked[ref.code]
            return self.scales[asked.scale] if asked.answer == "grade" and asked.scale else None
        if ref.kind == "step":
            return self.steps[ref.code]
        if ref.kind == "topic":
            return self.by_topic[self.over_cases, ref.code].scale
        return self.scales[self.entered[ref.code].scale] if ref.kind == "entered" else None

    def labels_of(self, ref: Ref) -> dict[str, str]:
        """Return the codes that a reference can lead to, with their words."""
        if ref.kind == "fact":
            return FACT_LABELS[ref.code]
        scale = self.scale_of(ref)
        labels = dict(scale.labels) if scale else {}
        if ref.kind == "question" and not scale:
            labels = dict(choices_of(self.asked[ref.code]))
        return labels | {NOT_APPLICABLE: "Not applicable"}

    def words_of(self, ref: Ref) -> str:
        """Return what a reference is called in a sentence."""
        if ref.kind == "question":
            return f"“{self.asked[ref.code].question}”"
        if ref.kind == "fact":
            return FACT_WORDS[ref.code]
        if ref.kind == "entered":
            return self.entered[ref.code].title
        return self.titles[ref.code] if ref.kind == "topic" else f"“{self.step_titles[ref.code]}”"

    def condition(self, file: ConditionFile) -> Condition:
        """Return a condition of the file as one that is worked through."""
        return Condition(tuple(self._test(test) for test in file.any or (file,)))

    def _test(self, file: TestFile) -> Test:
        ref = next(Ref(kind, code) for kind in REFERENCES if (code := getattr(file, kind)))
        return Test(
            ref=ref,
            among=frozenset(file.is_),
            at_least=_bound(file.at_least),
            at_most=_bound(file.at_most),
            scale=self.scale_of(ref),
            words=self.words_of(ref),
            labels=tuple(self.labels_of(ref).items()),
        )


def compiled_rule(file: RuleFile, names: Names) -> Rule:
    """Return a rule that can be worked through. Raises KeyError where it names something that is not there."""
    names.steps, names.units, names.over_cases = {}, {}, file.of == "cases"
    names.step_titles = {step.name: step.title or step.name for step in file.steps}
    steps: list[Step] = []
    for step in file.steps:
        made = _step(step, file, names)
        names.steps[step.name] = None if isinstance(made, MeasureStep) else made.scale
        steps.append(made)
    return Rule(
        code=file.code,
        title=file.title,
        of=file.of,
        topic=file.topic or "",
        steps=tuple(steps),
        result=file.result or "",
        scale=names.steps[file.result] if file.result else None,
        suggests=file.suggests or "",
        each=file.each,
        never=frozenset(file.never),
        because=file.because,
        reads=_reads(steps, names),
    )


def _reads(steps: Iterable[Step], names: Names) -> frozenset[str]:
    """Return the codes of the questions of one review that steps look at, also through results of topics."""
    found: set[str] = set()
    for ref in (ref for step in steps for ref in step.refs):
        if ref.kind == "question":
            found.add(ref.code)
        elif ref.kind == "topic" and not names.over_cases:
            found |= names.by_topic[False, ref.code].reads
    return frozenset(found)


def _step(file: StepFile, rule: RuleFile, names: Names) -> Step:
    title = file.title
    if file.measure:
        return MeasureStep(file.name, title, _measure(file.measure, file.name, rule, names))
    if file.bands:
        return _bands(file.name, title, file.bands, names)
    if file.worst_of:
        refs = refs_of(file.worst_of, rule, names.file)
        scale = next(scale for ref in refs if (scale := names.scale_of(ref)))
        return WorstStep(file.name, title, refs, scale, {ref: names.words_of(ref) for ref in refs})
    if file.cap:
        return _cap(file.name, title, file.cap, names)
    if file.table:
        return _table(file.name, title, file.table, names)
    raise KeyError(f"The step {file.name} is of no kind.")


def _measure(file: MeasureFile, name: str, rule: RuleFile, names: Names) -> Measure:
    each = _each_case(file)
    refs = () if each else refs_of(file.over or SourcesFile(), rule, names.file)
    looked_at = (each,) if each else refs
    points, orders = {}, {}
    labels: dict[str, str] = {}
    over_cases, names.over_cases = names.over_cases, names.over_cases and not each
    for ref in looked_at:
        scale = names.of_review if each and ref.kind == "review" else names.scale_of(ref)
        points[ref] = scale.points if scale else {}
        orders[ref] = scale.codes if scale and scale.ordered else ()
        labels |= dict(scale.labels) if scale else names.labels_of(ref)
    names.over_cases = over_cases
    names.units[name] = "%" if file.how.startswith("percent") else ""
    among_words = dict.fromkeys(label for code, label in labels.items() if code in file.in_)
    return Measure(
        how=file.how,
        refs=refs,
        among=frozenset(file.in_),
        not_applicable=file.not_applicable,
        points=points,
        among_words=tuple(among_words),
        each_case=each,
        orders=orders,
    )


def _each_case(file: MeasureFile) -> Ref | None:
    if file.cases is None:
        return None
    if file.cases.question:
        return Ref("question", file.cases.question)
    return Ref("topic", file.cases.topic) if file.cases.topic else Ref("review", "")


def refs_of(file: SourcesFile, rule: RuleFile, framework: FrameworkFile) -> tuple[Ref, ...]:
    """Return what is put together, in order, each once; graded criteria of a topic without the one it suggests."""
    inside = [
        criterion.code
        for code in file.questions_of
        for topic in framework.all_topics
        if topic.code == code
        for criterion in topic.criteria
        if criterion.answer == "grade" and criterion.code != rule.suggests
    ]
    refs = [
        *(Ref("question", code) for code in (*file.questions, *inside)),
        *(Ref("topic", code) for code in file.topics),
        *(Ref("step", code) for code in file.steps),
        *(Ref("entered", code) for code in file.entered),
    ]
    return tuple(dict.fromkeys(refs))


def _bands(name: str, title: str, file: BandsFile, names: Names) -> BandsStep:
    bands = [Band(Fraction(b.from_), None if b.to is None else Fraction(b.to), b.grade) for b in file.bands]
    return BandsStep(
        name=name,
        title=title,
        of=Ref("step", file.of),
        scale=names.scales[file.scale],
        rounding=file.rounding,
        decimals=file.decimals,
        bands=tuple(sorted(bands, key=lambda band: band.low, reverse=True)),
        unit=names.units.get(file.of, ""),
    )


def _cap(name: str, title: str, file: CapFile, names: Names) -> CapStep:
    scale = names.steps[file.of]
    if scale is None:
        raise KeyError(file.of)
    when = tuple(names.condition(one) for one in file.when)
    return CapStep(name, title, Ref("step", file.of), scale, when, file.at_most, file.because)


def _table(name: str, title: str, file: TableFile, names: Names) -> TableStep:
    rows = tuple(Row(tuple(names.condition(one) for one in row.when), row.grade, row.because) for row in file.rows)
    return TableStep(name, title, names.scales[file.scale], rows)


def _bound(value: Decimal | str | None) -> Fraction | str | None:
    return Fraction(value) if isinstance(value, Decimal) else value
