"""Scales of grades: their order and points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class Grade:
    """One grade; `points` is None where the scale gives none."""

    code: str
    label: str
    points: Fraction | None = None


@dataclass(frozen=True)
class Scale:
    """Grades, the best first where it is `ordered`."""

    code: str
    title: str
    grades: tuple[Grade, ...]
    ordered: bool = True
    ranks: Mapping[str, int] = field(init=False, compare=False, repr=False)
    labels: Mapping[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", {grade.code: rank for rank, grade in enumerate(self.grades)})
        object.__setattr__(self, "labels", {grade.code: grade.label for grade in self.grades})

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of its grades, the best first."""
        return tuple(grade.code for grade in self.grades)

    @cached_property
    def points(self) -> dict[str, Fraction]:
        """The points of its grades by code; empty where one has none."""
        found = {grade.code: grade.points for grade in self.grades if grade.points is not None}
        return found if len(found) == len(self.grades) else {}
