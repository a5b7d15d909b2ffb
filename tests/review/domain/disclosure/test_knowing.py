"""What every reader knows besides the tables: what decides what, which cases two releases share, what is no secret."""

from dataclasses import replace

import pytest

from review.domain.disclosure import (
    OVERALL,
    Mark,
    Place,
    Population,
    Refusal,
    Release,
    Row,
    Rule,
    Subset,
    Table,
    Tie,
    as_data,
    audit,
    of_data,
    protect,
)
from tests.review.domain.disclosure.releasing import attacker_of, of

GRADES = ("good", "poor")
MONTHS = {"2024-01": "2024-Q1", "2024-02": "2024-Q1", "2024-04": "2024-Q2"}
DATES = {"grade": GRADES, "month": tuple(MONTHS), "quarter": ("2024-Q1", "2024-Q2")}
IN_A_QUARTER = Tie(("month", "quarter"), frozenset(MONTHS.items()))
FORCES = {"force": ("a", "b", "c"), "grade": GRADES}
WHOLE, BY_FORCE = Table("whole", ("grade",), OVERALL), Table("by force", ("force", "grade"))


def dated(*counts: int) -> Population:
    """Return the cases of three months, all good."""
    rows = [
        Row({"grade": "good", "month": month, "quarter": quarter}, count)
        for (month, quarter), count in zip(MONTHS.items(), counts, strict=True)
    ]
    return Population(DATES, rows, ties=(IN_A_QUARTER,))


def forces(*counts: tuple[int, int], releases: tuple[str, ...] = ("now",)) -> Population:
    """Return the cases of forces by grade, all of them in every release."""
    rows = [
        Row({"force": force, "grade": grade}, count)
        for force, row in zip(FORCES["force"], counts, strict=True)
        for grade, count in zip(GRADES, row, strict=True)
        if count
    ]
    return Population(FORCES, rows, releases)


def made(result: Release | Refusal) -> Release:
    """Return a release that was made, with its proofs in order."""
    assert isinstance(result, Release)
    assert audit(result) == []
    return result


def test_a_month_and_its_quarter_are_one_thing() -> None:
    population = dated(9, 2, 8)
    quarter, months = of(quarter="2024-Q1"), Subset.of(month=("2024-01", "2024-02"))
    [cell] = Table("t", (), subset=months).cells(DATES).values()
    assert population.meaning(cell) == population.meaning(quarter)
    assert population.contains(quarter, of(month="2024-02"))
    assert not population.contains(quarter, of(month="2024-04"))
    assert population.impossible(of(month="2024-04", quarter="2024-Q1"))


def test_a_small_month_is_not_given_away_by_its_quarter() -> None:
    """Of 11 in the quarter 9 are in January: February's 2 would be a subtraction."""
    release = made(protect(dated(9, 2, 8), [Table("months", ("month",)), Table("quarters", ("quarter",))]))
    assert attacker_of(release).attack(attacker_of(release).hidden()).derived == {}
    assert release.published.figures.get(of(month="2024-01"), Mark.HIDDEN) is Mark.HIDDEN


def test_two_filters_that_differ_by_a_small_month_do_not_both_stand() -> None:
    quarter = Table("quarter", ("grade",), subset=Subset.of(quarter="2024-Q1"))
    january = Table("january", ("grade",), subset=Subset.of(month="2024-01"))
    cells = [cell for table in (quarter, january) for cell in table.cells(DATES).values()]
    far, near = (made(protect(dated(9, second, 8), [quarter, january])).published.figures for second in (8, 2))
    assert Mark.HIDDEN not in [far[cell] for cell in cells]
    assert all(
        Mark.HIDDEN in (near[a], near[b]) for a, b in zip(cells[:1] + cells[2:3], cells[3:4] + cells[5:6], strict=True)
    )


def test_what_no_case_can_be_is_no_place_to_hide() -> None:
    """Where zeros are kept back, a force of its own for cases without one would hide what it cannot hold."""
    never = Tie(("force",), frozenset({("a",), ("b",)}))
    rows = [Row({"force": force, "grade": "good"}, count) for force, count in (("a", 6), ("b", 2))]
    population = Population(FORCES, rows, ties=(never,))
    release = made(protect(population, [BY_FORCE], Rule(zeros_shown=False)))
    figures = release.published.figures
    assert [figures[of(force=force)] for force in ("a", "b", "c")] == [Mark.HIDDEN, Mark.HIDDEN, 0]
    assert figures[of()] == 8


def test_an_earlier_release_of_the_same_cases_is_not_forgotten() -> None:
    """Poor is 4 in all and 0 in two forces: by force it could be worked out, so its inside is withheld."""
    counts = ((9, 0), (6, 4), (7, 0))
    first = made(protect(forces(*counts, releases=("first",)), [WHOLE]))
    later = forces(*counts, releases=("first", "now"))
    second = made(protect(later, [BY_FORCE], earlier=[first.published]))
    assert [table.name for table in second.withheld] == ["by force"]


def test_what_was_told_of_the_same_cases_is_no_secret_any_more() -> None:
    counts = ((9, 2), (6, 6), (7, 3))
    first = made(protect(forces(*counts, releases=("first",)), [BY_FORCE], Rule(threshold=2)))
    later = forces(*counts, releases=("first", "now"))
    second = made(protect(later, [BY_FORCE], Rule(threshold=5), [first.published]))
    assert second.published.figures == first.published.figures
    assert of(force="c", grade="poor") in second.published.known


def test_what_may_be_told_at_any_time_hides_nothing_and_is_not_hidden() -> None:
    counts = ((9, 2), (6, 2), (7, 0))
    population = forces(*counts)
    assert made(protect(population, [BY_FORCE])).published.figures[of(grade="poor")] is Mark.HIDDEN
    release = made(protect(population, [BY_FORCE], open_tables=[WHOLE]))
    assert release.published.figures[of(grade="poor")] == 4
    assert of_data(as_data(release.published)) == release.published


@pytest.mark.parametrize("ties", [(IN_A_QUARTER, IN_A_QUARTER), (Tie(("week",), frozenset()),)])
def test_a_name_has_one_tie_and_is_known(ties: tuple[Tie, ...]) -> None:
    with pytest.raises(ValueError, match="A tie is of dimensions that there are"):
        Population(DATES, [], ties=ties)


def test_a_case_that_its_ties_rule_out_is_refused() -> None:
    row = Row({"grade": "good", "month": "2024-04", "quarter": "2024-Q1"})
    with pytest.raises(ValueError, match="A case cannot be"):
        Population(DATES, [row], ties=(IN_A_QUARTER,))


SUSPECTS = {"force": ("a", "b"), "grade": GRADES, "ethnicity": ("e", "f")}


def suspects() -> Population:
    """Return 2 suspects of E in good cases, all of force A, and 5 in poor ones, all of B; and 5 of F in good ones."""
    counts = {("a", "good", "e"): 2, ("b", "poor", "e"): 5, ("a", "good", "f"): 5, ("b", "poor", "f"): 8}
    rows = [Row(dict(zip(SUSPECTS, kind, strict=True)), count) for kind, count in counts.items()]
    return Population(SUSPECTS, rows)


def test_where_no_case_is_no_suspect_can_be() -> None:
    """All poor cases are of B, as the cases' own table says: so E in B, told to be 5, are the poor ones."""
    tables = [Table("by force", ("force", "ethnicity")), Table("by grade", ("grade", "ethnicity"))]
    empty = [Place("now", of(force=force, grade=grade)) for force, grade in (("a", "poor"), ("b", "good"))]
    release = made(protect(suspects(), tables, empty=empty))
    told = {release.shown(tables[0], ("b", "e")), release.shown(tables[1], ("poor", "e"))}
    assert len(told) == 1
    assert release.shown(tables[0], ("a", "e")) is release.shown(tables[1], ("good", "e")) is Mark.HIDDEN


def test_zero_that_is_known_otherwise_is_no_secret_though_zeros_are_kept_back() -> None:
    population = Population(SUSPECTS, [row for row in suspects().rows if row.values["grade"] == "good"])
    table = Table("by grade", ("grade",))
    release = made(protect(population, [table], Rule(zeros_shown=False), empty=[Place("now", of(grade="poor"))]))
    assert release.shown(table, ("poor",)) == 0


def test_place_that_is_not_empty_is_not_taken_for_it() -> None:
    wrong = replace(made(protect(suspects(), [WHOLE])), empty=(Place("now", of(grade="poor")),))
    assert "grade: poor (now) is taken for empty, where 13 were counted." in audit(wrong)
