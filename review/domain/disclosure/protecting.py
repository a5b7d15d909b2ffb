"""Cell suppression over linked tables: hide what is small, then what would give it away, and prove every cell."""

from collections.abc import Sequence

from review.domain.disclosure.board import Target
from review.domain.disclosure.population import Population
from review.domain.disclosure.proving import Proving
from review.domain.disclosure.releases import Place, Published, Refusal, Release, Witness
from review.domain.disclosure.rule import Rule
from review.domain.disclosure.tables import Table
from review.domain.disclosure.withholding import Withholding

EFFORT = 1_000_000
"""Steps to other worlds that are weighed for a release before it is refused: some seconds."""


def protect(
    population: Population,
    tables: Sequence[Table],
    rule: Rule = Rule(),  # noqa: B008 (frozen)
    earlier: Sequence[Published] = (),
    effort: int = EFFORT,
    open_tables: Sequence[Table] = (),
    empty: Sequence[Place] = (),
) -> Release | Refusal:
    """Make a release in which no hidden cell can be worked out, or refuse it with a sentence.

    Primary and secondary suppression after Cox (1980), over all linked tables and earlier releases together, as in
    Fischetti and Salazar (2001), but with protection shown by examples: for every hidden cell there is a witness,
    another world that agrees with everything that is told. What is hidden is few cells, not provably the fewest.
    Where no witness is found, however much is hidden for it, the inside of a table is withheld, then all of it, and
    where that cannot help the release is refused. `effort` bounds the work; the same input gives the same release.
    `open_tables` are told as they are at any time, asked for or not: what they say is no secret in any table.
    `empty` are places of which readers know otherwise that nobody is there, though no table here tells it.
    Raises ValueError where names are unknown or twice, or the cases do not give what earlier releases told.
    """
    _check(population, tables, earlier)
    withholding = Withholding(population, tuple(tables), rule, tuple(earlier), effort, tuple(open_tables), tuple(empty))
    proving = withholding.proving()
    while True:
        failed = proving.prove()
        if failed is None:
            return _release(proving)
        if not withholding.tell_less(proving, failed):
            return _refusal(proving, failed)
        before, proving = proving, withholding.proving()
        proving.resume(before)


def _check(population: Population, tables: Sequence[Table], earlier: Sequence[Published]) -> None:
    if len({table.name for table in tables}) < len(tables):
        raise ValueError("Every table of a release needs a name of its own.")
    if tuple(told.name for told in earlier) != population.releases[:-1]:
        raise ValueError("The earlier releases are to be those that the cases name, in their order.")


def _release(proving: Proving) -> Release:
    board = proving.board
    reasons = {board.frame.places[cell].cell: reason for cell, reason in sorted(board.reasons.items())}
    witnesses = tuple(Witness(board.frame.changes(world.kinds.items())) for world in proving.worlds())
    return Release(board.asked, board.published(), reasons, witnesses, board.population, board.earlier, board.empty)


def _refusal(proving: Proving, failed: Target) -> Refusal:
    places = tuple(proving.board.frame.places[cell] for cell, _ in failed)
    return Refusal(_sentence(proving, places), places)


def _sentence(proving: Proving, places: Sequence[Place]) -> str:
    what = " without ".join(f"{place.cell.words()} ({place.release})" for place in places)
    found = "within the effort allowed " if proving.search.spent >= proving.search.budget else ""
    return (
        f"This cannot be released: no way was found {found}to keep the count of {what} from being worked out. "
        "Leave out a table or a filter that differs from another by few cases, round the counts, or wait until more "
        "cases are signed off."
    )
