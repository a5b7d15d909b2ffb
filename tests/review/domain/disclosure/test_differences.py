"""Two tables of which one holds a few cases more: what their difference would tell."""

import json
from pathlib import Path

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
