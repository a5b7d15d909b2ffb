"""What is wrong between the fields of a framework file: codes that clash, scales that are missing, answers.

Works on the values as they were read, so that these problems are told together with those of single fields.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from review.frameworks.file_texts import one_line
from review.frameworks.problems import Path, did_you_mean, listed, shown

Found = tuple[Path, str]
Placed = tuple[Path, dict[str, Any]]

MOST_SCALES = 20
RESERVED_QUESTIONS = ("force", "team-type", "criterion", "case-area", "period", "offence", "flag", "grade")
"""Names that reports use themselves."""
RESERVED_TOPICS = ("classification", "overall")
"""Codes of the topics that every version gets by itself."""
RESERVED_CHOICES = ("not-applicable",)
"""What reports call the answer that a question does not apply."""


def whole_file_problems(data: Any) -> Iterator[Found]:
    """Yield the place and sentence of each problem; parts of a wrong type are passed over."""
    if not isinstance(data, dict):
        return
    topics, scales = list(_topics(data)), list(_items(data, (), "scales"))
    asked = list(_asked(data))
    yield from _clashes(scales, "code", "scale")
    for path, scale in scales:
        yield from _twins(list(_items(scale, path, "grades")), "grade of the scale")
    yield from _clashes(topics, "code", "topic")
    yield from _reserved(topics, RESERVED_TOPICS, "Casegrade makes the topic “{}” itself. Choose another code.")
    yield from _clashes(asked, "code", "criterion or question")
    yield from _reserved(asked, RESERVED_QUESTIONS, "Reports use the name “{}” themselves. Choose another code.")
    yield from _scale_problems(scales, [*asked, *_items(data, (), "entered"), *_graded_steps(data)])
    for path, question in _items(data, (), "classification"):
        yield from _choice_problems(path, question)


def _asked(data: dict[str, Any]) -> Iterator[Placed]:
    """Yield all that a reviewer answers: criteria, classification questions, the overall judgment."""
    for path, topic in _topics(data):
        yield from _items(topic, path, "criteria")
    yield from _items(data, (), "classification")
    if isinstance(overall := data.get("overall"), dict):
        yield ("overall",), overall


def _topics(data: dict[str, Any]) -> Iterator[Placed]:
    """Yield the topics, each before those inside it."""
    for path, topic in _items(data, (), "topics"):
        yield path, topic
        yield from _items(topic, path, "topics")


def _items(holder: dict[str, Any], path: Path, name: str) -> Iterator[Placed]:
    """Yield those items of a list that are mappings, with their places."""
    items = holder.get(name)
    for number, item in enumerate(items if isinstance(items, tuple) else ()):
        if isinstance(item, dict):
            yield (*path, name, number), item


def _clashes(parts: Iterable[Placed], name: str, what: str) -> Iterator[Found]:
    """Yield each part after the first that has the same text in a field."""
    seen: set[str] = set()
    for path, part in parts:
        text = one_line(part.get(name))
        if isinstance(text, str) and text in seen:
            yield (*path, name), f"Another {what} has the {name} “{shown(text)}” already. Choose a different one."
        elif isinstance(text, str):
            seen.add(text)


def _twins(placed: list[Placed], what: str) -> Iterator[Found]:
    yield from _clashes(placed, "code", what)
    yield from _clashes(placed, "label", what)


def _reserved(parts: Iterable[Placed], taken: Collection[str], sentence: str) -> Iterator[Found]:
    for path, part in parts:
        if part.get("code") in taken:
            yield (*path, "code"), sentence.format(part["code"])


def _scale_problems(scales: list[Placed], asked: list[Placed]) -> Iterator[Found]:
    codes = [scale["code"] for _, scale in scales if isinstance(scale.get("code"), str)]
    used = {part["scale"] for _, part in asked if isinstance(part.get("scale"), str)}
    for path, part in asked:
        name = part.get("scale")
        if isinstance(name, str) and name not in codes:
            few = codes[:MOST_SCALES]
            known = f" The scales of this file are: {listed(map(shown, few))}." if few else ""
            yield (*path, "scale"), f"There is no scale “{shown(name)}”.{did_you_mean(name, few)}{known}"
    for path, scale in scales if used <= set(codes) else ():  # a misspelt name makes a scale look unused
        if isinstance(scale.get("code"), str) and scale["code"] not in used:
            yield path, f"Nothing uses the scale “{shown(scale['code'])}”. Use it in a criterion, or take it away."


def _graded_steps(data: dict[str, Any]) -> Iterator[Placed]:
    """Yield the parts of rules that name the scale of what they give."""
    for path, rule in _items(data, (), "rules"):
        for place, step in _items(rule, path, "steps"):
            for kind in ("bands", "table"):
                if isinstance(inner := step.get(kind), dict):
                    yield (*place, kind), inner


def _choice_problems(path: Path, question: dict[str, Any]) -> Iterator[Found]:
    answer, choices = question.get("answer"), question.get("choices", ())
    if answer == "choice" and isinstance(choices, tuple) and len(choices) < 2:
        yield (*path, "choices"), "A question with answer: choice needs two choices or more. Add them."
    if answer == "yes-no" and choices:
        yield (
            (*path, "choices"),
            "Yes and no are the choices of answer: yes-no. Take the choices away, or write answer: choice.",
        )
    placed = list(_items(question, path, "choices"))
    yield from _twins(placed, "choice of the question")
    yield from _reserved(placed, RESERVED_CHOICES, "Reports use “{}” themselves. Choose another code.")
