"""Counting the words of a text as the counter beside its field does, and saying how many there are to be."""

import re

from review.domain.rules.words import counted

WHITE = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
"""What a browser takes for white space in a pattern; Python's own list is another one in a few rare characters."""
_WORD = re.compile(f"[^{WHITE}]+")


def word_count(text: str) -> int:
    """Return how many words a text has: runs of characters without white space, nothing in an empty one.

    That is what the page's counter counts in the same text. A dash between spaces is a word for both, and two words
    that a slash or a hyphen joins are one.
    """
    return len(_WORD.findall(text))


def words_asked(least: int | None, most: int | None) -> str:
    """Return how many words there are to be, in words; nothing where neither bound is given."""
    if least is not None and most is not None:
        return f"{least} to {counted(most, 'word', 'words')}" if least != most else counted(most, "word", "words")
    if least is not None:
        return f"at least {counted(least, 'word', 'words')}"
    return f"at most {counted(most, 'word', 'words')}" if most is not None else ""
