"""Which question of a version is the same as which of earlier ones: what figures over versions rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from review.frameworks.file_model import FrameworkFile
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.queries import OutlinedCriterion, criterion_row
from review.frameworks.rows import Asked, CriterionRow, Identity

Relation = Criterion.Relation


@dataclass(frozen=True)
class Line:
    """Where a question comes from: its own lineage, how it stands to an earlier question, and that one's lineage."""

    lineage: UUID
    relation: str = ""
    came_from: UUID | None = None


class EarlierQuestions:
    """The questions of a framework's versions before a number, by code and by what they say; later versions win."""

    def __init__(self, framework_id: int, before: int) -> None:
        self.by_code: dict[str, Criterion] = {}
        self.by_identity: dict[Identity, UUID] = {}
        rows = Criterion.objects.filter(
            framework_version__framework_id=framework_id, framework_version__number__lt=before
        )
        rows = rows.select_related("scale").prefetch_related("choices").order_by("framework_version__number")
        for criterion in rows:
            outlined = OutlinedCriterion(criterion, choices=tuple(criterion.choices.all()))
            self.by_code[criterion.code] = criterion
            self.by_identity[criterion_row(outlined).identity] = criterion.lineage

    def line_of(self, asked: Asked, row: CriterionRow) -> Line:
        """Return where a question comes from: as its file says, or else by being just what an earlier one was."""
        stated = (
            (asked.same_as, Relation.SAME),
            (asked.reworded_from, Relation.REWORDED),
            (asked.split_from, Relation.SPLIT),
        )
        for code, relation in stated:
            earlier = self.by_code.get(code) if code else None
            if earlier and relation == Relation.SAME:
                return Line(earlier.lineage, relation)
            if earlier:
                return Line(uuid4(), relation, earlier.lineage)
        return Line(self.by_identity.get(row.identity) or uuid4())


def lines(version: FrameworkVersion, file: FrameworkFile, rows: Iterable[CriterionRow]) -> list[Line]:
    """Return where each question of a version comes from, in the order of its rows."""
    earlier = EarlierQuestions(version.framework_id, version.number)
    asked = {one.code: one for one in file.asked}
    return [earlier.line_of(asked[row.code], row) for row in rows]


@dataclass(frozen=True)
class Comparison:
    """Whether figures of a question in one version compare with those of a question in another, and why not."""

    code: str
    other: str
    why_not: str = ""

    @property
    def comparable(self) -> bool:
        """Whether figures compare."""
        return not self.why_not


def compared(version: FrameworkVersion, other: FrameworkVersion) -> list[Comparison]:
    """Return for each question of `version` whether its figures compare with those of `other`, in three queries.

    They compare where the methodology says that the question is the same, and it is answered on the same scale.
    """
    others = {one.lineage: one for one in Criterion.objects.filter(framework_version=other)}
    found = []
    for one in Criterion.objects.filter(framework_version=version).order_by("position"):
        match = others.get(one.lineage)
        if match:
            found.append(Comparison(one.code, match.code, _answered_otherwise(one, match)))
            continue
        relative = others.get(one.came_from) if one.came_from else None
        relative = relative or next((o for o in others.values() if o.came_from and o.came_from == one.lineage), None)
        if relative:
            said = one if one.came_from else relative
            words = "it was split" if said.relation == Relation.SPLIT else "it was reworded"
            found.append(Comparison(one.code, relative.code, f"The question is not the same: {words}."))
        else:
            found.append(Comparison(one.code, "", "The other version does not ask this question."))
    return found


def _answered_otherwise(one: Criterion, other: Criterion) -> str:
    if one.answer_type != other.answer_type:
        return "The question is the same, but it is answered in another way."
    if one.scale_id != other.scale_id:
        return "The question is the same, but it is graded on another scale."
    return ""
