"""What the page of the language screen shows: the proposals by wording, each group with its form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.language.models import LanguagePattern
from review.reviewing.screening.forms import DecideForm
from review.reviewing.screening.queries import Proposal, Screen

MOST_SHOWN = 200
"""So many proposals are shown at once; the others follow as these are decided."""


@dataclass(frozen=True)
class Group:
    """The proposals of one wording, with the form that decides on them."""

    pattern: LanguagePattern
    proposals: Sequence[Proposal]
    form: DecideForm

    @property
    def rows(self) -> Iterator[tuple[Proposal, bool]]:
        """Each proposal and whether it is ticked: by who posted the form, or because it is the only one."""
        ticked = set(self.form.ticked)
        for proposal in self.proposals:
            alone = len(self.proposals) == 1 and not self.form.is_bound
            yield proposal, alone or proposal.key in ticked


@dataclass(frozen=True)
class Shown:
    """The groups of a screen, and how many proposals are not shown yet."""

    groups: Sequence[Group]
    more: int = 0


def shown(screen: Screen, refused: DecideForm | None = None) -> Shown:
    """Return the undecided proposals by wording, in the order of their categories; one group has a refused form."""
    first = screen.undecided[:MOST_SHOWN]
    by_code: dict[str, list[Proposal]] = {}
    for proposal in sorted(first, key=lambda one: (one.pattern.category, one.pattern.pattern)):
        by_code.setdefault(proposal.pattern.code, []).append(proposal)
    return Shown([_group(rows, refused) for rows in by_code.values()], len(screen.undecided) - len(first))


def _group(rows: list[Proposal], refused: DecideForm | None) -> Group:
    pattern = rows[0].pattern
    if refused and refused.code == pattern.code:
        return Group(pattern, rows, refused)
    return Group(pattern, rows, DecideForm(None, code=pattern.code, category=pattern.category))
