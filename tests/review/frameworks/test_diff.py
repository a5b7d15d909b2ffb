"""Two framework files are compared part by part; nothing that differs is passed over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.domain.word_changes import Kind, newer_text, older_text
from review.frameworks.difference.files import difference
from review.frameworks.difference.findings import Change, Entry, FrameworkDiff
from review.frameworks.file.exchange import BrokenFramework, canonical, read, read_stored
from review.frameworks.file.model import FrameworkFile
from tests.review.frameworks.file_strategies import framework_files
from tests.review.frameworks.test_exchange import SHIPPED
from tests.review.frameworks.wrong_files import SMALL

SUBTOPIC = """\
    topics:
      - code: inner-topic
        title: Inner topic
        criteria:
          - code: inner-criterion
            question: Is the inner thing done well?
            answer: grade
            scale: case-grade
"""
RULES = """\
rules:
  - code: lowest
    title: The lowest decides
    of: review
    steps:
      - name: worst
        worst-of: {questions: [first-criterion, second-criterion]}
    result: worst
examples:
  - title: One is inadequate
    answers: {first-criterion: inadequate, second-criterion: good, group-based: yes}
    expect: {review: inadequate}
  - title: All is good
    fill: {case-grade: good}
    answers: {group-based: yes}
    expect: {review: good}
"""
RULED = SMALL + RULES


def file(text: str = SMALL) -> FrameworkFile:
    """Return the framework of a file."""
    return read(text.encode())


def changes(*replaced: tuple[str, str], text: str = SMALL) -> FrameworkDiff:
    """Return how a file differs from itself with some words replaced."""
    newer = text
    for old, new in replaced:
        assert old in newer
        newer = newer.replace(old, new, 1)
    return difference(file(text), file(newer))


def entries(diff: FrameworkDiff) -> list[tuple[str, str, str]]:
    """Return the section, code and changes of each part that differs."""
    return [
        (section.code, entry.code, "+".join(entry.changes)) for section in diff.sections for entry in section.entries
    ]


def only(diff: FrameworkDiff) -> Entry:
    """Return the one part that differs."""
    ((entry,),) = (section.entries for section in diff.sections)
    return entry


def told(entry: Entry) -> dict[str, tuple[str, str]]:
    """Return the older and newer words of what a part says otherwise."""
    return {detail.label: (older_text(detail.pieces), newer_text(detail.pieces)) for detail in entry.details}


def part(name: str, text: str = SMALL) -> str:
    """Return the lines of a criterion of the small file."""
    start = text.index(f"      - code: {name}\n")
    return text[start : text.index("required: true\n", start) + len("required: true\n")]


FIRST, SECOND = part("first-criterion"), part("second-criterion")
THIRD = FIRST.replace("first-criterion", "third-criterion").replace("first thing", "third thing")
SWAPPED = (
    SMALL.replace("code: first-criterion", "code: other\n        same-as: first-criterion")
    .replace("code: second-criterion", "code: first-criterion\n        same-as: second-criterion")
    .replace("code: other", "code: second-criterion")
)


def test_diff_of_the_same_content_is_empty() -> None:
    diff = difference(file(), file("# A comment.\n" + SMALL))
    assert (diff, diff.is_empty, diff.counts()) == (FrameworkDiff(), True, {})


def test_diff_tells_facts_of_the_framework() -> None:
    diff = changes(("A small framework", "A tiny framework"), ("owner: Tests", "owner: Others"))
    assert entries(diff) == [("framework", "small", "reworded+changed")]
    assert told(only(diff)) == {"Title": ("A small framework", "A tiny framework"), "Owner": ("Tests", "Others")}


def test_diff_tells_grades_of_a_scale() -> None:
    diff = changes(("label: Good, tone: green", "label: Fine, tone: blue"))
    assert entries(diff) == [("scales", "case-grade", "changed")]
    assert told(only(diff)) == {"Grade good": ("Good, green", "Fine, blue")}


def test_diff_tells_points_and_order_of_a_scale() -> None:
    diff = changes(
        ("tone: green}", "tone: green, points: 2}"),
        ("tone: yellow}", "tone: yellow, points: 1}"),
        ("tone: red}", "tone: red, points: 0}"),
        ("    grades:\n", "    ordered: false\n    grades:\n"),
    )
    assert told(only(diff))["Grade good"] == ("Good, green", "Good, green, points 2")
    assert told(only(diff))["Grades"] == (
        "good, requires-improvement and inadequate, the best first",
        "good, requires-improvement and inadequate, in no order",
    )


def test_diff_tells_a_question_reworded_word_by_word() -> None:
    entry = only(changes(("Is the first thing done well?", "Is the first thing done quickly?")))
    assert (entry.code, entry.changes) == ("first-criterion", (Change.REWORDED,))
    (detail,) = entry.details
    assert [(piece.kind, piece.text) for piece in detail.pieces] == [
        (Kind.SAME, "Is the first thing done "),
        (Kind.REMOVED, "well"),
        (Kind.ADDED, "quickly"),
        (Kind.SAME, "?"),
    ]
    assert entry.notes == (
        "The question was changed, and nothing says that it is still the same. Figures do not compare.",
    )


def test_diff_tells_sentences_of_what_good_looks_like() -> None:
    entry = only(changes(("[It is done., It is done in time.]", "[It is done well., It is done in time., More.]")))
    assert entry.changes == (Change.REWORDED,)
    assert [(older_text(d.pieces), newer_text(d.pieces)) for d in entry.details] == [
        ("It is done.", "It is done well."),
        ("", "More."),
    ]
    assert entry.notes == ("The same question in both versions: figures compare.",)


def test_diff_tells_what_is_asked_beside_an_answer() -> None:
    entry = only(
        changes(
            ("not-applicable: with-reason", "not-applicable: no"),
            ("rationale: optional", "rationale: required"),
            ("evidence: optional", "evidence: optional\n        evidence-for: [inadequate]"),
            ("required: true", "required: false"),
        )
    )
    assert (entry.code, entry.changes) == ("first-criterion", (Change.CHANGED,))
    assert told(entry) == {
        "An answer": ("is needed", "may be left out"),
        "Not applicable": ("is an answer, with a reason", "is no answer"),
        "Rationale": ("optional", "needed"),
        "Evidence": ("optional", "optional, but needed for inadequate"),
    }


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("{least: 20, most: 200}", "20 to 200 words"),
        ("{least: 1}", "at least 1 word"),
        ("{most: 200}", "at most 200 words"),
        ("{least: 20, most: 20}", "20 words"),
    ],
)
def test_diff_tells_how_long_a_rationale_is_to_be(length: str, words: str) -> None:
    entry = only(changes(("rationale: required", f"rationale: required\n        rationale-words: {length}")))
    assert told(entry) == {"Length of the rationale": ("", words)}


def test_diff_tells_another_kind_of_answer_and_its_choices() -> None:
    choices = "answer: choice\n    choices: [{code: a, label: A}, {code: b, label: B}]"
    entry = only(changes(("answer: yes-no", choices)))
    assert told(entry) == {"Answer": ("yes or no", "one of its choices"), "Choices": ("", "A (a); B (b)")}


def test_diff_tells_conditions() -> None:
    asked = "required: true\n        asked-when: [{question: group-based, is: [yes]}]"
    entry = only(changes(("required: true", asked)))
    assert told(entry) == {"Asked": ("always", "where the answer to group-based is yes")}


def test_diff_tells_a_question_added_without_moving_those_after_it() -> None:
    diff = changes((FIRST, THIRD + FIRST))
    assert entries(diff) == [("questions", "third-criterion", "added")]
    assert told(only(diff))["Question"] == ("", "Is the third thing done well?")


def test_diff_tells_a_question_removed() -> None:
    diff = changes((FIRST, FIRST + THIRD))
    back = difference(file(SMALL.replace(FIRST, FIRST + THIRD)), file())
    assert entries(diff) == [("questions", "third-criterion", "added")]
    assert entries(back) == [("questions", "third-criterion", "removed")]


def test_diff_tells_the_one_question_that_moved_within_its_topic() -> None:
    fourth = THIRD.replace("third", "fourth")
    text = SMALL.replace(FIRST, FIRST + THIRD + fourth)
    diff = difference(file(text), file(SMALL.replace(FIRST, fourth + FIRST + THIRD)))
    assert entries(diff) == [("questions", "fourth-criterion", "moved")]
    assert only(diff).notes[0] == "It has another place among the others."


def test_diff_tells_a_question_that_moved_to_another_topic() -> None:
    text = SMALL.replace(FIRST, FIRST + THIRD)
    diff = difference(file(text), file(SMALL.replace(SECOND, SECOND + THIRD)))
    assert entries(diff) == [("questions", "third-criterion", "moved")]
    assert only(diff).notes[0] == "It is in “Second topic” now."


def test_diff_follows_a_code_through_same_as() -> None:
    diff = changes(("code: first-criterion", "code: renamed\n        same-as: first-criterion"))
    entry = only(diff)
    assert (entry.code, entry.changes) == ("renamed", (Change.RENAMED, Change.CHANGED))
    assert entry.notes == (
        "Its code was first-criterion and is renamed.",
        "The same question in both versions: figures compare.",
    )
    assert told(entry) == {"Earlier versions": ("", "the same question as first-criterion")}


def test_diff_follows_a_code_through_reworded_from() -> None:
    entry = only(changes((FIRST, THIRD.replace("answer:", "reworded-from: first-criterion\n        answer:"))))
    assert entry.changes == (Change.RENAMED, Change.REWORDED, Change.CHANGED)
    assert entry.notes[1] == "The question is not the same: it was reworded. Figures do not compare."


def test_diff_tells_a_question_that_was_split() -> None:
    parts = [
        THIRD.replace("third", name).replace("answer:", "split-from: first-criterion\n        answer:")
        for name in ("one", "two")
    ]
    diff = changes((FIRST, "".join(parts)))
    assert entries(diff) == [
        ("questions", "first-criterion", "removed"),
        ("questions", "one-criterion", "added"),
        ("questions", "two-criterion", "added"),
    ]
    assert [entry.notes for entry in diff.sections[0].entries][1] == (
        "It was split from first-criterion: figures do not compare.",
    )


def test_diff_follows_codes_that_were_swapped() -> None:
    diff = difference(file(), file(SWAPPED))
    assert entries(diff) == [
        ("questions", "second-criterion", "renamed+changed"),
        ("questions", "first-criterion", "renamed+changed"),
    ]
    assert [entry.notes[0] for entry in diff.sections[0].entries] == [
        "Its code was first-criterion and is second-criterion.",
        "Its code was second-criterion and is first-criterion.",
    ]


def test_diff_tells_topics_added_removed_renamed_and_moved() -> None:
    assert entries(changes(("First topic", "Another title"))) == [("topics", "first-topic", "reworded")]
    assert entries(changes(("code: first-topic", "code: other-topic"))) == [("topics", "other-topic", "renamed")]
    inner = SMALL.replace("classification:", f"{SUBTOPIC}classification:")
    assert entries(difference(file(), file(inner))) == [
        ("topics", "inner-topic", "added"),
        ("questions", "inner-criterion", "added"),
    ]
    assert entries(difference(file(inner), file())) == [
        ("topics", "inner-topic", "removed"),
        ("questions", "inner-criterion", "removed"),
    ]


def test_diff_tells_a_topic_that_moved() -> None:
    start, middle, end = (
        SMALL.index(words) for words in ("  - code: first-topic", "  - code: second-topic", "classification:")
    )
    swapped = SMALL[:start] + SMALL[middle:end] + SMALL[start:middle] + SMALL[end:]
    (entry,) = entries(difference(file(), file(swapped)))
    assert (entry[0], entry[2]) == ("topics", "moved")


def test_diff_tells_rules_step_by_step() -> None:
    entry = only(
        changes(("{questions: [first-criterion, second-criterion]}", "{questions-of: [first-topic]}"), text=RULED)
    )
    assert (entry.code, entry.changes) == ("lowest", (Change.CHANGED,))
    assert told(entry) == {
        "Step worst": (
            "The lowest grade of the questions first-criterion and second-criterion.",
            "The lowest grade of all graded questions of the topic first-topic.",
        )
    }


def test_diff_tells_rules_and_examples_added_and_removed() -> None:
    assert entries(difference(file(), file(RULED))) == [
        ("rules", "lowest", "added"),
        ("examples", "One is inadequate", "added"),
        ("examples", "All is good", "added"),
    ]
    assert entries(difference(file(RULED), file()))[0] == ("rules", "lowest", "removed")


def test_diff_tries_examples_by_the_rules_of_the_other_version() -> None:
    diff = changes(("[first-criterion, second-criterion]", "[second-criterion]"), text=RULED)
    assert [(one.title, one.of, one.results, one.why_not) for one in diff.results] == [
        ("One is inadequate", "both", (("The review as a whole", "Inadequate", "Good"),), "")
    ]


def test_diff_tells_examples_that_lack_answers_which_the_other_version_asks() -> None:
    diff = changes((FIRST, FIRST + THIRD), text=RULED)
    assert [(one.title, one.why_not) for one in diff.results] == [
        ("One is inadequate", "It lacks answers that this version asks: third-criterion.")
    ]


def test_diff_tries_examples_through_changes_of_codes() -> None:
    renamed = RULED.replace("first-criterion", "renamed").replace(
        "code: renamed", "code: renamed\n        same-as: first-criterion"
    )
    assert difference(file(RULED), file(renamed)).results == ()


def test_diff_tries_no_examples_by_a_draft_that_has_something_to_mend() -> None:
    """Its rules cannot be worked through, though everything else can be compared."""
    broken = read_stored(RULED.replace("[first-criterion, second-criterion]", "[group-based]"))
    assert difference(file(RULED), broken).results == ()
    assert entries(difference(file(RULED), broken)) == [("rules", "lowest", "changed")]


def test_diff_of_a_version_with_rules_and_one_without_shows_examples_both_ways() -> None:
    gone = difference(file(RULED), file())
    assert [(one.title, one.of, one.results) for one in gone.results] == [
        ("One is inadequate", "older", (("The review as a whole", "Inadequate", "Professional judgment"),)),
        ("All is good", "older", (("The review as a whole", "Good", "Professional judgment"),)),
    ]
    come = difference(file(), file(RULED))
    assert [(one.of, one.results[0][1:]) for one in come.results] == [
        ("newer", ("Professional judgment", "Inadequate")),
        ("newer", ("Professional judgment", "Good")),
    ]


def test_diff_counts_what_was_added_removed_and_so_on() -> None:
    diff = changes((FIRST, THIRD + FIRST), ("A small framework", "A tiny framework"))
    assert diff.counts() == {Change.ADDED: 1, Change.REWORDED: 1}


@settings(max_examples=60, deadline=None)
@given(framework_files())
def test_diff_of_any_file_with_itself_is_empty(one: FrameworkFile) -> None:
    assert difference(one, one) == FrameworkDiff()


@settings(max_examples=60, deadline=None)
@given(framework_files(), framework_files())
def test_diff_of_two_files_is_empty_only_where_their_content_is_the_same(
    one: FrameworkFile, other: FrameworkFile
) -> None:
    assert difference(one, other).is_empty == (canonical(one) == canonical(other))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_diff_passes_over_no_word_of_a_shipped_framework(data: st.DataObject) -> None:
    """Whatever single value is changed in the canonical text, the comparison tells of it."""
    older = read(SHIPPED.read_bytes())
    lines = canonical(older).splitlines()
    number = data.draw(
        st.sampled_from([n for n, line in enumerate(lines) if line.endswith('"') and "code" not in line])
    )
    lines[number] = lines[number][:-1] + ' more"'
    try:
        newer = read("\n".join(lines).encode())
    except BrokenFramework:  # a code that another place names: no valid file
        return
    assert difference(older, newer).is_empty is False


def test_diff_tells_in_words_what_an_example_expects_without_a_grade() -> None:
    example = {"title": "None", "answers": {"group-based": "yes"}, "expect": {"review-kind": "no_rule"}}
    file = read(SMALL.encode())
    with_example = FrameworkFile.model_validate(file.model_dump(by_alias=True) | {"examples": (example,)})
    assert told(only(difference(file, with_example)))["Review"] == ("", "professional judgment")
