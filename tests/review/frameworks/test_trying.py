"""Trying a framework on answers in JSON: results with their traces, or a sentence for each thing that is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from access.refusals import Refused
from review.frameworks.file.exchange import read
from review.frameworks.problems.problem import shown
from review.frameworks.rules.method import method_of
from review.frameworks.rules.trying import MOST_BYTES, MOST_CASES, SHAPES, tried
from tests.review.frameworks.ruled import MET, RULED

ROOT = Path(__file__).resolve().parents[3]
METHOD = method_of(read(RULED.encode()))


def results(given: Any) -> dict[str, Any]:
    return tried(METHOD, json.dumps(given).encode())


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        tried(METHOD, text if isinstance(text, bytes) else text.encode())
    return refusal.value.sentence.splitlines()


def test_review_has_its_results_by_topic_and_as_a_whole_and_none_over_cases() -> None:
    found = results({"review": MET | {"plan": "no"}})
    assert found == {
        "review": {
            "result": "requires-improvement",
            "kind": "suggested",
            "trace": found["review"]["trace"],
        },
        "topics": {
            "response": {"result": "good", "kind": "suggested", "trace": found["topics"]["response"]["trace"]},
            "enquiry": {
                "result": None,
                "kind": "no_rule",
                "trace": ["There is no rule for this: the grade is the reviewer's professional judgment."],
            },
        },
        "inspection": None,
    }
    assert "2 of 2 answers" in found["topics"]["response"]["trace"][0]


def test_answer_not_applicable_is_given_with_its_reason() -> None:
    found = results({"review": MET | {"others-considered": {"na": "No other child was in contact."}}})
    assert (found["review"]["result"], "1 of 1" in found["topics"]["response"]["trace"][0]) == ("good", True)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({"na": ""}, "No reason why it does not apply"),
        ({"na": "  "}, "No reason why it does not apply"),
        (None, "Not answered"),
    ],
)
def test_answer_that_is_missing_or_lacks_its_reason_leaves_the_review_incomplete(left: object, said: str) -> None:
    found = results({"review": MET | {"plan": left}})
    assert found["review"] == {
        "result": None,
        "kind": "incomplete",
        "trace": [f"{said}: Was there a plan? (plan)"],
    }
    assert found["topics"]["response"]["result"] == "good"


def test_empty_review_is_incomplete_and_says_what_is_missing() -> None:
    assert len(results({"review": {}})["review"]["trace"]) == 4


def test_true_and_false_are_yes_and_no() -> None:
    assert results({"review": MET | {"plan": True, "seen-promptly": False}}) == results(
        {"review": MET | {"plan": "yes", "seen-promptly": "no"}}
    )


@pytest.mark.parametrize(("met", "grade"), [(19, "conforms"), (18, "falls-short")])
def test_cases_come_to_a_result_together(met: int, grade: str) -> None:
    cases = [MET] * met + [MET | {"seen-promptly": "no"}] * (20 - met)
    found = results({"cases": cases, "entered": {"leadership": "conforms"}})
    assert (found["review"], found["topics"], found["inspection"]["result"]) == (None, {}, grade)


def test_cases_may_be_given_as_reviews_with_facts() -> None:
    assert results({"cases": [{"review": MET, "facts": {"team-type": "specialist"}}]}) == results({"cases": [MET]})


def test_cases_without_an_entered_result_that_a_rule_looks_at_are_incomplete() -> None:
    assert results({"cases": [MET]})["inspection"] == {
        "result": None,
        "kind": "incomplete",
        "trace": ["Not entered: Leadership (leadership)"],
    }


def test_case_that_is_not_complete_is_named() -> None:
    found = results({"cases": [MET, {"kind": "in-person"}], "entered": {"leadership": "conforms"}})
    assert found["inspection"]["kind"] == "incomplete"
    assert found["inspection"]["trace"][0].startswith("Case 2 is not complete: ")


def test_no_case_at_all_is_not_applicable_and_no_share_of_nothing() -> None:
    found = results({"cases": [], "entered": {}})["inspection"]
    assert (found["result"], found["kind"]) == (None, "incomplete")
    found = results({"cases": [], "entered": {"leadership": "conforms"}})["inspection"]
    assert found["result"] == "conforms"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("[]", [f"The answers have another shape than expected. {SHAPES}"]),
        ("{}", [f"The answers have another shape than expected. {SHAPES}"]),
        ('{"reviews": {}}', [f"The answers have another shape than expected. {SHAPES}"]),
        ('{"review": {}, "fact": {}}', [f"There is no field “fact” here. Did you mean “facts”? {SHAPES}"]),
        ('{"review": []}', [f"review: Answers by their codes belong here. {SHAPES}"]),
        ('{"cases": {}}', [f"cases: A list of at most 10,000 cases belongs here. {SHAPES}"]),
        ('{"cases": [1]}', [f"cases[0]: Answers by their codes belong here. {SHAPES}"]),
        ('{"cases": [], "facts": {}}', [f"facts: This stands beside the cases. {SHAPES}"]),
        ('{"cases": [{"review": {}, "plan": "yes"}]}', ["cases[0].plan: There is no field of a case beside “review”."]),
        (
            '{"review": {}, "entered": {}}',
            ["entered: Results are entered for rules over cases. Give the answers as cases, too."],
        ),
        ('{"review": {"plna": "yes"}}', ["review.plna: There is no such question. Did you mean “plan”?"]),
        (
            '{"review": {"plan": "perhaps", "kind": 1, "seen-promptly": {"na": "No."}}}',
            [
                "review.plan: “plan” is answered with yes or no.",
                "review.kind: “kind” is answered with online or in-person.",
                "review.seen-promptly: “seen-promptly” cannot be answered with not applicable.",
            ],
        ),
        ('{"review": {"plan": {"no": "x"}}}', ['review.plan: Write {"na": "the reason"} where it does not apply.']),
        ('{"review": {"plan": ["yes"]}}', ["review.plan: “plan” is answered with yes or no."]),
        (
            '{"review": {}, "facts": {"team": "x", "team-type": "x"}}',
            [
                "facts.team: There is no such fact of a case. Did you mean “team-type”?",
                "facts.team-type: “x” cannot stand here. Write specialist, non-specialist or not-recorded.",
            ],
        ),
        (
            '{"cases": [], "entered": {"leadership": "good"}}',
            ["entered.leadership: “good” cannot stand here. Write conforms or falls-short."],
        ),
        ('{"review": {}', ["line 1: The answers are not valid JSON: Expecting ',' delimiter."]),
        (
            '{"review": {"plan": "yes", "plan": "no"}}',
            ["The answers cannot be read: “plan” stands twice in the same place. Keep one of them."],
        ),
        (
            '{"review": {"plan": 1e400}}',
            ["The answers cannot be read: 1e400 is no number that an answer can have."],
        ),
        (
            '{"review": {"plan": NaN}}',
            ["The answers cannot be read: NaN is no number that an answer can have."],
        ),
        (
            '{"review": {"plan": ' + "1" * 50 + "}}",
            [f"The answers cannot be read: {shown('1' * 50)} is no number that an answer can have."],
        ),
        (b'{"review": "\xff"}', ["The answers are not in UTF-8. Save them as UTF-8 text."]),
        ("[" * 100_000, ["The answers are nested deeper than any answers. Check that it is the right file."]),
        (b" " * (MOST_BYTES + 1), ["The answers are larger than 5 MB. Check that it is the right file."]),
    ],
    ids=str,
)
def test_answers_that_cannot_be_taken_are_refused_with_sentences(text: str | bytes, sentences: list[str]) -> None:
    assert refused(text) == sentences


def test_too_many_cases_are_refused() -> None:
    assert refused(json.dumps({"cases": [{}] * (MOST_CASES + 1)})) == [
        f"cases: A list of at most 10,000 cases belongs here. {SHAPES}"
    ]


def test_many_wrong_answers_are_told_by_the_first_twenty() -> None:
    sentences = refused(json.dumps({"review": {f"unknown-{number}": 1 for number in range(30)}}))
    assert (len(sentences), sentences[-1]) == (21, "And 10 more.")


def run(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run manage.py framework in a process of its own, where there is no installation."""
    (folder / "ruled.yaml").write_text(RULED, encoding="utf-8")
    environment = {"CASEGRADE_DATA": str(folder / "none"), "PYTHONUTF8": "1", "PATH": ""}
    command = [sys.executable, "manage.py", "framework", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, timeout=60, check=False
    )


def test_command_needs_no_installation_and_makes_none(tmp_path: Path) -> None:
    done = run(tmp_path, "try", str(tmp_path / "ruled.yaml"), "--answers", "-", given=json.dumps({"review": MET}))
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, "", results({"review": MET}))
    assert not (tmp_path / "none").exists()


def test_command_tells_what_is_wrong_in_a_line_with_exit_code_2(tmp_path: Path) -> None:
    done = run(tmp_path, "try", str(tmp_path / "ruled.yaml"), "--answers", str(tmp_path / "absent.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path / 'absent.json'} cannot be read: No such file or directory.\n"
