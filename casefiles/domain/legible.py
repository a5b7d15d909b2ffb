"""Whether a text that people type, such as a title, can be seen as it stands."""

import unicodedata

UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers and a blank that Unicode counts among letters and symbols, though nothing of them is seen."""
SEEN = ("L", "N", "P", "S")
"""Unicode's letters, numbers, punctuation and symbols; marks alone have nothing to stand on."""
ALL_INVISIBLE = "Nothing of this can be seen, because it has invisible characters only. Type it again."
PARTLY_INVISIBLE = "This contains characters that cannot be shown. Type it again."


def can_be_seen(text: str) -> bool:
    """Return whether anything of a text can be seen."""
    return any(unicodedata.category(one)[0] in SEEN and one not in UNSEEN for one in text)


def unseen_problem(line: str) -> str:
    """Return what is wrong with a line that cannot be seen as it stands; nothing for a good one, or an empty one.

    Control characters, those of no width and those that turn the direction of writing are refused wherever they
    stand: with them a line reads as what it is not, or two lines that look alike differ.
    """
    if line and not can_be_seen(line):
        return ALL_INVISIBLE
    return "" if line.isprintable() else PARTLY_INVISIBLE
