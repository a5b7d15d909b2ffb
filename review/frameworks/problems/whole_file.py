"""What is wrong between the fields of a framework file: codes that clash, fields that need or exclude each other.

Works on the values as they were read, so that these problems are told together with those of single fields.
"""

from collections.abc import Iterator
from typing import Any

from review.frameworks.problems.example_shapes import example_problems
from review.frameworks.problems.problem import shown
from review.frameworks.problems.question_shapes import question_problems
from review.frameworks.problems.raw_parts import (
    Found,
    Placed,
    Raw,
    clashes,
    items,
    listed_in,
    questions,
    reserved,
    topics,
    twins,
)
from review.frameworks.problems.rule_shapes import rule_problems

RESERVED_QUESTIONS = ("force", "team-type", "criterion", "case-area", "period", "offence", "flag", "grade")
"""Names that reports use themselves."""
RESERVED_TOPICS = ("classification", "overall")
"""Codes of the topics that every version gets by itself."""
RESERVED_CHOICES = ("not-applicable",)
"""What reports call the answer that a question does not apply."""
NO_CRITERIA = "There is no criterion in this topic, nor in a topic inside it. Add one, or take the topic away."


def whole_file_problems(data: Any) -> Iterator[Found]:
    """Yield the place and sentence of each problem; parts of a wrong type are passed over."""
    if not isinstance(data, dict):
        return
    overall = data.get("overall")
    asked: list[Placed] = [*questions(data), *([(("overall",), overall)] if isinstance(overall, dict) else [])]
    yield from _scale_problems(data)
    yield from _topic_problems(data)
    yield from clashes(asked, "code", "criterion or question")
    yield from reserved(asked, RESERVED_QUESTIONS, "Reports use the name “{}” themselves. Choose another code.")
    for path, question in asked:
        placed = list(items(question, path, "choices"))
        yield from twins(placed, "choice of the question")
        yield from reserved(placed, RESERVED_CHOICES, "Reports use “{}” themselves. Choose another code.")
        yield from question_problems(path, question)
    yield from clashes(items(data, (), "entered"), "code", "entered result")
    yield from rule_problems(data)
    yield from example_problems(data)


def _scale_problems(data: Raw) -> Iterator[Found]:
    scales = list(items(data, (), "scales"))
    yield from clashes(scales, "code", "scale")
    for path, scale in scales:
        grades = list(items(scale, path, "grades"))
        yield from twins(grades, "grade of the scale")
        yield from reserved(grades, RESERVED_CHOICES, "Reports use “{}” themselves. Choose another code.")
        if any(grade.get("points") is not None for _, grade in grades):
            for place, grade in grades:
                if grade.get("points") is None:
                    name = shown(grade.get("label", grade.get("code", "")))
                    yield (
                        (*place, "points"),
                        f"The grade “{name}” has no points, and others of its scale have. "
                        "Give points to all grades of the scale, or to none.",
                    )


def _topic_problems(data: Raw) -> Iterator[Found]:
    placed = list(topics(data))
    yield from clashes(placed, "code", "topic")
    yield from reserved(placed, RESERVED_TOPICS, "Casegrade makes the topic “{}” itself. Choose another code.")
    for path, topic in placed:
        inside = [inner for _, inner in items(topic, path, "topics")]
        if not any(listed_in(one, "criteria") for one in (topic, *inside)):
            yield (*path, "criteria"), NO_CRITERIA
