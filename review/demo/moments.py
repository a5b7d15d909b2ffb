"""When things happen in the demonstration: on its own dates, at hours when people work."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

HOURS = {
    "start": time(9, 0),
    "read-framework": time(10, 0),
    "publish": time(14, 0),
    "begin-draft": time(10, 15),
    "reword": time(10, 40),
    "comment": time(11, 5),
    "create": time(10, 0),
    "add-forces": time(10, 30),
    "add-team": time(11, 0),
    "start-fieldwork": time(8, 30),
    "add-case": time(9, 0),
    "assign": time(14, 0),
    "reassign": time(10, 40),
    "write": time(9, 20),
    "submit": time(16, 20),
    "return": time(11, 10),
    "sign-off": time(14, 30),
    "reopen": time(11, 40),
    "withdraw": time(15, 10),
    "choose-framework": time(11, 20),
    "enter-results": time(15, 30),
    "close": time(16, 30),
}
"""The time of day at which each kind of thing begins."""
BETWEEN_PARTS = timedelta(minutes=55)
BETWEEN_CASES = timedelta(minutes=3)
SPREAD = 25
"""What several people do in the same hour is spread over so many minutes."""


def moment(day: date, what: str, place: int = 0) -> datetime:
    """Return when the `place`th of several things of a kind happens on a day."""
    start = datetime.combine(day, HOURS[what], timezone.get_default_timezone())
    return start + timedelta(minutes=place % SPREAD)


def adding_moment(day: date, place: int) -> datetime:
    """Return when the `place`th case of an exercise is added: all on one morning, one after the other."""
    return moment(day, "add-case") + place * BETWEEN_CASES


def writing_moments(first: date, last: date, parts: int, place: int) -> list[datetime]:
    """Return when each of a review's `parts` is written: evenly over the working days from `first` to `last`."""
    days = working_days(first, last)
    when: list[datetime] = []
    for part in range(parts):
        day = days[part * len(days) // parts]
        earlier = sum(written.date() == day for written in when)
        when.append(moment(day, "write", place) + earlier * BETWEEN_PARTS)
    return when


def working_days(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` that are not of a weekend; `first` in any case."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5] or [first]
