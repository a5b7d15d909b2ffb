"""What is wrong with the shape of a condition: one thing is looked at, and it is compared with something."""

from collections.abc import Iterator

from review.frameworks.problems.problem import Path, listed
from review.frameworks.problems.raw_parts import Found, Raw, items, says

LOOKED_AT = ("question", "fact", "step", "topic", "entered")
COMPARED = ("is", "at-least", "at-most")
BEFORE_REVIEW = ("question", "fact")
"""What can be looked at to know whether a question is asked."""


def condition_problems(holder: Raw, path: Path, name: str) -> Iterator[Found]:
    """Yield what is wrong with the conditions that stand in a field."""
    for place, condition in items(holder, path, name):
        if not says(condition, "any"):
            yield from _comparison_problems(place, condition, name)
        elif others := [one for one in (*LOOKED_AT, *COMPARED) if says(condition, one)]:
            yield (
                place,
                f"A condition is one comparison or any of several, and this has any and {listed(others)}. "
                "Move them into a comparison under any.",
            )
        for inside, comparison in items(condition, place, "any"):
            yield from _comparison_problems(inside, comparison, name)


def _comparison_problems(path: Path, comparison: Raw, name: str) -> Iterator[Found]:
    if not set(comparison) <= {*LOOKED_AT, *COMPARED, "any"}:
        return  # a name that is misspelt makes the rest look wrong
    looked_at = [one for one in LOOKED_AT if says(comparison, one)]
    if len(looked_at) != 1:
        what = f"and this has {listed(looked_at)}. Keep one of them" if looked_at else "and here is none. Add one"
        yield path, f"A comparison looks at one of {listed(LOOKED_AT)}, {what}."
    if name == "asked-when" and (late := [one for one in looked_at if one not in BEFORE_REVIEW]):
        yield (
            (*path, late[0]),
            "Whether a question is asked can depend on questions and facts only. Look at one of them.",
        )
    bounds = [one for one in COMPARED[1:] if says(comparison, one) or comparison.get(one) == 0]
    if says(comparison, "is") and bounds:
        yield (*path, bounds[0]), f"A comparison has is or {listed(bounds)}, not both. Keep one of them."
    if not says(comparison, "is") and not bounds:
        yield path, "There is nothing to compare with. Add is: and a list of answers, or at-least or at-most."
