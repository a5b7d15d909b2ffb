"""Everything that is wrong in a file is told at once: line, place, and a sentence that says what to do."""

import pytest

from review.frameworks.exchange import BrokenFramework, read
from review.frameworks.problems import MOST_SHOWN, Problem
from tests.review.frameworks.wrong_files import CODE_RULE, SMALL, WRONG


def problems_of(text: str | bytes) -> list[str]:
    """Return what is wrong with a file, a line each."""
    with pytest.raises(BrokenFramework) as broken:
        read(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in broken.value.problems]


def changed(old: str, new: str) -> list[str]:
    """Return what is wrong with the small framework once its first `old` is `new`."""
    assert old in SMALL
    return problems_of(SMALL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    WRONG,
)
def test_read_tells_the_line_the_place_and_what_to_do(old: str, new: str, problem: str) -> None:
    assert changed(old, new) == [problem]


@pytest.mark.parametrize("name", ["force", "team-type", "criterion", "case-area", "period", "offence", "flag", "grade"])
def test_read_refuses_the_names_that_reports_use_as_codes_of_questions(name: str) -> None:
    assert changed("code: group-based", f"code: {name}") == [
        f"line 43, classification[0].code: Reports use the name “{name}” themselves. Choose another code."
    ]


def test_read_refuses_a_scale_of_one_grade() -> None:
    grades = SMALL.index("      - {code: requires"), SMALL.index("topics:")
    assert problems_of(SMALL[: grades[0]] + SMALL[grades[1] :]) == [
        "line 11, scales[0].grades: This list has 1, and needs 2 or more. Add to it."
    ]


def test_read_tells_problems_of_every_kind_together_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace("owner: Tests", "ownr: Tests")
        .replace("tone: red", "tone: crimson")
        .replace("code: second-topic", "code: first-topic")
        .replace("title: Second topic", "title: Second topic\n    title: Again")
    )
    assert [line.partition(":")[0] for line in problems_of(text)] == [
        "line 1, owner",
        "line 4, ownr",
        "line 14, scales[0].grades[2].tone",
        "line 29, topics[1].code",
        "line 31, topics[1].title",
    ]


def test_read_does_not_call_a_scale_unused_where_only_its_name_is_misspelt() -> None:
    assert len(problems_of(SMALL.replace("scale: case-grade", "scale: case-grad"))) == 3


def test_read_tells_the_first_hundred_problems_and_how_many_more_there_are() -> None:
    extra = "".join(f"extra-{number}: 1\n" for number in range(150))
    problems = problems_of(SMALL + extra)
    assert (len(problems), problems[-1]) == (MOST_SHOWN + 1, "And 50 more. Mend these first.")


def test_problem_of_the_whole_file_has_no_place() -> None:
    assert str(Problem(0, "", "The file is empty.")) == "The file is empty."


def test_read_shows_what_stands_in_the_file_without_its_unseen_characters() -> None:
    assert changed("framework: small", 'framework: "\\x1b[2J"') == [
        f"line 2, framework: “?[2J” is not a code. {CODE_RULE}"
    ]
