"""A file means what it looks like: the parts of YAML that surprise are refused, and size and depth are limited."""

from decimal import Decimal

import pytest

from review.frameworks.file.yaml_tree import MOST_BYTES, MOST_VALUES, SHARED, read_tree
from review.frameworks.problems.problem import BrokenFramework


def problem_of(data: bytes) -> str:
    """Return the one thing that is wrong with a file."""
    with pytest.raises(BrokenFramework) as broken:
        read_tree(data)
    (problem,) = broken.value.problems
    return str(problem)


def test_read_tree_gives_values_and_the_lines_they_stand_on() -> None:
    tree = read_tree(b"a: 1\nb:\n  - yes\n  - c: 2024-01-31\n    d: ~\n")
    assert tree.value == {"a": 1, "b": ("yes", {"c": "2024-01-31", "d": None})}
    assert [tree.line(path) for path in (("a",), ("b", 0), ("b", 1, "d"), ("b", 1, "missing"))] == [1, 3, 5, 4]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("'true'", "true"),
        ("12", 12),
        ("'12'", "12"),
        ("0x10", "0x10"),
        ("012", 12),
        ("1e3", "1e3"),
        ("12:30:45", "12:30:45"),
        ("1.50", Decimal("1.50")),
        ("9" * 5000, "9" * 5000),
        (".inf", ".inf"),
        ("null", None),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_read_tree_takes_plain_words_for_text_unless_they_are_numbers_or_true_or_false(
    written: str, value: object
) -> None:
    found = read_tree(f"a: {written}\n".encode()).value["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty. Choose a framework file."),
        (b" \n\n", "The file is empty. Choose a framework file."),
        (b"# only this\n", "The file holds nothing but comments. Choose a framework file."),
        (b"a: 1\nb: \xff\n", "line 2: The file is not in UTF-8. Save it as UTF-8 text."),
        ("a: 1".encode("utf-16"), "line 1: The file is not in UTF-8. Save it as UTF-8 text."),
        (b"a:\n\tb: 1\n", "line 2: The line begins with a tab. Indent with spaces."),
        (
            b"a:\tb\n",
            "line 1: This is not valid YAML: found character '\\t' that cannot start any token. "
            "Use spaces instead of the tab.",
        ),
        (
            b"a: b: c\n",
            "line 1: This is not valid YAML: mapping values are not allowed here. Check the indentation, "
            "and put texts with a colon, a hash or quotation marks in quotes.",
        ),
        (b"a: 1\nb: \x07\n", "line 2: There is a character here that cannot be seen. Take it away."),
        (
            b"a: 1\n---\nb: 1\n",
            "line 2: A second document begins here. Put one framework into one file, without a line of three hyphens.",
        ),
        (b"? [a]\n: 1\n", "line 1: A field's name must be a word on one line, followed by a colon."),
        (
            b"a: &x 1\n",
            f"line 1, a: {SHARED}",
        ),
        (
            b"a: *x\n",
            f"line 1, a: {SHARED}",
        ),
        (
            b"a: !!int 1\n",
            "line 1, a: Tags (words that begin with !) are not read. Take the tag away, or put the value in quotes.",
        ),
        (
            b"!!python/object/apply:os.getcwd []\n",
            "line 1: Tags (words that begin with !) are not read. Take the tag away, or put the value in quotes.",
        ),
    ],
)
def test_read_tree_refuses_what_cannot_be_read_with_a_sentence(data: bytes, problem: str) -> None:
    assert problem_of(data) == problem


def test_read_tree_names_every_line_that_begins_with_a_tab() -> None:
    with pytest.raises(BrokenFramework) as broken:
        read_tree(b"a:\n\tb: 1\n \tc: 2\nd: 3\n")
    assert [problem.line for problem in broken.value.problems] == [2, 3]


def test_read_tree_refuses_aliases_that_would_grow() -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert problem_of(bomb).startswith("line 1, a: Anchors and aliases")


def test_read_tree_refuses_a_file_over_one_megabyte() -> None:
    assert problem_of(b"a" * (MOST_BYTES + 1)).startswith("The file is larger than 1 MB")


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? "])
def test_read_tree_refuses_nesting_without_end(opening: bytes) -> None:
    with pytest.raises(BrokenFramework):
        read_tree(opening * 20_000)


def test_read_tree_refuses_more_values_than_a_framework_has() -> None:
    assert problem_of(b"- x\n" * (MOST_VALUES + 1)).endswith("Check that it is the right file.")


def test_read_tree_tells_a_field_that_stands_twice_and_keeps_the_first() -> None:
    tree = read_tree(b"a: 1\nb: {c: 1}\na: {d: 2}\nb: 3\n")
    assert tree.value == {"a": 1, "b": {"c": 1}}
    assert [str(problem) for problem in tree.problems] == [
        "line 3, a: The field “a” stands here twice, first on line 1. Keep one of them.",
        "line 4, b: The field “b” stands here twice, first on line 2. Keep one of them.",
    ]
