"""Rules of every kind and with steps of every kind, for a framework that has none yet."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from review.frameworks.file.model import FrameworkFile, RuleFile, ScaleFile
from review.frameworks.file.rules import (
    BandFile,
    BandsFile,
    CapFile,
    CasesFile,
    MeasureFile,
    RowFile,
    SourcesFile,
    StepFile,
    TableFile,
)
from tests.review.frameworks.condition_strategies import FACTS, Thing, comparable, conditions, graded, things_of

Draw = Callable[..., Any]
FIELDS = {"question": "questions", "topic": "topics", "step": "steps", "entered": "entered"}
ROUNDINGS = ("none", "half-up", "half-even", "down", "up")
POLICIES = ("left-out", "as-best", "as-worst", "no-result")


class RuleMaker:
    """Draws the steps of one rule: `things` are what it can look at, `in_cases` what it takes from each case."""

    def __init__(self, draw: Draw, things: list[Thing], in_cases: list[Thing]) -> None:
        self.draw, self.things, self.in_cases = draw, things, in_cases
        self.steps: list[StepFile] = []

    def add(self, thing: Thing | None, **made: Any) -> str:
        """Add a step, and what it is to those that come after it."""
        name = f"step-{len(self.steps) + 1}"
        self.steps.append(StepFile(name=name, title=self.draw(st.sampled_from(["", "A step"])), **made))
        if thing:
            self.things.append(Thing("step", name, thing.sort, thing.codes, thing.scale))
        return name

    def grade(self, scale: ScaleFile) -> str:
        """Add steps of which the last gives a grade of a scale, and return its name."""
        ways: list[Callable[[ScaleFile], str]] = [self.table]
        if self.countable() or self.addable():
            ways += [self.bands, self.bands]
        if scale.ordered and self.alike(scale):
            ways += [self.worst, self.worst]
        name = self.draw(st.sampled_from(ways))(scale)
        if scale.ordered and any(map(comparable, self.things)) and self.draw(st.booleans()):
            when = self.draw(conditions(self.things))
            most = self.draw(st.sampled_from(scale.grades)).code
            name = self.add(graded("", "", scale), cap=CapFile(of=name, when=when, at_most=most, because="It is so."))
        return name

    def table(self, scale: ScaleFile) -> str:
        """Add a table."""
        rows = [
            RowFile(when=self.draw(conditions(self.things)), grade=self._grade(scale))
            for _ in range(self.draw(st.integers(0, 2)) if any(map(comparable, self.things)) else 0)
        ]
        last = self.draw(st.none() | st.just(self._grade(scale)))
        made = TableFile(scale=scale.code, rows=(*rows, RowFile(grade=last, because="Otherwise.")))
        return self.add(graded("", "", scale), table=made)

    def worst(self, scale: ScaleFile) -> str:
        """Add the worst of several."""
        return self.add(graded("", "", scale), worst_of=self._sources(self.alike(scale)))

    def bands(self, scale: ScaleFile) -> str:
        """Add a measure and its bands."""
        measure = self.measure()
        of = self.add(Thing("step", "", "number"), measure=measure)
        low, high = (0, 100) if measure.how.startswith("percent") else (-50, 50)
        starts = self.draw(st.lists(st.integers(low, high), min_size=1, max_size=3, unique=True))
        bands = [
            BandFile(
                from_=Decimal(start),
                to=Decimal(start + 7) if self.draw(st.integers(0, 3)) == 0 else None,
                grade=self._grade(scale),
            )
            for start in starts
        ]
        rounding = self.draw(st.sampled_from(ROUNDINGS))
        decimals = self.draw(st.integers(0, 2)) if rounding != "none" else 0
        made = BandsFile(of=of, scale=scale.code, rounding=rounding, decimals=decimals, bands=tuple(bands))
        return self.add(graded("", "", scale), bands=made)

    def measure(self) -> MeasureFile:
        """Return a number made of several things, or of one thing in each case."""
        counting = bool(self.countable()) and (not self.addable() or self.draw(st.booleans()))
        usable = self.countable() if counting else self.addable()
        from_cases = [thing for thing in usable if thing in self.in_cases]
        if from_cases and (len(from_cases) == len(usable) or self.draw(st.booleans())):
            chosen = [self.draw(st.sampled_from(from_cases))]
            made: dict[str, Any] = {"cases": _of_each_case(chosen[0])}
        else:
            here = [thing for thing in usable if thing not in self.in_cases]
            chosen = self.draw(st.lists(st.sampled_from(here), min_size=1, max_size=3, unique=True))
            made = {"over": _sources(chosen)}
        if counting:
            every = sorted({code for thing in chosen for code in thing.codes})
            made["in_"] = tuple(self.draw(st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True)))
            hows = ["percent-in", "count-in"]
        else:
            hows = ["sum", "mean", *(["percent-of-max"] if all(thing.scale for thing in chosen) else [])]
        policies = POLICIES if all(thing.sort != "number" for thing in chosen) else ("left-out", "no-result")
        return MeasureFile(
            how=self.draw(st.sampled_from(hows)), not_applicable=self.draw(st.sampled_from(policies)), **made
        )

    def countable(self) -> list[Thing]:
        """Return what can be counted."""
        return [one for one in self._settled() if one.codes]

    def addable(self) -> list[Thing]:
        """Return what can be added up."""
        return [one for one in self._settled() if one.sort == "number" or one.pointed]

    def alike(self, scale: ScaleFile) -> list[Thing]:
        """Return what is graded on a scale."""
        here = [one for one in self._settled() if one not in self.in_cases]
        return [one for one in here if one.scale and one.scale.code == scale.code]

    def _settled(self) -> list[Thing]:
        return [one for one in (*self.things, *self.in_cases) if one.settled and one.kind != "fact"]

    def _grade(self, scale: ScaleFile) -> str:
        code: str = self.draw(st.sampled_from(scale.grades)).code
        return code

    def _sources(self, usable: list[Thing]) -> SourcesFile:
        return _sources(self.draw(st.lists(st.sampled_from(usable), min_size=1, max_size=3, unique=True)))


def _sources(chosen: list[Thing]) -> SourcesFile:
    by_field = {field: tuple(one.code for one in chosen if one.kind == kind) for kind, field in FIELDS.items()}
    return SourcesFile(**by_field)


def _of_each_case(thing: Thing) -> CasesFile:
    return CasesFile(review=True) if thing.kind == "review" else CasesFile(**{thing.kind: thing.code})


@st.composite
def rules(draw: Draw, file: FrameworkFile) -> tuple[RuleFile, ...]:
    """Return rules for a framework without any: of some topics, perhaps of the review, and over cases."""
    scales = {scale.code: scale for scale in file.scales}
    asked = things_of((one for one in file.asked if one is not file.overall), scales)
    entered = [graded("entered", one.code, scales[one.scale], not_applicable=False) for one in file.entered]
    of_topics: list[Thing] = []
    over_cases: list[Thing] = []
    of_review: list[Thing] = []
    found: list[RuleFile] = []
    for of in draw(st.lists(st.sampled_from(["topic", "topic", "review", "cases", "cases"]), max_size=4)):
        topic = draw(st.sampled_from(file.all_topics)).code if of == "topic" else None
        if of == "cases" and draw(st.booleans()):
            topic = draw(st.sampled_from(file.all_topics)).code
        if any(rule.of == of and (of == "review" or rule.topic == topic) for rule in found):
            continue
        suggests = _suggested(draw, file, found) if of == "topic" else None
        if of == "cases":
            everywhere = [*asked, *things_of([file.overall], scales)]
            maker = RuleMaker(draw, [*entered, *over_cases], [*everywhere, *of_topics, *of_review])
        else:
            seen = [thing for thing in asked if suggests is None or thing.code != suggests.code]
            maker = RuleMaker(draw, [*FACTS, *seen, *of_topics], [])
        fields = {"code": f"rule-{len(found) + 1}", "title": "A rule", "of": of, "topic": topic}
        if draw(st.integers(0, 4)) == 0:
            found.append(RuleFile(**fields, because="It is a matter of judgment."))
            continue
        scale = scales[file.overall.scale if of == "review" else suggests.scale if suggests else draw(_any(scales))]
        if draw(st.booleans()):
            maker.grade(scales[draw(_any(scales))])
        fields |= {"result": maker.grade(scale), "steps": tuple(maker.steps)}
        fields |= (
            {"each": draw(st.sampled_from(["inspection", "force"]))} if of == "cases" and draw(st.booleans()) else {}
        )
        never = draw(st.lists(st.sampled_from([grade.code for grade in scale.grades]), max_size=1))
        found.append(RuleFile(**fields, suggests=suggests.code if suggests else None, never=tuple(never)))
        {"topic": of_topics, "review": of_review, "cases": over_cases if topic else []}[of].append(
            graded("review" if of == "review" else "topic", topic or "", scale)
        )
    return tuple(found)


def _any(scales: dict[str, ScaleFile]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(scales))


def _suggested(draw: Draw, file: FrameworkFile, found: list[RuleFile]) -> Any:
    """Return a graded criterion that no rule suggests yet, or none."""
    taken = {rule.suggests for rule in found}
    free = [one for topic in file.all_topics for one in topic.criteria if one.answer == "grade"]
    return draw(st.none() | st.sampled_from([one for one in free if one.code not in taken] or [None]))
