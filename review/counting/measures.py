"""What a report counts: how many cases, or suspects, have each of the answers to one name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from access.refusals import Invalid
from review.counting.dimensions import GRADE, Dimension
from review.counting.method import Method
from review.counting.scales import GradeInfo, ScaleInfo
from review.counting.sources import NOT_APPLICABLE, Source
from review.domain.where import nearest

PLAIN_TONES = ("blue", "light-blue", "turquoise", "purple", "pink", "orange", "brown", "yellow", "dark-grey")
"""The colours of answers that are no grades: none of them means good or bad."""


NOT_COUNTED = (
    "“{name}” has answers that are broken down by and not counted: its periods. Count something else and break it down "
    "by “{name}”."
)


@dataclass(frozen=True)
class Measure:
    """What is counted: a name with its title, the answers that count in their order, and how they are read.

    `of_suspects`: the suspects of cases are counted, not the cases. `several`: one can have several of the answers, so
    that their counts overlap.
    """

    name: str
    title: str
    scale: ScaleInfo
    source: Source
    of_suspects: bool = False
    several: bool = False

    @property
    def units(self) -> str:
        """Return what is counted, in the plural."""
        return "suspects" if self.of_suspects else "cases"


def measures(method: Method) -> dict[str, str]:
    """Return the name and the title of everything that a report can count.

    Periods are only broken down by. Of a question with several choices all are counted in one table, and each by
    itself.
    """
    return {name: one.title for name, one in method.dimensions.items() if one.step is None}


def measure_of(method: Method, name: str = GRADE) -> Measure:
    """Return what a name counts; raise Invalid with the known names where it is unknown."""
    known = measures(method)
    if name not in known:
        if name in method.dimensions:
            raise Invalid(NOT_COUNTED.format(name=name))
        meant = nearest(name, known)
        hint = f" Did you mean “{meant}”?" if meant else ""
        raise Invalid(f"“{name}” is not a name to count.{hint} The names are: {', '.join(known)}.")
    dimension = method.dimensions[name]
    scale = method.scale if name == GRADE else ScaleInfo(name, dimension.title, tuple(_answers(dimension)))
    return Measure(name, dimension.title, scale, dimension.source, dimension.of_suspects, dimension.several)


def _answers(dimension: Dimension) -> Iterator[GradeInfo]:
    """Yield the answers in the form of grades; not applicable is left out of what is counted."""
    for place, (code, label) in enumerate(dimension.answers.items()):
        if code != NOT_APPLICABLE:
            yield GradeInfo(code, label, _tone(dimension.tones, code, place))


def _tone(tones: Mapping[str, str], code: str, place: int) -> str:
    if code in tones:
        return tones[code]
    return "grey" if code.startswith("not-") else PLAIN_TONES[place % len(PLAIN_TONES)]
