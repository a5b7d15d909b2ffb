"""The checks before publishing: whether a framework's rules, conditions and examples do what they are meant to.

They search the rules' answers, so they take files in which every name leads somewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from review.domain.rules.asking import never_asked, too_many
from review.domain.rules.method import Method
from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.problem import Path, listed
from review.frameworks.rules.examples import unmet
from review.frameworks.rules.method import method_of
from review.frameworks.rules.rule_checks import check_rule, looks_each, rules_to_check

Found = tuple[Path, str]


@dataclass(frozen=True)
class Checked:
    """What is wrong, each with its place in the file and a sentence, and what was searched, and how."""

    problems: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()


def check(file: FrameworkFile) -> Checked:
    """Return what the checks find in a framework whose names all lead somewhere. The same file, the same answer."""
    method = method_of(file)
    problems = [*_asking_problems(file, method), *_example_problems(file, method)]
    notes = []
    if untried := too_many(method):
        notes.append(f"Not tried whether they can be asked, for the number of answers: {listed(untried)}.")
    rules = rules_to_check(method)
    looks = looks_each(rules)
    for one in rules:
        found, said = check_rule(file, method, one, looks)
        problems.extend((("rules", one.position, *path), sentence) for path, sentence in found)
        notes.extend(f"Rule “{one.rule.code}”: {words}" for words in said)
    return Checked(tuple(problems), tuple(notes))


def _asking_problems(file: FrameworkFile, method: Method) -> Iterator[Found]:
    places = _places(file)
    for code, sentence in never_asked(method):
        yield (*places[code], "asked-when"), sentence


def _places(file: FrameworkFile) -> dict[str, Path]:
    """Return the place of all that is asked."""
    found: dict[str, Path] = {"": ()}
    for number, topic in enumerate(file.topics):
        path: Path = ("topics", number)
        found |= {one.code: (*path, "criteria", place) for place, one in enumerate(topic.criteria)}
        for inner, within in enumerate(topic.topics):
            inside = (*path, "topics", inner, "criteria")
            found |= {one.code: (*inside, place) for place, one in enumerate(within.criteria)}
    return found | {one.code: ("classification", place) for place, one in enumerate(file.classification)}


def _example_problems(file: FrameworkFile, method: Method) -> Iterator[Found]:
    for number, example in enumerate(file.examples):
        for path, sentence in unmet(file, example, method):
            yield ("examples", number, *path), sentence
