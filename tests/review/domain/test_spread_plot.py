"""Spreads of days in a picture: no box of a few cases, every number in words."""

from hypothesis import given
from hypothesis import strategies as st

from review.domain.spread import spread
from review.domain.spread_plot import BOX, SpreadRow, spread_plot
from tests.review.domain.reading_svg import SVG, faults, named, overlaps, read, words

ENOUGH = spread({0: 2, 10: 1, 20: 4, 30: 3, 90: 1})
ROWS = [
    SpreadRow("Avon and Somerset", ENOUGH),
    SpreadRow("Cleveland", spread({20: 1, 25: 2})),
    SpreadRow("City of London", None),
    SpreadRow("Dorset", spread({23: 1})),
]
labels = st.text(st.characters(blacklist_categories=["Cs"]), max_size=80)
spreads = st.dictionaries(st.integers(-400, 10**5), st.integers(0, 40), max_size=8).map(spread)


def boxes_drawn(svg: str) -> list[tuple[float, float]]:
    """The ends of every box, without that of the key."""
    found = [box.attrib for box in read(svg).iter(f"{SVG}rect") if box.attrib["fill"] == BOX][1:]
    return [(float(box["x"]), float(box["x"]) + float(box["width"])) for box in found]


def test_spread_plot_says_every_number() -> None:
    assert named(spread_plot("Days by force", "Days to a decision", ROWS, "x"), "desc") == (
        "Days to a decision. "
        "Avon and Somerset: 11 cases: median 20 days, the middle half from 15 to 30, all from 0 to 90. "
        "Cleveland: 3 cases: median 25 days, all from 20 to 25 (too few for quartiles). "
        "City of London: no cases counted. Dorset: 1 case: 23 days."
    )


def test_spread_plot_prints_n_and_median() -> None:
    assert words(spread_plot("Days by force", "Days to a decision", ROWS, "x")) == [
        *["Days to a decision", "median", "middle half", "least to most"],
        *["0", "50", "100"],
        *["Avon and", "Somerset", "n = 11", "median 20"],
        *["Cleveland", "n = 3", "median 25"],
        *["City of London", "no cases", "n = 0"],
        *["Dorset", "n = 1", "median 23"],
    ]


def test_box_spans_the_middle_half_of_enough_cases_only() -> None:
    svg = spread_plot("Days", "Days", [SpreadRow("A", ENOUGH), SpreadRow("B", spread({50: 9}))], "x")
    [(left, right)] = boxes_drawn(svg)
    ticks = [text for text in read(svg).iter(f"{SVG}text") if text.text in ("0", "100")]
    start, end = (float(tick.attrib["x"]) for tick in ticks)
    assert [round((place - start) / (end - start), 2) for place in (left, right)] == [0.15, 0.3]


def test_spread_plot_without_rows_says_so() -> None:
    svg = spread_plot("Days", "Days to a decision", [], "x")
    assert (words(svg)[-1], named(svg, "desc")) == ("No groups to show.", "Days to a decision. No groups to show.")


@given(st.lists(st.builds(SpreadRow, labels, spreads), max_size=8), labels)
def test_spread_plot_is_sound_for_any_rows(rows: list[SpreadRow], measure: str) -> None:
    svg = spread_plot("A <title> & \x00 more", measure, rows, "x")
    assert (faults(svg), overlaps(svg)) == ([], [])
