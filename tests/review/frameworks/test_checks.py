"""The checks before publishing: each thing that is wrong, with its place and a sentence that names an example."""

import pytest

from review.frameworks.file.exchange import read
from review.frameworks.problems.problem import path_text
from review.frameworks.problems.references import reference_problems
from review.frameworks.rules.checks import Checked, check
from tests.content.frameworks import FOREIGN, SHIPPED
from tests.review.frameworks.ruled import RULED

BANDS = """\
            - {from: 80, grade: good}
            - {from: 50, grade: requires-improvement}
            - {from: 0, grade: inadequate}
"""
CAP = '            - {question: plan, is: ["no"]}\n'
CONFORMS = """\
            - {from: 95, grade: conforms}
            - {from: 0, grade: falls-short}
"""
LAST_EXAMPLE = "  - title: Nineteen of twenty\n"
BY_NAME = {path.stem: path for folder in (SHIPPED, FOREIGN) for path in folder.glob("*.yaml")}


def checked(*changes: tuple[str, str]) -> Checked:
    """Return what is found in the small framework with rules after changes to its text."""
    text = RULED
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = read(text.encode())
    assert list(reference_problems(file)) == []
    return check(file)


def problems(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    return [(path_text(path), sentence) for path, sentence in checked(*changes).problems]


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_shipped_frameworks_and_the_foreign_one_have_nothing_wrong(name: str) -> None:
    assert check(read(BY_NAME[name].read_bytes())).problems == ()


def test_framework_with_nothing_wrong_says_what_was_searched() -> None:
    found = checked()
    assert found.problems == ()
    certain = "No better answer can lower the grade, whatever the others are: the form of its steps shows it."
    assert found.notes == (
        f"Rule “response-rule”: {certain}",
        f"Rule “review-rule”: {certain}",
        f"Rule “all-cases”: {certain}",
    )


def test_gap_between_bands_is_found_with_a_score_that_falls_into_it() -> None:
    bands = BANDS.replace("{from: 50,", "{from: 50, to: 60,")
    assert problems((BANDS, bands)) == [
        (
            "rules[0].steps[1].bands.bands",
            "The score about 66.67 (2 of 3) lies in none of the bands. Close the gap, or say how scores are rounded.",
        )
    ]


def test_printed_bands_over_cases_have_gaps_between_whole_numbers_unless_they_are_rounded() -> None:
    printed = (
        "            - {from: 95, to: 100, grade: conforms}\n            - {from: 0, to: 94, grade: falls-short}\n"
    )
    assert problems((CONFORMS, printed)) == [
        (
            "rules[2].steps[1].bands.bands",
            "The score 94.5 lies in none of the bands. Close the gap, or say how scores are rounded.",
        )
    ]
    rounding = ("          of: seen\n", "          of: seen\n          rounding: half-up\n")
    assert problems((CONFORMS, printed), rounding) == []


def test_bands_that_overlap_are_found_where_a_score_lies_in_both() -> None:
    bands = BANDS.replace("{from: 50,", "{from: 50, to: 100,").replace("{from: 80,", "{from: 100,")
    assert problems((BANDS, bands)) == [
        (
            "rules[0].steps[1].bands.bands",
            "The score 100 (1 of 1) lies in two bands, “from 50 to 100” and “from 100”. Let them not overlap.",
        )
    ]


def test_band_that_no_score_reaches_is_found_at_its_place_unless_its_grade_is_never_given_on_purpose() -> None:
    bands = BANDS.replace("{from: 80,", "{from: 80, to: 99,").replace(
        "            - {from: 0,", "            - {from: 100, grade: good}\n            - {from: 0,"
    )
    assert problems((BANDS, bands)) == [
        (
            "rules[0].steps[1].bands.bands[0].from",
            "No score lies in the band from 80 to 99. Change it, or take the band away.",
        )
    ]


TABLE = """\
      - name: band
        title: By the first
        table:
          scale: case-grade
          rows:
            - when: [{question: seen-promptly, is: ["yes"]}]
              grade: GRADE
            - grade: OTHER
"""
BAND_STEP = RULED[RULED.index("      - name: band\n") : RULED.index("    result: band\n")]


def table(grade: str, other: str) -> tuple[str, str]:
    return BAND_STEP, TABLE.replace("GRADE", grade).replace("OTHER", other)


STEP = RULED[RULED.index("      - name: share\n") : RULED.index("      - name: band\n")]
NO_EXAMPLES = (RULED[RULED.index("examples:\n") :], "")


def test_grade_that_no_answers_lead_to_is_found_and_excused_where_it_is_never_given_on_purpose() -> None:
    sentence = (
        "No answers lead to “requires-improvement”. Mend the steps, or list it under never, if that is on purpose."
    )
    changes = (table("good", "inadequate"), NO_EXAMPLES)
    found = problems(*changes)
    assert found == [("rules[0].result", sentence)]
    assert problems(*changes, ("    result: band\n", "    result: band\n    never: [requires-improvement]\n")) == []


def test_grade_that_is_given_though_it_is_said_never_to_be_is_found_with_answers() -> None:
    assert problems(("    result: band\n", "    result: band\n    never: [inadequate]\n")) == [
        (
            "rules[0].never[0]",
            "The rule does give “inadequate”, for example with seen-promptly = “Met”, others-considered = “Not met”, "
            "kind = “Online” and online-steps = “Not met”. Mend the steps, or take it away here.",
        )
    ]


def test_better_answer_that_lowers_the_grade_is_found_with_the_answers_in_every_rule_that_rests_on_it() -> None:
    never = ("    result: band\n", "    result: band\n    never: [requires-improvement]\n")
    found = checked(table("inadequate", "good"), NO_EXAMPLES, never)
    lowers = (
        "A better answer lowers the grade. With seen-promptly = “Not met” the result is Good; with “Met”, which is "
        "better, it is Inadequate. The rest: others-considered = “Met”, "
    )
    assert found.problems == (
        (("rules", 0), f"{lowers}kind = “Online” and online-steps = “Met”."),
        (("rules", 1), f"{lowers}plan = “Met”, kind = “Online” and online-steps = “Met”."),
    )
    searched = "Better answers that lower the grade were searched for exhaustively, over every set of answers"
    assert found.notes[:2] == (
        f"Rule “response-rule”: {searched} that it tells apart: 24; one was found.",
        f"Rule “review-rule”: {searched} that it tells apart: 72; one was found.",
    )


def test_better_answers_are_sought_by_chance_where_there_are_very_many() -> None:
    criteria = "".join(
        f"      - {{code: more-{number}, question: 'And {number}?', answer: grade, scale: met, asked-when: "
        "[{question: kind, is: [online]}]}\n"
        for number in range(30)
    )
    cap = (
        "    result: band\n",
        "      - name: last\n        cap: {of: band, at-most: inadequate, because: so, when: [{question: more-1, is: "
        '["yes"]}]}\n    result: last\n',
    )
    place = "  - code: enquiry\n"
    found = checked((place, criteria + place), cap, NO_EXAMPLES)
    assert [path_text(path) for path, _ in found.problems] == ["rules[0]", "rules[1]"]
    assert [sentence.partition(".")[0] for _, sentence in found.problems] == ["A better answer lowers the grade"] * 2
    assert "by sampling: " in found.notes[0]
    assert "drawn by chance from the seed" in found.notes[0]


def test_better_answer_in_one_of_several_cases_that_lowers_the_grade_is_found() -> None:
    turned = (
        CONFORMS.replace("conforms", "x").replace("falls-short", "conforms").replace("grade: x", "grade: falls-short")
    )
    found = problems((CONFORMS, turned), NO_EXAMPLES)
    assert [path for path, _ in found] == ["rules[2]"]
    assert found[0][1].startswith("A better answer lowers the grade. With ")
    assert "Falls short" in found[0][1]


def test_question_that_can_never_be_asked_is_found_at_its_place() -> None:
    conditions = "          - {question: kind, is: [online]}\n"
    more = conditions + "          - {question: kind, is: [in-person]}\n"
    assert problems((conditions, more)) == [
        (
            "topics[0].criteria[2].asked-when",
            "This can never be asked: its conditions cannot hold together. Change them, or take the question away.",
        )
    ]


def test_worked_example_that_fails_says_what_was_expected_what_came_and_why() -> None:
    found = problems(
        (
            "    expect: {review: requires-improvement, topics: {response: good}}",
            "    expect: {review: good, topics: {response: inadequate}}",
        )
    )
    assert found == [
        (
            "examples[1].expect.review",
            "The example expects for the review: “good”. The rules give: “requires-improvement”. No plan: Good becomes "
            "Requires improvement, since “Was there a plan?” is Not met: without a plan an investigation is not good. "
            "Suggested: Requires improvement.",
        ),
        (
            "examples[1].expect.topics.response",
            "The example expects for the topic “response”: “inadequate”. The rules give: “good”. Grade by the share: "
            "100% lies in the band from 80: Good. Suggested: Good.",
        ),
    ]


@pytest.mark.parametrize(
    ("expect", "path", "got"),
    [
        ("inspection: falls-short", "inspection", "“conforms”"),
        ("inspection-kind: incomplete", "inspection-kind", "“conforms”"),
    ],
)
def test_worked_example_over_cases_that_fails_is_told(expect: str, path: str, got: str) -> None:
    ((place, sentence),) = problems(("    expect: {inspection: conforms}", f"    expect: {{{expect}}}"))
    assert place == f"examples[2].expect.{path}"
    assert f"The rules give: {got}." in sentence


def test_example_that_expects_something_else_than_a_grade_is_met() -> None:
    assert (
        problems(
            (
                "    answers: {kind: in-person}\n    expect: {review: good, topics: {response: good}}",
                "    answers: {kind: in-person, plan: {na: It is so.}, others-considered: {na: ''}}\n"
                "    expect: {review-kind: incomplete}",
            ),
        )
        == []
    )


def test_scores_that_hang_together_are_told_as_a_note_and_not_as_a_problem() -> None:
    steps = """\
      - name: twice
        title: The share twice
        measure: {how: sum, over: {steps: [share, share-too]}, not-applicable: left-out}
      - name: last
        title: By both
        bands:
          of: twice
          scale: case-grade
          bands:
            - {from: 160, grade: good}
            - {from: 100, to: 140, grade: requires-improvement}
            - {from: 0, to: 99, grade: inadequate}
    result: last
"""
    too = STEP.replace("name: share", "name: share-too")
    found = checked(("    result: band\n", too + steps), NO_EXAMPLES)
    assert [path for path, _ in found.problems if "bands" in path] == []
    assert [note for note in found.notes if "In “last”, as far as can be told: The score " in note] != []


def test_example_can_expect_that_a_topic_has_no_grade() -> None:
    old = "    expect: {review: good, topics: {response: good}}"
    kinds = "    expect: {review: good, topics-kind: {enquiry: no_rule, response: %s}}"
    assert problems((old, kinds % "suggested")) == []
    ((place, sentence),) = problems((old, kinds % "incomplete"))
    assert place == "examples[0].expect.topics-kind.response"
    assert sentence.startswith("The example expects for the topic “response”: not complete. The rules give: “good”.")
