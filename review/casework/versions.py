"""What a move to a newer version of the framework does to each question: what is carried, asked anew, left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from review.frameworks.lineage import compared
from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import OutlinedCriterion, outline
from review.frameworks.same_questions import BY_CODE, SAME, SPLIT, Comparison
from review.reviewing.models import Judgment


class Fate(Enum):
    """What becomes of a question: its words on pages, and what that means."""

    CARRIED = ("Carried", "The same question, answered in the same way: answer, words and evidence go on.")
    WORDS = (
        "Words carried, answer asked anew",
        "The same question, but answered otherwise: rationale and evidence go on, the answer is given anew.",
    )
    ANEW = (
        "Asked anew",
        "Reworded, split or changed. What was written to the earlier question is not put into the answer, since it was "
        "written to another question; the reviewer reads it beside the new review.",
    )
    NEW = ("New", "The earlier version did not ask it.")
    LEFT = ("Left behind", "No longer asked. The answer, its words and evidence stay in the closed review, to be read.")

    @property
    def label(self) -> str:
        """The fate in a word or two."""
        return self.value[0]

    @property
    def means(self) -> str:
        """What the fate means, in a sentence or two."""
        return self.value[1]


@dataclass(frozen=True)
class MappedQuestion:
    """A question with what becomes of it.

    `now` is the question of the newer version, None where it is left behind; `before` that of the earlier one, None
    where it is new. `note` says what is special about it; `topic` is the code of the topic that asks it now.
    """

    fate: Fate
    now: OutlinedCriterion | None
    before: OutlinedCriterion | None
    note: str = ""
    topic: str = ""

    @property
    def question(self) -> str:
        """The question in words: as it is asked from now on, or as it was asked where it is left behind."""
        shown = self.now or self.before
        return shown.criterion.question if shown else ""

    def takes(self, judgment: Judgment) -> bool:
        """Return whether the newer question takes the earlier one's answer over as it is."""
        if self.fate is not Fate.CARRIED or self.now is None or judgment.kind == Judgment.Kind.NONE:
            return False
        criterion = self.now.criterion
        if judgment.kind == Judgment.Kind.NOT_APPLICABLE:
            return criterion.not_applicable_allowed
        if judgment.kind == Judgment.Kind.NUMBER and judgment.number is not None:
            too_small = criterion.least is not None and judgment.number < criterion.least
            too_large = criterion.most is not None and judgment.number > criterion.most
            return not (too_small or too_large or judgment.number != round(judgment.number, criterion.decimals))
        return True


@dataclass(frozen=True)
class VersionMap:
    """Every question of two versions of a framework with what a move from the one to the other does to it.

    In the order of the newer version, the questions left behind last in that of the earlier one.
    """

    old: FrameworkVersion
    new: FrameworkVersion
    questions: tuple[MappedQuestion, ...]

    def of(self, *fates: Fate) -> tuple[MappedQuestion, ...]:
        """Return the questions with one of these fates, in order."""
        return tuple(question for question in self.questions if question.fate in fates)


def version_map(old: FrameworkVersion, new: FrameworkVersion) -> VersionMap:
    """Return what a move from `old` to `new`, of the same framework, does to each question. Twelve queries.

    It looks at the questions alone and at no answer, so that it can be shown to whoever must not see the answers.
    """
    before = {one.code: one for one in outline(old).criteria}
    found = {one.code: one for one in compared(new, old)}
    questions = [
        _mapped(now, before.get(found[now.code].other), found[now.code], topic.code)
        for topic in outline(new).topics
        for now in topic.criteria
    ]
    used = {question.before.code for question in questions if question.before}
    left = (MappedQuestion(Fate.LEFT, None, one) for one in before.values() if one.code not in used)
    return VersionMap(old, new, (*questions, *left))


def _mapped(now: OutlinedCriterion, before: OutlinedCriterion | None, found: Comparison, topic: str) -> MappedQuestion:
    if before is None:
        return MappedQuestion(Fate.NEW, now, None, topic=topic)
    if found.how != SAME:
        return MappedQuestion(Fate.ANEW, now, before, _changed(found.how), topic)
    if _ways_to_answer(now) != _ways_to_answer(before):
        return MappedQuestion(Fate.WORDS, now, before, found.why_not, topic)
    return MappedQuestion(Fate.CARRIED, now, before, " ".join(_limits(now, before)), topic)


def _changed(how: str) -> str:
    if how == SPLIT:
        return "It was split from an earlier question."
    return "Nothing says that it is still the same question." if how == BY_CODE else "It was reworded."


def _ways_to_answer(one: OutlinedCriterion) -> tuple[object, ...]:
    """Return what makes an answer to one question an answer to another; the order of choices is no matter."""
    grades = [(grade.code, grade.label) for grade in one.grades]
    choices = {(choice.code, choice.label) for choice in one.choices}
    return one.criterion.answer_type, grades, choices, one.criterion.unit


def _limits(now: OutlinedCriterion, before: OutlinedCriterion) -> Iterator[str]:
    """Yield what a question of the same kind takes no more, told for every answer alike."""
    newer, older = now.criterion, before.criterion
    if older.not_applicable_allowed and not newer.not_applicable_allowed:
        yield "“Not applicable” is no longer an answer to it: where it was given, the question is asked anew."
    if newer.answer_type == "number" and (newer.least, newer.most, newer.decimals) != (
        older.least,
        older.most,
        older.decimals,
    ):
        yield "It takes other numbers now: one that does not fit is asked anew."
    if newer.asked_when != older.asked_when:
        yield "It is asked of other cases: its answer goes on, and counts where it is asked."
