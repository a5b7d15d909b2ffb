"""Dots with intervals: no dot of a few cases, every number in words, the same for a page and in grey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.dot_plot import DotRow, dot_plot, sorted_rows
from review.domain.intervals import Share, wilson
from review.domain.tabulation import NOT_ANSWERED_LABEL
from tests.review.domain.reading_svg import SVG, faults, named, overlaps, read, tooltips, words


def dot_row(label: str, count: int, n: int) -> DotRow:
    return DotRow(label, Share(count, n), wilson(count, n))


ROWS = [
    dot_row("Avon and Somerset", 17, 69),
    dot_row("Cleveland", 4, 6),
    dot_row("City of London", 0, 0),
    DotRow("Devon and Cornwall", None),
]
WHOLE = DotRow("All forces", Share(21, 75))

labels = st.text(st.characters(blacklist_categories=["Cs"]), max_size=80)
shares = st.integers(0, 10**6).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))
some_rows = st.lists(
    st.builds(
        lambda label, share, sure: DotRow(label, share, wilson(share.count, share.n) if share and sure else None),
        labels,
        st.none() | shares,
        st.booleans(),
    ),
    max_size=12,
)


def dots(svg: str) -> list[float]:
    """Where the dots stand, without the one of the key."""
    return [float(dot.attrib["cx"]) for dot in read(svg).iter(f"{SVG}circle")][1:]


def test_dot_plot_says_every_number() -> None:
    svg = dot_plot("Good by force", "Graded good", ROWS, "x", WHOLE)
    assert named(svg, "title") == "Good by force"
    assert named(svg, "desc") == (
        "Graded good. Avon and Somerset: 17 of 69 (24.6%, 95% interval 16.0% to 36.0%). "
        "Cleveland: 4 of 6, fewer than 10 cases. City of London: no cases. Devon and Cornwall: not shown. "
        "All forces: 21 of 75 (28.0%)."
    )


def test_dot_plot_prints_counts_and_what_is_lacking() -> None:
    assert words(dot_plot("Good by force", "Graded good", ROWS, "x", WHOLE)) == [
        *["Graded good", "share", "95% interval", "All forces: 21 of 75 (28.0%)"],
        *["0%", "25%", "50%", "75%", "100%"],
        *["Avon and", "Somerset", "17 of 69", "24.6%"],
        *["Cleveland", "fewer than 10 cases", "4 of 6"],
        *["City of London", "no cases", "n = 0"],
        *["Devon and", "Cornwall", "not shown"],
    ]


def test_every_row_has_its_tooltip() -> None:
    assert tooltips(dot_plot("Good", "Graded good", ROWS[:2], "x")) == [
        "Avon and Somerset: 17 of 69 (24.6%, 95% interval 16.0% to 36.0%)",
        "Cleveland: 4 of 6, fewer than 10 cases",
    ]


def test_dot_stands_at_the_share_on_the_axis() -> None:
    rows = [DotRow("A", Share(0, 20)), DotRow("B", Share(5, 20)), DotRow("C", Share(20, 20))]
    first, second, third = dots(dot_plot("Good", "Graded good", rows, "x"))
    assert second - first == pytest.approx((third - first) / 4, abs=0.2)


def test_line_is_drawn_from_limit_to_limit() -> None:
    # The dots of the first and last row are the ends of the axis, on which the limits of the second are measured.
    rows = [DotRow("A", Share(0, 20)), dot_row("B", 12, 20), DotRow("C", Share(20, 20))]
    svg = dot_plot("Good", "Graded good", rows, "x")
    start, _, end = dots(svg)
    drawn = [path.attrib["d"] for path in read(svg).iter(f"{SVG}path") if path.attrib.get("stroke-width") == "2"][-1]
    left, right = re.findall(r"[MH]([0-9.]+)", drawn)
    found = wilson(12, 20)
    assert found is not None
    limits = [(float(place) - start) / (end - start) for place in (left, right)]
    assert limits == pytest.approx([found.low, found.high], abs=0.001)


@given(st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_few_cases_have_no_dot_percentage_or_interval(share: tuple[int, int]) -> None:
    svg = dot_plot("Good", "Graded good", [dot_row("A", *share)], "x", dot_row("All", *share))
    assert (dots(svg), "%" in named(svg, "desc"), "interval" in svg) == ([], False, False)
    assert f"{share[0]} of {share[1]}" in words(svg)


def test_ten_cases_have_a_dot() -> None:
    assert len(dots(dot_plot("Good", "Graded good", [dot_row("A", 3, 10), dot_row("B", 3, 9)], "x"))) == 1


def test_another_least_number_of_cases_lets_a_dot_in() -> None:
    assert len(dots(dot_plot("Good", "Graded good", ROWS, "x", least=5))) == 2


def test_the_whole_is_a_broken_line_through_rows_with_a_dot_only() -> None:
    svg = dot_plot("Good", "Graded good", ROWS, "x", WHOLE)
    broken = [path for path in read(svg).iter(f"{SVG}path") if "stroke-dasharray" in path.attrib]
    assert len(broken) == 1 + len(dots(svg))


def test_long_name_is_written_whole_in_as_many_lines_as_it_takes() -> None:
    def printed(label: str) -> list[str]:
        return words(dot_plot("Good", "Graded good", [DotRow(label, None)], "x"))[7:-1]

    name = "Hampshire and Isle of Wight Constabulary"
    assert printed(name) == ["Hampshire and Isle", "of Wight", "Constabulary"]
    assert " ".join(printed(f"{name} and {name}")) == f"{name} and {name}"


@pytest.mark.parametrize("label", ["Yes", "No", "Force A", "Report", "Custody"])
def test_short_name_that_is_the_longest_stays_on_one_line(label: str) -> None:
    assert label in words(dot_plot("Share", "Yes", [DotRow(label, Share(10, 27))], "c"))


def test_dot_plot_without_rows_says_so() -> None:
    svg = dot_plot("Good", "Graded good", [], "x")
    assert (words(svg), named(svg, "desc")) == (
        ["Graded good", "No groups to show."],
        "Graded good. No groups to show.",
    )


@given(some_rows, labels, st.none() | st.builds(DotRow, labels, shares), st.integers(0, 1000))
def test_dot_plot_is_sound_for_any_rows(rows: list[DotRow], measure: str, whole: DotRow | None, least: int) -> None:
    svg = dot_plot("A <title> & \x00 more", measure, rows, "x", whole, least)
    assert (faults(svg), overlaps(svg)) == ([], [])
    assert svg == dot_plot("A <title> & \x00 more", measure, rows, "x", whole, least)


def test_rows_are_sorted_by_share_with_small_and_unknown_ones_after() -> None:
    rows = [*ROWS[::-1], dot_row(NOT_ANSWERED_LABEL, 9, 10), dot_row("Suffolk", 17, 30)]
    expected = ["Suffolk", "Avon and Somerset", "Cleveland", "City of London", "Devon and Cornwall", NOT_ANSWERED_LABEL]
    assert [one.label for one in sorted_rows(rows)] == expected


@pytest.mark.parametrize("prefix", ["", "1a", "a b"])
def test_dot_plot_refuses_a_prefix_that_is_no_id(prefix: str) -> None:
    with pytest.raises(ValueError, match="cannot start an id"):
        dot_plot("Good", "Graded good", ROWS, prefix)


def test_labels_of_rows_that_follow_each_other_do_not_touch() -> None:
    long = "Requires improvement, an inspection with a long title, 2026-01 to 2026-06"
    svg = dot_plot("Title", "Share", [DotRow(long, Share(10, 20)), DotRow(long, Share(11, 20))], "p")
    heights = sorted(float(found) for found in re.findall(r'<text x="0" y="([0-9.]+)" font-size="14"', svg))
    assert len(heights) == 10
    within, between = heights[1] - heights[0], heights[5] - heights[4]
    assert (round(within), round(between)) == (15, 21)


def test_long_labels_and_measures_are_wrapped_whole() -> None:
    label = "Requires improvement, North Yorkshire child protection follow-up, 2021-11 to 2022-12, derived"
    measure = "Good, as a share of n, by stage of the record that counts where several were made of one suspect"
    svg = dot_plot("Shares", measure, [dot_row(label, 9, 10), dot_row("Suffolk", 17, 30)], "x")
    printed = " ".join(words(svg))
    assert (label in printed, measure in printed, "…" in printed) == (True, True, False)
    assert (faults(svg), overlaps(svg)) == ([], [])
