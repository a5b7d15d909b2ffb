"""A part of a framework written as text: YAML, read like a whole file, with the line of everything in it."""

from typing import Any

from review.frameworks.file.yaml_tree import Tree, read_tree
from review.frameworks.problems.problem import BrokenFramework

NO_FIELDS = "A part begins with fields such as “title: ...”, each on a line of its own. This holds something else."
NEW_EXAMPLE = """\
title: "What it shows"
answers:
  code-of-a-question: "code-of-an-answer"
fill:
  code-of-a-scale: "code-of-a-grade"
expect:
  review: "code-of-a-grade"
"""
"""What a new worked example begins as."""


def read_part(text: str) -> tuple[dict[str, Any], Tree]:
    """Return the fields that a text holds, with their lines. Raises BrokenFramework with everything that is wrong."""
    tree = read_tree(text.replace("\r\n", "\n").encode())
    if not isinstance(tree.value, dict):
        raise BrokenFramework([*tree.problems, tree.wrong((), NO_FIELDS)])
    if tree.problems:
        raise BrokenFramework(tree.problems)
    return tree.value, tree
