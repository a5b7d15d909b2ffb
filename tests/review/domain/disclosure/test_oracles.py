"""Disclosure control against worked cases: small tables with the fewest cells to hide found by trying all patterns."""

import json
from pathlib import Path
from typing import Any

import pytest

from review.domain.disclosure.auditing import audit
from review.domain.disclosure.protecting import protect
from review.domain.disclosure.releases import Reason, Refusal, Release
from review.domain.disclosure.tables import Table
from tests.review.domain.disclosure.releasing import attacker_of, of, table_rows

ORACLES = Path(__file__).parents[3] / "oracles" / "intervals.json"
CASES = json.loads(ORACLES.read_text())["cases"]
TABLES = [case for case in CASES if case["statistic"] == "disclosure_table"]


def protected(counts: list[list[int]]) -> Release:
    result = protect(table_rows(counts), [Table("force by grade", ("force", "grade"))])
    assert not isinstance(result, Refusal)
    return result


def test_the_oracles_hold_every_table() -> None:
    assert len(TABLES) == 5


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["id"])
def test_every_primary_cell_of_an_oracle_is_hidden(case: dict[str, Any]) -> None:
    counts = case["inputs"]["counts_rows_groups_cols_grades"]
    primary = {cell for cell, why in protected(counts).reasons.items() if why is Reason.PRIMARY}
    # In a table of one row the row's cells and the totals over rows are the same cases, and one cell.
    expected = [
        of(grade=f"g{j}") if len(counts) == 1 else of(force=f"f{i}", grade=f"g{j}")
        for i, j in case["expected"]["primary_cells"]
    ]
    assert primary == set(expected)


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["id"])
def test_no_hidden_cell_of_an_oracle_is_derived(case: dict[str, Any]) -> None:
    release = protected(case["inputs"]["counts_rows_groups_cols_grades"])
    attacker = attacker_of(release)
    assert audit(release) == []
    assert attacker.attack(attacker.hidden()).derived == {}


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["id"])
def test_as_few_cells_of_an_oracle_are_hidden_as_can_be(case: dict[str, Any]) -> None:
    release = protected(case["inputs"]["counts_rows_groups_cols_grades"])
    expected = case["expected"]
    assert len(release.reasons) == len(expected["primary_cells"]) + expected["min_secondary_cells_no_exact_disclosure"]
