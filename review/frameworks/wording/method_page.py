"""The method of a version as its page tells it: when questions are asked, scales, entered results and rules."""

from dataclasses import dataclass

from review.frameworks.file.model import FrameworkFile, RuleFile, ScaleFile
from review.frameworks.file.rules import StepFile
from review.frameworks.wording.condition_words import condition_words
from review.frameworks.wording.names import Names
from review.frameworks.wording.step_words import step_words

EACH = {
    "inspection": "all cases of an inspection",
    "force": "the cases of each force",
    "inspection-and-force": "all cases of an inspection, and those of each force",
}


@dataclass(frozen=True)
class ToldRule:
    """A rule in words: what it gives a result for, its steps with their titles, and what the result is."""

    code: str
    title: str
    about: str
    steps: tuple[tuple[str, str], ...]
    result: str
    because: str


@dataclass(frozen=True)
class ToldScale:
    """A scale with its grades: words, colour, code and points. The points are empty where the scale has none."""

    title: str
    note: str
    grades: tuple[tuple[str, str, str, str], ...]
    has_points: bool


class MethodPage:
    """What a framework file says beyond its questions and answers, in words."""

    def __init__(self, file: FrameworkFile) -> None:
        """Take the file."""
        self.file, self.names = file, Names(file)

    @property
    def asked_when(self) -> dict[str, str]:
        """When a question is asked, by its code; only of questions that are not always asked."""
        return {
            one.code: f"Asked only where {condition_words(when, self.names)}."
            for one in self.file.asked
            if (when := getattr(one, "asked_when", ()))
        }

    @property
    def scales(self) -> list[ToldScale]:
        """The scales, also those that rules alone give grades of."""
        return [_scale(one) for one in self.file.scales]

    @property
    def entered(self) -> list[tuple[str, str, str]]:
        """The entered results: title, scale and guidance."""
        titles = dict(self.names.scales)
        return [(one.title, titles.get(one.scale, one.scale), one.guidance) for one in self.file.entered]

    @property
    def rules(self) -> list[ToldRule]:
        """The rules, in the order in which they are worked through."""
        return [
            ToldRule(
                code=one.code,
                title=one.title,
                about=self._about(one),
                steps=tuple((step.title or step.name, step_words(step, one, self.names)) for step in one.steps),
                result=_result(one),
                because=one.because,
            )
            for one in self.file.rules
        ]

    def _about(self, one: RuleFile) -> str:
        topic = self.names.title_of(one.topic) if one.topic else ""
        if one.of == "topic":
            return f"For the topic {topic} in each review."
        if one.of == "review":
            return "For the overall judgment of each review."
        return f"For {f'the topic {topic}, ' if topic else ''}{EACH[one.each]}."


def _result(one: RuleFile) -> str:
    step: StepFile | None = next((step for step in one.steps if step.name == one.result), None)
    return f"“{step.title or step.name}”" if step else "No automatic result: it is professional judgment."


def _scale(one: ScaleFile) -> ToldScale:
    grades = tuple(
        (grade.label, grade.tone, grade.code, "" if grade.points is None else f"{grade.points:f}")
        for grade in one.grades
    )
    note = "The best grade first." if one.ordered else "In no order."
    return ToldScale(one.title, note, grades, any(points for *_, points in grades))
