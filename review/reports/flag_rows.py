"""Language flags on the standard report's page: of each force, every number leading to its cases."""

from dataclasses import replace
from typing import Any

from review.counting.dimensions import FORCE, LANGUAGE
from review.counting.method import Method
from review.counting.standard import FlagCount
from review.domain.tabulation import EVERY_CASE, Where
from review.domain.where import Condition
from review.reports import pages
from review.reports.asking import Asked
from review.reports.standard_documents import Flags, flag_words, flags_of


def flags_part(method: Method, found: Flags, cases: str) -> dict[str, Any]:
    """Return the language flags of signed-off cases by force, every force of the inspection among them."""
    counts = flags_of(method, found)
    total = sum(counts.values(), FlagCount())
    rows = [_flag_row(method.forces.answers[key], one, cases, _of_force(key)) for key, one in counts.items()]
    rows.append(_flag_row("All forces", total, cases, Asked(EVERY_CASE, all_cases=True)))
    return {"rows": rows, "words": flag_words(counts)}


def _flag_row(label: str, found: FlagCount, cases: str, asked: Asked) -> dict[str, Any]:
    """Return a row of flags, each number leading to its cases: those with a flag, and all that are signed off."""
    asked = replace(asked, measure=LANGUAGE)
    flagged = pages.traced_counts((found.instances, found.cases), cases, asked, answer="yes")
    return {"label": label, "counts": flagged + pages.traced_counts((found.signed,), cases, asked)}


def _of_force(key: str) -> Asked:
    return Asked(where=Where((Condition(FORCE, (key,)),)), narrowed=True)
