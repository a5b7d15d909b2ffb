"""What to say of a wording before it is kept: that it finds nearly everything, or nothing that another does not."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from review.domain.language import WordList
from review.domain.language_patterns import MOST_BETWEEN, Element, Phrase, Word, elements_of

FEW_LETTERS = 4
MOST_SPELLINGS = 200
"""Of a wording that stands for more sequences of words than this, nothing is said of whether another covers it."""
FILLER = "qxq"
_COMMON = """
    about after again all also and any are ask asked because been before but call called can case child children came
    come could day days did does down each even ever every family father first for found from friend friends gave get
    girl boy give given good got had has have her here him his home house how into its just know known last made make
    man many men more most mother much name new next not now off officer officers old one only other our out over own
    parent parents phone police put rang report reported said same saw say see seen she should some son still such take
    taken talk than that the their them then there these they this those time told too two under until use used very
    victim was way week well went were what when where which while who why will with woman women work would year years
    yes yet you young your daughter home school social today told statement offence suspect evidence
"""
COMMON = frozenset(_COMMON.split())
"""Words of three or more letters that stand in nearly every case file."""


def finds_too_much(pattern: str) -> str:
    """Return the part of a wording that would be proposed nearly everywhere, nothing where there is none.

    That is a beginning of fewer than four letters, or a single word that stands in nearly every text.
    """
    elements = elements_of(pattern)
    if len(elements) > 1:
        return ""
    return next((_written(phrase[0]) for phrase in elements[0].phrases if _is_loose(phrase)), "")


def _is_loose(phrase: Phrase) -> bool:
    if len(phrase) > 1:
        return False
    word = phrase[0]
    return word.plain in COMMON if word.whole else len(word.plain) < FEW_LETTERS or word.plain in COMMON


def _written(word: Word) -> str:
    return word.plain if word.whole else f"{word.plain}*"


def covering(pattern: str, others: Mapping[str, str]) -> list[str]:
    """Return the keys of other wordings that find something in every place that a wording finds, in their order."""
    texts = list(spellings(elements_of(pattern)))
    if not texts:
        return []
    found = {key: WordList([(key, other)]) for key, other in others.items()}
    return [key for key, words in found.items() if all(words.every(text) for text in texts)]


def spellings(elements: Iterable[Element]) -> Iterator[str]:
    """Yield a text for every sequence of words that a wording stands for; none where there are too many."""
    ways = [list(_ways(element)) for element in elements]
    if prod(len(way) for way in ways) > MOST_SPELLINGS:
        return
    for chosen in product(*ways):
        yield " ".join(chosen)


def _ways(element: Element) -> Iterator[str]:
    """Yield each phrase of an element: next to what is before it, and with as many words between as there can be."""
    for phrase in element.phrases:
        words = " ".join(word.plain if word.whole else word.plain + FILLER for word in phrase)
        yield words
        if element.between:
            yield " ".join([FILLER] * MOST_BETWEEN + [words])
