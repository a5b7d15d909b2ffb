"""The permission table as a page of the documentation: who may do what, and under which conditions."""

from access.permissions import NO_ROLE, PERMISSIONS, Permission, Rule
from access.roles import LABELS, ROLES, SYSTEM

INTRODUCTION = """\
# Permissions

Everything that somebody can do asks one of these permissions. Whoever does it must hold one of its roles, and every
condition must hold for the thing in question. What somebody cannot see at all is answered with "not found"; what they
can see but may not do is refused with the sentence of the condition that does not hold.

A supervisor's or inspector's rights reach as far as their place on an inspection's team: the role alone opens nothing.
"""
SYSTEM_ROW = "A command of the installation that runs for nobody in particular. No user can hold it."


def page() -> str:
    """Return docs/permissions.md: the roles, the conditions and the table, as they stand in the code."""
    letters = condition_letters()
    return "\n".join([INTRODUCTION, *_roles(), "", *_conditions(letters), "", *_table(letters)]) + "\n"


def condition_letters() -> dict[Rule, str]:
    """Return the letter by which the page calls each condition, in the order in which the table first asks it."""
    rules = dict.fromkeys(rule for permission in PERMISSIONS.values() for rule in permission.rules)
    return {rule: chr(ord("A") + place) for place, rule in enumerate(rules)}


def _roles() -> list[str]:
    rows = [*((label, f"`{code}`", words) for code, label, words in ROLES), ("System", f"`{SYSTEM}`", SYSTEM_ROW)]
    return ["## Roles", "", "| Role | Code | What it is for |", "|---|---|---|", *(_row(cells) for cells in rows)]


def _conditions(letters: dict[Rule, str]) -> list[str]:
    lines = (f"| {letter} | {rule.sentence} |" for rule, letter in letters.items())
    heading = ["## Conditions", "", "Each with the sentence that somebody reads where it refuses them.", ""]
    no_role = ["", f"Without a role that has the permission: {NO_ROLE}"]
    return [*heading, "| Condition | Sentence |", "|---|---|", *lines, *no_role]


def _table(letters: dict[Rule, str]) -> list[str]:
    heading = ["## Who may do what", "", "| Permission | In words | Roles | Conditions |", "|---|---|---|---|"]
    return heading + [_row(_cells(permission, letters)) for permission in PERMISSIONS.values()]


def _cells(permission: Permission, letters: dict[Rule, str]) -> tuple[str, ...]:
    labels = {**LABELS, SYSTEM: "System"}
    roles = ", ".join(label for code, label in labels.items() if code in permission.roles)
    conditions = ", ".join(letters[rule] for rule in permission.rules) or "none"
    return f"`{permission.code}`", permission.words, roles, conditions


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
