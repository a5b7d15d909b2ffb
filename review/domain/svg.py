"""Writing SVG as text: elements, safe text, and an estimate of how wide a text is without a browser at hand."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

INK, PAPER, SOFT, FAINT = "#0b0c0c", "#ffffff", "#505a5f", "#b1b4b6"

# So many lines hold any text that is written into a picture.
EVERY_LINE = 99

# A space at which no line is broken.
UNBROKEN = "\u00a0"

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SIZE = re.compile(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)" width="100%"')

# A picture on its own is shown larger than its units, so that its smallest text is as large as that of a page.
TIMES = 2

# Widths in Arial, in parts of the size, rounded up by kind of letter.
_WIDTHS = {
    char: width
    for chars, width in (("ijlI'|", 0.25), (f"tfr.,:;!()[] {UNBROKEN}", 0.34), ("ckvxyzsJ", 0.5), ("mw", 0.84))
    for char in chars
}
_WIDTHS |= dict.fromkeys("MW@%—…", 1.0)


def safe(text: str) -> str:
    """Escape a text for content and attributes; characters that XML forbids become spaces."""
    return escape("".join(char if _allowed(ord(char)) else " " for char in text))


def _allowed(point: int) -> bool:
    return 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000


def number(value: float) -> str:
    """Write a length with at most one decimal, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Write an element; children are SVG already, attribute values are escaped, `font_size` becomes font-size."""
    written = "".join(
        f' {key.removesuffix("_").replace("_", "-")}="{safe(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(words: str, x: float, y: float, size: float, **attributes: str | float) -> str:
    """Write one line of text whose middle lies at the height `y`."""
    return element("text", safe(words), x=x, y=y + 0.35 * size, font_size=size, **attributes)


@lru_cache(maxsize=4096)
def text_width(words: str, size: float) -> float:
    """Estimate the width of a text in Arial, rather too wide than too narrow."""
    return size * sum(_em(char) for char in words)


def _em(char: str) -> float:
    if ord(char) >= 0x2E80:
        return 1.0
    return _WIDTHS.get(char, 0.78 if char.isupper() else 0.56)


def wrap(words: str, size: float, width: float, most_lines: int) -> list[str]:
    """Break a text into lines no wider than `width`; what does not fit the last line ends in an ellipsis."""
    lines: list[str] = []
    # Only at spaces: at one that is not to be broken the text stays together.
    rest = _SPACES.sub(" ", words).strip(" ")
    while rest and len(lines) < most_lines:
        line = rest if len(lines) == most_lines - 1 else _first_line(rest, size, width)
        lines.append(cut(line, size, width))
        rest = rest[len(line) :].lstrip()
    return lines


def cut(words: str, size: float, width: float) -> str:
    """Shorten a text to `width`, with an ellipsis where something is cut off."""
    if text_width(words, size) <= width:
        return words
    while words and text_width(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def _first_line(words: str, size: float, width: float) -> str:
    fitting = len(words)
    while fitting > 1 and text_width(words[:fitting], size) > width:
        fitting -= 1
    if fitting == len(words):
        return words
    # Break at a space where there is one; a single long word is broken anywhere.
    space = words.rfind(" ", 0, fitting + 1)
    return words[: space if space > 0 else fitting]


def figure(title: str, description: str, prefix: str, parts: Sequence[str], height: float, width: float = 400) -> str:
    """Write a whole picture with its title and the description that holds its numbers, as wide as its place.

    `prefix` keeps the ids of several pictures on a page apart. Raises ValueError where it is no id.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f'"{prefix}" cannot start an id: use letters, digits, hyphens and underscores.')
    return element(
        "svg",
        element("title", safe(title), id=f"{prefix}-title"),
        element("desc", safe(description), id=f"{prefix}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
        viewBox=f"-1 0 {width + 2:.0f} {height:.0f}",
        width="100%",
        font_family="arial, sans-serif",
        fill=INK,
        class_="app-chart",
    )


def standalone(picture: str) -> str:
    """Give a picture as the text of a file of its own: with a size, on white paper, its description kept.

    Raises ValueError where it is none of these pictures.
    """
    found = _SIZE.search(picture)
    if not found:
        raise ValueError("Only a picture as wide as its place can be given a size of its own.")
    left, top, width, height = map(int, found.groups())
    size = f'viewBox="{left} {top} {width} {height}" width="{width * TIMES}" height="{height * TIMES}"'
    paper = element("rect", x=left, y=top, width=width, height=height, fill=PAPER)
    sized = picture.replace(found.group(), size, 1).replace("</desc>", f"</desc>{paper}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{sized}\n'
