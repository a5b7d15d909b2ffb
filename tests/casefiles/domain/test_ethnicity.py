"""Which record of a person's ethnicity counts, and how far records agree."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.cases.code_lists import ethnic_groups, group_of_code
from casefiles.domain.ethnicity import AGREEMENTS, STANDINGS, CountedEthnicity, Recorded, counted_ethnicity

SELF, OFFICER = "self-defined-18+1", "officer-defined-6+1"


def named(group: str, scheme: str = SELF, stage: str = "arrest", on: date | None = None) -> Recorded:
    return Recorded(scheme, group, "", stage, on)


def absent(absence: str, scheme: str = SELF, stage: str = "arrest", on: date | None = None) -> Recorded:
    return Recorded(scheme, "", absence, stage, on)


@pytest.mark.parametrize(
    ("records", "counted"),
    [
        ([], CountedEthnicity("not-recorded", "", "", "none")),
        ([absent("unknown")], CountedEthnicity("unknown", SELF, "arrest", "none")),
        ([absent("not-stated"), absent("unknown", OFFICER)], CountedEthnicity("not-stated", SELF, "arrest", "none")),
        ([named("white", OFFICER), named("asian")], CountedEthnicity("asian", SELF, "arrest", "differ")),
        ([absent("not-stated"), named("white", OFFICER)], CountedEthnicity("white", OFFICER, "arrest", "one")),
        (
            [named("white", stage="charge", on=date(2023, 5, 1)), named("white", stage="arrest", on=date(2023, 4, 1))],
            CountedEthnicity("white", SELF, "charge", "agree"),
        ),
        (
            [named("white", on=date(2023, 4, 1)), named("mixed", stage="interview")],
            CountedEthnicity("white", SELF, "arrest", "differ"),
        ),
        (
            [named("white"), named("mixed", stage="interview")],
            CountedEthnicity("mixed", SELF, "interview", "differ"),
        ),
    ],
)
def test_counted_ethnicity_takes_what_says_most_and_latest(records: list[Recorded], counted: CountedEthnicity) -> None:
    assert replace(counted_ethnicity(records), standings={}) == counted


@pytest.mark.parametrize(
    ("records", "standings"),
    [
        ([], {}),
        ([absent("not-recorded", stage="charge")], {"charge": "not-recorded"}),
        ([named("white"), absent("not-stated", stage="custody")], {"arrest": "only", "custody": "not-stated"}),
        ([named("white"), named("white", OFFICER, "custody")], {"arrest": "agrees", "custody": "agrees"}),
        (
            [named("white", OFFICER, "arrest"), named("asian", stage="interview"), named("asian", stage="charge")],
            {"arrest": "contradicted", "interview": "contradicts", "charge": "contradicts"},
        ),
        (
            [named("asian", stage="charge", on=date(2023, 5, 1)), named("white", on=date(2023, 4, 1))],
            {"arrest": "contradicted", "charge": "contradicts"},
        ),
        ([named("asian", stage="charge", on=date(2023, 5, 1)), named("white")], {"arrest": "contradicted"}),
        ([named("white"), named("asian")], {"arrest": "contradicted"}),
        ([absent("unknown"), absent("not-stated")], {"arrest": "not-stated"}),
        ([absent("unknown"), named("white"), absent("not-stated")], {"arrest": "only"}),
    ],
)
def test_standings_tell_how_the_record_of_each_stage_stands(records: list[Recorded], standings: dict[str, str]) -> None:
    found = counted_ethnicity(records).standings
    assert {stage: found[stage] for stage in standings} == standings
    assert set(found) == {record.stage for record in records}


drawn = st.lists(
    st.builds(
        lambda scheme, group, absence, stage, on: Recorded(scheme, group, "" if group else absence, stage, on),
        st.sampled_from([SELF, OFFICER]),
        st.sampled_from(["", "white", "asian"]),
        st.sampled_from(["not-stated", "unknown", "not-recorded"]),
        st.sampled_from(["report", "arrest"]),
        st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 5)),
    ),
    max_size=5,
)


@given(drawn)
def test_counted_ethnicity_is_absent_only_where_no_record_names_a_group(records: list[Recorded]) -> None:
    counted = counted_ethnicity(records)
    groups = {record.group for record in records if record.group}
    assert (counted.ethnicity in groups) == bool(groups)
    assert counted.agreement in dict(AGREEMENTS)
    assert (counted.agreement == "differ") == (len(groups) > 1)


@given(drawn)
def test_a_record_is_contradicted_or_agrees_only_where_the_records_do(records: list[Recorded]) -> None:
    counted = counted_ethnicity(records)
    found = set(counted.standings.values())
    assert found <= set(dict(STANDINGS))
    assert bool(found & {"contradicted"}) == (counted.agreement == "differ")
    assert not found & {"contradicts"} or counted.agreement == "differ"
    assert not found & {"only"} or counted.agreement == "one"
    assert not found & {"agrees"} or counted.agreement in ("agree", "differ")


def test_groups_are_those_of_the_published_list_and_absences_are_none() -> None:
    assert list(ethnic_groups()) == ["white", "mixed", "asian-or-asian-british", "black-or-black-british", "other"]
    assert (SELF, "NS") not in group_of_code()
    assert (OFFICER, "IC9") not in group_of_code()
    assert group_of_code()[OFFICER, "IC5"] == "asian-or-asian-british"
    assert len(group_of_code()) == 18 + 6
