"""How a grade looks in a picture: a block of its tone with a letter and a number, and the key that explains them."""

from collections.abc import Mapping, Sequence

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH, ChartGrade, letters_of
from review.domain.svg import EVERY_LINE, INK, PAPER, element, text, text_width, wrap

# Colour of the tone, and of the text on it. An outline keeps the light ones apart from the page.
TONES: Mapping[str, tuple[str, str]] = {
    "green": ("#00703c", PAPER),
    "light-green": ("#85b84f", INK),
    "turquoise": ("#28a197", INK),
    "blue": ("#1d70b8", PAPER),
    "light-blue": ("#8eb8dc", INK),
    "purple": ("#4c2c92", PAPER),
    "pink": ("#f499be", INK),
    "yellow": ("#ffdd00", INK),
    "orange": ("#f47738", INK),
    "brown": ("#80512b", PAPER),
    "red": ("#aa2a16", PAPER),
    "grey": ("#b1b4b6", INK),
    "dark-grey": ("#505a5f", PAPER),
}

BOX, BAND, LINE = 22, 5, 20


def block(tone: str, x: float, y: float, width: float, height: float, mark: str) -> str:
    """Draw a block of a tone (an unknown one is drawn grey) with its outline, and its mark in the middle."""
    fill, ink = TONES.get(tone, TONES["grey"])
    box = element("rect", x=x + 0.5, y=y, width=max(width - 1, 0.5), height=height, fill=fill, stroke=INK)
    if not mark:
        return box
    words = text(mark, x + width / 2, y + height / 2, MARK_SIZE, fill=ink, text_anchor="middle", font_weight="bold")
    return box + words


def banded(tone: str, x: float, y: float, width: float, height: float, mark: str) -> str:
    """Draw a block of a tone whose middle is white: for a count that is worked out. Its mark stands in the middle.

    Its bands and its outline tell it from a block at any width, in grey too.
    """
    middle = element("rect", x=x + 1, y=y + BAND, width=max(width - 2, 0.5), height=height - 2 * BAND, fill=PAPER)
    words = text(mark, x + width / 2, y + height / 2, MARK_SIZE, text_anchor="middle") if mark else ""
    return block(tone, x, y, width, height, "") + middle + words


def key(grades: Sequence[ChartGrade], y: float = 1, wide: float = WIDTH) -> tuple[list[str], float]:
    """Draw the key of letters, colours and words, in as many lines as it takes; give it and the height of its end.

    Words too long for a line are broken into several.
    """
    parts, x, height = [], 0.0, BOX
    for grade, letter in zip(grades, letters_of(grades), strict=True):
        lines = wrap(grade.label, LABEL_SIZE, wide - BOX - GAP, most_lines=EVERY_LINE) or [""]
        width = BOX + GAP + max(text_width(line, LABEL_SIZE) for line in lines)
        if x and x + width > wide:
            x, y, height = 0.0, y + height + GAP, BOX
        parts.append(block(grade.tone, x, y, BOX, BOX, letter))
        parts += [text(line, x + BOX + GAP, y + BOX / 2 + LINE * place, LABEL_SIZE) for place, line in enumerate(lines)]
        height = max(height, BOX + LINE * (len(lines) - 1))
        x += width + 2 * GAP
    return parts, y + height
