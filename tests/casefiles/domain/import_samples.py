"""What the tests of reading tables share: the code lists, a day, and tables of valid lines to spoil."""

from datetime import date
from typing import Any

from casefiles.domain.import_checks import Checked, Layout, read_table

TODAY = date(2024, 1, 31)
KNOWN = {
    "force": ["kent", "essex", "north-wales"],
    "outcome_type": [str(number) for number in range(23)],
    "self-defined-18+1": ["W1", "W2", "A2", "NS"],
    "officer-defined-6+1": ["IC1", "IC9"],
}

CASES = "reference,force,case_area,offence,reported_on,closed_on,outcome_type,team_type,force_flag,taskforce_support"
CASE = "CSE-1,kent,child-sexual-exploitation,Sexual offence,2023-01-09,14/05/2023,1,specialist,no,yes"
PERSONS = "case_reference,force,person_reference,role"
PERSON = "CSE-1,kent,S1,suspect"
RECORDS = "case_reference,force,person_reference,scheme,code,absence,stage,source,recorded_on"
RECORD = "CSE-1,kent,S1,self-defined-18+1,W1,,custody,custody-record,2023-01-10"


def read(layout: Layout[Any], *lines: str, end: str = "\n", most_rows: int = 100) -> Checked[Any]:
    """Read a table of the given lines."""
    return read_table((end.join(lines) + end).encode(), layout, KNOWN, most_rows=most_rows, today=TODAY)


def said(checked: Checked[Any]) -> list[str]:
    """Give the problems as the user sees them; there must be no rows beside problems."""
    assert not (checked.rows and checked.problems)
    return [str(problem) for problem in checked.problems]
