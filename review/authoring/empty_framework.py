"""The framework that a new one begins as: one scale, one topic with one question, and the overall judgment."""

from pydantic import ValidationError

from review.authoring.edits import BrokenPart
from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.fields import field_problems

GRADES = (("good", "Good", "green"), ("requires-improvement", "Requires improvement", "yellow"))


def empty_framework(code: str, title: str, judges: str) -> FrameworkFile:
    """Return a small framework that can be published as it stands, though nobody should. Raises BrokenPart."""
    grades = (*GRADES, ("inadequate", "Inadequate", "red"))
    asked = {"answer": "grade", "scale": "case-grade"}
    data = {
        "format": 1,
        "framework": code,
        "title": title,
        "owner": "To be filled in",
        "source": "To be filled in.",
        "standing": "A draft under way",
        "judges": judges,
        "scales": (
            {
                "code": "case-grade",
                "title": "Case grade",
                "grades": tuple({"code": c, "label": label, "tone": tone} for c, label, tone in grades),
            },
        ),
        "topics": (
            {
                "code": "first-topic",
                "title": "First topic",
                "headline": "What the topic is about.",
                "criteria": ({"code": "first-question", "question": "What is judged first?", **asked},),
            },
        ),
        "overall": {
            "code": "overall-grade",
            "question": "How good was it, taken together?",
            "rationale": "required",
            **asked,
        },
    }
    try:
        return FrameworkFile.model_validate(data)
    except ValidationError as error:
        raise BrokenPart(list(field_problems(error))) from error
