"""The canonical form: one text for one framework, and reading it gives the framework back."""

import hashlib
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.outcomes import Kind
from review.domain.rules.over_cases import Case, evaluate_cases
from review.frameworks.file.exchange import BrokenFramework, FrameworkFile, canonical, read, read_stored, sha256
from review.frameworks.file.parts import Part, is_later
from review.frameworks.rules.method import method_of
from tests.review.frameworks.file_strategies import framework_files
from tests.review.frameworks.wrong_files import SMALL

SHIPPED = Path(__file__).resolve().parents[3] / "fixtures" / "frameworks" / "group-based-cse.yaml"
slow_to_draw = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@slow_to_draw
@given(framework_files())
def test_canonical_reads_back_as_the_same_framework_with_the_same_canonical_form(file: FrameworkFile) -> None:
    again = read(canonical(file).encode())
    assert again == file
    assert canonical(again) == canonical(file)


@slow_to_draw
@given(framework_files())
def test_canonical_means_the_same_to_any_yaml_reader(file: FrameworkFile) -> None:
    assert yaml.safe_load(canonical(file)) == plain(file)


def plain(value: Any) -> Any:
    """Return a part as plain data: without what the canonical form leaves out, since it says nothing."""
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        left_out = {name for name, field in fields if (value.terse or is_later(field)) and not field.is_required()}
        said = {name: getattr(value, name) for name, _ in fields}
        return {
            field.alias: plain(said[name])
            for name, field in fields
            if not (name in left_out and said[name] == field.default)
        }
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


@slow_to_draw
@given(framework_files())
def test_file_without_problems_has_a_method_that_can_be_worked_through(file: FrameworkFile) -> None:
    method = method_of(file)
    assert [rule.code for rule in method.rules] == [rule.code for rule in file.rules]
    review = evaluate_review(method, {})
    assert set(review.topics) == {topic.code for topic in file.all_topics}
    assert evaluate_cases(method, [Case({})]).whole.kind in Kind


@slow_to_draw
@given(framework_files())
def test_read_stored_gives_what_read_gives(file: FrameworkFile) -> None:
    assert read_stored(canonical(file)) == file


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_read_of_any_damaged_file_tells_problems_and_nothing_else(data: st.DataObject) -> None:
    whole = SMALL.encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damage = data.draw(
        st.binary(max_size=6)
        | st.sampled_from([b"*a", b"&a ", b"- ", b": ", b"\n\t", b"!!x ", b"[", b"}", b"~", b"<<"])
    )
    with suppress(BrokenFramework):
        read(whole[:start] + damage + whole[end:])


def test_canonical_leaves_out_nothing_and_keeps_the_order_of_the_fields() -> None:
    text = canonical(read(SMALL.encode()))
    assert text.splitlines()[:8] == [
        "format: 1",
        'framework: "small"',
        'title: "A small framework"',
        'owner: "Tests"',
        'source: "Written for tests."',
        'standing: "For tests only"',
        'judges: "case"',
        "scales:",
    ]
    assert text.splitlines()[-9:] == [
        "  good:",
        '    - "It was dealt with well."',
        '  guidance: ""',
        '  answer: "grade"',
        '  not-applicable: "no"',
        '  rationale: "required"',
        '  evidence: "optional"',
        "  required: true",
        '  scale: "case-grade"',
    ]


def test_canonical_does_not_depend_on_comments_layout_order_or_defaults() -> None:
    lines = SMALL.replace("owner: Tests\n", "").replace("        required: true\n", "").splitlines()
    changed = "# A comment\n" + "\n".join([lines[0], "owner: '  Tests '", *lines[1:]]) + "\n\n"
    assert canonical(read(changed.encode())) == canonical(read(SMALL.encode()))


def test_read_takes_windows_line_ends_and_a_byte_order_mark() -> None:
    windows = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert read(windows) == read(SMALL.encode())


def test_read_takes_yes_and_no_for_what_they_say() -> None:
    text = SMALL.replace("not-applicable: no", "not-applicable: false").replace("required: true", "required: yes")
    assert read(text.encode()) == read(SMALL.encode())


def test_read_keeps_dates_and_words_of_older_yaml_as_text() -> None:
    file = read(SMALL.replace("owner: Tests", "owner: 2024-01-31").replace("It is done.]", "No]").encode())
    assert (file.owner, file.topics[1].criteria[0].good) == ("2024-01-31", ("No",))


def test_shipped_framework_has_six_topics_fifteen_criteria_and_five_questions() -> None:
    file = read(SHIPPED.read_bytes())
    assert len(file.topics) == 6
    assert sum(len(topic.criteria) for topic in file.topics) == 15
    assert [question.code for question in file.classification] == [
        "group-based",
        "known-from-records",
        "specialist-led",
        "ethnicity-reliable",
        "victim-heard",
    ]


def test_shipped_framework_keeps_the_fingerprint_of_the_first_cut_but_for_its_worked_examples() -> None:
    text = canonical(read(SHIPPED.read_bytes()).model_copy(update={"examples": ()}))
    assert sha256(text) == "abeb662e7a468656766c8a4b5e63f7db53344ab0e1d6e7f859605ca873b82d6b"


def test_sha256_is_that_of_the_text_in_utf_8() -> None:
    assert sha256("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()
