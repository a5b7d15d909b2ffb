"""A framework file from outside, YAML or a workbook: read and checked whole, and taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from review.frameworks.file.exchange import file_in
from review.frameworks.file.model import FrameworkFile
from review.frameworks.file.yaml_tree import Tree, read_tree
from review.frameworks.problems.problem import BrokenFramework, Path, Problem
from review.frameworks.rules.checks import check
from review.frameworks.spreadsheet.cells import is_workbook
from review.frameworks.spreadsheet.reading import spreadsheet_tree


@dataclass(frozen=True)
class CheckedFile:
    """A framework in which nothing is wrong, what its checks searched, and where everything in it stands."""

    file: FrameworkFile
    notes: tuple[str, ...]
    tree: Tree

    def placed(self, found: Iterable[tuple[Path, str]]) -> list[Problem]:
        """Return problems by their paths with their places in the file: lines of YAML, or cells of a workbook."""
        return [self.tree.wrong(*one) for one in found]


def read_checked(data: bytes) -> CheckedFile:
    """Return the framework that a file holds. Raises BrokenFramework with everything that is wrong in it.

    Its form comes first, then its names, then what its rules do: each is looked at once the one before is right.
    """
    tree = spreadsheet_tree(data) if is_workbook(data) else read_tree(data)
    file = file_in(tree)
    checked = check(file)
    if checked.problems:
        raise BrokenFramework(tree.wrong(*found) for found in checked.problems)
    return CheckedFile(file, checked.notes, tree)
