"""The whole difference of two framework files: every part compared, and the worked examples tried."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from review.frameworks.difference import words as difference_words
from review.frameworks.difference.examples import example_results
from review.frameworks.difference.findings import Entry, FrameworkDiff, Section, changed_facets, listed, rewording
from review.frameworks.difference.questions import pairs_of, question_entries, topic_entries
from review.frameworks.difference.rule_words import rule
from review.frameworks.difference.words import RUNNING
from review.frameworks.file.examples import ExampleFile
from review.frameworks.file.model import FrameworkFile
from review.frameworks.lineage import compared_files
from review.frameworks.same_questions import Comparison

FRAMEWORK = "framework"
TITLES = {
    FRAMEWORK: "The framework",
    "scales": "Scales",
    "topics": "Topics",
    "questions": "Questions",
    "entered": "Entered results",
    "rules": "Rules",
    "examples": "Worked examples",
}
"""The parts of a comparison, in order."""


def difference(
    older: FrameworkFile, newer: FrameworkFile, comparisons: Sequence[Comparison] | None = None
) -> FrameworkDiff:
    """Return how the newer file differs from the older one; empty where they say the same.

    `comparisons` say for each question of the newer how it stands to the older one's; left out, the files alone say.
    """
    known = compared_files(newer, older) if comparisons is None else comparisons
    pairs = pairs_of(older, newer, known)
    entries: dict[str, Iterable[Entry]] = {
        FRAMEWORK: _framework(older, newer),
        "scales": listed(
            older.scales,
            newer.scales,
            code=lambda one: one.code,
            name=lambda one: one.title,
            facets=difference_words.scale,
            running=RUNNING,
        ),
        "topics": topic_entries(older, newer),
        "questions": question_entries(older, newer, known, pairs),
        "entered": listed(
            older.entered,
            newer.entered,
            code=lambda one: one.code,
            name=lambda one: one.title,
            facets=difference_words.entered,
            running=RUNNING,
        ),
        "rules": listed(
            older.rules,
            newer.rules,
            code=lambda one: one.code,
            name=lambda one: one.title,
            facets=rule,
            running=RUNNING,
        ),
        "examples": _examples(older, newer),
    }
    sections = (Section(code, TITLES[code], tuple(found)) for code, found in entries.items())
    return FrameworkDiff(
        tuple(section for section in sections if section.entries), tuple(example_results(older, newer, pairs))
    )


def _framework(older: FrameworkFile, newer: FrameworkFile) -> Iterator[Entry]:
    details = changed_facets(difference_words.facts(older), difference_words.facts(newer))
    if details:
        yield Entry(tuple(rewording(details, RUNNING)), newer.framework, newer.title, details=details)


def _examples(older: FrameworkFile, newer: FrameworkFile) -> Iterator[Entry]:
    """Yield the examples that differ. They have no codes: titles tell them apart, and which of a title it is."""
    yield from listed(
        _numbered(older.examples),
        _numbered(newer.examples),
        code=lambda one: one[0],
        name=lambda one: one[1].title,
        facets=lambda one: difference_words.example(one[1]),
    )


def _numbered(examples: Iterable[ExampleFile]) -> list[tuple[str, ExampleFile]]:
    seen: Counter[str] = Counter()
    found = []
    for example in examples:
        seen[example.title] += 1
        number = seen[example.title]
        found.append((example.title if number == 1 else f"{example.title} ({number})", example))
    return found
