"""Everything that is wrong in a file is told at once: line, place, and a sentence that says what to do."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from review.frameworks.documentation.example import EXAMPLE
from review.frameworks.file.exchange import BrokenFramework, read
from review.frameworks.file.model import Part
from review.frameworks.file.schema import all_parts
from review.frameworks.file.yaml_tree import SHARED, read_tree
from review.frameworks.problems.fields import allowed_fields, part_at
from review.frameworks.problems.problem import MOST_SHOWN, Path, Problem
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


def test_read_refuses_a_yaml_bomb_without_growing_it() -> None:
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'lol'] * 9)}]\n" for n in range(9))
    assert problems_of(f"format: 1\n{bomb}") == [f"line 2, a0: {SHARED}"]


def test_read_refuses_a_file_of_ten_megabytes_before_it_reads_it() -> None:
    assert problems_of(b"title: " + b"x" * 10 * 1024 * 1024) == [
        "The file is larger than 1 MB, which no framework needs. Check that it is the right file."
    ]


def test_read_tells_every_line_that_is_indented_with_a_tab() -> None:
    assert changed("    title: Case grade\n", "\ttitle: Case grade\n") == [
        "line 10: The line begins with a tab. Indent with spaces."
    ]


def test_read_tells_codes_and_labels_that_differ_in_capitals_only() -> None:
    assert changed("code: requires-improvement, label: Requires improvement", "code: GOOD, label: GOOD") == [
        f"line 13, scales[0].grades[1].code: “GOOD” is not a code. {CODE_RULE}",
        "line 13, scales[0].grades[1].code: Another grade of the scale has the code “good” already. "
        "Choose a different one.",
        "line 13, scales[0].grades[1].label: Another grade of the scale has the label “Good” already. "
        "Choose a different one.",
    ]


@pytest.mark.parametrize(
    "text", ["האם הטיפול היה טוב?", "هل كان العمل جيدا؟", "<script>alert(1)</script> & <b>bold</b>"]
)
def test_read_takes_texts_of_any_script_as_they_are(text: str) -> None:
    file = read(SMALL.replace("Is the first thing done well?", f'"{text}"').encode())
    assert file.topics[0].criteria[0].question == text


@pytest.mark.parametrize("mark", ["200e", "200f", "202a", "202e", "2066", "2069"])
def test_read_refuses_marks_that_turn_the_direction_of_writing(mark: str) -> None:
    assert changed("Is the first thing done well?", f'"האם\\u{mark}?"') == [
        f"line 21, topics[0].criteria[0].question: The text holds a character that cannot be seen (U+{mark.upper()}). "
        "Take it away."
    ]


def parts_of(data: Any, path: Path = ()) -> Iterator[tuple[Path, type[Part]]]:
    """Yield the place of every part in data that was read, with its model."""
    if isinstance(data, dict):
        part = part_at(path)
        if set(data) <= set(allowed_fields(part)):
            yield path, part
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inside:
        yield from parts_of(value, (*path, name))


def with_field_at(data: Any, path: Path) -> str:
    """Return data as a file, with a field that nobody knows at a place."""
    copy = json.loads(json.dumps(data))
    holder = copy
    for name in path:
        holder = holder[name]
    holder["unheard-of"] = 1
    return json.dumps(copy, ensure_ascii=False)


def plain_example() -> Any:
    """Return the example of the documentation page as plain data, with every part in it."""
    one = "{question: group-based, is: [yes]}"
    anyone = EXAMPLE.replace(one, f"{{any: [{one}, {{fact: force-flag, is: [yes]}}]}}")
    return json.loads(json.dumps(read_tree(anyone.encode()).value, default=float))


def test_read_names_an_unknown_field_in_every_part() -> None:
    data, met = plain_example(), set()
    for path, part in parts_of(data):
        said = problems_of(with_field_at(data, path))
        fields = f"There is no field “unheard-of” here. The fields of {part.called} are: "
        met.update({part} if any(fields in problem for problem in said) else ())
    assert set(all_parts()) - met == set()
