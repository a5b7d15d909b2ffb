"""Trying a framework on made-up answers, given and told as JSON: nothing is stored and no database is asked."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from access.refusals import Refused
from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Result
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.problems.problem import did_you_mean, listed, shown
from review.frameworks.rules.facts import FACT_LABELS
from review.frameworks.rules.given_answers import given_answer

MOST_BYTES = 5 * 1024 * 1024
MOST_CASES = 10_000
SHAPES = 'Write {"review": {CODE: answer}} for one review, or {"cases": [{CODE: answer}, ...]} for results over cases.'
FIELDS = ("review", "facts", "cases", "entered")
Problems = list[str]


def tried(method: Method, data: bytes) -> dict[str, Any]:
    """Return as plain data what a method gives for answers in JSON.

    In: {"review": {CODE: answer or {"na": reason}}, "facts": {FACT: code}}, or {"cases": [{CODE: ...} or
    {"review": {...}, "facts": {...}}, ...], "entered": {CODE: grade}}. An answer is a code, a list of codes, a number
    or a text; null is none. Out: {"review": result, "topics": {CODE: result}, "inspection": result}, where a result is
    {"result": grade or null, "kind": ..., "trace": [...]}, and null where nothing was asked.
    Raises Refused with everything that cannot be taken.
    """
    given = _read(data)
    problems: Problems = []
    if "cases" in given:
        return _over_cases(method, given, problems)
    return _of_review(method, given, problems)


def _of_review(method: Method, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    if "entered" in given:
        problems.append("entered: Results are entered for rules over cases. Give the answers as cases, too.")
    case = _case(method, given, "", problems)
    _refuse(problems)
    results = evaluate_review(method, case.answers, case.facts)
    topics = {code: as_data(result) for code, result in results.topics.items()}
    return {"review": as_data(results.review), "topics": topics, "inspection": None}


def _over_cases(method: Method, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    for name in ("review", "facts"):
        if name in given:
            problems.append(f"{name}: This stands beside the cases. {SHAPES}")
    cases = given["cases"]
    if not isinstance(cases, list) or len(cases) > MOST_CASES:
        raise Refused(f"cases: A list of at most {MOST_CASES:,} cases belongs here. {SHAPES}")
    read = [_case(method, one, f"cases[{number}].", problems) for number, one in enumerate(cases)]
    entered = _entered(method, given.get("entered", {}), problems)
    _refuse(problems)
    results = evaluate_cases(method, read, entered)
    topics = {code: as_data(result) for code, result in results.topics.items()}
    return {"review": None, "topics": topics, "inspection": as_data(results.whole)}


def as_data(result: Result) -> dict[str, Any]:
    """Return a result as plain data."""
    return {"result": result.grade, "kind": result.kind.value, "trace": list(result.trace)}


def _read(data: bytes) -> dict[str, Any]:
    """Return the one mapping that a JSON text holds. Raises Refused."""
    if len(data) > MOST_BYTES:
        raise Refused("The answers are larger than 5 MB. Check that it is the right file.")
    try:
        given = json.loads(
            data, parse_int=_whole, parse_float=_number, parse_constant=_number, object_pairs_hook=_mapping
        )
    except UnicodeDecodeError as error:
        raise Refused("The answers are not in UTF-8. Save them as UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise Refused(f"line {error.lineno}: The answers are not valid JSON: {error.msg}.") from error
    except RecursionError as error:
        raise Refused("The answers are nested deeper than any answers. Check that it is the right file.") from error
    except ValueError as error:
        raise Refused(f"The answers cannot be read: {error}") from error
    if not isinstance(given, dict) or not ("review" in given or "cases" in given):
        raise Refused(f"The answers have another shape than expected. {SHAPES}")
    if unknown := [name for name in given if name not in FIELDS]:
        raise Refused(f"There is no field “{shown(unknown[0])}” here.{did_you_mean(unknown[0], FIELDS)} {SHAPES}")
    return given


def _whole(text: str) -> int:
    _number(text)
    return int(text)


def _number(text: str) -> Decimal:
    if len(text) > 40 or not Decimal(text).is_finite() or abs(Decimal(text).adjusted()) > 20:
        raise ValueError(f"{shown(text)} is no number that an answer can have.")
    return Decimal(text)


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{shown(name)}” stands twice in the same place. Keep one of them.")
        found[name] = value
    return found


def _case(method: Method, given: Any, path: str, problems: Problems) -> Case:
    """Return the answers and facts of one review or case, which may give its answers under "review" or at once."""
    if not isinstance(given, dict):
        problems.append(f"{path.rstrip('.')}: Answers by their codes belong here. {SHAPES}")
        return Case({})
    answers: Any = given
    facts: Any = {}
    wrapped = "review" in given and (not path or "review" not in method.by_code)
    path_of_answers = f"{path}review." if wrapped else path
    if wrapped:
        answers, facts = given["review"], given.get("facts", {})
        if extra := [name for name in given if path and name not in ("review", "facts")]:
            problems.append(f"{path}{shown(extra[0])}: There is no field of a case beside “review”.")
    if not isinstance(answers, dict):
        problems.append(f"{path_of_answers.rstrip('.')}: Answers by their codes belong here. {SHAPES}")
        return Case({})
    return Case(_answers(method, answers, path_of_answers, problems), _facts(facts, f"{path}facts", problems))


def _answers(method: Method, given: Mapping[str, Any], path: str, problems: Problems) -> dict[str, Answer]:
    found = {}
    for code, value in given.items():
        question = method.by_code.get(code)
        if question is None:
            problems.append(f"{path}{shown(code)}: There is no such question.{did_you_mean(code, method.by_code)}")
            continue
        answer = given_answer(question, value)
        if isinstance(answer, str):
            problems.append(f"{path}{code}: {answer}")
        elif answer is not None:
            found[code] = answer
    return found


def _facts(given: Any, path: str, problems: Problems) -> dict[str, str]:
    return _codes(given, path, problems, FACT_LABELS.get, "fact of a case", FACT_LABELS)


def _entered(method: Method, given: Any, problems: Problems) -> dict[str, str]:
    grades = {one.code: one.scale.labels for one in method.entered}
    return _codes(given, "entered", problems, grades.get, "entered result", grades)


def _codes(
    given: Any,
    path: str,
    problems: Problems,
    offered: Callable[[str], Mapping[str, str] | None],
    what: str,
    names: Mapping[str, Any],
) -> dict[str, str]:
    """Return a mapping of names to codes, each of those that are offered for its name."""
    if not isinstance(given, dict):
        problems.append(f"{path}: Codes by their names belong here.")
        return {}
    for name, value in given.items():
        codes = offered(name)
        if codes is None:
            problems.append(f"{path}.{shown(name)}: There is no such {what}.{did_you_mean(name, names)}")
        elif not isinstance(value, str) or value not in codes:
            problems.append(f"{path}.{name}: “{shown(value)}” cannot stand here. Write {listed(codes, 'or')}.")
    return {name: value for name, value in given.items() if isinstance(value, str)}


def _refuse(problems: Problems) -> None:
    if problems:
        more = f"\nAnd {len(problems) - 20} more." if len(problems) > 20 else ""
        raise Refused("\n".join(problems[:20]) + more)
