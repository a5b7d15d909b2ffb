"""Two revisions of some words side by side: what was added and taken away, word by word and in numbers."""

from dataclasses import dataclass

from review.domain.rules.words import counted
from review.domain.word_changes import Kind, Pieces, word_changes
from review.reviewing.models import Judgment
from review.reviewing.record.queries import texts_at


@dataclass(frozen=True)
class Comparison:
    """How the words of one revision became those of another; both by their numbers."""

    older: int
    newer: int
    pieces: Pieces

    @property
    def sentence(self) -> str:
        """How much was added and taken away, in words."""
        added, removed = self._words(Kind.ADDED), self._words(Kind.REMOVED)
        if not self.pieces or all(piece.kind is Kind.SAME for piece in self.pieces):
            return "The two say the same, word for word."
        said = [
            f"{counted(number, 'word was', 'words were')} {what}"
            for number, what in ((added, "added"), (removed, "taken away"))
            if number
        ]
        return f"{' and '.join(said)}." if said else "Only spaces or punctuation differ."

    def _words(self, kind: Kind) -> int:
        return sum(_is_word(word) for piece in self.pieces if piece.kind is kind for word in piece.text.split())


def _is_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def compared(judgment: Judgment, part: str, older: int, newer: int) -> Comparison:
    """Return the comparison of two revisions of some words, read in one query."""
    texts = texts_at(judgment, part, (older, newer))
    return Comparison(older, newer, word_changes(texts.get(older, ""), texts.get(newer, "")))
