"""Questions with several choices as names of reports: all choices that were made, and each choice by itself."""

from collections.abc import Iterator

from review.counting.dimensions import Dimension
from review.counting.several_sources import OneOf, Several
from review.counting.sources import NOT_APPLICABLE
from review.frameworks.over_versions import QuestionOverVersions


def several_dimensions(same: QuestionOverVersions, name: str) -> Iterator[Dimension]:
    """Yield the question, in which a case can have several answers, and for each choice whether it was made."""
    labels: dict[str, str] = {}
    keys: dict[str, list[int]] = {}
    for choice in (choice for criterion in same.criteria for choice in criterion.choices.all()):
        labels.setdefault(choice.code, choice.label)
        keys.setdefault(choice.code, []).append(choice.pk)
    allowed = any(criterion.not_applicable_allowed for criterion in same.criteria)
    besides = {NOT_APPLICABLE: "Not applicable"} if allowed else {}
    made = Several(tuple(criterion.pk for criterion in same.criteria), keys)
    yield Dimension(name, same.title, labels | besides, made, several=True)
    for code, label in labels.items():
        answers = {"yes": "Yes", "no": "No"} | besides
        yield Dimension(f"{name}.{code}", f"{same.title} {label}", answers, OneOf(made, code))
