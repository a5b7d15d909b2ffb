"""`manage.py framework diff A B`: versions and files compared in plain lines, and as JSON."""

import json
from pathlib import Path

import pytest

from tests import builders
from tests.review.authoring.test_replay import LOWEST_OF_TWO, MIXED, SECOND_ALONE, past_reviews
from tests.review.frameworks.drafts import imported, published
from tests.review.frameworks.test_command import printed, refused
from tests.review.frameworks.test_lineage import saying
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
REWORDED = SMALL.replace("done well?", "done quickly?", 1)
LINES = [
    "Questions",
    "  reworded: first-criterion “Is the first thing done quickly?”",
    "    The question was changed, and nothing says that it is still the same. Figures do not compare.",
    "    Question: Is the first thing done [-well-]{+quickly+}?",
]
NO_REVIEWS = [
    "Past reviews by version 1 of small, worked out and never applied: 0 of 0 looked at",
    "  There are fewer than 10, so nothing is told of them.",
]


def written(folder: Path, text: str) -> Path:
    """Return the path of a file with this text."""
    path = folder / "other.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_diff_of_stored_versions_is_told_in_plain_lines() -> None:
    published()
    imported(REWORDED)
    expected = ["From version 1 of small to version 2 of small", *LINES, *NO_REVIEWS]
    assert printed("diff", "small:1", "small:2").splitlines() == expected
    assert printed("diff", "small/1", "small/2").splitlines() == expected


def test_diff_of_the_same_says_so() -> None:
    published()
    assert printed("diff", "small:1", "small:1").splitlines() == [
        "From version 1 of small to version 1 of small",
        "The two say the same.",
    ]


def test_diff_takes_paths_of_files(tmp_path: Path) -> None:
    published()
    path = written(tmp_path, REWORDED)
    assert printed("diff", "small:1", path).splitlines() == [
        f"From version 1 of small to {path}",
        *LINES,
        *NO_REVIEWS,
    ]
    assert (
        printed("diff", path, "small:1").splitlines()[-1]
        == "    Question: Is the first thing done [-quickly-]{+well+}?"
    )
    assert printed("diff", path, path).splitlines()[-1] == "The two say the same."


def test_diff_of_a_file_follows_what_it_says_of_stored_versions(tmp_path: Path) -> None:
    published()
    lines = printed("diff", "small:1", written(tmp_path, saying("same-as: first-criterion", "renamed"))).splitlines()
    assert lines[2] == "  renamed, changed: renamed “Is the first thing done well?”"
    assert lines[4] == "    The same question in both versions: figures compare."


def test_diff_tells_of_past_reviews() -> None:
    past_reviews(published(LOWEST_OF_TWO), *[MIXED] * 10)
    imported(SECOND_ALONE)
    assert printed("diff", "small:1", "small:2").splitlines()[-2:] == [
        "Past reviews by version 1 of small, worked out and never applied: 10 of 10 looked at",
        "  The review as a whole: another suggestion for 5 or more; cannot be told of fewer than 5",
    ]
    told = json.loads(printed("diff", "small:1", "small:2", "--format", "json"))
    assert told["past_reviews"] == {
        "reviews": 10,
        "looked_at": 10,
        "too_few": False,
        "unfinished": False,
        "results": [{"for": "The review as a whole", "other": "5 or more", "cannot_be_told": "fewer than 5"}],
    }


def test_diff_as_json_holds_sections_pieces_and_whether_figures_compare() -> None:
    published()
    imported(REWORDED)
    told = json.loads(printed("diff", "small:1", "small:2", "--format", "json"))
    assert (told["older"], told["newer"], told["same"]) == ("version 1 of small", "version 2 of small", False)
    (section,) = told["sections"]
    (part,) = section["parts"]
    assert (section["code"], part["code"], part["changes"]) == ("questions", "first-criterion", ["reworded"])
    assert part["details"][0]["pieces"][1] == {"kind": "removed", "text": "well"}
    assert [(one["question"], one["compare"]) for one in told["figures"]][:2] == [
        ("first-criterion", False),
        ("second-criterion", True),
    ]


def test_diff_tells_nothing_of_reviews_to_whoever_cannot_edit_and_hides_drafts() -> None:
    published()
    published(REWORDED)
    imported(SMALL.replace("owner: Tests", "owner: Others"))
    builders.make_inspector("ines")
    assert printed("diff", "small:1", "small:2", "--as", "ines").splitlines()[1:] == LINES
    assert refused("diff", "small:1", "small:3", "--as", "ines").startswith("“small:3” is neither a file nor a version")


@pytest.mark.parametrize("text", ["small", "small:x", "small:2", "other:1", "absent.yaml", ":", f"small:{10**30}"])
def test_diff_refuses_what_is_neither_file_nor_version(text: str) -> None:
    published()
    assert refused("diff", "small:1", text) == (
        f"“{text}” is neither a file nor a version that you can read. Write CODE:NUMBER for a stored version, such as "
        "small:2, or the path of a framework file. See: manage.py framework list"
    )


def test_diff_tells_what_is_wrong_in_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("tone: red", "tone: crimson"))
    assert "“crimson” cannot stand here." in refused("diff", path, path)


def test_diff_says_where_a_path_cannot_be_read() -> None:
    assert refused("diff", "x" * 5000, "small:1").endswith("… cannot be read: File name too long.")
