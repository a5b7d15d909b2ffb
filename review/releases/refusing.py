"""Why a release cannot be made, in plain words: what could be worked out, from which tables, and what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from review.counting.method import Method
from review.domain.disclosure import Cell, Place, Refusal, Rule, Table
from review.domain.exercise import listed
from review.releases.layout import Known, LaidOut

CANNOT = "This cannot be released."
WAIT = "wait until more cases are signed off"
ROUND = "round the counts in the disclosure control"


class Refusing:
    """Says a refusal. `titles` are those of earlier releases by the names that disclosure control knows them by."""

    def __init__(
        self, method: Method, tables: Sequence[LaidOut], known: Known, rule: Rule, titles: Mapping[str, str]
    ) -> None:
        self.method, self.tables, self.known, self.rule, self.titles = method, tables, known, rule, titles

    def sentences(self, refusal: Refusal, own: Mapping[int, str]) -> str:
        """Return why, and what to do; `own` are the titles of this release's tables by their place in it."""
        said = self._of_one(own, *refusal.secret) if len(refusal.secret) == 1 else self._of_two(own, *refusal.secret)
        return " ".join([CANNOT, *said])

    def _of_one(self, own: Mapping[int, str], place: Place) -> Iterator[str]:
        """Yield what is said of a single count that is kept back."""
        what, tables = self._words(place.cell), self._tables_with([place.cell], own)
        if place.release in self.titles:
            there = self.titles[place.release]
            yield f"Beside {there}, a reader could work out a small count that was kept back there: {what}."
            yield f"Leave out a table that counts the same {self._units} again, or {WAIT}."
            return
        yield f"From {tables}, a reader could work out a small count that must be kept back: {what}."
        yield f"Leave out {'this table' if tables.count('“') == 1 else 'one of these tables'}, {self._or_else()}."

    def _of_two(self, own: Mapping[int, str], larger: Place, smaller: Place) -> Iterator[str]:
        """Yield what is said of the few cases by which two counts differ."""
        few = f"fewer than {self.rule.threshold} {self._units}"
        wide, narrow = self._words(larger.cell), self._words(smaller.cell)
        if larger.cell == smaller.cell:
            earlier = " and ".join(self.titles[one] for one in (larger.release, smaller.release) if one in self.titles)
            yield f"Beside {earlier}, which counts {wide} too, a reader could see the {few} that came or went since."
            if self._apart([larger.cell]):
                yield f"Leave out {self._tables_with([larger.cell], own)}, or {WAIT}."
            else:
                yield f"No table that was chosen can do without it: {WAIT}."
            return
        first, second = self._source(larger, own), self._source(smaller, own)
        yield f"Taking {second} from {first}, a reader could see the {few} that are in one only:"
        yield f"{wide}, without {narrow}."
        yield f"Leave out one of the two, choose {self._units} that differ by more, {self._or_else()}."

    def _source(self, place: Place, own: Mapping[int, str]) -> str:
        return self.titles.get(place.release) or self._tables_with([place.cell], own)

    def _or_else(self) -> str:
        return f"or {WAIT}" if self.rule.rounds else f"{ROUND}, or {WAIT}"

    @property
    def _units(self) -> str:
        return self.tables[0].measure.units

    def _tables_with(self, cells: Iterable[Cell], own: Mapping[int, str]) -> str:
        """Return the titles of the tables that show one of some cells."""
        wanted = set(cells)
        places = dict.fromkeys(one.place for one in self.tables if any(self._shows(t, wanted) for t in one.tables))
        return listed([f"“{own[place]}”" for place in places]) or "the tables together"

    def _apart(self, cells: Iterable[Cell]) -> bool:
        """Return whether some table that was chosen shows none of some cells."""
        wanted = set(cells)
        return any(not any(self._shows(t, wanted) for t in one.tables) for one in self.tables)

    def _shows(self, table: Table, wanted: set[Cell]) -> bool:
        return not wanted.isdisjoint(table.cells(self.known.dimensions).values())

    def _words(self, cell: Cell) -> str:
        """Say the cases of a cell by the titles and the words that the release has for them."""
        parts = [self._condition(name, allowed) for name, allowed in cell.conditions]
        return f"{self._units} with {listed(parts)}" if parts else f"all {self._units}"

    def _condition(self, name: str, allowed: Sequence[str]) -> str:
        """Say what one name may be; of nearly everything, what it is not."""
        title = self.method.title(name) if name in self.method.dimensions else name
        labels = self.known.categories[name]
        others = [words for code, words in labels.items() if code not in allowed]
        if len(others) < len(allowed):
            return f"“{title}” other than {' or '.join(others)}"
        return f"“{title}” {' or '.join(labels[code] for code in allowed)}"
