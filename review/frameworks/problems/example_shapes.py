"""What is wrong between the fields of a worked example: it is of one review, or of several cases."""

from collections.abc import Iterator

from review.frameworks.problems.problem import Path
from review.frameworks.problems.raw_parts import Found, Raw, inner, items, says

OF_ONE = ("answers", "fill", "facts")


def example_problems(data: Raw) -> Iterator[Found]:
    """Yield what is wrong with the worked examples."""
    for path, example in items(data, (), "examples"):
        over_cases = says(example, "cases")
        if over_cases:
            for name in (name for name in OF_ONE if says(example, name)):
                yield (*path, name), f"With cases, each case has its own {name}. Move them there, or take cases away."
        elif says(example, "entered"):
            yield (*path, "entered"), "Entered results are for cases together. Add cases, or take these away."
        for place, expected in inner(example, path, "expect"):
            yield from _expected_problems(place, expected, over_cases)


def _expected_problems(path: Path, expected: Raw, over_cases: bool) -> Iterator[Found]:
    for name in ("review", "review-kind") if over_cases else ("inspection", "inspection-kind"):
        if says(expected, name):
            instead = name.replace("review", "inspection") if over_cases else name.replace("inspection", "review")
            what = "of several cases" if over_cases else "of one review"
            yield (*path, name), f"This example is {what}, so it cannot expect {name}. Write {instead}."
    for name in ("review", "inspection"):
        if says(expected, name) and expected.get(f"{name}-kind", "suggested") != "suggested":
            yield (
                (*path, f"{name}-kind"),
                f"A grade is expected, so there is nothing instead of it. Take {name} or {name}-kind away.",
            )
