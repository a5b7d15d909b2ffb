"""The second look: every way in which a release or its proof can be wrong is found."""

from dataclasses import replace

import pytest

from review.domain.disclosure import Mark, Refusal, Release, Rule, Table, Witness, audit, protect
from review.domain.disclosure.releases import Change
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import of, released, table_rows

BY_FORCE = Table("force by grade", ("force", "grade"))
SMALL = of(force="f1", grade="g2")


def release() -> Release:
    result = protect(table_rows([[12, 20, 9], [8, 15, 3], [10, 25, 7]]), [BY_FORCE])
    assert not isinstance(result, Refusal)
    return result


def with_figure(made: Release, figure: int | Mark, **named: str) -> Release:
    figures = {**made.published.figures, of(**named): figure}
    return replace(made, published=replace(made.published, figures=figures))


def with_change(made: Release, more: int, force: str, grade: str) -> Release:
    change = Change((("force", force), ("grade", grade)), frozenset({"now"}), more)
    return replace(made, witnesses=(Witness((*made.witnesses[0].changes, change)), *made.witnesses[1:]))


@pytest.mark.parametrize("seed", range(40, 57))
def test_a_release_by_chance_passes_the_audit(seed: int) -> None:
    assert [audit(made) for made in released(asked(seed)).releases if audit(made)] == []


def test_without_witnesses_nothing_is_proven() -> None:
    made = replace(release(), witnesses=())
    assert len(audit(made)) == len(made.reasons) == 4
    assert "Nothing shows that force: f1, grade: g2 (now) cannot be worked out." in audit(made)


def test_a_small_count_that_is_told_is_found() -> None:
    assert "The small count of force: f1, grade: g2 is told." in audit(
        with_figure(release(), 3, force="f1", grade="g2")
    )


def test_a_figure_that_is_not_so_is_found() -> None:
    assert "now tells 13 of force: f0, grade: g0, where 12 were counted." in audit(
        with_figure(release(), 13, force="f0", grade="g0")
    )


def test_a_witness_that_changes_what_is_told_is_found() -> None:
    made = release()
    figure = made.population.count("now", of(force="f1", grade="g0"))
    assert any("and it would be" in line for line in audit(with_figure(made, figure, force="f1", grade="g0")))


def test_a_witness_with_fewer_than_no_cases_is_found() -> None:
    lines = audit(with_change(release(), -21, "f0", "g1"))
    assert "Witness 1: fewer than no cases are {'force': 'f0', 'grade': 'g1'}." in lines


def test_a_witness_with_a_case_that_cannot_be_is_found() -> None:
    lines = audit(with_change(release(), 1, "f9", "g1"))
    assert "Witness 1: no case can be {'force': 'f9', 'grade': 'g1'}." in lines


def moved(release: Release, less: str, more: str) -> Release:
    """Give a release whose one witness has a case of one grade as one of another."""
    changes = [Change((("force", "f0"), ("grade", g)), frozenset({"now"}), n) for g, n in ((less, -1), (more, 1))]
    return replace(release, witnesses=(Witness(tuple(changes)),))


def test_a_witness_that_leaves_no_small_count_is_found() -> None:
    """Where 1 alone is small."""
    made = protect(table_rows([[9, 14, 1]]), [Table("grades", ("grade",))], Rule(threshold=2))
    assert isinstance(made, Release)
    assert set(made.reasons) == {of(grade="g0"), of(grade="g2")}
    assert audit(moved(made, "g0", "g2")) == ["Witness 1: no small count is left in grades."]


def test_a_witness_in_which_a_small_count_is_not_small_is_found() -> None:
    """Of 9, 14 and 4 somebody may guess that 4 is the small one."""
    made = protect(table_rows([[9, 14, 4]]), [Table("grades", ("grade",))])
    assert isinstance(made, Release)
    assert audit(moved(made, "g2", "g0")) == []
    assert "Witness 1: now tells Mark.HIDDEN of grade: g2, and it would be 5." in audit(moved(made, "g0", "g2"))


def test_a_zero_that_is_hidden_against_the_rule_is_found() -> None:
    result = protect(table_rows([[12, 20, 0], [8, 15, 3], [10, 25, 7]]), [BY_FORCE])
    assert isinstance(result, Release)
    lines = audit(with_figure(result, Mark.HIDDEN, force="f0", grade="g2"))
    assert "The zero of force: f0, grade: g2 is hidden, against the rule." in lines
