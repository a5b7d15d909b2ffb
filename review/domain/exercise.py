"""An exercise as one panel among others: its counts as far as they are known, in the pieces that a bar is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from review.domain.chart_plan import ChartGrade, Segment, letters_of
from review.domain.published_counts import (
    DERIVED,
    JOINT,
    PUBLISHED,
    UNKNOWN,
    Joint,
    Piece,
    WorkedOut,
    sum_words,
    worked_out,
)

NOT_PUBLISHED = "not published"


@dataclass(frozen=True)
class Exercise:
    """One exercise: whose, of what type, when, and its counts by the code of the grade.

    A count that is None or missing was not published: it is unknown, which is not zero. So is `n` where it is None.
    `joints` are counts of several grades together.
    """

    label: str
    kind: str
    when: str
    counts: Mapping[str, int | None]
    n: int | None = None
    joints: Sequence[Joint] = ()


@dataclass(frozen=True)
class PlacedPiece:
    """A piece of a bar where it stands: `segment` has its words and its grade, one without a tone for a gap."""

    piece: Piece
    segment: Segment


def known(exercise: Exercise, grades: Sequence[ChartGrade]) -> WorkedOut:
    """Work out what is known of an exercise, as worked_out does.

    Raises ValueError where a count is negative, or the counts do not agree with n or with each other.
    """
    codes = [grade.code for grade in grades]
    counts = {code: count for code in codes if (count := exercise.counts.get(code)) is not None}
    if min(counts.values(), default=0) < 0:
        raise ValueError(f'A count of "{exercise.label}" is negative.')
    total, n = sum(counts.values()), exercise.n
    if n is not None and (total > n or (len(counts) == len(codes) and total < n)):
        raise ValueError(f'The counts of "{exercise.label}" add up to {total}, not to n = {n}.')
    return worked_out(codes, n, counts, exercise.joints)


def placed(found: WorkedOut, grades: Sequence[ChartGrade], left: float, room: float) -> list[PlacedPiece]:
    """Place the pieces of a bar over the full room, those that have cases.

    No bar where n is unknown or 0: its parts would have no length.
    """
    if not found.n:
        return []
    unit = room / found.n
    by_code = {grade.code: grade for grade in grades}
    starts = accumulate((piece.count for piece in found.pieces), initial=0)
    return [
        PlacedPiece(
            piece,
            Segment(_grade(piece, by_code), piece.count, mark(piece, grades), left + start * unit, piece.count * unit),
        )
        for piece, start in zip(found.pieces, starts, strict=False)
        if piece.count
    ]


def _grade(piece: Piece, by_code: Mapping[str, ChartGrade]) -> ChartGrade:
    return by_code[piece.codes[0]] if len(piece.codes) == 1 else ChartGrade("", NOT_PUBLISHED, "")


def mark(piece: Piece, grades: Sequence[ChartGrade]) -> str:
    """Give the words of a piece in a bar: "G 9", "R 3 derived", "R and I 278" together, "not published"."""
    if piece.how == UNKNOWN:
        return NOT_PUBLISHED
    words = f"{letters(piece.codes, grades)} {piece.count}"
    return f"{words} derived" if piece.how == DERIVED else words


def letters(codes: Sequence[str], grades: Sequence[ChartGrade]) -> str:
    """Give the letters of some grades: "R and I"."""
    own = {grade.code: letter for grade, letter in zip(grades, letters_of(grades), strict=True)}
    return listed([own[code] for code in codes])


def listed(words: Sequence[str]) -> str:
    """Give words as a list in a sentence: "Good, Adequate and Inadequate"."""
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def sentence(exercise: Exercise, grades: Sequence[ChartGrade]) -> str:
    """Say an exercise with every number: "Suffolk, PIR, 2023-07, 30 cases: Good 17, ..."; unknown ones as such."""
    found = known(exercise, grades)
    cases = f"n {NOT_PUBLISHED}" if found.n is None else f"{found.n} {'case' if found.n == 1 else 'cases'}"
    said = [_count_words(grade.label, found, place) for place, grade in enumerate(grades)]
    labels = {grade.code: grade.label for grade in grades}
    together = "".join(f"; {words}" for words in together_words(found, labels))
    named = ", ".join(part for part in (exercise.label, exercise.kind, exercise.when, cases) if part)
    return f"{named}: {', '.join(said)}{together}."


def _count_words(label: str, found: WorkedOut, place: int) -> str:
    one = found.grades[place]
    if one.how == DERIVED:
        return f"{label} {one.count} (derived: {sum_words(one.terms)})"
    return f"{label} {one.least if one.how == PUBLISHED else NOT_PUBLISHED}"


def together_words(found: WorkedOut, labels: Mapping[str, str]) -> list[str]:
    """Say what several grades come to together: "Good and Requires improvement together 49 (derived: 79 − 30)".

    Nothing where all grades are unknown, since then they are n.
    """
    words = []
    for piece in found.pieces:
        if 1 < len(piece.codes) < len(found.grades):
            how = "" if piece.how == JOINT else f" (derived: {sum_words(piece.terms)})"
            words.append(f"{listed([labels[code] for code in piece.codes])} together {piece.count}{how}")
    return words
