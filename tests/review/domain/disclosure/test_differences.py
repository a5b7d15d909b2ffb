"""Two tables of which one holds a few cases more: what their difference would tell."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from review.domain.disclosure import (
    BREAKDOWN,
    OVERALL,
    Mark,
    Population,
    Refusal,
    Release,
    Row,
    Rule,
    Subset,
    Table,
    audit,
    protect,
)
from tests.review.domain.disclosure.releasing import attacker_of

ORACLES = Path(__file__).parents[3] / "oracles" / "intervals.json"
CASE = next(case for case in json.loads(ORACLES.read_text())["cases"] if case["id"] == "diff-1")
GRADES = ("good", "requires", "inadequate")
DIMENSIONS = {"force": ("x", "y"), "grade": GRADES}


def cases() -> Population:
    """Give the cases of the oracle: all forces, of which all but X are published too."""
    of_all, without = CASE["inputs"]["published_a"]["counts"], CASE["inputs"]["published_b"]["counts"]
    counts = [("y", grade, count) for grade, count in zip(GRADES, without, strict=True)]
    counts += [("x", grade, a - b) for grade, a, b in zip(GRADES, of_all, without, strict=True)]
    rows = [Row({"force": force, "grade": grade}, count) for force, grade, count in counts if count]
    return Population(DIMENSIONS, rows)


def tables(kind: str) -> list[Table]:
    return [Table("all", ("grade",), kind), Table("all but x", ("grade",), kind, Subset.of(force="y"))]


def test_two_tables_that_are_published_as_they_are_and_differ_by_one_case_are_refused() -> None:
    result = protect(cases(), tables(OVERALL))
    assert isinstance(result, Refusal)
    assert "all cases (now) without force: y (now)" in result.sentence


def test_two_protected_tables_that_differ_by_one_case_do_not_both_stand() -> None:
    population = cases()
    release = protect(population, tables(BREAKDOWN))
    assert isinstance(release, Release)
    first, second = ([release.shown(table, (grade,)) for grade in GRADES] for table in release.asked)
    assert (first, second) != (CASE["inputs"]["published_a"]["counts"], CASE["inputs"]["published_b"]["counts"])
    assert audit(release) == []


def test_rounding_keeps_a_difference_of_one_case() -> None:
    release = protect(cases(), tables(BREAKDOWN), Rule(base=5))
    assert isinstance(release, Release)
    assert [release.shown(release.asked[1], (grade,)) for grade in GRADES] == [10, 15, 10]
    attacker = attacker_of(release)
    assert attacker.small_differences() != []
    assert attacker.fixed_differences(attacker.small_differences()) == []


def test_a_later_release_does_not_tell_the_grade_of_the_one_new_case() -> None:
    then, both = frozenset({"first", "now"}), frozenset({"now"})
    dimensions = {"grade": GRADES}
    old = [Row({"grade": grade}, count, then) for grade, count in zip(GRADES, (9, 14, 12), strict=True)]
    table = Table("grades", ("grade",))
    first = protect(Population(dimensions, [Row(row.values, row.count) for row in old], ("first",)), [table])
    assert isinstance(first, Release)
    population = Population(dimensions, [*old, Row({"grade": "good"}, 1, both)], ("first", "now"))
    now = protect(population, [table], Rule(), [first.published])
    assert isinstance(now, Release)
    assert [first.shown(table, (grade,)) for grade in (*GRADES, None)] == [9, 14, 12, 35]
    assert [now.shown(table, (grade,)) for grade in ("good", None)] == [Mark.HIDDEN, Mark.HIDDEN]
    attacker = attacker_of(now)
    assert attacker.attack(attacker.hidden()).derived == {}
    assert attacker.fixed_differences(attacker.small_differences()) == []


def test_a_narrower_table_released_later_does_not_tell_what_it_leaves_out() -> None:
    told = protect(cases(), tables(OVERALL)[:1])
    assert isinstance(told, Release)
    later = Population(DIMENSIONS, cases().rows, ("now", "then"))
    result = protect(later, tables(OVERALL)[1:], earlier=[told.published])
    assert isinstance(result, Refusal)
    assert "all cases (now) without force: y (then)" in result.sentence


def test_a_narrower_table_released_later_with_cases_of_its_own_tells_nothing_of_those_left_out() -> None:
    told = protect(cases(), tables(OVERALL)[:1])
    assert isinstance(told, Release)
    new = [Row({"force": "y", "grade": grade}, 6, frozenset({"then"})) for grade in GRADES]
    result = protect(
        Population(DIMENSIONS, [*cases().rows, *new], ("now", "then")), tables(OVERALL)[1:], earlier=[told.published]
    )
    assert isinstance(result, Release)
    assert audit(result) == []


YES = Subset.of(group="yes")
BY_FORCE, YES_BY_FORCE = Table("by force", ("force",)), Table("groups by force", ("force",), subset=YES)


def forces(releases: tuple[str, ...] = ("now",)) -> Population:
    """Give two forces: of X 8 cases of groups and 2 of none, of Y 6 and 6."""
    counts = {("x", "yes"): 8, ("x", "no"): 2, ("y", "yes"): 6, ("y", "no"): 6}
    rows = [Row({"force": force, "group": group}, count) for (force, group), count in counts.items()]
    return Population({"force": ("x", "y"), "group": ("yes", "no")}, rows, releases)


@pytest.mark.parametrize(("first", "second"), [(BY_FORCE, YES_BY_FORCE), (YES_BY_FORCE, BY_FORCE)])
def test_two_releases_of_the_same_cases_tell_no_more_than_one(first: Table, second: Table) -> None:
    """10 cases of X then and 8 of groups now would be 2 of none, as within one release, in either order."""
    told = protect(forces(), [first])
    assert isinstance(told, Release)
    assert told.shown(first, ("x",)) in (10, 8)
    then = replace(told.published, name="then")
    release = protect(forces(("then", "now")), [second], earlier=[then])
    assert isinstance(release, Release)
    assert Mark.HIDDEN in [release.shown(second, (force,)) for force in ("x", "y")]
    attacker = attacker_of(release)
    assert attacker.small_differences() != []
    assert attacker.fixed_differences(attacker.small_differences()) == []


def test_what_a_filter_asks_for_is_compared_with_what_another_table_is_by() -> None:
    """10 cases of X by force, and 8 of the groups of X chosen by two conditions: 2 of none."""
    chosen = Table("groups of x", (), subset=Subset.of(group="yes", force="x"))
    release = protect(forces(), [BY_FORCE, chosen])
    assert isinstance(release, Release)
    assert Mark.HIDDEN in (release.shown(BY_FORCE, ("x",)), release.shown(chosen, ()))
    attacker = attacker_of(release)
    assert attacker.small_differences() != []
    assert attacker.fixed_differences(attacker.small_differences()) == []
    assert audit(release) == []
