"""Releases protected: what is hidden, what is not, and what is refused."""

from dataclasses import replace

import pytest

from review.domain.disclosure import (
    OVERALL,
    Cell,
    Mark,
    Place,
    Population,
    Reason,
    Refusal,
    Release,
    Row,
    Rule,
    Subset,
    Table,
    protect,
)
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import attacker_of, of, released, table_rows

BY_FORCE = Table("force by grade", ("force", "grade"))
COUNTS = [[12, 20, 9], [8, 15, 3], [10, 25, 7]]


def protected(population: Population, tables: list[Table], rule: Rule | None = None) -> Release:
    result = protect(population, tables, rule or Rule())
    assert isinstance(result, Release)
    return result


def test_with_the_small_counts_hidden_alone_the_attacker_derives_them() -> None:
    release = protected(table_rows(COUNTS), [BY_FORCE])
    figures = {
        cell: figure if release.reasons.get(cell) is Reason.PRIMARY else release.population.count("now", cell)
        for cell, figure in release.published.figures.items()
    }
    attacker = Attacker(release.population, [replace(release.published, figures=figures)])
    assert list(attacker.attack(attacker.hidden()).derived.values()) == [3]


def test_what_is_hidden_besides_keeps_them() -> None:
    release = protected(table_rows(COUNTS), [BY_FORCE])
    assert release.reasons[of(force="f1", grade="g2")] is Reason.PRIMARY
    attacker = attacker_of(release)
    assert attacker.attack(attacker.hidden()).derived == {}


def test_a_table_without_small_counts_is_told_whole() -> None:
    release = protected(table_rows([[12, 20, 9], [8, 15, 6]]), [BY_FORCE])
    assert (release.reasons, release.witnesses, release.withheld) == ({}, (), ())


def test_zeros_are_told_or_hidden_as_the_rule_says() -> None:
    population = table_rows([[0, 20, 9], [8, 15, 6]])
    shown = protected(population, [BY_FORCE])
    hidden = protected(population, [BY_FORCE], Rule(zeros_shown=False))
    assert shown.shown(BY_FORCE, ("f0", "g0")) == 0
    assert hidden.shown(BY_FORCE, ("f0", "g0")) is Mark.HIDDEN
    assert hidden.reason(BY_FORCE, ("f0", "g0")) is Reason.PRIMARY


def test_a_zero_within_one_that_is_told_openly_is_told() -> None:
    tables = [Table("overall", ("grade",), OVERALL), BY_FORCE]
    population = Population(
        {"force": ("f0", "f1"), "grade": ("g0", "g1", "g2")},
        [Row({"force": force, "grade": grade}, 20) for force in ("f0", "f1") for grade in ("g0", "g1")],
    )
    release = protected(population, tables, Rule(zeros_shown=False))
    assert (release.shown(tables[0], ("g2",)), release.shown(BY_FORCE, ("f1", "g2"))) == (0, 0)


def test_linked_tables_are_protected_together() -> None:
    rows = [
        Row({"force": force, "team": team, "grade": grade}, count)
        for force, team, grade, count in [
            ("a", "specialist", "good", 9),
            ("a", "other", "good", 7),
            ("a", "specialist", "poor", 3),
            ("a", "other", "poor", 8),
            ("b", "specialist", "good", 11),
            ("b", "other", "good", 6),
            ("b", "specialist", "poor", 10),
            ("b", "other", "poor", 12),
        ]
    ]
    dimensions = {"force": ("a", "b"), "team": ("specialist", "other"), "grade": ("good", "poor")}
    tables = [Table("3-way", ("force", "team", "grade")), Table("by force", ("force", "grade"))]
    release = protected(Population(dimensions, rows), tables)
    assert release.shown(tables[0], ("a", "specialist", "poor")) is Mark.HIDDEN
    attacker = attacker_of(release)
    assert attacker.attack(attacker.hidden()).derived == {}


def test_a_lone_small_count_below_an_open_margin_loses_the_inside_of_its_table() -> None:
    tables = [Table("overall", ("grade",), OVERALL), BY_FORCE]
    release = protected(table_rows([[12, 20, 0], [8, 15, 3]]), tables)
    assert release.withheld == (BY_FORCE,)
    assert [release.shown(BY_FORCE, key) for key in (("f1", "g2"), ("f0", "g2"), ("f1", None), (None, "g2"))] == [
        Mark.HIDDEN,
        Mark.HIDDEN,
        26,
        3,
    ]
    assert [release.reason(BY_FORCE, ("f1", grade)) for grade in ("g1", "g2")] == [Reason.SECONDARY, Reason.PRIMARY]
    attacker = attacker_of(release)
    assert len(attacker.hidden()) == 1
    assert attacker.attack(attacker.hidden()).derived == {}


def test_what_an_earlier_release_told_is_not_told_against_its_hidden_counts() -> None:
    made = released(asked(18))
    first, _, now = made.releases
    attacker = attacker_of(now)
    old = [spot for spot in attacker.hidden() if spot[0] == "first"]
    assert len(old) == len(first.reasons) > 0
    assert attacker.attack(old).derived == {}


def test_the_same_wish_gives_the_same_release() -> None:
    assert released(asked(34)).releases == released(asked(34)).releases


def test_without_effort_a_release_is_refused_and_says_so() -> None:
    result = protect(table_rows(COUNTS), [BY_FORCE], effort=0)
    assert isinstance(result, Refusal)
    assert "within the effort allowed" in result.sentence


def test_a_refusal_says_what_and_what_to_do() -> None:
    tables = [Table("all", ("grade",), OVERALL), Table("f0", ("grade",), OVERALL, Subset.of(force="f0"))]
    result = protect(table_rows([[9, 14, 12], [0, 1, 0]]), tables)
    assert result == Refusal(
        "This cannot be released: no way was found to keep the count of all cases (now) without force: f0 (now) from "
        "being worked out. Leave out a table or a filter that differs from another by few cases, round the counts, or "
        "wait until more cases are signed off.",
        (Place("now", Cell()), Place("now", of(force="f0"))),
    )


def test_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="a name of its own"):
        protect(table_rows(COUNTS), [BY_FORCE, BY_FORCE])


def test_earlier_releases_that_the_cases_do_not_name_are_refused() -> None:
    release = protected(table_rows(COUNTS), [BY_FORCE])
    with pytest.raises(ValueError, match="in their order"):
        protect(table_rows(COUNTS), [BY_FORCE], Rule(), [release.published])


def test_cases_that_do_not_give_what_was_published_are_refused() -> None:
    first = protected(replace(table_rows(COUNTS), releases=("first",)), [BY_FORCE])
    other = replace(table_rows([[12, 20, 10], [8, 15, 3], [10, 25, 7]]), releases=("first", "now"))
    with pytest.raises(ValueError, match="do not give what was published of force: f0"):
        protect(other, [BY_FORCE], Rule(), [first.published])


def test_a_table_that_was_not_asked_for_has_nothing_to_show() -> None:
    release = protected(table_rows(COUNTS), [BY_FORCE])
    with pytest.raises(KeyError):
        release.shown(Table("other", ("force",)), ("f0",))
    with pytest.raises(KeyError):
        release.shown(BY_FORCE, ("f9", "g0"))


def test_small_counts_are_not_known_once_somebody_guesses_which_are_small() -> None:
    """Three hidden counts of 12 together would all be 4, so that another is hidden beside them."""
    forces = table_rows([[5], [5], [5], [4], [4], [4]])
    made = protect(forces, [Table("forces", ("force",))])
    assert isinstance(made, Release)
    small = {of(force=f"f{n}") for n in (3, 4, 5)}
    assert {cell for cell, reason in made.reasons.items() if reason is Reason.PRIMARY} == small
    assert len(made.reasons) == 4
    found = attacker_of(made).attack(attacker_of(made).hidden())
    assert found.derived == {}
    assert all(low < high for low, high in found.open.values())


def test_counts_that_are_all_as_large_as_small_ones_can_be_are_withheld_under_an_open_total() -> None:
    """Under 12 that everybody knows three hidden small counts are 4 each, and no other can be hidden beside them."""
    forces = Table("forces", ("force",))
    made = protect(table_rows([[4], [4], [4]]), [forces, Table("all", (), OVERALL)])
    assert isinstance(made, Release)
    assert (made.withheld, made.published.figures) == ((forces,), {Cell(): 12})
    made = protect(table_rows([[4], [4], [3]]), [forces, Table("all", (), OVERALL)])
    assert isinstance(made, Release)
    assert made.withheld == ()
