"""Which periods and bands of days can stand together: worked out by hand, and never too few."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from review.domain.dates_together import MOST, Dates, Way, together
from review.domain.periods import BAND_CODES, band_of, code_of_month

ALWAYS = ("signed-off",)
ORDER = (("reported", "closed"), ("reported", "signed-off"))
STARTS = {"signed-off": "", "reported": "reported-", "closed": "closed-"}


def ways(**categories: list[str]) -> set[Way] | None:
    """Return the ways of names, with underscores for hyphens and points: days__reported__closed."""
    known = {name.replace("__", ".").replace("_", "-"): codes for name, codes in categories.items()}
    found = together(dates(known), known)
    return None if found is None else set(found)


def dates(known: Mapping[str, list[str]]) -> Dates:
    steps = ("month", "quarter", "year")
    periods = {one: [f"{s}{step}" for step in steps if f"{s}{step}" in known] for one, s in STARTS.items()}
    days = {name: (name.split(".")[1], name.split(".")[2]) for name in known if name.startswith("days.")}
    return Dates(periods, days, ALWAYS, ORDER)


def test_months_lie_in_their_quarters_and_years() -> None:
    assert ways(month=["2024-03", "2024-04"], quarter=["2024-Q1", "2024-Q2"], year=["2024"]) == {
        ("2024-03", "2024-Q1", "2024"),
        ("2024-04", "2024-Q2", "2024"),
    }


def test_case_is_closed_after_it_was_reported_or_not_at_all() -> None:
    assert ways(reported_year=["2022", "2023"], closed_year=["2022", "2023"]) == {
        ("2022", "2022"),
        ("2022", "2023"),
        ("2023", "2023"),
        *((None, year) for year in ("2022", "2023")),
        *((year, None) for year in ("2022", "2023")),
        (None, None),
    }


def test_there_are_days_between_two_dates_that_there_are() -> None:
    assert ways(closed_year=["2023"], days__reported__closed=["under-28-days", "28-to-90-days"]) == {
        ("2023", "under-28-days"),
        ("2023", "28-to-90-days"),
        ("2023", None),  # when it was reported is not known
        (None, None),
    }


def test_days_fit_between_the_months() -> None:
    """From January to March 2023 are 29 to 89 days, and from January to April 60 and more."""
    bands = ["under-28-days", "28-to-90-days", "91-to-181-days"]
    found = ways(reported_month=["2023-01"], closed_month=["2023-03", "2023-04"], days__reported__closed=bands)
    assert {way for way in found or () if None not in way} == {
        ("2023-01", "2023-03", "28-to-90-days"),
        ("2023-01", "2023-04", "28-to-90-days"),
        ("2023-01", "2023-04", "91-to-181-days"),
    }


def test_three_numbers_of_days_add_up() -> None:
    bands = list(BAND_CODES)
    found = ways(days__reported__closed=bands, days__closed__signed_off=bands, days__reported__signed_off=bands)
    short = [way for way in found or () if way[:2] == ("under-28-days", "under-28-days")]
    assert {way[2] for way in short} == {"under-28-days", "28-to-90-days"}
    assert not [way for way in found or () if way[0] == "dates-out-of-order"]


def test_too_many_ways_are_said_to_be() -> None:
    months = [f"20{year}-{month:02}" for year in range(20, 24) for month in range(1, 13)]
    assert len(months) ** 2 / 2 > MOST
    assert ways(reported_month=months, closed_month=months) is None


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2022, 1, 1), date(2023, 12, 31))


@given(days(), st.none() | st.integers(0, 600), st.integers(0, 600), st.booleans())
def test_what_dates_really_come_to_is_among_the_ways(
    reported: date, open_days: int | None, later: int, known: bool
) -> None:
    there = {
        "reported": reported if known else None,
        "closed": None if open_days is None else reported + timedelta(days=open_days),
        "signed-off": reported + timedelta(days=later),
    }
    names = ["year", "reported-year", "closed-year", "days.reported.closed", "days.closed.signed-off"]
    years = ["2022", "2023", "2024", "2025"]
    known_codes = {name: list(BAND_CODES) if name.startswith("days.") else years for name in names}
    made = dates(known_codes)
    found = together(made, known_codes)
    assert found is not None
    assert tuple(_code(name, there) for name in made.names) in found


def _code(name: str, there: Mapping[str, date | None]) -> str | None:
    if name.startswith("days."):
        first, last = (there[one] for one in name.split(".")[1:])
        return band_of((last - first).days) if first and last else None
    start, _, step = name.rpartition("-")
    one = there[start or "signed-off"]
    return code_of_month(f"{one:%Y-%m}", step) if one else None  # type: ignore[arg-type]
