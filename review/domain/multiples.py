"""Exercises side by side, each with its own bar and its own n: to be looked at one by one, not joined by a line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH, ChartGrade, Segment, letters_of
from review.domain.exercise import (
    NOT_PUBLISHED,
    Exercise,
    PlacedPiece,
    known,
    letters,
    placed,
    sentence,
)
from review.domain.grade_blocks import BOX, banded, block, key
from review.domain.published_counts import DERIVED, PUBLISHED, UNKNOWN, WorkedOut, sum_words
from review.domain.svg import EVERY_LINE, INK, SOFT, UNBROKEN, element, figure, safe, text, text_width, wrap

NOT_A_TREND = "Different exercise types: not a trend"
LENGTH, NOTHING = "Bar length: share of the exercise's cases", "No exercises to show."
MEANS = {DERIVED: "Derived: follows from published counts, as its sum says", UNKNOWN: "Not published by itself"}
"""What the key says of parts that are not blocks of a tone."""
LINE, BAR, PAD = 20, 26, 20


def multiples(
    title: str, grades: Sequence[ChartGrade], exercises: Sequence[Exercise], prefix: str, columns: int = 2
) -> str:
    """Draw a panel for each exercise in the order given, in so many columns, under one key.

    Exercises under one label stand in rows of their own; their words are broken into as many lines as they take, and
    the bars of a row begin at one height. Each bar has the full length of its panel and shows the
    shares of its own cases; no two are joined. Where types differ the picture says that it is no trend. A count that is
    derived by arithmetic is a part with a white middle, and its sum stands below the bar. What was not published is a
    part with a dashed outline, never a zero: a gap with these words, or the count of several grades together. So it is
    no place for counts that are hidden on purpose. The key says what the two look like, where there are any.
    Two columns can be read on a telephone; more make a wider picture, for a file of its own.
    The description holds every number. No exercise gives a sentence. Raises ValueError where the prefix is no id,
    there is no column, a count is negative or counts do not agree with n.
    """
    if columns < 1:
        raise ValueError("A picture has at least one column.")
    width = columns * (WIDTH + PAD) / 2 - PAD if columns > 1 else WIDTH
    room = (width + PAD) / columns - PAD
    parts, y = _top(grades, exercises, width)
    for across in _rows(exercises, columns):
        head = max(len(_head(one, room)) for one in across) * LINE
        drawn = [_panel(one, grades, place * (room + PAD), room, (y, y + head)) for place, one in enumerate(across)]
        parts += [panel for panel, _ in drawn]
        y = max(end for _, end in drawn) + PAD
    parts.append(text(LENGTH if exercises else NOTHING, 0, y + LINE / 2, MARK_SIZE, fill=SOFT))
    warning = f"{NOT_A_TREND}. " if _differ(exercises) else ""
    said = " ".join(sentence(one, grades) for one in exercises)
    return figure(title, f"{warning}{LENGTH}. {said}" if exercises else NOTHING, prefix, parts, y + LINE, width)


def sorted_exercises(exercises: Sequence[Exercise]) -> list[Exercise]:
    """Sort exercises by label, then by when they took place, so that those of one force stand together."""
    return sorted(exercises, key=lambda one: (one.label, one.when))


def _rows(exercises: Sequence[Exercise], columns: int) -> list[Sequence[Exercise]]:
    """Put exercises into rows; where some stand together under one label, each label begins a row of its own."""
    runs = [list(run) for _, run in groupby(exercises, lambda one: one.label)]
    together = runs if any(len(run) > 1 for run in runs) else [exercises]
    return [run[start : start + columns] for run in together for start in range(0, len(run), columns)]


def _differ(exercises: Sequence[Exercise]) -> bool:
    return len({one.kind for one in exercises}) > 1


def _top(grades: Sequence[ChartGrade], exercises: Sequence[Exercise], width: float) -> tuple[list[str], float]:
    parts, y = key(grades, wide=width)
    for how in _unpublished(exercises, grades):
        y += GAP
        box = banded("grey", 0, y, BOX, BOX, "") if how == DERIVED else _outlined(0, BOX, y, "", "", BOX)
        parts += [box, text(MEANS[how], BOX + GAP, y + BOX / 2, MARK_SIZE)]
        y += BOX
    y += PAD
    if _differ(exercises):
        parts.append(text(NOT_A_TREND, 0, y + LINE / 2, LABEL_SIZE, font_weight="bold"))
        y += LINE + PAD / 2
    return parts, y


def _unpublished(exercises: Sequence[Exercise], grades: Sequence[ChartGrade]) -> Iterator[str]:
    """Yield how what was not published by itself is drawn, as far as it is: as derived, as a gap."""
    every = [known(one, grades) for one in exercises]
    if any(piece.how == DERIVED and piece.count for found in every for piece in found.pieces):
        yield DERIVED
    if any(found.n is None or _gaps(found) for found in every):
        yield UNKNOWN


def _gaps(found: WorkedOut) -> bool:
    return any(piece.how not in (PUBLISHED, DERIVED) and piece.count for piece in found.pieces)


def _head(exercise: Exercise, room: float) -> list[tuple[str, float, str]]:
    """Return what stands above a bar: whose and of what kind and time, every line with its size and weight."""
    whose = [(line, float(LABEL_SIZE), "bold") for line in wrap(exercise.label, LABEL_SIZE, room / 1.1, EVERY_LINE)]
    when = ", ".join(part for part in (exercise.kind, exercise.when) if part)
    return whose + [(line, float(MARK_SIZE), "normal") for line in wrap(when, MARK_SIZE, room, EVERY_LINE)]


def _panel(
    exercise: Exercise, grades: Sequence[ChartGrade], left: float, room: float, heights: tuple[float, float]
) -> tuple[str, float]:
    """Draw an exercise from one height on, its bar from the other on; give it and the height of its end."""
    found = known(exercise, grades)
    (top, y), parts = heights, [element("title", safe(sentence(exercise, grades)))]
    for place, (words, size, weight) in enumerate(_head(exercise, room)):
        parts.append(text(words, left, top + LINE * (place + 0.5), size, font_weight=weight))
    pieces = placed(found, grades, left, room)
    parts += _bar(pieces, left, room, y + GAP / 2, found.n)
    y += BAR + GAP
    for words in wrap(_remark(found, grades, pieces), MARK_SIZE, room, EVERY_LINE):
        parts.append(text(words, left, y + LINE / 2, MARK_SIZE))
        y += LINE
    return element("g", *parts), y


def _bar(pieces: Sequence[PlacedPiece], left: float, room: float, y: float, n: int | None) -> list[str]:
    if n is None:
        return [_outlined(left, room, y, f"n {NOT_PUBLISHED}", "")]
    if not pieces:
        return [element("path", d=f"M{left + 0.5:.1f} {y:.1f}v{BAR}", stroke=INK)]
    parts = []
    for one in pieces:
        segment = one.segment
        if one.piece.how == PUBLISHED:
            parts.append(block(segment.grade.tone, segment.start, y, segment.width, BAR, segment.inside))
        elif one.piece.how == DERIVED:
            parts.append(banded(segment.grade.tone, segment.start, y, segment.width, BAR, _derived_words(segment)))
        else:
            parts.append(_outlined(segment.start, segment.width, y, segment.mark, "?" * (one.piece.how == UNKNOWN)))
    return parts


def _derived_words(segment: Segment) -> str:
    """Return the words in a derived part: that it is, or its count alone, or its letter, whatever fits."""
    return _fitting(segment.width, segment.mark, segment.mark.removesuffix(" derived"), segment.inside)


def _fitting(width: float, *words: str) -> str:
    return next((one for one in words if one and text_width(one, MARK_SIZE) + 4 <= width), "")


def _outlined(x: float, width: float, y: float, words: str, short: str, height: float = BAR) -> str:
    """Draw a part that was not published by itself: a dashed outline without a tone, with its words if they fit."""
    box = element(
        "rect",
        x=x + 0.5,
        y=y,
        width=max(width - 1, 0.5),
        height=height,
        fill="none",
        stroke=SOFT,
        stroke_dasharray="4 3",
    )
    said = _fitting(width, words, short)
    if not said:
        return box
    return box + text(said, x + width / 2, y + BAR / 2, MARK_SIZE, fill=SOFT, text_anchor="middle")


def _remark(found: WorkedOut, grades: Sequence[ChartGrade], pieces: Sequence[PlacedPiece]) -> str:
    """The words under the bar: n, the counts that have no words in it, what is derived, and what was not published."""
    own = dict(zip((one.code for one in found.grades), letters_of(grades), strict=True))
    counts = [(own[one.code], one) for one in found.grades]
    if found.n is None:
        said = ", ".join(f"{letter} {one.count}" for letter, one in counts if one.count is not None)
    else:
        narrow = [one.segment.mark for one in pieces if one.piece.how == PUBLISHED and not one.segment.fits]
        # Beside counts that are lacking a zero that was published is said, so that nobody takes it for unknown.
        zeros = (
            []
            if found.complete
            else [f"{letter} 0" for letter, one in counts if one.how == PUBLISHED and not one.count]
        )
        beside = ", ".join(narrow + zeros)
        said = f"n = {found.n} ({beside})" if beside else f"n = {found.n}"
    derived = [f"{letter} {one.count} derived: {_sum(one.terms)}" for letter, one in counts if one.how == DERIVED]
    return "; ".join(part for part in (said, *derived, *_lacking(found, grades)) if part)


def _sum(terms: Sequence[int]) -> str:
    """Return a sum that stays on one line."""
    return sum_words(terms).replace(" ", UNBROKEN)


def _lacking(found: WorkedOut, grades: Sequence[ChartGrade]) -> list[str]:
    """Say which grades have no count of their own, and what they come to together where that is less than n."""
    lacking = [one.code for one in found.grades if one.count is None]
    words = [f"{letters(lacking, grades)} {NOT_PUBLISHED}"] if lacking else []
    for piece in found.pieces:
        if 1 < len(piece.codes) < len(found.grades):
            how = f" derived: {_sum(piece.terms)}" if piece.how == UNKNOWN else ""
            words.append(f"{letters(piece.codes, grades)} together {piece.count}{how}")
    return words
