"""Differences between groups, trends, and the spread of days as tables of a file: typed numbers beside their words."""

from collections.abc import Iterator
from fractions import Fraction

from review.domain.pair_comparisons import Compared, Pair
from review.domain.spread import Spread
from review.domain.statistics_wording import p_words, points_words, value_words, z_words
from review.domain.trend import Trend
from review.domain.wording import LEAST_FOR_PERCENTAGE, NO_CASE
from review.reports.building import Report
from review.reports.comparing import Comparison, Difference
from review.reports.document import NOT_SHOWN, Column, Line, Sheet, Value
from review.reports.durations import Duration, Durations
from review.reports.sheets import count_value, share_value

COMPARED = (
    Column("n", "count", "group", "n"),
    Column("Count", "count", "group", "count"),
    Column("Share of n", "percent"),
    Column("n of the other", "count", "other", "n"),
    Column("Count of the other", "count", "other", "count"),
    Column("Share of the other’s n", "percent"),
    Column("Difference in percentage points", "difference", figure="difference"),
    Column("95% interval from", "difference-limit"),
    Column("95% interval to", "difference-limit"),
    Column("p value", "number", figure="p"),
    Column("p value adjusted (Holm)", "number", figure="p-adjusted"),
    Column("Test", "text", figure="test"),
)
TREND = (
    Column("n", "count", figure="n"),
    Column("Groups with cases", "count", figure="groups"),
    Column("z", "number", figure="z"),
    Column("p value", "number", figure="p"),
)
SPREAD = (
    Column("n", "count", figure="n"),
    Column("Least", "number", figure="least"),
    Column("Lower quartile", "number", figure="lower-quartile"),
    Column("Median", "number", figure="median"),
    Column("Upper quartile", "number", figure="upper-quartile"),
    Column("Most", "number", figure="most"),
)
STAYS = {
    1: "Stays at the 5% level: 1 comparison, so there is nothing to allow for",
}
STAYS_OF = "Stays when all {} comparisons of this table are allowed for"
METHOD = "The difference is the share of the group less that of the other; its interval is by Newcombe (1998)."
DAYS = f"In days. Quartiles are shown from {LEAST_FOR_PERCENTAGE} cases up."


def comparison_sheet(found: Comparison) -> Sheet:
    """Return each difference between two groups with its interval and test."""
    lines = tuple(_difference_line(one) for one in found.differences)
    number = len(found.differences)
    stays = Column(STAYS.get(number, STAYS_OF.format(number)), "text", figure="stays")
    said = (METHOD, found.purposive, found.untested, found.only, found.many, found.left_out)
    title = f"Groups compared: {found.title}"
    return Sheet(
        "comparison",
        title,
        ("Group", "Compared with"),
        (*COMPARED, stays),
        lines,
        tuple(filter(None, said)),
        found.by * 2,
    )


def _difference_line(one: Difference) -> Line:
    pair = one.pair
    values = [*_share_values(pair.one), *_share_values(pair.other), *_apart(pair), p_value(pair.test.p)]
    values += [p_value(pair.holm.adjusted), Value(None, pair.test.method), Value(None, "yes" if one.stays else "no")]
    return Line((pair.one.label, pair.other.label), tuple(values), (pair.one.key, pair.other.key))


def _share_values(group: Compared) -> Iterator[Value]:
    yield count_value(group.share.n)
    yield count_value(group.share.count)
    yield share_value(group.share.count, group.share.n)


def _apart(pair: Pair) -> Iterator[Value]:
    apart = pair.one.share.exact - pair.other.share.exact
    for part in (apart, Fraction(pair.interval.low), Fraction(pair.interval.high)):
        yield Value(part * 100, points_words(part))


def p_value(p: float) -> Value:
    """Return a p value with its words: 0.020, or < 0.001."""
    return Value(p, p_words(p).removeprefix("p ").removeprefix("= "))


def trend_sheet(found: Comparison, trend: Trend) -> Sheet:
    """Return the test of a trend."""
    z = Value(trend.z, z_words(trend.z))
    line = Line((found.title,), (count_value(trend.n), count_value(trend.groups), z, p_value(trend.p)))
    return Sheet("trend", f"Trend: {found.title}", ("Share",), TREND, (line,), (found.trend,))


def spread_sheet(report: Report, found: Durations) -> Sheet:
    """Return how the days of all cases, and of each group, are spread."""
    lines = tuple(Line((row.label,), tuple(_spread_values(row)), row.keys) for row in found.rows)
    title = f"{report.measure_title}: how they are spread"
    return Sheet("durations", title, ("Group",), SPREAD, lines, (DAYS,), report.by[:1])


def _spread_values(row: Duration) -> Iterator[Value]:
    found = row.spread
    yield count_value(found.n if found else 0)
    if found is None:
        yield from [Value(None, NO_CASE)] * (len(SPREAD) - 1)
        return
    yield _days(found.least)
    yield _quartile(found, found.lower_quartile)
    yield _days(found.median)
    yield _quartile(found, found.upper_quartile)
    yield _days(found.most)


def _days(value: Fraction | int) -> Value:
    return Value(value, value_words(value))


def _quartile(found: Spread, value: Fraction) -> Value:
    return _days(value) if found.n >= LEAST_FOR_PERCENTAGE else Value(None, NOT_SHOWN)
