"""The results of a framework's rules as names of reports: what each rule suggests for a topic or for the case."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.counting.dimensions import Dimension
from review.counting.result_sources import ResultOf
from review.counting.sources import NOT_APPLICABLE
from review.domain.rules.steps import Rule
from review.frameworks.models import FrameworkVersion, Grade
from review.frameworks.over_versions import QuestionOverVersions
from review.frameworks.published import offered_by
from review.frameworks.rules.method import stored_method

RESULT = "result"
OF_A_CASE = ("topic", "review")


@dataclass(frozen=True)
class RuleAt:
    """A rule in one version: its row's key, what makes it the same rule in another, and the grades that it gives."""

    rule: Rule
    pk: int
    number: int
    same: tuple[object, ...]
    grades: tuple[Grade, ...]


def result_dimensions(
    versions: Sequence[FrameworkVersion], questions: Iterable[QuestionOverVersions]
) -> tuple[Dimension, ...]:
    """Return a name for each rule of a topic or of the whole case that suggests grades, the newest version's first.

    A rule stands for one name over versions where it is word for word the same, on the same scale, and reads questions
    that are the same. Without a query where the versions are published and were read before.
    """
    names = {(one.framework_version_id, one.code): same.name for same in questions for one in same.criteria}
    groups: dict[tuple[object, ...], list[RuleAt]] = {}
    for version in sorted(versions, key=lambda one: -one.number):
        for found in _rules_of(version, names):
            groups.setdefault(found.same, []).append(found)
    taken: dict[str, int] = {}
    for rules in sorted(groups.values(), key=lambda one: one[-1].number):
        taken.setdefault(rules[0].rule.code, id(rules))
    return tuple(_dimension(rules, len(versions), taken[rules[0].rule.code] == id(rules)) for rules in groups.values())


def _rules_of(version: FrameworkVersion, names: dict[tuple[int, str], str]) -> Iterable[RuleAt]:
    giving = [one for one in stored_method(version.canonical).rules if one.of in OF_A_CASE and one.scale]
    if not giving:
        return
    offered = offered_by(version)
    for rule in giving:
        row, scale = offered.rules[rule.code], rule.scale
        grades = tuple(offered.rule_grades[scale.code, code] for code in scale.codes) if scale else ()
        read = frozenset(names.get((version.pk, code), code) for code in rule.reads)
        body = json.dumps(row.body, sort_keys=True)
        same = (rule.code, rule.of, rule.topic, body, read, tuple(grade.pk for grade in grades))
        yield RuleAt(rule, row.pk, version.number, same, grades)


def _dimension(rules: Sequence[RuleAt], number_of_versions: int, plain: bool) -> Dimension:
    newest = rules[0]
    grades = newest.grades
    name = newest.rule.code if plain else f"{newest.rule.code}-version-{rules[-1].number}"
    numbers = sorted(one.number for one in rules)
    which = f" (version{'s' * (len(numbers) > 1)} {' and '.join(map(str, numbers))})"
    return Dimension(
        f"{RESULT}.{name}",
        f"Suggested by the rule “{newest.rule.title}”{which if len(numbers) < number_of_versions else ''}",
        {grade.code: grade.label for grade in grades} | {NOT_APPLICABLE: "Not applicable"},
        ResultOf([one.pk for one in rules], {grade.pk: grade.code for grade in grades}),
        tones={grade.code: grade.tone for grade in grades},
    )
