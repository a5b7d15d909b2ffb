"""A text as the words that the language screen compares, each with its place in the text as it is stored."""

import re
import unicodedata
from dataclasses import dataclass

QUOTES = "'`´‘’‚‛′ʼ"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ACCENTS = "\u0300-\u036f"
INSIDE = f"[{QUOTES}{UNSEEN}{ACCENTS}]"
"""What can stand inside a word without being part of it: apostrophes, invisible characters, accents by themselves."""
WORD = re.compile(rf"[^\W_]+(?:{INSIDE}+[^\W_]+)*")
DASHES = frozenset("-‐‑‒–—―−⁃\u00ad")
JOIN = re.compile(rf"[{re.escape(''.join(sorted(DASHES)))}]+\s*")
ENDS = frozenset(".!?;:|•")


@dataclass(frozen=True)
class Words:
    """The words of a text: how each compares, and where it starts and ends in the text."""

    text: str
    plain: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.plain)

    def is_joined(self, at: int) -> bool:
        """Return whether nothing but a dash, perhaps at a line's end, stands between a word and the next."""
        if self.text[self.ends[at] : self.ends[at] + 1] not in DASHES or at + 1 >= len(self.plain):
            return False
        return JOIN.fullmatch(self.text, self.ends[at], self.starts[at + 1]) is not None

    def is_parted(self, at: int) -> bool:
        """Return whether a sentence, a paragraph or a field of a record ends between a word and the next."""
        between = self.text[self.ends[at] : self.starts[at + 1]]
        return between != " " and (not ENDS.isdisjoint(between) or between.count("\n") > 1)


def words_of(text: str) -> Words:
    """Return the words of a text, in time that grows with its length only."""
    found = list(WORD.finditer(text))
    plain = [
        word.lower() if word.isascii() and word.isalnum() else plain_word(word)
        for word in (match.group() for match in found)
    ]
    return Words(text, plain, [match.start() for match in found], [match.end() for match in found])


def plain_word(word: str) -> str:
    """Return a word as it compares: small letters without accents, apostrophes or invisible characters."""
    taken_apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in taken_apart if character.isalnum())
