"""Groups of a report set side by side: each one's share of one answer, how far they are apart, and their trend."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from review.counting.dimensions import CRITERION
from review.counting.method import Method
from review.domain.dot_plot import DotRow, dot_plot, sorted_rows
from review.domain.intervals import Share
from review.domain.pair_comparisons import Compared, Pair, compare_pairs
from review.domain.statistics_wording import (
    adjusted_words,
    difference_words,
    many_comparisons_words,
    too_few_words,
    trend_words,
)
from review.domain.tabulation import NOT_ANSWERED
from review.domain.trend import NoTrend, Trend, cochran_armitage
from review.domain.wording import LEAST_FOR_PERCENTAGE, named_words, shown_interval
from review.reports.building import GroupRow, Report

OVERLAPPING = (
    "The groups overlap, so they are not compared: a {unit} that is in two of them would stand on both sides of a "
    "difference, whose interval and test are for groups without a {unit} in common. To compare those with one of the "
    "answers with those without it, break down by that answer by itself."
)
MOST_GROUPS = 12
"""Of more groups than this no pairs are compared: there would be more than 66 of them."""
TOO_MANY = f"More than {MOST_GROUPS} groups are not compared two by two."
TOO_SMALL = (
    "No two groups have ten cases or more each, so no difference between groups is told: so few cases could not bear "
    "it."
)
PURPOSIVE_TESTS = (
    "The sample was chosen on purpose, so neither these differences with their intervals nor the tests say anything "
    "about cases outside the sample: they show only how little so few cases can bear."
)
ONLY = "Only shares of “{answer}” are compared here."
ONLY_OF_SEVERAL = (
    ONLY + " Whoever looks at the share of another answer too makes as many comparisons again, which are not allowed "
    "for."
)
NO_INTERVALS = {
    "random": "The intervals are left out here, so differences between groups are not tested.",
    "purposive": (
        "The sample was chosen on purpose, so that differences between its groups say nothing about other cases. "
        "They are not tested here."
    ),
    "census": "Every case was reviewed, so the differences between groups are what they are: no test is needed.",
    "unknown": "How the sample was drawn is not known, so differences between groups are not tested.",
    "mixed": "The inspections drew their samples in different ways, so differences between groups are not tested.",
}


@dataclass(frozen=True)
class Difference:
    """Two groups and how far they are apart, in words, and whether the difference stays once all are allowed for."""

    pair: Pair
    words: str
    test: str
    stays: bool


@dataclass(frozen=True)
class Comparison:
    """The groups' shares of one answer: a picture, the differences, and what must be said of them.

    `only` says that no other answer is compared; `purposive` what a test of a sample chosen on purpose is worth.
    """

    title: str
    chart: SafeString
    differences: tuple[Difference, ...]
    many: str
    trend: str
    untested: str
    left_out: str
    trend_test: Trend | NoTrend | None
    by: tuple[str, ...]
    answer: str = ""
    only: str = ""
    purposive: str = ""


def compared_by(report: Report, wanted: str) -> str:
    """Return the answer by whose share groups are compared; none where there is none.

    Unless told it is the first one that anybody has, and the first of all where nobody has any.
    """
    given = (code for code in report.scale.codes if report.table.counts[code])
    return wanted if wanted in report.scale.codes else next(given, next(iter(report.scale.codes), ""))


def not_compared(report: Report) -> str:
    """Return why groups that overlap are not compared; nothing where they do not, or each case is in each of them."""
    if len(report.by) != 1 or not report.overlapping or report.by == (CRITERION,):
        return ""
    return OVERLAPPING.format(unit=report.unit[0])


def comparison(method: Method, report: Report, wanted: str = "") -> Comparison | None:
    """Return the comparison of a report's groups by their share of an answer; None where there is nothing to compare.

    Groups are compared where they share out the cases and are counted on one scale; two names are not.
    """
    answer = compared_by(report, wanted)
    groups = [group for group in report.groups if group.key != NOT_ANSWERED]
    if not answer or len(report.by) != 1 or report.overlapping or len(groups) < 2:
        return None
    ordered = method.dimensions[report.by[0]].step is not None
    label = next(grade.label for grade in report.scale.grades if grade.code == answer)
    title = f"{label}, as a share of n, by {named_words(report.titles)}"
    tested = report.intervals
    large, small = _by_size(groups)
    pairs = compare_pairs([_compared(group, answer) for group in large]) if tested and _few(large) else []
    trend = cochran_armitage([_share(group, answer) for group in groups]) if tested and ordered else None
    return Comparison(
        title=title,
        chart=_drawn(report, groups, answer, label, title, ordered),
        differences=tuple(_difference(pair, len(pairs)) for pair in pairs),
        many=many_comparisons_words(len(pairs), "pairs of groups"),
        trend=trend_words(trend, label) if trend else "",
        trend_test=trend,
        by=report.by,
        answer=label,
        only=_only(report, label) if pairs or trend else "",
        purposive=PURPOSIVE_TESTS if (pairs or trend) and report.about["sample_design"] == "purposive" else "",
        untested=_untested(report, large),
        left_out=too_few_words([(group.label, group.table.n) for group in small]) if pairs else "",
    )


def _only(report: Report, label: str) -> str:
    """Return that one answer alone is compared; of two answers one's share tells the other's."""
    return (ONLY if len(report.scale.grades) <= 2 else ONLY_OF_SEVERAL).format(answer=label)


def _by_size(groups: Sequence[GroupRow]) -> tuple[list[GroupRow], list[GroupRow]]:
    """Return the groups that have cases enough to be compared, and those that have too few."""
    large = [group for group in groups if group.table.n >= LEAST_FOR_PERCENTAGE]
    return large, [group for group in groups if group.table.n < LEAST_FOR_PERCENTAGE]


def _few(groups: Sequence[GroupRow]) -> bool:
    return len(groups) <= MOST_GROUPS


def _untested(report: Report, large: Sequence[GroupRow]) -> str:
    if not report.intervals:
        return NO_INTERVALS[str(report.about["sample_design"])]
    if len(large) < 2:
        return TOO_SMALL
    return "" if _few(large) else TOO_MANY


def _share(group: GroupRow, answer: str) -> Share:
    return Share(group.table.counts[answer], group.table.n)


def _compared(group: GroupRow, answer: str) -> Compared:
    return Compared(group.label, _share(group, answer), group.key)


def _difference(pair: Pair, comparisons: int) -> Difference:
    words = difference_words(pair.one.label, pair.one.share, pair.other.label, pair.other.share, pair.interval)
    return Difference(pair, words, adjusted_words(pair.test.p, pair.holm.adjusted, comparisons), pair.holm.stays)


def _drawn(
    report: Report, groups: Sequence[GroupRow], answer: str, label: str, title: str, ordered: bool
) -> SafeString:
    rows = [_dot(group.label, _share(group, answer), report.intervals) for group in groups]
    whole = _dot("All", Share(report.table.counts[answer], report.table.n), False)
    picture = dot_plot(title, label, sorted_rows(rows, ordered), "dots", whole)
    return mark_safe(picture)  # noqa: S308  # dot_plot.py escapes every text it draws


def _dot(label: str, share: Share, intervals: bool) -> DotRow:
    return DotRow(label, share, shown_interval(share.count, share.n) if intervals else None)
