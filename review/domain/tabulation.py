"""Counting: how cases become the grade counts of a report, with every case left out accounted for."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from review.domain.where import EVERY_CASE, Answers, Where, WhereError, check_where, parse_where

__all__ = [
    "EVERY_CASE",
    "LEFT_OUT_REASONS",
    "NOT_ANSWERED",
    "NOT_ANSWERED_LABEL",
    "NOT_ASKED_LABEL",
    "NOT_ASKED_OR_ANSWERED_LABEL",
    "NO_ANSWER_LABELS",
    "Breakdown",
    "By",
    "Cell",
    "Group",
    "NotReconciled",
    "Table",
    "Where",
    "WhereError",
    "breakdown",
    "check_where",
    "parse_where",
    "reason_left_out",
    "tabulate",
]

STATES = ("withdrawn", "not-reviewed", "unsigned", "signed")
LEFT_OUT_REASONS = (
    "withdrawn",
    "not-reviewed",
    "unsigned",
    "question-not-answered",
    "not-in-subset",
    "not-applicable",
)
NOT_ANSWERED = "not-answered"
NOT_ANSWERED_LABEL = "Not answered or not yet signed off"
NOT_ASKED_LABEL = "Not asked or not yet signed off"
NOT_ASKED_OR_ANSWERED_LABEL = "Not asked, not answered or not yet signed off"
NO_ANSWER_LABELS = (NOT_ANSWERED_LABEL, NOT_ASKED_LABEL, NOT_ASKED_OR_ANSWERED_LABEL)
"""What the group of the cases without an answer can be called."""


class NotReconciled(AssertionError):
    """Figures that do not add up. It is a fault of the program: such figures must never be shown."""


@dataclass(frozen=True)
class Cell:
    """A number of cases that are alike in everything that a figure depends on.

    `answers` gives for each name the codes answered, none where it was not answered. `outcome` is
    ("value", code), with further codes where a case can have several answers to what is counted;
    ("not-applicable", "") or ("none", "") where what is counted was not answered.
    Raises ValueError where a state or kind of outcome is unknown, or the count is not positive.
    """

    state: str
    answers: Answers
    outcome: tuple[str, ...]
    count: int = 1

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f'"{self.state}" is not a state of a case.')
        if self.outcome[0] not in ("value", "not-applicable", "none"):
            raise ValueError(f'"{self.outcome[0]}" is not a kind of outcome.')
        if self.count < 1:
            raise ValueError(f"A cell stands for at least one case, not for {self.count}.")

    @property
    def values(self) -> tuple[str, ...]:
        """Return the codes of what is counted, each once; none where it was not answered or is not applicable."""
        return tuple(dict.fromkeys(self.outcome[1:])) if self.outcome[0] == "value" else ()


@dataclass(frozen=True)
class Table:
    """The counts of each answer, and what was left out. Raises NotReconciled where they do not add up.

    `several`: a case can have several of the answers. Each counted case has at least one and none is counted twice
    for an answer, so that the counts add up to n or more, and no count is more than n.
    """

    selected: int
    n: int
    counts: Mapping[str, int]
    left_out: Mapping[str, int]
    several: bool = False

    def __post_init__(self) -> None:
        if self.several:
            self._check_several()
        elif self.given != self.n:
            raise NotReconciled(f"The answers add up to {self.given}, not to n = {self.n}.")
        if self.n + sum(self.left_out.values()) != self.selected:
            raise NotReconciled(
                f"{self.selected} selected is not {self.n} counted and {sum(self.left_out.values())} left out."
            )

    def _check_several(self) -> None:
        if self.given < self.n:
            raise NotReconciled(f"The answers add up to {self.given}, fewer than the n = {self.n} that have one each.")
        if max(self.counts.values(), default=0) > self.n:
            raise NotReconciled(f"An answer is counted {max(self.counts.values())} times in n = {self.n}.")

    @property
    def given(self) -> int:
        """Return how many answers are counted: n of them, or more where a case can have several."""
        return sum(self.counts.values())

    @classmethod
    def of_totals(cls, counts: Mapping[str, int]) -> "Table":
        """Make the table of totals published elsewhere, where nothing is known of cases left out."""
        n = sum(counts.values())
        return cls(selected=n, n=n, counts=dict(counts), left_out=dict.fromkeys(LEFT_OUT_REASONS, 0))

    def left_out_nonzero(self) -> dict[str, int]:
        """Give the reasons that left at least one case out, in their order."""
        return {reason: count for reason, count in self.left_out.items() if count}


@dataclass(frozen=True)
class By:
    """What a table is broken down by: a name with its answers to show, as (code, label).

    `repeats`: every case stands once in each group, as each case is graded by each criterion; the groups then do not
    share the cases out, and `scales` gives the scale of a group that is counted on one of its own. `within` gives for
    groups of the name before it the answers that can stand within them, where not all can; no other is shown there,
    unless some case has it. `unanswered` is what the group of the cases without an answer is called.
    """

    name: str
    order: Sequence[tuple[str, str]]
    repeats: bool = False
    scales: Mapping[str, Sequence[str]] = field(default_factory=dict)
    within: Mapping[str, Collection[str]] = field(default_factory=dict)
    unanswered: str = NOT_ANSWERED_LABEL

    def inside(self, group: str) -> "By":
        """Return it with the answers to show within a group of the name before it."""
        if group not in self.within:
            return self
        return replace(self, order=[(code, label) for code, label in self.order if code in self.within[group]])


@dataclass(frozen=True)
class Group:
    """One row of a breakdown: the cases with one answer, broken down once more where two names are given."""

    key: str
    label: str
    table: Table
    inner: "Breakdown | None" = None


@dataclass(frozen=True)
class Breakdown:
    """The same cases by their answer; where groups overlap, a case can be in several of them."""

    by: str
    groups: tuple[Group, ...]
    overlapping: bool


def tabulate(cells: Iterable[Cell], scale: Sequence[str], where: Where = EVERY_CASE, several: bool = False) -> Table:
    """Count the cases by grade, or by what else is counted, in the order of the scale, zeros included.

    With `several` a case can have several answers: it is counted once in n and once for each of them.

    A case is left out for one reason, the first that holds: its state (withdrawn, not-reviewed, unsigned);
    question-not-answered, where a question of `where` or what is counted itself has no answer, even if
    another condition would put the case out of the subset; not-in-subset; not-applicable.
    No cells give a table of zeros. Raises ValueError where what is counted is not on the scale, and NotReconciled
    where a case has several answers and `several` does not say so.
    """
    counts, left_out, n = dict.fromkeys(scale, 0), dict.fromkeys(LEFT_OUT_REASONS, 0), 0
    for cell in cells:
        reason = reason_left_out(cell, where)
        if reason:
            left_out[reason] += cell.count
            continue
        n += cell.count
        for code in cell.values:
            if code not in counts:
                raise ValueError(f'"{code}" is not on the scale {", ".join(scale)}.')
            counts[code] += cell.count
    return Table(selected=n + sum(left_out.values()), n=n, counts=counts, left_out=left_out, several=several)


def reason_left_out(cell: Cell, where: Where) -> str | None:
    """Return why the cases of `cell` are left out of a table, one of LEFT_OUT_REASONS; None where they count."""
    if cell.state != "signed":
        return cell.state
    answers = dict(cell.answers) if where else {}
    if cell.outcome[0] == "none" or not where.all_answered(answers):
        return "question-not-answered"
    if not where.holds(answers):
        return "not-in-subset"
    return "not-applicable" if cell.outcome[0] == "not-applicable" else None


def breakdown(
    cells: Iterable[Cell],
    scale: Sequence[str],
    where: Where,
    by: Sequence[By],
    repeated: Iterable[Cell] = (),
    several: bool = False,
) -> Breakdown:
    """Tabulate the cases by their answers to one name, or to two, each group with its own reconciliation.

    Groups that are to be shown are kept when empty. An answer that is not among them follows under its bare code, so
    that no case is lost; cases without an answer come last, under "not-answered", if there are any. Where a case has
    several answers it is in several groups and the result says so; otherwise the groups are checked to add up to the
    whole, and NotReconciled is raised if they do not. For a name that repeats, its groups are made of `repeated`,
    which have one answer each. With `several` the cases of all other groups can have several, as `tabulate` says.
    Raises ValueError where what is counted is not on the scale, an answer has the code "not-answered", or no name
    is given.
    """
    if not by:
        raise ValueError("A breakdown needs a name to break down by.")
    cells, repeated = list(cells), list(repeated)
    first, rest, several = by[0], by[1:], several and not by[0].repeats
    members = _members(repeated if first.repeats else cells, first.name)
    others = members if first.repeats else _members(repeated, first.name)
    groups = tuple(
        _group(
            code,
            label,
            members.get(code, []),
            others.get(code, []),
            first.scales.get(code, scale),
            where,
            rest,
            several,
        )
        for code, label in _shown(first, members).items()
    )
    overlapping = first.repeats or any(len(set(_codes(cell, first.name))) > 1 for cell in cells)
    if not overlapping:
        _check_sums(tabulate(cells, scale, where, several), [group.table for group in groups])
    return Breakdown(first.name, groups, overlapping and len(groups) > 1)


def _group(
    code: str,
    label: str,
    cells: list[Cell],
    repeated: list[Cell],
    scale: Sequence[str],
    where: Where,
    rest: Sequence[By],
    several: bool,
) -> Group:
    rest = [rest[0].inside(code), *rest[1:]] if rest else []
    inner = breakdown(cells, scale, where, rest, repeated, several) if rest else None
    return Group(code, label, tabulate(cells, scale, where, several), inner)


def _shown(by: By, members: Mapping[str, object]) -> dict[str, str]:
    """Return the groups to show, code to label: those given, those found besides, and those without an answer."""
    labels = dict(by.order)
    if NOT_ANSWERED in labels:
        raise ValueError(f'"{NOT_ANSWERED}" names the cases without an answer and cannot be an answer itself.')
    labels |= {code: code for code in sorted(members.keys() - labels.keys() - {NOT_ANSWERED})}
    return labels | ({NOT_ANSWERED: by.unanswered} if NOT_ANSWERED in members else {})


def _codes(cell: Cell, by: str) -> tuple[str, ...]:
    return next((codes for name, codes in cell.answers if name == by), ())


def _members(cells: Iterable[Cell], by: str) -> dict[str, list[Cell]]:
    members: dict[str, list[Cell]] = {}
    for cell in cells:
        codes = _codes(cell, by)
        if NOT_ANSWERED in codes:
            raise ValueError(f'"{NOT_ANSWERED}" names the cases without an answer and cannot be an answer itself.')
        for code in dict.fromkeys(codes or (NOT_ANSWERED,)):
            members.setdefault(code, []).append(cell)
    return members


def _check_sums(whole: Table, parts: Sequence[Table]) -> None:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(dict(_figures(part)))
    for name, figure in _figures(whole):
        if total[name] != figure:
            raise NotReconciled(f"The groups add up to {total[name]} for {name}, the whole has {figure}.")


def _figures(table: Table) -> Iterator[tuple[str, int]]:
    yield "selected", table.selected
    yield "n", table.n
    yield from ((f"answer {code}", count) for code, count in table.counts.items())
    yield from ((f"left out {reason}", count) for reason, count in table.left_out.items())
