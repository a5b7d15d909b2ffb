"""Which question is the same as which of another version, by what the versions say of their questions. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

SAME, REWORDED, SPLIT = "same", "reworded", "split"
BY_CODE = "code"
"""How a question stands to another: as its framework says, or by having its code without a word about it."""
LINEAGES = UUID("5f2c5a52-9f0e-4f6e-8f0b-6a2d1f7c9b11")
"""The name space of lineages: fixed for ever, since they are made of it."""
Identity = tuple[Any, ...]


@dataclass(frozen=True)
class Line:
    """Where a question comes from: its own lineage, how it stands to an earlier question, and that one's lineage."""

    lineage: UUID
    relation: str = ""
    came_from: UUID | None = None


@dataclass(frozen=True)
class Statement:
    """What a version says of a question: its relation to the question of an earlier version with this code."""

    relation: str = ""
    code: str = ""


@dataclass(frozen=True)
class Wording:
    """What a question asks, and how it can be answered.

    `grades` are code and label of its scale's grades, best first: their colours and points are no matter of the
    question. `asked_when` are its conditions as plain data.
    """

    code: str
    question: str
    answer_type: str
    grades: tuple[tuple[str, str], ...] = ()
    ordered: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    asked_when: tuple[dict[str, Any], ...] = ()

    @property
    def identity(self) -> Identity:
        """What makes it the same question in another version where nothing is said: code, words and answers."""
        return (self.code, self.question, self.answer_type, self.grades, self.ordered, self.choices, self.unit)


@dataclass(frozen=True)
class PlacedQuestion:
    """A question of a version, with where it comes from."""

    wording: Wording
    line: Line

    @property
    def code(self) -> str:
        """The question's code in its version."""
        return self.wording.code

    @property
    def lineage(self) -> UUID:
        """The lineage that the question has."""
        return self.line.lineage


class OtherQuestions:
    """The questions of a framework's other versions, by code and by what they ask.

    Both come with the oldest version first. Of earlier versions the newest counts; later ones count only where a
    version is put in before them, for questions that are just the same.
    """

    def __init__(
        self, earlier: Iterable[Sequence[PlacedQuestion]] = (), later: Iterable[Sequence[PlacedQuestion]] = ()
    ) -> None:
        self.by_code: dict[str, PlacedQuestion] = {}
        self.lineages: dict[str, set[UUID]] = {}
        self.by_identity: dict[Identity, PlacedQuestion] = {}
        for version in reversed(list(later)):
            self.by_identity |= {one.wording.identity: one for one in version}
        for version in earlier:
            for one in version:
                self.by_code[one.code] = one
                self.lineages.setdefault(one.code, set()).add(one.lineage)
                self.by_identity[one.wording.identity] = one

    def line_of(self, wording: Wording, said: Statement, new: UUID) -> Line:
        """Return where a question comes from; `new` is its lineage where it is a question of its own.

        A question that an earlier version has just so, with the same statement, is that one: its statement looks
        back further than that version. Otherwise its statement counts, and last its being just what another was.
        """
        kept = self.by_identity.get(wording.identity)
        if kept and said.relation and self._said_before(kept.line, said):
            return kept.line
        earlier = self.by_code.get(said.code)
        if earlier and said.relation == SAME:
            return Line(earlier.lineage, SAME)
        if earlier and said.relation:
            return Line(new, said.relation, earlier.lineage)
        return Line(kept.lineage if kept else new)

    def _said_before(self, line: Line, said: Statement) -> bool:
        before = line.lineage if said.relation == SAME else line.came_from
        return line.relation == said.relation and before in self.lineages.get(said.code, ())


def placed(
    version: str, wordings: Sequence[Wording], said: Mapping[str, Statement], others: OtherQuestions
) -> tuple[PlacedQuestion, ...]:
    """Return the questions of a version with where they come from; `version` names it among all versions.

    No two questions of a version are the same one: what is said counts before what is only found, and of two that
    say the same the first.
    """
    lines: dict[str, Line] = {}
    taken: set[UUID] = set()
    for wording in sorted(wordings, key=lambda one: said.get(one.code, Statement()).relation != SAME):
        new = uuid5(LINEAGES, repr((version, wording.identity)))
        line = others.line_of(wording, said.get(wording.code, Statement()), new)
        lines[wording.code] = line = Line(new) if line.lineage in taken else line
        taken.add(line.lineage)
    return tuple(PlacedQuestion(wording, lines[wording.code]) for wording in wordings)


@dataclass(frozen=True)
class Comparison:
    """How a question stands to one of another version: whether figures of both compare, and why not.

    `other` is the code there, empty where it is not asked; `how` SAME, REWORDED, SPLIT, BY_CODE, or empty likewise.
    `carries` says whether an answer to one is an answer to the other: the same question, answered in the same way.
    """

    code: str
    other: str
    how: str = ""
    why_not: str = ""
    carries: bool = field(default=False, compare=False)

    @property
    def comparable(self) -> bool:
        """Whether figures compare."""
        return not self.why_not


NOT_THERE = "The other version does not ask this question."
UNSAID = "The question was changed, and nothing says that it is still the same."
OTHER_CASES = "The question is the same, but it is asked of other cases."
CHANGED = {
    REWORDED: "The question is not the same: it was reworded.",
    SPLIT: "The question is not the same: it was split.",
}
Origins = Mapping[UUID, Line]
"""By lineage, the line of a question that came from another one."""


def origins_of(questions: Iterable[PlacedQuestion]) -> dict[UUID, Line]:
    """Return the lines of those questions that came from others, by lineage."""
    return {one.lineage: one.line for one in questions if one.line.came_from}


def compare(
    ours: Sequence[PlacedQuestion], theirs: Sequence[PlacedQuestion], origins: Origins | None = None
) -> list[Comparison]:
    """Return for each of our questions how it stands to theirs.

    `origins` tells of questions that came from others in the versions between; those of both sides are known anyway.
    """
    known = {**(origins or {}), **origins_of((*ours, *theirs))}
    return [_compared(one, ours, theirs, known) for one in ours]


def _compared(
    one: PlacedQuestion, ours: Sequence[PlacedQuestion], theirs: Sequence[PlacedQuestion], origins: Origins
) -> Comparison:
    for other in theirs:
        if other.lineage == one.lineage:
            why_not = _answered_otherwise(one.wording, other.wording)
            asked = _conditions(one, ours) == _conditions(other, theirs)
            return Comparison(one.code, other.code, SAME, why_not or ("" if asked else OTHER_CASES), not why_not)
    for other in theirs:
        how = _related(one.lineage, other.lineage, origins) or _related(other.lineage, one.lineage, origins)
        if how:
            return Comparison(one.code, other.code, how, CHANGED[how])
    spoken_for = {question.lineage for question in ours}
    for other in theirs:
        if other.code == one.code and other.lineage not in spoken_for:
            return Comparison(one.code, other.code, BY_CODE, UNSAID)
    return Comparison(one.code, "", "", NOT_THERE)


def _related(later: UUID, earlier: UUID, origins: Origins) -> str:
    """Return how a question came from an earlier one, perhaps through others: SPLIT where once it was; or nothing."""
    relations: list[str] = []
    seen: set[UUID] = set()
    while later in origins and later not in seen:
        seen.add(later)
        line = origins[later]
        relations.append(line.relation)
        later = line.came_from or later
        if later == earlier:
            return SPLIT if SPLIT in relations else REWORDED
    return ""


def _answered_otherwise(mine: Wording, its: Wording) -> str:
    """Return why an answer to the same question is no answer in the other version, or nothing."""
    if mine.answer_type != its.answer_type:
        return "The question is the same, but it is answered in another way."
    if (mine.grades, mine.ordered) != (its.grades, its.ordered):
        return "The question is the same, but it is graded on another scale."
    if mine.choices != its.choices:
        return "The question is the same, but it offers other answers."
    if mine.unit != its.unit:
        return "The question is the same, but it counts something else."
    return ""


def _conditions(one: PlacedQuestion, around: Sequence[PlacedQuestion]) -> Any:
    """Return when a question is asked, the questions that decide it by their lineage, since codes can change."""
    lineages = {question.code: str(question.lineage) for question in around}

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: lineages.get(v, v) if k == "question" else told(v) for k, v in value.items()}
        return [told(item) for item in value] if isinstance(value, list | tuple) else value

    return told(one.wording.asked_when)
