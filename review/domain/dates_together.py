"""Which periods of a case's dates, and which bands of days between them, can stand together in one case."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, product

from review.domain.periods import BAND_CODES, STEPS, band_limits, months_of

MOST = 1000
"""Of so many ways in which names made of dates can stand together at most all are found."""
EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()
START = "the first of all days"
Span = tuple[int, int]
"""The first and the last day on which something can have been, as ordinals."""
Way = tuple[str | None, ...]
"""The codes by name, None where there is no such date."""
Option = tuple[Way, Span | None]
Bound = tuple[str, str, int]
"""Two days and how much later than the first the second is at most."""


@dataclass(frozen=True)
class Dates:
    """The dates of a case. `periods` are the names made of each, `days` those made of the days between two.

    `always` are the dates that every case has; of each pair in `order` the first is never after the second.
    """

    periods: Mapping[str, Sequence[str]]
    days: Mapping[str, tuple[str, str]]
    always: Collection[str]
    order: Collection[tuple[str, str]]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names, in the order of the codes of a way."""
        return (*chain.from_iterable(self.periods.values()), *self.days)


def together(dates: Dates, categories: Mapping[str, Sequence[str]]) -> frozenset[Way] | None:
    """Return every way in which the names can stand together, or None where these are more than MOST.

    `categories` are the codes of each name: a way has no others. Of several periods of one date the finest, which
    comes first, decides the others. Days that cannot be, such as closing before reporting, are among no way.
    """
    found: set[Way] = set()
    for options in product(*[_options(dates, one, categories) for one in dates.periods]):
        spans = dict(zip(dates.periods, (span for _, span in options), strict=True))
        codes = tuple(chain.from_iterable(way for way, _ in options))
        found |= {(*codes, *bands) for bands in _bands(dates, spans, categories)}
        if len(found) > MOST:
            return None
    return frozenset(found)


def _options(dates: Dates, one: str, categories: Mapping[str, Sequence[str]]) -> Iterator[Option]:
    """Yield the periods that a date can be in, with the days that these have, and that there is no such date."""
    names = dates.periods[one]
    if one not in dates.always:
        yield (None,) * len(names), None
    if not names:
        yield (), (EARLIEST, LATEST)
        return
    wider = [{month: code for code in categories[name] for month in _months(code)} for name in names[1:]]
    for code in categories[names[0]]:
        months = _months(code)
        yield (
            (code, *(codes.get(months[0]) for codes in wider)),
            (_first(months[0]), _first(months[-1], after=True) - 1),
        )


def _months(code: str) -> list[str]:
    return next((months for step in STEPS if (months := months_of(code, step))), [])


def _first(month: str, after: bool = False) -> int:
    """Return the first day of a month, or of the one after it."""
    start = date(int(month[:4]), int(month[5:7]), 1)
    return (start + timedelta(days=31)).replace(day=1).toordinal() if after else start.toordinal()


def _bands(dates: Dates, spans: Mapping[str, Span | None], categories: Mapping[str, Sequence[str]]) -> Iterator[Way]:
    """Yield the bands of the days between dates that lie in their spans."""
    there = {one: span for one, span in spans.items() if span is not None}
    bounds = [bound for one, span in there.items() for bound in ((START, one, span[1]), (one, START, -span[0]))]
    bounds += [(last, first, 0) for first, last in dates.order if first in there and last in there]
    between = [(*pair, [code for code in categories[name] if code in BAND_CODES]) for name, pair in dates.days.items()]
    choices = [codes if first in there and last in there else [None] for first, last, codes in between]
    for way in product(*choices):
        further = [
            bound
            for (first, last, _), code in zip(between, way, strict=True)
            if code is not None
            for bound in _within(first, last, code)
        ]
        if _can_be([START, *there], [*bounds, *further]):
            yield way


def _within(first: str, last: str, code: str) -> Iterator[Bound]:
    least, below = band_limits(code)
    if least is not None:
        yield last, first, -least
    if below is not None:
        yield first, last, below - 1


def _can_be(days: Sequence[str], bounds: Sequence[Bound]) -> bool:
    """Tell whether days can be found that keep to all bounds: no way round leads back earlier (Floyd and Warshall)."""
    most = dict.fromkeys(product(days, days), LATEST)
    for first, last, days_later in bounds:
        most[first, last] = min(most[first, last], days_later)
    for via, first, last in product(days, days, days):
        most[first, last] = min(most[first, last], most[first, via] + most[via, last])
    return all(most[one, one] >= 0 for one in days)
