"""The table of made-up cases: what cannot be read in it is told, in short and of every column once."""

from review.authoring.trying_cases import MOST_TOLD, read_cases
from review.frameworks.file.exchange import read
from review.frameworks.wording.names import Names
from tests import builders

NAMES = Names(read(builders.FRAMEWORK.encode()))


def told(text: str) -> list[str]:
    """Return what is told about a table."""
    return read_cases(text, NAMES)[1]


def test_column_that_stands_twice_is_told_and_none_of_the_two_taken_in_silence() -> None:
    table = "first-criterion;group-based;first-criterion\ngood;yes;inadequate"
    assert told(table) == ["The column “first-criterion” stands here twice. Keep one of them."]


def test_what_is_told_about_a_table_is_short_however_long_the_table_is() -> None:
    sentences = told(";".join(f"{number}{'x' * 100_000}" for number in range(50)) + "\nx")
    assert len(sentences) == MOST_TOLD + 1
    assert max(map(len, sentences)) < 200
    assert sentences[-1] == "And 30 more."
