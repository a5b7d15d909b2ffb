"""What a release must not tell side by side: names that decide one another in more ways than can be looked through."""

from collections.abc import Collection, Iterator

from access.refusals import Invalid
from review.counting.dimensions import DATES, DAYS, GRADE
from review.counting.method import Method
from review.counting.rule_results import RESULT
from review.domain.exercise import listed
from review.domain.periods import STEPS

FOLLOWS = (
    "“{result}” follows from answers by a rule that everybody can read, so that {others} beside it, here or in an "
    "earlier release, could give away what is kept back. Leave one of them out."
)
SAME_DATES = (
    "{titles} are made of the same dates, so that side by side, here or in earlier releases, they could give away what "
    "is kept back. Leave one of them out."
)
ANY_DAY = "any day"


def check_side_by_side(method: Method, names: Collection[str]) -> None:
    """Raise Invalid where names that this release and the earlier ones tell of cannot be proven to hide anything."""
    answers = {name for form in method.forms for name, told in form.names.items() if told.ref.kind == "question"}
    results = [name for name in names if name.startswith(f"{RESULT}.")]
    others = [name for name in names if name in (answers - {GRADE}) or name in results[1:]]
    if results and others:
        raise Invalid(FOLLOWS.format(result=method.title(results[0]), others=_listed(method, others)))
    if close := _that_close(names):
        raise Invalid(SAME_DATES.format(titles=_listed(method, close)))


def _listed(method: Method, names: Collection[str]) -> str:
    return listed([f"“{method.title(name)}”" for name in names])


def _that_close(names: Collection[str]) -> list[str]:
    """Return the names made of dates where some of them decide another: when each date was, and days between two.

    They are taken as ways between the dates and the calendar; where a way closes a circle it follows from the others.
    """
    joined: dict[str, str] = {}
    ways = list(_ways(names))
    for start, end in dict.fromkeys((start, end) for _, start, end in ways):
        first, last = _end(joined, start), _end(joined, end)
        if first == last:
            return [name for name, *_ in ways]
        joined[first] = last
    return []


def _end(joined: dict[str, str], place: str) -> str:
    while place in joined:
        place = joined[place]
    return place


def _ways(names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the names made of dates with what each joins: a date and the calendar, or two dates."""
    for name in names:
        for date in DATES:
            start = "" if date == "signed-off" else f"{date}-"
            if name in {f"{start}{step}" for step in STEPS}:
                yield name, date, ANY_DAY
        if name.startswith(f"{DAYS}."):
            first, last = name.split(".")[1:]
            yield name, first, last
