"""Which questions are the same over versions: by what their files say, or by being just what they were."""

import pytest
from pytest_django import DjangoAssertNumQueries

from review.frameworks import actions
from review.frameworks.lineage import Comparison, compared
from review.frameworks.models import FrameworkVersion
from tests.review.frameworks.drafts import imported
from tests.review.frameworks.test_diff import FIRST, SECOND, SWAPPED, THIRD
from tests.review.frameworks.test_exchange import SHIPPED
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
NOT_THERE = "The other version does not ask this question."
REWORDED = "The question is not the same: it was reworded."
SPLIT = "The question is not the same: it was split."
UNSAID = "The question was changed, and nothing says that it is still the same."


def again(text: str = SMALL, number: int = 0) -> FrameworkVersion:
    """Return a version of its own with this content, whatever is there already."""
    return imported(text.replace("owner: Tests", f"owner: Tests {number or FrameworkVersion.objects.count() + 1}"))


def first(version: FrameworkVersion, other: FrameworkVersion) -> Comparison:
    """Return how the first question of a version stands to another version."""
    return compared(version, other)[0]


def saying(statement: str, code: str = "first-criterion", words: str = "") -> str:
    """Return the small file with a statement about earlier versions at its first question."""
    text = SMALL.replace("code: first-criterion", f"code: {code}\n        {statement}")
    return text.replace("Is the first thing done well?", words or "Is the first thing done well?")


def test_questions_that_did_not_change_compare() -> None:
    older, newer = again(), again()
    assert compared(newer, older) == [
        Comparison(code, code, "same")
        for code in ("first-criterion", "second-criterion", "group-based", "overall-grade")
    ]


def test_question_with_another_code_compares_where_its_file_says_that_it_is_the_same() -> None:
    older, newer = again(), again(saying("same-as: first-criterion", "renamed", "Other words?"))
    assert first(newer, older) == Comparison("renamed", "first-criterion", "same")
    assert first(older, newer) == Comparison("first-criterion", "renamed", "same")


def test_question_with_another_code_and_no_word_about_it_is_another_question() -> None:
    older, newer = again(), again(SMALL.replace("code: first-criterion", "code: renamed"))
    assert first(newer, older) == Comparison("renamed", "", "", NOT_THERE)
    assert first(older, newer) == Comparison("first-criterion", "", "", NOT_THERE)


def test_question_with_its_code_and_other_words_does_not_compare_unless_something_is_said() -> None:
    older = again()
    changed = again(saying("", words="Was it done?"))
    same = again(saying("same-as: first-criterion", words="Was it done, then?"))
    assert first(changed, older) == Comparison("first-criterion", "first-criterion", "code", UNSAID)
    assert first(same, changed) == Comparison("first-criterion", "first-criterion", "same")


@pytest.mark.parametrize(
    ("field", "how", "why"), [("reworded-from", "reworded", REWORDED), ("split-from", "split", SPLIT)]
)
def test_question_that_came_from_another_does_not_compare_either_way(field: str, how: str, why: str) -> None:
    older, newer = again(), again(saying(f"{field}: first-criterion", "renamed", "Was it done?"))
    assert first(newer, older) == Comparison("renamed", "first-criterion", how, why)
    assert first(older, newer) == Comparison("first-criterion", "renamed", how, why)


def test_question_that_was_reworded_twice_is_followed_through_the_version_between() -> None:
    oldest = again()
    again(saying("split-from: first-criterion", "middle", "Was it done?"))
    newest = again(saying("reworded-from: middle", "latest", "Was it done now?"))
    assert first(newest, oldest) == Comparison("latest", "first-criterion", "split", SPLIT)
    assert first(oldest, newest) == Comparison("first-criterion", "latest", "split", SPLIT)


def test_statement_that_a_later_version_only_repeats_changes_nothing() -> None:
    """A draft starts from the file of the version before, statements and all: they look back to where they did."""
    oldest, middle, newest = again(), *(again(saying("reworded-from: first-criterion")) for _ in "ab")
    assert first(newest, middle) == Comparison("first-criterion", "first-criterion", "same")
    assert first(newest, oldest).why_not == REWORDED


def test_codes_that_were_swapped_stay_swapped_when_the_statements_are_repeated() -> None:
    oldest, middle, newest = again(), again(SWAPPED), again(SWAPPED)
    swapped = [("second-criterion", "first-criterion"), ("first-criterion", "second-criterion")]
    assert [(one.code, one.other) for one in compared(middle, oldest)][:2] == swapped
    assert [(one.code, one.other) for one in compared(newest, oldest)][:2] == swapped
    assert [one.code == one.other for one in compared(newest, middle)] == [True] * 4
    assert all(one.comparable for version in (oldest, middle) for one in compared(newest, version))


def test_question_that_was_dropped_and_brought_back_compares_with_the_version_that_had_it() -> None:
    oldest, between, newest = (
        again(SMALL.replace(FIRST, FIRST + THIRD)),
        again(),
        again(SMALL.replace(FIRST, THIRD + FIRST)),
    )
    assert first(newest, oldest) == Comparison("third-criterion", "third-criterion", "same")
    assert first(newest, between) == Comparison("third-criterion", "", "", NOT_THERE)


def test_question_on_another_scale_does_not_compare_even_where_it_is_the_same() -> None:
    older = again()
    newer = again(saying("same-as: first-criterion").replace("label: Inadequate", "label: Poor"))
    assert first(newer, older).why_not == "The question is the same, but it is graded on another scale."


def test_colours_and_points_of_grades_are_no_matter_of_the_question() -> None:
    older = again()
    newer = again(SMALL.replace("label: Inadequate, tone: red", "label: Inadequate, tone: purple"))
    assert first(newer, older) == Comparison("first-criterion", "first-criterion", "same")


def test_question_that_is_answered_in_another_way_does_not_compare() -> None:
    older = again(SMALL.replace("answer: yes-no", "answer: number\n    number: {unit: days}"))
    hours = again(
        SMALL.replace("answer: yes-no", "same-as: group-based\n    answer: number\n    number: {unit: hours}")
    )
    choice = again(SMALL.replace("answer: yes-no", "same-as: group-based\n    answer: yes-no"))
    assert [compared(one, older)[2].why_not for one in (hours, choice)] == [
        "The question is the same, but it counts something else.",
        "The question is the same, but it is answered in another way.",
    ]


def test_question_that_offers_other_answers_does_not_compare() -> None:
    older = again()
    choices = "choices: [{code: yes, label: Yes}, {code: perhaps, label: Perhaps}]"
    choices = f"same-as: group-based\n    answer: choice\n    {choices}"
    newer = again(SMALL.replace("answer: yes-no", choices))
    assert compared(newer, older)[2].why_not == "The question is the same, but it offers other answers."


def test_question_that_is_asked_of_other_cases_does_not_compare() -> None:
    condition = "required: true\n        asked-when: [{{question: {}, is: [yes]}}]"
    older = again(SMALL.replace("required: true", condition.format("group-based"), 1))
    always = again()
    renamed = SMALL.replace("code: group-based", "code: grouped\n    same-as: group-based")
    same = again(renamed.replace("required: true", condition.format("grouped"), 1))
    assert first(always, older).why_not == "The question is the same, but it is asked of other cases."
    assert first(same, older) == Comparison("first-criterion", "first-criterion", "same")


def test_versions_of_different_frameworks_share_no_question() -> None:
    older, newer = again(), again(SMALL.replace(": small", ": other"))
    assert {one.how for one in compared(newer, older)} == {"code"}
    assert {one.comparable for one in compared(newer, older)} == {False}


def test_questions_are_compared_in_the_same_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    small, more = again(), again()
    large = imported(SHIPPED.read_text(encoding="utf-8"))
    with django_assert_num_queries(3):
        compared(more, small)
    with django_assert_num_queries(3):
        compared(large, large)


def test_import_refuses_a_statement_about_a_code_that_no_earlier_version_has() -> None:
    again()
    with pytest.raises(actions.BrokenFile) as broken:
        again(saying("same-as: first-criterio"))
    (problem,) = broken.value.problems
    assert (problem.line, problem.path) == (21, "topics[0].criteria[0].same-as")
    assert problem.sentence == (
        "No earlier version of small has a question “first-criterio”. Did you mean “first-criterion”? "
        "Write the code of one that has, or take this field away."
    )
    assert FrameworkVersion.objects.count() == 1


def test_import_takes_a_statement_about_a_code_of_any_earlier_version() -> None:
    oldest = again()
    again(SMALL.replace("code: first-criterion", "code: renamed"))
    assert first(again(saying("same-as: first-criterion", "latest")), oldest).comparable


def test_import_of_the_first_version_here_takes_statements_as_they_stand() -> None:
    version = again(saying("reworded-from: from-elsewhere"))
    assert (version.criteria.all()[0].relation, version.criteria.all()[0].came_from) == ("", None)


def test_import_refuses_two_questions_that_would_be_the_same_one() -> None:
    again()
    with pytest.raises(actions.BrokenFile) as broken:
        again(SMALL.replace(FIRST, FIRST + THIRD.replace("answer:", "same-as: first-criterion\n        answer:")))
    assert [problem.sentence for problem in broken.value.problems] == [
        "“third-criterion” and “first-criterion” would both be the same question as “first-criterion” of an earlier "
        "version, and only one can be. Write reworded-from or split-from where the question is not the same."
    ]


def test_same_content_comes_to_the_same_lineage_however_often_its_rows_are_written() -> None:
    first_time = list(again().criteria.values_list("lineage", flat=True))
    FrameworkVersion.objects.all().delete()
    assert list(again(number=1).criteria.values_list("lineage", flat=True)) == first_time


def test_moving_a_question_keeps_it_the_same() -> None:
    older = again(SMALL.replace(FIRST, FIRST + THIRD))
    newer = again(SMALL.replace(SECOND, SECOND + THIRD))
    assert [one.comparable for one in compared(newer, older)] == [True] * 5
