"""Made-up cases as a small table of text: a row of names, then a row a case, as it comes out of a spreadsheet."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from review.frameworks.problems.problem import did_you_mean, shown
from review.frameworks.rules.facts import FACT_LABELS
from review.frameworks.wording.names import Names

Case = dict[str, Any]
TIMES = "times"
FACT, FILL = "fact:", "fill:"
NOT_APPLICABLE = re.compile(r"n/?a(?::\s*(.*))?", re.IGNORECASE | re.DOTALL)
MOST = 100
MOST_TOLD = 20
REASON = "It did not arise in this case."
"""The reason that a made-up answer of not applicable has."""


def read_cases(text: str, names: Names) -> tuple[list[Case], list[str]]:
    """Return the cases of a table, and sentences about what cannot be read in it.

    The first row names the columns: `times`, codes of questions, `fact:CODE`, `fill:SCALE`. Cells stand apart by tabs
    or semicolons; an empty one is no answer, `n/a` not applicable, and several choices are joined by a plus.
    """
    rows = [_cells(line) for line in text.splitlines() if line.strip(" ;\t")]
    if not rows:
        return [], []
    heads, *lines = rows
    problems = [
        f"There is no question “{shown(head)}” for the column.{did_you_mean(head, names.asked)}"
        for head in heads
        if head and not _known(head, names)
    ]
    twice = [head for head, number in Counter(filter(None, heads)).items() if number > 1]
    problems.extend(f"The column “{shown(head)}” stands here twice. Keep one of them." for head in twice)
    if not lines:
        problems.append("The first row names the columns. Write a row for each case under it.")
    if len(lines) > MOST:
        problems.append(f"There are {len(lines)} rows, and {MOST} is the most. Use the column “times” for cases alike.")
    cases = []
    for number, cells in enumerate(lines[:MOST], 2):
        case, wrong = _case(heads, cells, names)
        cases.append(case)
        problems.extend(f"Row {number}: {sentence}" for sentence in wrong)
    more = [f"And {len(problems) - MOST_TOLD} more."] if len(problems) > MOST_TOLD else []
    return cases, problems[:MOST_TOLD] + more


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]


def _known(head: str, names: Names) -> bool:
    if head.startswith(FACT):
        return head.removeprefix(FACT) in FACT_LABELS
    if head.startswith(FILL):
        return head.removeprefix(FILL) in names.by_scale
    return head == TIMES or head in names.asked


def _case(heads: Sequence[str], cells: Sequence[str], names: Names) -> tuple[Case, list[str]]:
    case: Case = {TIMES: 1, "answers": {}, "fill": {}, "facts": {}}
    wrong = []
    if len(cells) > len(heads):
        wrong.append(f"it has {len(cells)} cells, and there are {len(heads)} columns.")
    for head, cell in zip(heads, cells, strict=False):
        if not cell or not _known(head, names):
            continue
        if head == TIMES:
            if not re.fullmatch(r"\d{1,4}", cell, re.ASCII) or not 1 <= int(cell) <= 1000:
                wrong.append("in “times” stands how many cases are like this, from 1 to 1,000.")
            else:
                case[TIMES] = int(cell)
        elif head.startswith(FACT):
            case["facts"][head.removeprefix(FACT)] = cell
        elif head.startswith(FILL):
            case["fill"][head.removeprefix(FILL)] = cell
        else:
            case["answers"][head] = given(cell, names.asked[head].answer)
    return case, wrong


def given(cell: str, kind: str) -> Any:
    """Return a cell as an answer in an example; a number that is none stays a text, so that it is told."""
    if found := NOT_APPLICABLE.fullmatch(cell):
        return {"na": (found[1] if found[1] is not None else REASON).strip()}
    if kind == "choices":
        return tuple(part.strip() for part in cell.split("+"))
    return number_of(cell) if kind == "number" else cell


def number_of(text: str) -> Any:
    """Return a text of digits as the exact number that it writes, anything else as it is."""
    return Decimal(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", text, re.ASCII) else text


def written_cases(cases: Iterable[Mapping[str, Any]]) -> str:
    """Return cases as the table that reads as them."""
    rows = [_named(case) for case in cases]
    heads = list(dict.fromkeys([TIMES, *(name for row in rows for name in row)]))
    lines = ["\t".join(heads), *("\t".join(row.get(head, "") for head in heads) for row in rows)]
    return "\n".join(lines) if rows else ""


def _named(case: Mapping[str, Any]) -> dict[str, str]:
    facts = {f"{FACT}{name}": str(value) for name, value in case.get("facts", {}).items()}
    fills = {f"{FILL}{name}": str(value) for name, value in case.get("fill", {}).items()}
    answers = {code: cell_of(value) for code, value in case.get("answers", {}).items()}
    return {TIMES: str(case.get(TIMES, 1)), **facts, **fills, **answers}


def cell_of(value: Any) -> str:
    """Return an answer of an example as a cell."""
    if isinstance(value, Mapping):
        return "n/a" if value["na"] == REASON else f"n/a: {' '.join(str(value['na']).split())}"
    if isinstance(value, (tuple, list)):
        return "+".join(value)
    return str(value)
