"""What is wrong with the names in a framework: those that lead nowhere, and those that lead to what does not fit.

Works on the models, so that a draft that is being edited can be looked through too. Says nothing about what the shape
of single parts must be: that is for whole_file_problems.
"""

from collections.abc import Iterator

from review.frameworks.file.model import FrameworkFile
from review.frameworks.problems.reference_examples import example_problems
from review.frameworks.problems.reference_names import Found, Known
from review.frameworks.problems.reference_questions import question_problems, scale_problems
from review.frameworks.problems.reference_rules import Rules

__all__ = ["reference_problems"]


def reference_problems(file: FrameworkFile) -> Iterator[Found]:
    """Yield the place and sentence of each problem with names. A file without any, and of good shape, has a method."""
    known = Known(file)
    rules = Rules(known)
    yield from scale_problems(known)
    yield from question_problems(known)
    yield from rules.problems()
    yield from example_problems(known, rules.results)
