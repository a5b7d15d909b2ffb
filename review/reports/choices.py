"""What the form of the report builder offers: everything to count, to break down by and to choose cases by."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from review.counting.dimensions import CRITERION, DAYS, FORCE, GRADE, Dimension
from review.counting.measures import measures
from review.counting.method import Method
from review.counting.rule_results import RESULT
from review.domain.periods import EXAMPLES
from review.inspections.models import Inspection
from review.reports.asking import PREFIX, Asked

MANY_ANSWERS = 12
"""More answers than this are put in columns."""


@dataclass(frozen=True)
class Option:
    """One answer that can be ticked or selected."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """A name to choose cases by: its answers to tick, or for periods the text that was typed."""

    field: str
    title: str
    options: tuple[Option, ...]
    typed: str = ""
    hint: str = ""

    @property
    def words(self) -> str:
        """Return what is chosen, in words; "any" where nothing is."""
        chosen = self.typed or " or ".join(option.label for option in self.options if option.chosen)
        return chosen or "any"

    @property
    def many(self) -> bool:
        """Return whether its answers are too many for one column."""
        return len(self.options) > MANY_ANSWERS


@dataclass(frozen=True)
class Section:
    """A heading with the names that belong together."""

    title: str
    options: tuple[Option, ...] = ()
    choices: tuple[Choice, ...] = ()


FACTS, GRADES, RESULTS, QUESTIONS, DATES, SUSPECTS = (
    "Facts of the case",
    "Grades",
    "Suggested by the framework’s rules",
    "Questions of the framework",
    "Dates and times",
    "Suspects",
)
ONLY_SUSPECTS = "Suspects (only where suspects are counted)"


def _section_of(method: Method, dimension: Dimension) -> str:
    if dimension.of_suspects:
        return SUSPECTS
    if dimension.step or dimension.name.startswith(f"{DAYS}."):
        return DATES
    if dimension.name == GRADE or dimension.name.startswith(f"{GRADE}."):
        return GRADES
    if dimension.name.startswith(f"{RESULT}."):
        return RESULTS
    return QUESTIONS if dimension.name in method.question_names else FACTS


def _sections(method: Method, options: Sequence[tuple[Dimension, Option]]) -> tuple[Section, ...]:
    found: dict[str, list[Option]] = {title: [] for title in (GRADES, FACTS, QUESTIONS, RESULTS, DATES, SUSPECTS)}
    for dimension, option in options:
        found[_section_of(method, dimension)].append(option)
    return tuple(Section(title, tuple(members)) for title, members in found.items() if members)


def counted(method: Method, asked: Asked, hidden: Collection[str] = ()) -> tuple[Section, ...]:
    """Return everything that can be counted, under headings, but for the `hidden` names."""
    rows = [
        (method.dimensions[name], Option(name, title, name == asked.measure))
        for name, title in measures(method).items()
        if name not in hidden
    ]
    return _sections(method, rows)


def broken_down(method: Method, chosen: str, hidden: Collection[str] = ()) -> tuple[Section, ...]:
    """Return everything to break down by but for the `hidden` names, under headings; `chosen` is selected."""
    names = {name: one for name, one in method.dimensions.items() if name not in hidden}
    rows = [(one, Option(name, one.title, name == chosen)) for name, one in names.items()]
    first = Section("Asked for most", tuple(_most_asked(method, chosen)))
    rest = _sections(method, [row for row in rows if row[0].name != FORCE])
    return (first, *(replace(one, title=ONLY_SUSPECTS) if one.title == SUSPECTS else one for one in rest))


def _most_asked(method: Method, chosen: str) -> Iterator[Option]:
    yield Option(FORCE, method.forces.title, chosen == FORCE)
    if method.criteria:
        yield Option(CRITERION, "Criterion", chosen == CRITERION)


def narrowed(method: Method, asked: Asked, hidden: Collection[str] = ()) -> tuple[Section, ...]:
    """Return everything to choose cases by but for the `hidden` names, under headings, with what is chosen already."""
    chosen = {one.name: one.answers for one in asked.where.conditions} if asked.narrowed else {}
    found: dict[str, list[Choice]] = {title: [] for title in (FACTS, QUESTIONS, GRADES, RESULTS, DATES)}
    for dimension in method.dimensions.values():
        if dimension.name not in hidden and not dimension.of_suspects and (dimension.answers or dimension.step):
            found[_section_of(method, dimension)].append(_choice(dimension, chosen.get(dimension.name, ())))
    return tuple(Section(title, choices=tuple(members)) for title, members in found.items() if members)


def others(inspections: Iterable[Inspection], asked: Asked) -> tuple[Option, ...]:
    """Return the further inspections that can be counted together with the first; those asked for are ticked."""
    return tuple(Option(one.slug_id, one.title, one.slug_id in asked.others) for one in inspections)


def _choice(dimension: Dimension, chosen: Sequence[str]) -> Choice:
    field = f"{PREFIX}{dimension.name}"
    if dimension.step:
        example = EXAMPLES[dimension.step]
        return Choice(
            field, dimension.title, (), ",".join(chosen), f"For example {example}, or FIRST..LAST for a range"
        )
    options = (Option(code, label, code in chosen) for code, label in dimension.answers.items())
    return Choice(field, dimension.title, tuple(options))
