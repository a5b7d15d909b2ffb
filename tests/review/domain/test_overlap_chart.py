"""The chart of answers that overlap: a bar for each answer within all that are counted, and every number in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.chart_plan import WIDTH, Bar, ChartGrade
from review.domain.overlap_chart import overlap_chart
from tests.review.domain.reading_svg import SVG, faults, named, overlaps, read, tooltips, words

ROLES = [ChartGrade("leader", "Leader", "blue"), ChartGrade("other", "Other", "pink")]


@st.composite
def groups_of(draw: st.DrawFn) -> list[Bar]:
    """Draw groups whose counts are each at most their n."""
    labels = st.text(st.characters(blacklist_categories=["Cs"]), max_size=120)
    found = []
    for n in draw(st.lists(st.integers(0, 100_000), max_size=8)):
        found.append(Bar(draw(labels), {role.code: draw(st.integers(0, n)) for role in ROLES}, n))
    return found


def test_each_answer_has_a_bar_of_its_own_beside_the_others() -> None:
    svg = overlap_chart("Roles", ROLES, [Bar("", {"leader": 12, "other": 9}, 20)], "main")
    note = "Bar: cases with the answer; outline: all cases counted"
    assert named(svg, "desc") == f"{note}. Of 20 cases: Leader 12, Other 9."
    assert words(svg) == ["Leader", "12 of 20", "Other", "9 of 20", note]
    assert tooltips(svg) == ["Leader: 12 of 20", "Other: 9 of 20"]
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_bars_begin_at_one_line_and_are_as_long_as_their_counts() -> None:
    svg = overlap_chart("Roles", ROLES, [Bar("", {"leader": 20, "other": 10}, 20)], "main")
    outline, leader, same, other = [
        (float(box.attrib["x"]), float(box.attrib["width"]) + 1) for box in read(svg).iter(f"{SVG}rect")
    ]
    assert outline == leader == same
    assert other[0] == leader[0]
    assert other[1] == pytest.approx(leader[1] / 2, abs=0.2)


def test_groups_say_their_n_and_one_without_cases_has_no_bars() -> None:
    groups = [Bar("Force A", {"leader": 1}, 1), Bar("Force B", {}, 0)]
    svg = overlap_chart("Roles by force", ROLES, groups, "by")
    assert named(svg, "desc").endswith("Force A, of 1 case: Leader 1, Other 0. Force B: no cases counted.")
    shown = ["Force A (n = 1)", "Leader", "1 of 1", "Other", "0 of 1", "Force B (n = 0)"]
    assert words(svg)[:-1] == shown


def test_long_answers_stand_above_their_bars() -> None:
    long = [ChartGrade("a", "Somebody who brought the others together", "blue")]
    svg = overlap_chart("Roles", long, [Bar("", {"a": 3}, 4)], "main")
    assert words(svg)[:2] == ["Somebody who brought the others together", "3 of 4"]
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_suspects_are_called_suspects() -> None:
    svg = overlap_chart("Stages", ROLES, [Bar("", {}, 0)], "main", ("suspect", "suspects"))
    assert named(svg, "desc") == "Bar: suspects with the answer; outline: all suspects counted. No suspects counted."


def test_no_group_gives_a_sentence() -> None:
    assert words(overlap_chart("Roles", ROLES, [], "main")) == ["No groups to show."]


@pytest.mark.parametrize("group", [Bar("A", {"leader": 3}, 2), Bar("A", {"leader": 1}), Bar("A", {"other": -1}, 2)])
def test_counts_that_cannot_be_are_refused(group: Bar) -> None:
    with pytest.raises(ValueError, match="A"):
        overlap_chart("Roles", ROLES, [group], "main")


@given(groups_of())
def test_the_chart_is_sound_for_any_groups(groups: list[Bar]) -> None:
    svg = overlap_chart("A <title> & \x00 more", ROLES, groups, "x")
    assert faults(svg) == []
    for box in read(svg).iter(f"{SVG}rect"):
        left, width = float(box.attrib["x"]), float(box.attrib["width"])
        assert -0.1 <= left <= left + width <= WIDTH + 0.1
    said = named(svg, "desc")
    for group in groups:
        if group.n:
            assert f"Leader {group.counts['leader']}, Other {group.counts['other']}." in said
