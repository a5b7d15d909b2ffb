"""Exercises side by side, each with its own bar and its own n: to be looked at one by one, not joined by a line."""

from collections.abc import Sequence

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH, ChartGrade, Segment, letters_of
from review.domain.exercise import GAP_GRADE, NOT_PUBLISHED, Exercise, Known, by_subtraction, known, segments, sentence
from review.domain.grade_blocks import block, key
from review.domain.svg import INK, SOFT, element, figure, safe, text, text_width, wrap

NOT_A_TREND = "Different exercise types: not a trend"
LENGTH, NOTHING = "Bar length: share of the exercise's cases", "No exercises to show."
LINE, BAR, PAD = 20, 26, 20


def multiples(
    title: str, grades: Sequence[ChartGrade], exercises: Sequence[Exercise], prefix: str, columns: int = 2
) -> str:
    """Draw a panel for each exercise in the order given, in so many columns, under one key.

    Each bar has the full length of its panel and shows the shares of its own cases; no two are joined. Where types
    differ the picture says that it is no trend. What was not published is a gap with these words, never a zero; its
    length and words give what follows by subtraction, so it is no place for counts that are hidden on purpose.
    Two columns can be read on a telephone; more make a wider picture, for a file of its own.
    The description holds every number. No exercise gives a sentence. Raises ValueError where the prefix is no id,
    there is no column, a count is negative or counts do not agree with n.
    """
    if columns < 1:
        raise ValueError("A picture has at least one column.")
    width = columns * (WIDTH + PAD) / 2 - PAD if columns > 1 else WIDTH
    room = (width + PAD) / columns - PAD
    parts, y = _top(grades, exercises, width)
    for start in range(0, len(exercises), columns):
        across = exercises[start : start + columns]
        drawn = [_panel(one, grades, place * (room + PAD), room, y) for place, one in enumerate(across)]
        parts += [panel for panel, _ in drawn]
        y = max(end for _, end in drawn) + PAD
    parts.append(text(LENGTH if exercises else NOTHING, 0, y + LINE / 2, MARK_SIZE, fill=SOFT))
    warning = f"{NOT_A_TREND}. " if _differ(exercises) else ""
    said = " ".join(sentence(one, grades) for one in exercises)
    return figure(title, f"{warning}{LENGTH}. {said}" if exercises else NOTHING, prefix, parts, y + LINE, width)


def sorted_exercises(exercises: Sequence[Exercise]) -> list[Exercise]:
    """Sort exercises by label, then by when they took place, so that those of one force stand together."""
    return sorted(exercises, key=lambda one: (one.label, one.when))


def _differ(exercises: Sequence[Exercise]) -> bool:
    return len({one.kind for one in exercises}) > 1


def _top(grades: Sequence[ChartGrade], exercises: Sequence[Exercise], width: float) -> tuple[list[str], float]:
    parts, y = key(grades, wide=width)
    y += PAD
    if _differ(exercises):
        parts.append(text(NOT_A_TREND, 0, y + LINE / 2, LABEL_SIZE, font_weight="bold"))
        y += LINE + PAD / 2
    return parts, y


def _panel(exercise: Exercise, grades: Sequence[ChartGrade], left: float, room: float, y: float) -> tuple[str, float]:
    """Draw an exercise from the height `y` on; give it and the height of its end."""
    found = known(exercise, grades)
    lines = [(line, LABEL_SIZE, "bold") for line in wrap(exercise.label, LABEL_SIZE, room / 1.1, most_lines=2)]
    when = ", ".join(part for part in (exercise.kind, exercise.when) if part)
    lines += [(line, MARK_SIZE, "normal") for line in wrap(when, MARK_SIZE, room, most_lines=2)]
    parts = [element("title", safe(sentence(exercise, grades)))]
    for words, size, weight in lines:
        parts.append(text(words, left, y + LINE / 2, size, font_weight=weight))
        y += LINE
    placed = segments(found, left, room)
    parts += _bar(placed, left, room, y + GAP / 2, found.n)
    y += BAR + GAP
    for words in wrap(_remark(found, placed), MARK_SIZE, room, most_lines=3):
        parts.append(text(words, left, y + LINE / 2, MARK_SIZE))
        y += LINE
    return element("g", *parts), y


def _bar(placed: Sequence[Segment], left: float, room: float, y: float, n: int | None) -> list[str]:
    if n is None:
        return [_gap(left, room, y, f"n {NOT_PUBLISHED}")]
    parts = [] if placed else [element("path", d=f"M{left + 0.5:.1f} {y:.1f}v{BAR}", stroke=INK)]
    for segment in placed:
        if segment.grade is GAP_GRADE:
            parts.append(_gap(segment.start, segment.width, y, segment.mark if segment.fits else "?"))
        else:
            parts.append(block(segment.grade.tone, segment.start, y, segment.width, BAR, segment.inside))
    return parts


def _gap(x: float, width: float, y: float, words: str) -> str:
    box = element(
        "rect", x=x + 0.5, y=y, width=max(width - 1, 0.5), height=BAR, fill="none", stroke=SOFT, stroke_dasharray="4 3"
    )
    if text_width(words, MARK_SIZE) + 4 > width:
        return box
    return box + text(words, x + width / 2, y + BAR / 2, MARK_SIZE, fill=SOFT, text_anchor="middle")


def _remark(found: Known, placed: Sequence[Segment]) -> str:
    """The words under the bar: n, the counts that have no words in it, and what was not published."""
    letters = letters_of(found.grades)
    if found.n is None:
        named = zip(letters, found.counts, strict=True)
        said = ", ".join(f"{letter} {count}" for letter, count in named if count is not None)
    else:
        narrow = [one.mark for one in placed if one.grade is not GAP_GRADE and not one.fits]
        # Beside unknown counts a zero that was published is said, so that nobody takes it for unknown.
        zeros = [f"{letter} 0" for letter, count in zip(letters, found.counts, strict=True) if count == 0]
        beside = ", ".join(narrow + (zeros if found.unknown else []))
        said = f"n = {found.n} ({beside})" if beside else f"n = {found.n}"
    unknown = ", ".join(letters[place] for place in found.unknown)
    lack = f"{unknown} {NOT_PUBLISHED}{by_subtraction(found)}" if unknown else ""
    return "; ".join(part for part in (said, lack) if part)
