"""What facts of a case can be taken: pure checks, and a property over whatever is typed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.domain.facts import (
    CaseFacts,
    EthnicityFacts,
    case_problems,
    ethnicity_problems,
    person_problems,
    settle_absence,
    tidy,
)

TODAY = date(2026, 3, 2)
FACTS = CaseFacts("REF-1", "synthetic-force-a", "child-sexual-exploitation")
RECORD = EthnicityFacts("self-defined-18+1", "W1", "", "arrest", "custody-record")


def test_case_problems_are_none_for_plain_facts() -> None:
    """Only what must be known is asked for."""
    assert case_problems(FACTS, outcome_types(), TODAY) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 61}, "reference"),
        ({"reference": "a\x00b"}, "reference"),
        ({"force_code": ""}, "force_code"),
        ({"case_area": "burglary"}, "case_area"),
        ({"case_area": ""}, "case_area"),
        ({"offence": "x" * 121}, "offence"),
        ({"reported_on": date(2026, 3, 3)}, "reported_on"),
        ({"reported_on": date(1899, 12, 31)}, "reported_on"),
        ({"closed_on": date(2026, 3, 3)}, "closed_on"),
        ({"reported_on": date(2025, 5, 2), "closed_on": date(2025, 5, 1)}, "closed_on"),
        ({"outcome_type": "23"}, "outcome_type"),
        ({"team_type": "expert"}, "team_type"),
        ({"force_flag": "maybe"}, "force_flag"),
        ({"taskforce_support": ""}, "taskforce_support"),
    ],
)
def test_case_problems_name_the_field(changed: dict[str, object], field: str) -> None:
    """Each fault is told at its own field, in one sentence."""
    problems = case_problems(replace(FACTS, **changed), outcome_types(), TODAY)  # type: ignore[arg-type]
    assert {name: len(sentences) for name, sentences in problems.items()} == {field: 1}


def test_case_may_be_closed_on_the_day_it_was_reported() -> None:
    """The same day is no fault, nor is today."""
    assert case_problems(replace(FACTS, reported_on=TODAY, closed_on=TODAY), outcome_types(), TODAY) == {}


@given(st.text(max_size=80), st.text(max_size=140))
def test_tidy_leaves_no_stray_space(reference: str, offence: str) -> None:
    """Whatever is typed, tidying it a second time changes nothing, and its words stay."""
    once = tidy(replace(FACTS, reference=reference, offence=offence))
    assert tidy(once) == once
    assert once.reference.split() == reference.split()


@pytest.mark.parametrize("role", ["officer", ""])
def test_person_problems_name_an_unknown_role(role: str) -> None:
    """A person is a suspect or a victim."""
    assert list(person_problems(role, "S1")) == ["role"]


@pytest.mark.parametrize("reference", ["", "x" * 41])
def test_person_problems_name_a_bad_reference(reference: str) -> None:
    """A reference is there, and short."""
    assert list(person_problems("suspect", reference)) == ["reference"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"scheme": "16+1"}, "scheme"),
        ({"code": ""}, "code"),
        ({"absence": "unknown"}, "code"),
        ({"code": "IC1"}, "code"),
        ({"code": "", "absence": "declined"}, "absence"),
        ({"stage": "trial"}, "stage"),
        ({"source": ""}, "source"),
        ({"recorded_on": date(2027, 1, 1)}, "recorded_on"),
    ],
)
def test_ethnicity_problems_name_the_field(changed: dict[str, object], field: str) -> None:
    """Each fault is told at its own field."""
    problems = ethnicity_problems(replace(RECORD, **changed), ethnicity_codes(), TODAY)  # type: ignore[arg-type]
    assert list(problems) == [field]


def test_every_published_ethnicity_code_can_be_recorded() -> None:
    """All 19 and 7 codes are taken, those that mean an absence as that absence."""
    records = [
        settle_absence(replace(RECORD, scheme=scheme, code=code))
        for scheme, codes in ethnicity_codes().items()
        for code in codes
    ]
    assert [ethnicity_problems(record, ethnicity_codes(), TODAY) for record in records] == [{}] * 26
    assert sorted(record.absence for record in records if record.absence) == ["not-stated", "unknown"]


@pytest.mark.parametrize(
    ("scheme", "code", "absence", "settled"),
    [
        ("self-defined-18+1", "NS", "", ("", "not-stated")),
        ("self-defined-18+1", "NS", "not-stated", ("", "not-stated")),
        ("officer-defined-6+1", "IC9", "", ("", "unknown")),
        ("self-defined-18+1", "NS", "unknown", ("NS", "unknown")),
        ("officer-defined-6+1", "NS", "", ("NS", "")),
        ("self-defined-18+1", "W1", "", ("W1", "")),
    ],
)
def test_settle_absence_tells_a_code_of_absence_as_that(
    scheme: str, code: str, absence: str, settled: tuple[str, str]
) -> None:
    """NS means not stated and IC9 unknown, each in its own scheme; a contradiction stays one."""
    record = settle_absence(replace(RECORD, scheme=scheme, code=code, absence=absence))
    assert (record.code, record.absence) == settled


def test_outcome_types_are_the_published_23() -> None:
    """The codes run from 0 to 22."""
    assert list(outcome_types()) == [str(number) for number in range(23)]
