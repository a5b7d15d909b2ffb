"""Reads when each framework of the demonstration was read in and published, and how its questions are answered."""

from review.demo.files import FIXTURES, Data, day, load
from review.demo.script import DemoDraft, DemoFramework


def framework_of(data: Data) -> DemoFramework:
    """Return a framework with its days, note, and the order in which its questions are written."""
    path = FIXTURES / data["file"]
    content = path.read_bytes()
    framework = load(content)
    sections = _sections(framework)
    return DemoFramework(
        code=framework["framework"],
        file=path.name,
        content=content,
        read_on=day(data["read_on"]),
        published_on=day(data["published_on"]),
        note=data["note"],
        parts={question["code"]: place for place, questions in enumerate(sections) for question in questions},
        kinds={question["code"]: _kind(question) for questions in sections for question in questions},
    )


def _sections(framework: Data) -> list[list[Data]]:
    """Return the questions that are answered together, in order: each topic's, the classification's, the overall one.

    The classification comes first where it decides what else is asked.
    """
    topics = [topic.get("criteria", []) for topic in _topics(framework)]
    decides = any("asked-when" in question for questions in topics for question in questions)
    classification = [framework.get("classification", [])]
    asked = [*classification, *topics] if decides else [*topics, *classification]
    return [*asked, [framework["overall"]]]


def _topics(framework: Data) -> list[Data]:
    return [one for topic in framework["topics"] for one in (topic, *topic.get("topics", ()))]


def draft_of(data: Data) -> DemoDraft:
    """Return the new version that is under way."""
    return DemoDraft(**{**data, "begun_on": day(data["begun_on"])})


def _kind(question: Data) -> str:
    return "grade" if question["answer"] == "grade" else "choice"
