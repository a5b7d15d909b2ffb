"""What the names in a framework file can lead to, and what is said where they lead nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from review.frameworks.file.model import CriterionFile, FrameworkFile, OverallFile, QuestionFile, ScaleFile
from review.frameworks.problems.problem import Path, did_you_mean, listed, shown

Found = tuple[Path, str]
Asked = CriterionFile | QuestionFile | OverallFile
MOST_NAMED = 20
NOT_APPLICABLE, YES_NO = "not-applicable", ("yes", "no")


@dataclass(frozen=True)
class Sort:
    """What something that is looked at can be. `kind` is grade, choice, choices, number, typed or unknown.

    `percent` is whether a number is a share of a hundred, `not_applicable` whether it can be not applicable.
    """

    kind: str
    scale: ScaleFile | None = None
    codes: tuple[str, ...] = ()
    percent: bool = False
    not_applicable: bool = True


UNKNOWN = Sort("unknown")
"""Of what a problem was told already: nothing more is said about it."""


class Known:
    """The names of a file, and what they stand for."""

    def __init__(self, file: FrameworkFile) -> None:
        self.file = file
        self.scales = {one.code: one for one in file.scales}
        self.asked: dict[str, Asked] = {one.code: one for one in file.asked}
        self.topics = {one.code: one for one in file.all_topics}
        self.entered = {one.code: one for one in file.entered}

    def graded(self, code: str | None, *, not_applicable: bool = True) -> Sort:
        """Return the sort of a grade of a scale, UNKNOWN where there is no such scale."""
        scale = self.scales.get(code or "")
        return Sort("grade", scale, codes_of(scale), not_applicable=not_applicable) if scale else UNKNOWN

    def answer_of(self, asked: Asked) -> Sort:
        """Return the sort of a question's answers."""
        possible = asked.not_applicable != "no"
        if asked.answer == "grade":
            return self.graded(getattr(asked, "scale", None), not_applicable=possible)
        if asked.answer == "number":
            return Sort("number", not_applicable=possible)
        if asked.answer in ("date", "text"):
            return Sort("typed", not_applicable=possible)
        choices = (choice.code for choice in getattr(asked, "choices", ()))
        codes = YES_NO if asked.answer == "yes-no" else choices
        return Sort("choices" if asked.answer == "choices" else "choice", None, tuple(codes), not_applicable=possible)

    def no_scale(self, code: str) -> str:
        """Return what is said of a scale that is not there."""
        return no_such("scale", code, self.scales, "The scales of this file are")

    def no_question(self, code: str) -> str:
        """Return what is said of a question that is not there."""
        return no_such("question", code, self.asked, "The questions of this file are")

    def no_topic(self, code: str) -> str:
        """Return what is said of a topic that is not there."""
        return no_such("topic", code, self.topics, "The topics of this file are")

    def no_entered(self, code: str) -> str:
        """Return what is said of an entered result that is not there."""
        return no_such("entered result", code, self.entered, "The entered results of this file are")


def codes_of(scale: ScaleFile | None) -> tuple[str, ...]:
    """Return the codes of a scale's grades."""
    return tuple(grade.code for grade in scale.grades) if scale else ()


def no_grade(code: object, scale: ScaleFile) -> str:
    """Return what is said of a grade that a scale does not have."""
    return no_such("grade", code, codes_of(scale), f"The grades of the scale “{scale.code}” are")


def no_such(what: str, name: object, known: Iterable[str], they_are: str, last: str = "and") -> str:
    """Return what is said of a name that leads nowhere: the nearest one that does, and some of those that do."""
    every = list(known)
    few = [*every[:MOST_NAMED], *([f"{len(every) - MOST_NAMED} more"] if len(every) > MOST_NAMED else [])]
    there_are = f" {they_are}: {listed(few, last)}." if few else ""
    return f"There is no {what} “{shown(name)}”.{did_you_mean(name, every)}{there_are}"
