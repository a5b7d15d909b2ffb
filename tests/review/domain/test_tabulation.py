"""Counting grades: one reason for each case left out, groups that add up, and what must change nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.tabulation import (
    EVERY_CASE,
    LEFT_OUT_REASONS,
    NOT_ANSWERED,
    NOT_ANSWERED_LABEL,
    Breakdown,
    By,
    Cell,
    NotReconciled,
    Table,
    Where,
    breakdown,
    parse_where,
    tabulate,
)
from tests.review.domain.cell_strategies import ANSWERS, FORCES, QUESTIONS, SCALE, several, single, wheres

GROUP_BASED = parse_where(["group-based=yes"])
ORDER = [("yes", "Yes"), ("no", "No"), ("partly", "Partly")]
FORCE_ORDER = [("a", "Force A"), ("b", "Force B"), ("c", "Force C")]
GRADE_OF_MODEL = {"good": 9, "requires-improvement": 14, "inadequate": 4}


def signed(answer: str, grade: str, count: int, force: str = "a") -> Cell:
    return Cell("signed", (("force", (force,)), ("group-based", (answer,))), ("value", grade), count)


MODEL = [signed("yes", grade, count) for grade, count in GRADE_OF_MODEL.items()] + [signed("no", "good", 25, "b")]


def reasons(**counts: int) -> dict[str, int]:
    return {reason: counts.get(reason.replace("-", "_"), 0) for reason in LEFT_OUT_REASONS}


def test_tabulate_gives_the_model_inspection() -> None:
    assert tabulate(MODEL, SCALE, GROUP_BASED) == Table(52, 27, GRADE_OF_MODEL, reasons(not_in_subset=25))


def test_tabulate_without_cells_gives_zeros_in_order() -> None:
    table = tabulate([], SCALE)
    assert table == Table(0, 0, dict.fromkeys(SCALE, 0), reasons())
    assert (tuple(table.counts), tuple(table.left_out)) == (SCALE, LEFT_OUT_REASONS)


@pytest.mark.parametrize(
    ("state", "answer", "outcome", "reason"),
    [
        ("withdrawn", (), ("none", ""), "withdrawn"),
        ("withdrawn", ("yes",), ("value", "good"), "withdrawn"),
        ("not-reviewed", (), ("none", ""), "not-reviewed"),
        ("unsigned", ("no",), ("none", ""), "unsigned"),
        ("unsigned", ("yes",), ("value", "good"), "unsigned"),
        ("signed", (), ("value", "good"), "question-not-answered"),
        ("signed", (), ("not-applicable", ""), "question-not-answered"),
        ("signed", ("yes",), ("none", ""), "question-not-answered"),
        ("signed", ("no",), ("none", ""), "question-not-answered"),
        ("signed", ("no",), ("value", "good"), "not-in-subset"),
        ("signed", ("no",), ("not-applicable", ""), "not-in-subset"),
        ("signed", ("yes",), ("not-applicable", ""), "not-applicable"),
        ("signed", ("yes",), ("value", "good"), None),
        ("signed", ("no", "yes"), ("value", "good"), None),
    ],
)
def test_tabulate_leaves_out_for_the_first_reason(
    state: str, answer: tuple[str, ...], outcome: tuple[str, str], reason: str | None
) -> None:
    table = tabulate([Cell(state, (("group-based", answer),), outcome, 3)], SCALE, GROUP_BASED)
    assert table.left_out_nonzero() == ({reason: 3} if reason else {})
    assert (table.selected, table.n) == (3, 0 if reason else 3)


def test_tabulate_takes_an_unanswered_question_before_a_failed_condition() -> None:
    cell = Cell("signed", (("group-based", ("no",)), ("knowable", ())), ("value", "good"))
    table = tabulate([cell], SCALE, parse_where(["group-based=yes", "knowable=yes"]))
    assert table.left_out_nonzero() == {"question-not-answered": 1}


def test_tabulate_refuses_a_grade_that_is_not_of_the_scale() -> None:
    with pytest.raises(ValueError, match='"outstanding" is not on the scale good, requires-improvement'):
        tabulate([signed("yes", "outstanding", 1)], SCALE)


@pytest.mark.parametrize(
    ("state", "outcome", "count"),
    [("open", ("none", ""), 1), ("signed", ("graded", "good"), 1), ("signed", ("none", ""), 0)],
)
def test_cell_refuses_what_it_does_not_know(state: str, outcome: tuple[str, str], count: int) -> None:
    with pytest.raises(ValueError, match="not"):
        Cell(state, (), outcome, count)


def test_table_refuses_figures_that_do_not_add_up() -> None:
    with pytest.raises(NotReconciled, match="52 selected is not 27 counted and 24 left out"):
        Table(52, 27, GRADE_OF_MODEL, {"not-in-subset": 24})
    with pytest.raises(NotReconciled, match="The answers add up to 27, not to n = 28"):
        Table(52, 28, GRADE_OF_MODEL, {"not-in-subset": 24})


def test_table_of_totals_leaves_nothing_out() -> None:
    assert Table.of_totals(GRADE_OF_MODEL) == Table(27, 27, GRADE_OF_MODEL, reasons())


@given(several, wheres)
def test_tabulate_accounts_for_every_case(cells: list[Cell], where: Where) -> None:
    table = tabulate(cells, SCALE, where)
    assert table.selected == sum(cell.count for cell in cells) == table.n + sum(table.left_out.values())
    assert table.n == sum(table.counts.values())


@given(several, wheres)
def test_where_only_moves_cases_out_of_the_counts(cells: list[Cell], where: Where) -> None:
    every, some = tabulate(cells, SCALE), tabulate(cells, SCALE, where)
    assert every.left_out["not-in-subset"] == 0
    for state in ("withdrawn", "not-reviewed", "unsigned"):
        assert some.left_out[state] == every.left_out[state]
    assert some.left_out["question-not-answered"] >= every.left_out["question-not-answered"]
    assert some.left_out["not-applicable"] <= every.left_out["not-applicable"]
    assert all(some.counts[grade] <= every.counts[grade] for grade in SCALE)


@given(several, st.sampled_from(QUESTIONS))
def test_where_that_allows_every_answer_leaves_out_only_the_unanswered(cells: list[Cell], question: str) -> None:
    where = parse_where([f"{question}={','.join(ANSWERS)}"])
    assert tabulate(cells, SCALE, where).left_out["not-in-subset"] == 0


@given(several, wheres, st.randoms())
def test_order_of_cells_changes_nothing(cells: list[Cell], where: Where, dice: random.Random) -> None:
    shuffled = dice.sample(cells, len(cells))
    assert tabulate(shuffled, SCALE, where) == tabulate(cells, SCALE, where)
    assert breakdown(shuffled, SCALE, where, [By("knowable", [])]) == breakdown(
        cells, SCALE, where, [By("knowable", [])]
    )


@given(several, wheres)
def test_splitting_a_cell_changes_nothing(cells: list[Cell], where: Where) -> None:
    split = [Cell(cell.state, cell.answers, cell.outcome) for cell in cells for _ in range(cell.count)]
    assert tabulate(split, SCALE, where) == tabulate(cells, SCALE, where)
    assert breakdown(split, SCALE, where, [By("knowable", ORDER)]) == breakdown(
        cells, SCALE, where, [By("knowable", ORDER)]
    )


def figures(found: Breakdown) -> list[tuple[str, str, int, int]]:
    return [(group.key, group.label, group.table.selected, group.table.n) for group in found.groups]


def test_breakdown_keeps_the_given_order_and_empty_groups() -> None:
    found = breakdown(MODEL, SCALE, GROUP_BASED, [By("force", FORCE_ORDER)])
    assert figures(found) == [("a", "Force A", 27, 27), ("b", "Force B", 25, 0), ("c", "Force C", 0, 0)]
    assert (found.by, found.overlapping) == ("force", False)


def test_breakdown_shows_the_unanswered_last_and_unknown_answers_by_code() -> None:
    cells = [Cell("not-reviewed", (), ("none", ""), 2), signed("later", "good", 1), *MODEL]
    found = breakdown(cells, SCALE, EVERY_CASE, [By("group-based", ORDER[:2])])
    assert figures(found) == [
        ("yes", "Yes", 27, 27),
        ("no", "No", 25, 25),
        ("later", "later", 1, 1),
        (NOT_ANSWERED, NOT_ANSWERED_LABEL, 2, 0),
    ]


def test_breakdown_sorts_the_answers_it_was_not_told_of() -> None:
    cells = [signed(answer, "good", 1) for answer in ("e", "b", "d", "a", "c")]
    found = breakdown(cells, SCALE, EVERY_CASE, [By("group-based", [("d", "Fourth")])])
    assert [group.key for group in found.groups] == ["d", "a", "b", "c", "e"]


def test_breakdown_says_when_groups_overlap() -> None:
    cell = Cell("signed", (("how", ("yes", "no")),), ("value", "good"), 2)
    found = breakdown([cell], SCALE, EVERY_CASE, [By("how", ORDER)])
    assert found.overlapping is True
    assert figures(found) == [("yes", "Yes", 2, 2), ("no", "No", 2, 2), ("partly", "Partly", 0, 0)]


def test_breakdown_refuses_an_answer_with_the_reserved_code() -> None:
    with pytest.raises(ValueError, match="cannot be an answer itself"):
        breakdown(MODEL, SCALE, EVERY_CASE, [By("force", [(NOT_ANSWERED, "Never")])])
    with pytest.raises(ValueError, match="cannot be an answer itself"):
        breakdown([signed(NOT_ANSWERED, "good", 1)], SCALE, EVERY_CASE, [By("group-based", [])])


def assert_adds_up(tables: list[Table], whole: Table) -> None:
    assert sum(table.selected for table in tables) == whole.selected
    assert {grade: sum(table.counts[grade] for table in tables) for grade in SCALE} == whole.counts
    assert {reason: sum(t.left_out[reason] for t in tables) for reason in LEFT_OUT_REASONS} == whole.left_out


def order_of(name: str) -> list[tuple[str, str]]:
    return FORCE_ORDER if name == "force" else ORDER


@given(single, wheres, st.permutations(["force", *QUESTIONS]))
def test_breakdown_of_single_answers_adds_up_at_both_depths(cells: list[Cell], where: Where, names: list[str]) -> None:
    found = breakdown(cells, SCALE, where, [By(name, order_of(name)) for name in names[:2]])
    assert found.overlapping is False
    assert_adds_up([group.table for group in found.groups], tabulate(cells, SCALE, where))
    for group in found.groups:
        assert group.inner is not None
        assert_adds_up([one.table for one in group.inner.groups], group.table)


@given(single, wheres)
def test_breakdown_by_two_names_either_way_round_has_the_same_cells(cells: list[Cell], where: Where) -> None:
    one = breakdown(cells, SCALE, where, [By("force", FORCE_ORDER), By("knowable", ORDER)])
    other = breakdown(cells, SCALE, where, [By("knowable", ORDER), By("force", FORCE_ORDER)])
    found, turned = pairs(one), {(b, a): table for (a, b), table in pairs(other).items()}
    assert {key: table for key, table in found.items() if table.selected} == {
        key: table for key, table in turned.items() if table.selected
    }


def pairs(found: Breakdown) -> dict[tuple[str, str], Table]:
    return {(group.key, one.key): one.table for group in found.groups if group.inner for one in group.inner.groups}


def graded(criterion: str, grade: str, force: str) -> Cell:
    return Cell("signed", (("force", (force,)), ("criterion", (criterion,))), ("value", grade))


def test_breakdown_by_a_name_that_repeats_counts_each_group_on_its_own_scale() -> None:
    cases = [signed("yes", "good", 1, "a"), signed("yes", "inadequate", 1, "b")]
    answers = [
        graded("first", "good", "a"),
        graded("first", "good", "b"),
        graded("second", "met", "a"),
        graded("second", "unmet", "b"),
    ]
    criteria = By("criterion", [("first", "One"), ("second", "Two")], repeats=True, scales={"second": ("met", "unmet")})
    found = breakdown(cases, SCALE, EVERY_CASE, [criteria, By("force", FORCE_ORDER[:2])], answers)
    assert (found.overlapping, [dict(group.table.counts) for group in found.groups]) == (
        True,
        [{"good": 2, "requires-improvement": 0, "inadequate": 0}, {"met": 1, "unmet": 1}],
    )
    turned = breakdown(cases, SCALE, EVERY_CASE, [By("force", FORCE_ORDER[:2]), criteria], answers)
    assert [(group.table.n, group.table.counts["good"]) for group in turned.groups] == [(1, 1), (1, 0)]
    assert {key: dict(table.counts) for key, table in pairs(turned).items() if key[1] == "second"} == {
        ("a", "second"): {"met": 1, "unmet": 0},
        ("b", "second"): {"met": 0, "unmet": 1},
    }


def test_breakdown_refuses_no_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        breakdown(MODEL, SCALE, EVERY_CASE, [])


@given(several, wheres)
def test_breakdown_by_several_answers_equals_the_cases_that_gave_each(cells: list[Cell], where: Where) -> None:
    found = breakdown(cells, SCALE, where, [By("trained", ORDER)])
    for group in found.groups:
        members = [cell for cell in cells if group.key in (dict(cell.answers)["trained"] or (NOT_ANSWERED,))]
        assert group.table == tabulate(members, SCALE, where)


@given(several, wheres)
def test_breakdown_by_force_never_overlaps(cells: list[Cell], where: Where) -> None:
    found = breakdown(cells, SCALE, where, [By("force", FORCE_ORDER)])
    assert (found.overlapping, tuple(group.key for group in found.groups)) == (False, FORCES)


def roles(*codes: str, count: int = 1, force: str = "a") -> Cell:
    return Cell("signed", (("force", (force,)), ("roles", codes)), ("value", *codes), count)


ROLES = ("leader", "recruiter", "other")
WITH_ROLES = [
    roles("leader", "other", count=3),
    roles("leader", count=2),
    roles("other", "recruiter", "leader", force="b"),
    Cell("signed", (("force", ("b",)), ("roles", ())), ("none", ""), 2),
    Cell("signed", (("force", ("b",)), ("roles", ())), ("not-applicable", ""), 4),
    Cell("not-reviewed", (("force", ("a",)),), ("none", ""), 5),
]


def test_several_answers_count_a_case_once_in_n_and_once_for_each() -> None:
    table = tabulate(WITH_ROLES, ROLES, several=True)
    assert (table.selected, table.n, table.given) == (17, 6, 11)
    assert table.counts == {"leader": 6, "recruiter": 1, "other": 4}
    assert table.left_out_nonzero() == {"not-reviewed": 5, "question-not-answered": 2, "not-applicable": 4}


def test_an_answer_given_twice_by_a_case_is_one() -> None:
    assert tabulate([roles("leader", "leader")], ROLES, several=True).counts["leader"] == 1


def test_several_answers_where_one_is_expected_do_not_reconcile() -> None:
    with pytest.raises(NotReconciled, match="add up to 11, not to n = 6"):
        tabulate(WITH_ROLES, ROLES)


@pytest.mark.parametrize("counts", [{"leader": 2, "other": 0}, {"leader": 4, "other": 3}])
def test_a_table_of_several_answers_knows_what_cannot_be(counts: dict[str, int]) -> None:
    with pytest.raises(NotReconciled):
        Table(3, 3, counts, reasons(), several=True)


def test_several_answers_by_a_name_with_one_answer_add_up_over_its_groups() -> None:
    found = breakdown(WITH_ROLES, ROLES, EVERY_CASE, [By("force", FORCE_ORDER[:2])], several=True)
    assert (found.overlapping, [(one.table.n, dict(one.table.counts)) for one in found.groups]) == (
        False,
        [(5, {"leader": 5, "recruiter": 0, "other": 3}), (1, {"leader": 1, "recruiter": 1, "other": 1})],
    )


def test_several_answers_by_themselves_show_which_go_together() -> None:
    order = [(code, code) for code in ROLES]
    found = breakdown(WITH_ROLES, ROLES, EVERY_CASE, [By("roles", order)], several=True)
    assert found.overlapping is True
    assert {one.key: (one.table.n, one.table.counts.get("other")) for one in found.groups} == {
        "leader": (6, 4),
        "recruiter": (1, 1),
        "other": (4, 4),
        NOT_ANSWERED: (0, 0),
    }


def test_a_name_that_repeats_counts_one_grade_of_each_case_beside_several_answers() -> None:
    criteria = By("criterion", [("first", "One")], repeats=True, scales={"first": SCALE})
    graded_cells = [graded("first", "good", "a"), graded("first", "inadequate", "b")]
    for by in ([criteria], [By("force", FORCE_ORDER[:2]), criteria], [criteria, By("force", FORCE_ORDER[:2])]):
        found = breakdown(WITH_ROLES, ROLES, EVERY_CASE, by, graded_cells, several=True)
        named = [group for group in found.groups if found.by == "criterion"]
        inner = [one for group in found.groups if group.inner for one in group.inner.groups]
        assert {one.table.several for one in (*named, *inner)} == {False}


@given(several, wheres)
def test_several_answers_are_each_the_cases_that_have_it(cells: list[Cell], where: Where) -> None:
    """Counted together they are what each comes to by itself as yes or no, of the same cases."""
    answered = [
        Cell(cell.state, cell.answers, ("value", *codes) if (codes := dict(cell.answers)["trained"]) else ("none", ""))
        for cell in cells
    ]
    table = tabulate(answered, ANSWERS, where, several=True)
    for code in ANSWERS:
        alone = [
            Cell(cell.state, cell.answers, ("value", "yes" if code in cell.values else "no") if cell.values else ABSENT)
            for cell in answered
        ]
        one = tabulate(alone, ("yes", "no"), where)
        assert (one.n, one.left_out, one.counts["yes"]) == (table.n, table.left_out, table.counts[code])


ABSENT = ("none", "")


def test_only_what_can_stand_within_a_group_is_shown_there_and_no_case_is_lost() -> None:
    within = By("force", FORCE_ORDER, within={"yes": ("a", "c"), "no": ("a",)})
    found = breakdown(MODEL, SCALE, EVERY_CASE, [By("group-based", ORDER), within])
    shown = {
        group.key: [(one.key, one.table.selected) for one in group.inner.groups]
        for group in found.groups
        if group.inner
    }
    assert shown == {
        "yes": [("a", 27), ("c", 0)],
        "no": [("a", 0), ("b", 25)],
        "partly": [("a", 0), ("b", 0), ("c", 0)],
    }
