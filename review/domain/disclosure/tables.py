"""Tables of a release: their cells with margins and totals, each cell said by what its cases have in common."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from review.domain.disclosure.rule import BREAKDOWN

Dimensions = Mapping[str, Sequence[str]]
Key = tuple[str | None, ...]
"""A category for each dimension of a table, None for the total over that dimension."""


@dataclass(frozen=True)
class Cell:
    """Cases that are alike: for some dimensions the categories that they have, no dimension twice, in order.

    The same cases are the same cell, whichever table they stand in: what one table tells, it tells for all.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether a case with these values is counted in the cell."""
        return all(values[dimension] in allowed for dimension, allowed in self.conditions)

    def contains(self, other: "Cell") -> bool:
        """Tell whether every possible case of `other` is one of this cell too."""
        narrower = dict(other.conditions)
        return all(name in narrower and set(narrower[name]) <= set(allowed) for name, allowed in self.conditions)

    def words(self) -> str:
        """Say the cell in words, for a sentence about it."""
        return ", ".join(f"{name}: {' or '.join(allowed)}" for name, allowed in self.conditions) or "all cases"


@dataclass(frozen=True)
class Subset:
    """The cases that a table is about: those with one of the categories in each dimension named; none: all cases."""

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, **where: str | Sequence[str]) -> "Subset":
        """Make a subset: `Subset.of(group_based="yes", force=("a", "b"))`."""
        named = {name: (allowed,) if isinstance(allowed, str) else tuple(allowed) for name, allowed in where.items()}
        return cls(tuple(sorted((name, tuple(sorted(set(allowed)))) for name, allowed in named.items())))


EVERY_CASE = Subset()


@dataclass(frozen=True)
class Table:
    """A table to be published: the counts by its dimensions, with every margin and the total, over a subset.

    A case must be in at most one cell; a question with several answers is a table for each answer. With
    `margins_only` nothing is told of the inside, not even where it is zero.
    """

    name: str
    dimensions: tuple[str, ...]
    kind: str = BREAKDOWN
    subset: Subset = EVERY_CASE
    margins_only: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every dimension that the table asks of a case: those that it is by, and those of its subset."""
        return (*self.dimensions, *dict(self.subset.where))

    def cells(self, dimensions: Dimensions) -> dict[Key, Cell]:
        """Give every cell by its key, interior first; a key that no case of the subset can have is left out.

        Raises ValueError where a dimension or a category of the table or its subset is not known.
        """
        self._check(dimensions)
        keys = product(*[(*dimensions[name], None) for name in self.dimensions])
        told = [key for key in keys if None in key or not self.margins_only]
        found = {key: _cell(dict(zip(self.dimensions, key, strict=True)), self.subset, dimensions) for key in told}
        inner = sorted(found, key=lambda key: sum(part is None for part in key))
        return {key: cell for key in inner if (cell := found[key])}

    def _check(self, dimensions: Dimensions) -> None:
        for name in self.names:
            if name not in dimensions:
                raise ValueError(f'The table "{self.name}" needs "{name}", which the cases do not have.')
        for name, allowed in self.subset.where:
            if unknown := set(allowed) - set(dimensions[name]):
                raise ValueError(f'The table "{self.name}" asks for "{min(unknown)}", which "{name}" cannot be.')


def _cell(key: Mapping[str, str | None], subset: Subset, dimensions: Dimensions) -> Cell | None:
    conditions = dict(_conditions(key, subset, dimensions))
    return Cell(tuple(sorted(conditions.items()))) if all(conditions.values()) else None


def _conditions(
    key: Mapping[str, str | None], subset: Subset, dimensions: Dimensions
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a cell asks for; a dimension that may be anything asks for nothing."""
    where = dict(subset.where)
    for name in sorted({*key, *where}):
        chosen = key.get(name)
        allowed = {chosen} if chosen is not None else set(dimensions[name])
        allowed &= set(where.get(name, dimensions[name]))
        if allowed != set(dimensions[name]):
            yield name, tuple(sorted(allowed))
