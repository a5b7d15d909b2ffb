"""What is wrong between the fields of a rule and of its steps."""

from collections.abc import Iterator
from typing import Any

from review.frameworks.problems.condition_shapes import condition_problems
from review.frameworks.problems.problem import Path, shown
from review.frameworks.problems.raw_parts import Found, Raw, clashes, items, listed_in, questions, says, steps
from review.frameworks.problems.step_shapes import step_problems

ONE_REVIEW, ONE_OF_ALL = "Another rule is of the review as a whole", "Another rule is of all cases as a whole"


def rule_problems(data: Raw) -> Iterator[Found]:
    """Yield what is wrong with the shape of rules, of their steps, and of all conditions of a file."""
    rules = list(items(data, (), "rules"))
    yield from clashes(rules, "code", "rule")
    for path, rule in rules:
        yield from _field_problems(path, rule)
        yield from _result_problems(path, rule)
        yield from clashes(items(rule, path, "steps"), "name", "step of the rule")
    yield from _second_rules(data)
    for rule, path, step in steps(data):
        yield from step_problems(path, step, over_cases=rule.get("of") == "cases")
    for path, question in questions(data):
        yield from condition_problems(question, path, "asked-when")


def _field_problems(path: Path, rule: Raw) -> Iterator[Found]:
    of = rule.get("of")
    if of == "topic" and "topic" not in rule:
        yield (*path, "topic"), "A rule with of: topic needs the topic that it is about. Add it: topic: and its code."
    if of == "review" and says(rule, "topic"):
        yield (*path, "topic"), "A rule with of: review is about no single topic. Take it away, or write of: topic."
    if of in ("review", "cases") and says(rule, "suggests"):
        yield (
            (*path, "suggests"),
            "Only a rule with of: topic is shown beside a criterion. Take suggests away, or write of: topic.",
        )
    if of in ("topic", "review") and says(rule, "each"):
        yield (*path, "each"), "Only a rule with of: cases puts cases together. Take each away, or write of: cases."


def _result_problems(path: Path, rule: Raw) -> Iterator[Found]:
    has_steps, has_result = bool(listed_in(rule, "steps")), says(rule, "result")
    if has_steps and not has_result:
        yield (
            (*path, "result"),
            "The rule has steps and no result. Add result: and the name of a step, or take the steps away.",
        )
    if has_result and not has_steps:
        yield (
            (*path, "result"),
            "There is no step that could be the result. Add steps, or take result away where it is a matter of "
            "professional judgment.",
        )
    if listed_in(rule, "never") and not has_result:
        yield (*path, "never"), "A rule without a result gives no grade anyway. Take never away."


def _second_rules(data: Raw) -> Iterator[Found]:
    """Yield each rule that gives a result for what an earlier one gives a result for."""
    seen: set[tuple[Any, Any]] = set()
    for path, rule in items(data, (), "rules"):
        of, topic = rule.get("of"), rule.get("topic")
        if not isinstance(of, str) or (topic is not None and not isinstance(topic, str)):
            continue
        key = (of, None if of == "review" else topic)
        if key in seen and (topic is not None or of != "topic"):
            yield (*path, "of"), f"{_already(of, topic)} already. Keep one of them."
        seen.add(key)


def _already(of: str, topic: str | None) -> str:
    if of == "review":
        return ONE_REVIEW
    if topic is None:
        return ONE_OF_ALL
    return f"Another rule with of: {of} is about the topic “{shown(topic)}”"
