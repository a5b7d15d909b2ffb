"""What even a draft must keep: nothing stands twice under one code, and what is graded has its scale.

Everything else may be in pieces while a draft is worked on; these would leave it without rows of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from review.authoring.places import Path, Place, places
from review.frameworks.file.model import FrameworkFile, ScaleFile
from review.frameworks.problems.whole_file import RESERVED_TOPICS

Misfit = tuple[Place, str, str]
"""A place, the field of it that is wrong, and a sentence."""
KINDS_WITH_CODES = ("scale", "topic", "question", "entered", "rule", "step")


def misfits(file: FrameworkFile) -> Iterator[Misfit]:
    """Yield what keeps a framework from being stored, even as a draft."""
    yield from _twins(file)
    for topic in file.all_topics:
        if topic.code in RESERVED_TOPICS:
            sentence = f"Casegrade makes the topic “{topic.code}” itself. Choose another code."
            yield Place("topic", topic.code), "code", sentence
    scales = {scale.code for scale in file.scales}
    for scale in file.scales:
        yield from _twin_grades(scale)
    for asked in file.asked:
        place = Place("question", asked.code)
        if asked.answer == "grade" and asked.scale not in scales:
            yield place, "scale", "Choose one of the scales of this framework."
        codes = [choice.code for choice in getattr(asked, "choices", ())]
        if len(set(codes)) < len(codes):
            yield place, "choices", "Two choices have the same code. Give each its own."


def _twins(file: FrameworkFile) -> Iterator[Misfit]:
    """Yield each place that has the same kind and code as one before it."""
    seen: set[Place] = set()
    for place, _ in places(file):
        if place in seen and place.kind in KINDS_WITH_CODES:
            what = "name" if place.kind == "step" else "code"
            yield place, what, f"Another {_called(place.kind)} has the {what} “{_last(place)}” already. Choose another."
        seen.add(place)


def _called(kind: str) -> str:
    return {"entered": "entered result", "step": "step of the rule"}.get(kind, kind)


def _last(place: Place) -> str:
    return place.code.rpartition("/")[2]


def _twin_grades(scale: ScaleFile) -> Iterator[Misfit]:
    for field, values in (("code", [g.code for g in scale.grades]), ("label", [g.label for g in scale.grades])):
        if len(set(values)) < len(values):
            yield Place("scale", scale.code), "grades", f"Two grades have the same {field}. Give each its own."


def by_field(found: Iterable[tuple[Path, str]]) -> Mapping[str, list[str]]:
    """Return sentences by the first field of the way to what they are about."""
    fields: dict[str, list[str]] = {}
    for path, sentence in found:
        name: Any = next((part for part in path if isinstance(part, str)), "")
        fields.setdefault(name, []).append(sentence)
    return fields
