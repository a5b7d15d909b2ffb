"""What the forces recorded of persons uses the code lists and has all the gaps that real records have."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from casefiles.domain import codes as lists
from tests.content.demo import codes, model, unfinished

CASES: list[dict[str, Any]] = model()["cases"] + unfinished()["cases"]
PERSONS: list[dict[str, Any]] = [person for case in CASES for person in case["persons"]]
GROUPS = {(row["scheme"], row["code"]): row["group"] for row in codes("ethnicity_codes")}


def records(persons: list[dict[str, Any]] = PERSONS) -> Iterator[dict[str, Any]]:
    """Yield every ethnicity record of these persons."""
    for person in persons:
        yield from person["ethnicity"]


def group_of(person: dict[str, Any]) -> str | None:
    """Return a person's group by the last self-defined code, else by the last officer-defined one."""
    coded = [record for record in person["ethnicity"] if "code" in record]
    own = [record for record in coded if record["scheme"] == "self-defined-18+1"]
    last = (own or coded)[-1:]
    return GROUPS[last[0]["scheme"], last[0]["code"]] if last else None


def test_every_case_has_suspects_and_victims_by_reference() -> None:
    for case in CASES:
        assert {person["role"] for person in case["persons"]} == {"suspect", "victim"}
        assert {person["reference"][0] for person in case["persons"]} == {"S", "V"}


def test_case_facts_use_the_code_lists() -> None:
    for case in CASES:
        assert case["case_area"] in dict(lists.CASE_AREAS)
        assert case["team_type"] in dict(lists.TEAM_TYPES)
        assert case["force_flag"] in dict(lists.FORCE_FLAGS)
        assert case["taskforce_support"] in dict(lists.TASKFORCE_SUPPORT)


def test_ethnicity_records_use_the_code_lists() -> None:
    for record in records():
        assert record["stage"] in dict(lists.ETHNICITY_STAGES)
        assert record["source"] in dict(lists.ETHNICITY_SOURCES)
        assert ("code" in record) != ("absence" in record)
        if "code" in record:
            assert (record["scheme"], record["code"]) in GROUPS


def test_all_three_kinds_of_absence_and_every_stage_occur() -> None:
    found = list(records([person for case in model()["cases"] for person in case["persons"]]))
    assert {record["absence"] for record in found if "absence" in record} == set(dict(lists.ETHNICITY_ABSENCES))
    assert {record["stage"] for record in found} == set(dict(lists.ETHNICITY_STAGES))


def test_some_persons_have_no_record_both_schemes_or_a_contradiction() -> None:
    schemes = Counter(len({record["scheme"] for record in person["ethnicity"]}) for person in PERSONS)
    assert min(schemes[0], schemes[2]) >= 5
    groups = [{GROUPS[r["scheme"], r["code"]] for r in p["ethnicity"] if "code" in r} - {"Mixed"} for p in PERSONS]
    assert sum(len(found) > 1 for found in groups) >= 5


def test_largest_groups_of_suspects_come_in_the_published_order() -> None:
    suspects = [p for case in model()["cases"] for p in case["persons"] if p["role"] == "suspect"]
    counted = Counter(group_of(person) for person in suspects)
    counted.pop(None)
    assert [group for group, _ in counted.most_common(2)] == ["White", "Asian or Asian British"]


def test_records_are_dated_between_report_and_closure() -> None:
    for case in CASES:
        for person in case["persons"]:
            dates = [record["recorded_on"] for record in person["ethnicity"]]
            assert dates == sorted(dates)
            assert all(case["reported_on"] <= date <= (case["closed_on"] or "9999") for date in dates)
