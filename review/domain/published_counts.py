"""What follows from counts of which only some were published: what is published, derived, joint or unknown.

Grades stand in the order of their scale, and what is known is kept as differences of running totals: the total up to
one grade less the total up to another. The bounds that all of it leaves are shortest paths (Bellman 1958; for all
pairs Floyd 1962, Warshall 1962), exact for whole numbers, so nothing is estimated and nothing is filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import inf

PUBLISHED, DERIVED, JOINT, UNKNOWN = "published", "derived", "joint", "unknown"
"""How a count is known: as it was published; by arithmetic alone; only together with others; not at all."""
MINUS = "−"


class Contradiction(ValueError):
    """Counts that cannot all be right: no numbers of cases fit them together."""


@dataclass(frozen=True)
class Joint:
    """A count that was published for several grades together, which are neighbours on the scale."""

    grades: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Known:
    """What is known of the count of one grade: the least and the greatest that it can be, and how that is known.

    `terms` are the numbers whose sum a derived count is. `most` is None where nothing limits it.
    """

    code: str
    how: str
    least: int
    most: int | None
    terms: tuple[int, ...] = ()

    @property
    def count(self) -> int | None:
        """The count, None where it is not known."""
        return self.least if self.how in (PUBLISHED, DERIVED) else None


@dataclass(frozen=True)
class Piece:
    """Neighbouring grades whose cases are known together: one grade, or several of which no single count is known."""

    codes: tuple[str, ...]
    count: int
    how: str
    terms: tuple[int, ...] = ()


@dataclass(frozen=True)
class WorkedOut:
    """What follows: each grade in order, and the pieces that n is made of (none where n is not known)."""

    n: int | None
    grades: tuple[Known, ...]
    pieces: tuple[Piece, ...]

    @property
    def complete(self) -> bool:
        """Whether every count was published."""
        return all(one.how == PUBLISHED for one in self.grades)

    @property
    def published(self) -> dict[str, int]:
        """The counts that were published by themselves, by code."""
        return {one.code: one.least for one in self.grades if one.how == PUBLISHED}

    @property
    def counts(self) -> dict[str, int]:
        """The counts that are known, published and derived ones, by code."""
        return {one.code: one.least for one in self.grades if one.count is not None}


def worked_out(
    codes: Sequence[str], n: int | None, counts: Mapping[str, int], joints: Sequence[Joint] = ()
) -> WorkedOut:
    """Work out what follows from the counts that were published of `n` cases, zeros among them; no row is unknown.

    `codes` are the grades in the order of their scale. An n of None is not known, unless every count is: then it is
    their sum. Raises Contradiction where no whole numbers from 0 up fit, ValueError where a grade is not of the
    scale, a count is negative, or grades that were counted together are not several neighbours.
    """
    _check(codes, n, counts, joints)
    if n is None and codes and all(code in counts for code in codes):
        n = sum(counts.values())
    bounds = _bounds(codes, n, counts, joints)
    grades = tuple(_known(place, code, bounds, counts, joints) for place, code in enumerate(codes))
    return WorkedOut(n, grades, tuple(_pieces(grades, bounds, joints)) if n is not None else ())


def sum_words(terms: Sequence[int]) -> str:
    """Give the sum that a derived count is: "11 − 3 − 5", the greatest first."""
    first, *rest = sorted(terms, reverse=True) or [0]
    return " ".join([str(first), *(f"{MINUS} {-term}" if term < 0 else f"+ {term}" for term in rest)])


@dataclass(frozen=True, order=True)
class _Bound:
    """The most that one running total can be above another; of equal ones the shorter sum is the better reason."""

    most: float
    length: int = 0
    terms: tuple[int, ...] = field(default=(), compare=False)

    def __add__(self, other: "_Bound") -> "_Bound":
        return _Bound(self.most + other.most, self.length + other.length, self.terms + other.terms)


def _check(codes: Sequence[str], n: int | None, counts: Mapping[str, int], joints: Sequence[Joint]) -> None:
    named = [*counts, *(code for joint in joints for code in joint.grades)]
    if unknown := sorted(set(named) - set(codes)):
        raise ValueError(f"The scale has no grade {', '.join(unknown)}.")
    if min([n or 0, *counts.values(), *(joint.count for joint in joints)]) < 0:
        raise ValueError("A count is negative.")
    for joint in joints:
        places = sorted(codes.index(code) for code in joint.grades)
        if len(places) < 2 or places != list(range(places[0], places[-1] + 1)):
            raise ValueError("Grades that are counted together are two or more neighbours on the scale.")


def _bounds(
    codes: Sequence[str], n: int | None, counts: Mapping[str, int], joints: Sequence[Joint]
) -> list[list[_Bound]]:
    """Return for each two running totals the most that the second can be above the first."""
    size = len(codes) + 1
    bounds = [[_Bound(0) if one == other else _Bound(inf) for other in range(size)] for one in range(size)]
    for place in range(len(codes)):
        bounds[place + 1][place] = _Bound(0, 1)  # no grade has fewer than no cases
    spans = [(codes.index(code), codes.index(code) + 1, count) for code, count in counts.items()]
    spans += [(min(map(codes.index, one.grades)), max(map(codes.index, one.grades)) + 1, one.count) for one in joints]
    spans += [] if n is None else [(0, len(codes), n)]
    for start, end, count in spans:
        bounds[start][end] = min(bounds[start][end], _Bound(count, 1, (count,)))
        bounds[end][start] = min(bounds[end][start], _Bound(-count, 1, (-count,)))
    for over, one, other in product(range(size), repeat=3):
        bounds[one][other] = min(bounds[one][other], bounds[one][over] + bounds[over][other])
    if any(bounds[place][place].most < 0 for place in range(size)):
        raise Contradiction("These counts cannot all be right: no numbers of cases fit them together.")
    return bounds


def _known(
    place: int, code: str, bounds: list[list[_Bound]], counts: Mapping[str, int], joints: Sequence[Joint]
) -> Known:
    up, down = bounds[place][place + 1], bounds[place + 1][place]
    least, most = int(-down.most), None if up.most == inf else int(up.most)
    if code in counts:
        return Known(code, PUBLISHED, least, least)
    if least == most:
        return Known(code, DERIVED, least, most, up.terms)
    how = JOINT if any(code in joint.grades for joint in joints) else UNKNOWN
    return Known(code, how, least, most)


def _pieces(grades: Sequence[Known], bounds: list[list[_Bound]], joints: Sequence[Joint]) -> list[Piece]:
    """Cut n at every running total that is known; what cannot be cut further are known grades and one gap."""
    fixed = [place for place in range(len(bounds)) if bounds[0][place].most == -bounds[place][0].most]
    found = []
    for start, end in pairwise(fixed):
        found += _block(grades[start:end], bounds[start][end], joints)
    return found


def _block(grades: Sequence[Known], total: _Bound, joints: Sequence[Joint]) -> list[Piece]:
    """Return the pieces of grades between two known running totals; a gap that known grades part stands at the end."""
    known = {one.code: Piece((one.code,), one.least, one.how, one.terms) for one in grades if one.count is not None}
    lacking = tuple(one.code for one in grades if one.count is None)
    pieces = [known[one.code] for one in grades if one.code in known]
    if not lacking:
        return pieces
    count = int(total.most) - sum(piece.count for piece in pieces)
    published = any(set(joint.grades) == set(lacking) for joint in joints)
    less = tuple(-piece.count for piece in pieces)
    gap = Piece(lacking, count, JOINT if published else UNKNOWN, () if published else (*total.terms, *less))
    places = [place for place, one in enumerate(grades) if one.count is None]
    parted = places[-1] - places[0] >= len(places)
    return [*pieces, gap] if parted else [*pieces[: places[0]], gap, *pieces[places[0] :]]
