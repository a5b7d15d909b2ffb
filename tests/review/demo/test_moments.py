"""Things happen on working days, at working hours, one after the other."""

from datetime import date

from django.utils import timezone

from review.demo.moments import HOURS, adding_moment, moment, working_days, writing_moments

MONDAY, FRIDAY, NEXT_TUESDAY = date(2023, 5, 15), date(2023, 5, 19), date(2023, 5, 23)


def test_working_days_leave_out_weekends() -> None:
    assert [day.day for day in working_days(FRIDAY, NEXT_TUESDAY)] == [19, 22, 23]


def test_working_days_are_never_none() -> None:
    saturday = date(2023, 5, 20)
    assert working_days(saturday, saturday) == [saturday]


def test_writing_is_spread_over_its_days_in_order() -> None:
    when = writing_moments(FRIDAY, NEXT_TUESDAY, 8, 3)
    assert [at.day for at in when] == [19, 19, 19, 22, 22, 22, 23, 23]
    assert when == sorted(when)


def test_writing_in_one_day_ends_before_submission() -> None:
    for place in range(60):
        assert writing_moments(MONDAY, MONDAY, 8, place)[-1] < moment(MONDAY, "submit", place)


def test_every_moment_is_in_working_hours() -> None:
    found = [timezone.localtime(moment(MONDAY, what, place)) for what in HOURS for place in range(60)]
    assert {at.hour for at in found} <= set(range(8, 18))


def test_fifty_two_cases_are_added_in_a_morning() -> None:
    last = timezone.localtime(adding_moment(MONDAY, 51))
    assert (last.date(), last.hour) == (MONDAY, 11)
