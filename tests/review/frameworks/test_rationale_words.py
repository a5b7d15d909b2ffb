"""How long a rationale is to be: read, refused where it cannot be met, stored, written out and told on a page."""

from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse

from review.frameworks.file.exchange import canonical, read, sha256
from review.frameworks.models import Criterion
from review.frameworks.problems.problem import BrokenFramework
from review.frameworks.spreadsheet.layout import QUESTIONS, SHEETS
from review.frameworks.spreadsheet.reading import read_spreadsheet
from review.frameworks.spreadsheet.writing import rows_of
from tests import builders
from tests.review.frameworks.drafts import published
from tests.review.frameworks.wrong_files import SMALL

NEEDED, OPTIONAL = "rationale: required", "rationale: optional"


def with_length(length: str, after: str = NEEDED, more: str = "") -> str:
    """Return the small framework whose first criterion of this need has a length."""
    return SMALL.replace(after, f"{after}{more}\n        rationale-words: {length}", 1)


def problems(text: str) -> list[str]:
    """Return what is wrong with a file, each with its place and without its line."""
    with pytest.raises(BrokenFramework) as broken:
        read(text.encode())
    return [f"{problem.path}: {problem.sentence}" for problem in broken.value.problems]


def test_framework_without_a_length_keeps_its_fingerprint() -> None:
    assert "rationale-words" not in canonical(read(SMALL.encode()))
    assert sha256(canonical(read(SMALL.encode()))) != sha256(canonical(read(with_length("{most: 9}").encode())))


@pytest.mark.parametrize("length", ["{least: 20, most: 200}", "{least: 20}", "{most: 200}", "{least: 5, most: 5}"])
def test_length_is_written_out_as_it_says(length: str) -> None:
    text = canonical(read(with_length(length).encode()))
    assert canonical(read(text.encode())) == text
    assert ("least: " in text, "most: " in text) == ("least" in length, "most" in length)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            with_length("{least: 30, most: 20}"),
            "most: The most words, 20, are fewer than the least, 30. Change one of them.",
        ),
        (
            with_length("{}"),
            ": Say how many words a rationale has: least, most or both. Or take this away.",
        ),
        (with_length("{least: 0}"), "least: 0 is too small. Write 1 or more."),
        (with_length("{most: 5001}"), "most: 5001 is too large. Write 5000 or less."),
        (
            with_length("{least: many}"),
            "least: A whole number belongs here, and “many” is not one. Write digits without quotes.",
        ),
        (
            with_length("{words: 20}"),
            "words: There is no field “words” here. The fields of the length of a rationale are: least and most.",
        ),
    ],
)
def test_length_that_nobody_can_keep_is_refused(text: str, said: str) -> None:
    place = "topics[1].criteria[0].rationale-words"
    assert f"{place}.{said}".replace(".: ", ": ") in problems(text)


def test_fewest_words_of_a_rationale_that_is_never_needed_are_refused() -> None:
    said = problems(with_length("{least: 5}", OPTIONAL))
    assert [one.partition(": ")[0] for one in said] == ["topics[0].criteria[0].rationale-words.least"]
    read(with_length("{least: 5}", OPTIONAL, "\n        rationale-for: [inadequate]").encode())
    read(with_length("{most: 5}", OPTIONAL).encode())


def test_length_stands_in_columns_of_the_spreadsheet_and_comes_back() -> None:
    file = read(with_length("{least: 20, most: 200}").encode())
    row = next(row for row in rows_of(file, QUESTIONS) if row["code"] == "second-criterion")
    assert (row["words-least"], row["words-most"]) == (20, 200)


def test_wrong_length_in_a_spreadsheet_is_told_with_its_cell() -> None:
    output = BytesIO()
    file = read(with_length("{least: 20, most: 200}").encode())
    with xlsxwriter.Workbook(output) as made:
        for sheet in SHEETS:
            page = made.add_worksheet(sheet.name)
            page.write_row(0, 0, sheet.headings)
            for line, row in enumerate(rows_of(file, sheet), 1):
                for number, column in enumerate(sheet.columns):
                    value = 10 if column.field == "words-most" and row.get(column.field) else row.get(column.field, "")
                    page.write(line, number, ", ".join(value) if isinstance(value, tuple) else value)
    with pytest.raises(BrokenFramework) as broken:
        read_spreadsheet(output.getvalue())
    (problem,) = broken.value.problems
    assert (problem.path, problem.sentence) == (
        "Questions, row 3, Most words",
        "The most words, 10, are fewer than the least, 20. Change one of them.",
    )


@pytest.mark.django_db
def test_length_is_stored_with_its_question_and_told_on_the_page_of_the_version(client: Client) -> None:
    version = published(with_length("{least: 20, most: 200}"))
    rows = Criterion.objects.filter(framework_version=version).values_list("code", "words_least", "words_most")
    assert [row for row in rows if row[1:] != (None, None)] == [("second-criterion", 20, 200)]
    client.force_login(builders.make_administrator())
    page = client.get(reverse("framework-version", args=["small", version.number])).content.decode()
    assert "Rationale needed. It has 20 to 200 words." in page
