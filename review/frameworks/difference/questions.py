"""How the topics and questions of two framework files differ, questions followed through changes of their codes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from review.domain.word_changes import moved, word_changes
from review.frameworks.difference import words as difference_words
from review.frameworks.difference.findings import Change, Detail, Entry, changed_facets, rewording
from review.frameworks.difference.words import RUNNING
from review.frameworks.file.model import FrameworkFile
from review.frameworks.rows import CLASSIFICATION_TOPIC, OVERALL_TOPIC, Asked
from review.frameworks.same_questions import BY_CODE, SAME, SPLIT, Comparison

GOOD = "What good looks like"
COMPARES = "The same question in both versions: figures compare."
DOES_NOT = "{} Figures do not compare."
OF_THEMSELVES = {CLASSIFICATION_TOPIC: "the classification questions", OVERALL_TOPIC: "the overall judgment"}


@dataclass(frozen=True)
class Placed:
    """A question or topic in words: its name, the code of the topic that it is in (or empty), and what it says."""

    code: str
    name: str
    inside: str
    facets: Mapping[str, str]
    good: tuple[str, ...] = ()


def pairs_of(older: FrameworkFile, newer: FrameworkFile, comparisons: Iterable[Comparison]) -> dict[str, str]:
    """Return which question of the newer file is which of the older one, by codes, each at most once.

    What is the same comes first, then what was reworded, then what has the same code. A question that was split
    from another is a new one, unless it kept the code. The overall judgments are each other, whatever they ask.
    """
    order = {SAME: 0, BY_CODE: 2}
    found: dict[str, str] = {}
    taken = {older.overall.code}
    for one in sorted(comparisons, key=lambda one: order.get(one.how, 1)):
        is_it = one.how and (one.how != SPLIT or one.code == one.other)
        if is_it and one.code != newer.overall.code and one.other not in taken:
            found[one.code] = one.other
            taken.add(one.other)
    return found | {newer.overall.code: older.overall.code}


def topic_pairs(older: FrameworkFile, newer: FrameworkFile) -> dict[str, str]:
    """Return which topic of the newer file is which of the older one: by code, or else by title."""
    before = {topic.code: topic.title for topic in older.all_topics}
    after = {topic.code: topic.title for topic in newer.all_topics}
    found = {code: code for code in after if code in before}
    free = {title: code for code, title in before.items() if code not in after}
    for code, title in after.items():
        if code not in found and title in free:
            found[code] = free.pop(title)
    return found


def topic_entries(older: FrameworkFile, newer: FrameworkFile) -> Iterator[Entry]:
    """Yield the topics that differ: removed ones first, then in the newer order."""
    pairs = topic_pairs(older, newer)
    titles = {topic.code: f"“{topic.title}”" for topic in newer.all_topics}
    yield from _entries(_topics(older), _topics(newer), pairs, pairs, titles, {})


def question_entries(
    older: FrameworkFile, newer: FrameworkFile, comparisons: Sequence[Comparison], pairs: Mapping[str, str]
) -> Iterator[Entry]:
    """Yield the questions that differ, likewise, each with a word about whether figures compare."""
    around = topic_pairs(older, newer) | {code: code for code in OF_THEMSELVES}
    titles = {topic.code: f"“{topic.title}”" for topic in newer.all_topics} | OF_THEMSELVES
    verdicts = {one.code: verdict(one) if one.code in pairs else _came_from(one) for one in comparisons}
    yield from _entries(_questions(older), _questions(newer), pairs, around, titles, verdicts)


def _topics(file: FrameworkFile) -> list[Placed]:
    return [
        Placed(one.code, one.title, "" if one is topic else topic.code, difference_words.topic(one))
        for topic in file.topics
        for one in (topic, *topic.topics)
    ]


def _questions(file: FrameworkFile) -> list[Placed]:
    places: list[tuple[str, Asked]] = [
        *((topic.code, one) for topic in file.all_topics for one in topic.criteria),
        *((CLASSIFICATION_TOPIC, one) for one in file.classification),
        (OVERALL_TOPIC, file.overall),
    ]
    return [Placed(one.code, one.question, inside, difference_words.asked(one), one.good) for inside, one in places]


def _entries(
    before: Sequence[Placed],
    after: Sequence[Placed],
    pairs: Mapping[str, str],
    around: Mapping[str, str],
    titles: Mapping[str, str],
    verdicts: Mapping[str, str],
) -> Iterator[Entry]:
    """Yield what differs. `pairs` and `around` say which part, and which topic, of the newer file is which."""
    by_code = {one.code: one for one in before}
    for one in before:
        if one.code not in pairs.values():
            yield Entry((Change.REMOVED,), one.code, one.name, details=_details(one, None))
    away = _moved(before, after, pairs, around)
    for one in after:
        notes = tuple(filter(None, [verdicts.get(one.code, "")]))
        if one.code not in pairs:
            yield Entry((Change.ADDED,), one.code, one.name, notes, _details(None, one))
            continue
        changes, said = _what_became(one, by_code[pairs[one.code]], away, titles)
        details = _details(by_code[pairs[one.code]], one)
        changes = (*changes, *rewording(details, RUNNING))
        if changes:
            yield Entry(changes, one.code, one.name, (*said, *notes), details)


def _moved(
    before: Sequence[Placed], after: Sequence[Placed], pairs: Mapping[str, str], around: Mapping[str, str]
) -> dict[str, bool]:
    """Return the codes in the newer file of what moved, and whether it is in another topic now.

    Within a topic, as few things as can be moved among those that stayed in it.
    """
    was_in = {one.code: one.inside for one in before}
    of_topic = {"": "", **around}
    both = [one for one in after if one.code in pairs]
    stayed = [one for one in both if of_topic.get(one.inside) == was_in[pairs[one.code]]]
    found = {one.code: True for one in both if one not in stayed}
    for topic in dict.fromkeys(one.inside for one in stayed):
        here = {pairs[one.code]: one.code for one in stayed if one.inside == topic}
        order = [one.code for one in before if one.code in here]
        found |= {here[code]: False for code in moved(order, list(here))}
    return found


def _what_became(
    one: Placed, other: Placed, away: Mapping[str, bool], titles: Mapping[str, str]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return whether a part has another code or another place, with a sentence for each."""
    found: list[tuple[Change, str]] = []
    if one.code != other.code:
        found.append((Change.RENAMED, f"Its code was {other.code} and is {one.code}."))
    if one.code in away:
        here = f"It is in {titles[one.inside]} now." if one.inside else "It is inside no other topic now."
        found.append((Change.MOVED, here if away[one.code] else "It has another place among the others."))
    return tuple(change for change, _ in found), tuple(sentence for _, sentence in found)


def _details(older: Placed | None, newer: Placed | None) -> tuple[Detail, ...]:
    """Return what a part says otherwise; all that it says, where it is in one version alone."""
    found = changed_facets(older.facets if older else {}, newer.facets if newer else {})
    first = tuple(detail for detail in found if detail.label == "Question")
    good = tuple(_sentences(older.good if older else (), newer.good if newer else ()))
    return (*first, *good, *(detail for detail in found if detail not in first))


def _sentences(older: Sequence[str], newer: Sequence[str]) -> Iterator[Detail]:
    """Yield the sentences of what good looks like that changed, each with the one that took its place."""
    for what, start, end, new_start, new_end in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if what != "equal":
            pairs = zip_longest(older[start:end], newer[new_start:new_end], fillvalue="")
            yield from (Detail(GOOD, word_changes(old, new)) for old, new in pairs)


def verdict(standing: Comparison) -> str:
    """Return in words whether figures of a question compare with those of the other version; empty for a new one."""
    if not standing.how:
        return ""
    return COMPARES if standing.comparable else DOES_NOT.format(standing.why_not)


def _came_from(standing: Comparison) -> str:
    if not standing.how:
        return ""
    words = "split" if standing.how == SPLIT else "made"
    return f"It was {words} from {standing.other}: figures do not compare."
