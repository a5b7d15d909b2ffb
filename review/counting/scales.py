"""Scales as reports show them."""

from dataclasses import dataclass

from review.frameworks.models import Criterion, Scale


@dataclass(frozen=True)
class GradeInfo:
    """A grade as reports show it."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True)
class ScaleInfo:
    """A scale as reports show it: its grades, best first. Other answers that are counted are put in the same form."""

    code: str
    title: str
    grades: tuple[GradeInfo, ...]

    @property
    def codes(self) -> list[str]:
        """Return the grades' codes, best first."""
        return [grade.code for grade in self.grades]


def scale_info(scale: Scale) -> ScaleInfo:
    """Return a scale with its grades; one query unless they are prefetched."""
    grades = sorted(scale.grades.all(), key=lambda grade: grade.rank)
    return ScaleInfo(scale.code, scale.title, tuple(GradeInfo(g.code, g.label, g.tone) for g in grades))


def scale_of(criterion: Criterion) -> ScaleInfo:
    """Return the scale of a graded criterion. Raises ValueError where it has none."""
    if criterion.scale is None:
        raise ValueError(f"The criterion {criterion.code} has no scale.")
    return scale_info(criterion.scale)
