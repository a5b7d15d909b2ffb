"""The bar chart: sound SVG without style attributes, every number in words, nothing by colour alone or off the page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.chart import TONES, Bar, ChartGrade, bar_chart, headline_chart
from review.domain.chart_plan import WIDTH
from review.domain.named_bars import named_bars
from review.domain.svg import UNBROKEN, figure
from tests.review.domain.reading_svg import SVG, faults, named, overlaps, read, words

CASE_GRADES = [
    ChartGrade("good", "Good", "green"),
    ChartGrade("requires-improvement", "Requires improvement", "yellow"),
    ChartGrade("inadequate", "Inadequate", "red"),
]
MODEL = {"good": 9, "requires-improvement": 14, "inadequate": 4}

many_grades = st.integers(1, 8).map(
    lambda size: [ChartGrade(str(place), f"Grade {place}", tone) for place, tone in enumerate(list(TONES)[:size])]
)
labels = st.text(st.characters(blacklist_categories=["Cs"]), max_size=120)
counts = st.dictionaries(st.sampled_from("01234567"), st.integers(0, 400))
some_bars = st.lists(st.builds(Bar, labels, counts), max_size=40)


def bar_ends(svg: str) -> list[tuple[float, float]]:
    """The left and right end of every rectangle, without its outline."""
    places = [(float(box.attrib["x"]), float(box.attrib["width"])) for box in read(svg).iter(f"{SVG}rect")]
    return [(left - 0.5, left + width + 0.5) for left, width in places]


def test_headline_chart_says_every_number() -> None:
    svg = headline_chart("Group-based investigations", CASE_GRADES, MODEL, "headline")
    said = "Group-based investigations, 27 cases: Good 9, Requires improvement 14, Inadequate 4"
    assert (named(svg, "title"), named(svg, "desc")) == (said, said + ".")
    assert words(svg) == ["G", "Good", "R", "Requires improvement", "I", "Inadequate", "G 9", "R 14", "I 4", "n = 27"]


def test_bar_chart_says_every_number() -> None:
    bars = [Bar("Force A", MODEL), Bar("Force B", {"good": 1}), Bar("Force C", {})]
    svg = bar_chart("Grades by force", CASE_GRADES, bars, "by-force")
    assert named(svg, "title") == "Grades by force"
    assert named(svg, "desc") == (
        "Bar length: number of cases. Force A, 27 cases: Good 9, Requires improvement 14, Inadequate 4. "
        "Force B, 1 case: Good 1, Requires improvement 0, Inadequate 0. Force C: no cases counted."
    )
    assert words(svg)[6:] == [
        *["Force A", "G 9", "R 14", "I 4", "n = 27"],
        *["Force B", "n = 1 (G 1)", "Force C", "n = 0", "Bar length: number of cases"],
    ]


def test_bar_chart_is_an_image_with_a_name_and_a_view_box() -> None:
    root = read(bar_chart("Grades", CASE_GRADES, [Bar("A", MODEL)], "x"))
    assert (root.tag, root.attrib["role"]) == (f"{SVG}svg", "img")
    assert (root.attrib["aria-labelledby"], root.attrib["aria-describedby"]) == ("x-title", "x-desc")
    assert re.fullmatch(rf"-1 0 {WIDTH + 2} \d+", root.attrib["viewBox"])


def test_ids_of_two_charts_differ() -> None:
    svgs = [bar_chart("Grades", CASE_GRADES, [Bar("A", MODEL)], prefix) for prefix in ("one", "two")]
    ids = [found.attrib["id"] for svg in svgs for found in read(svg).iter() if "id" in found.attrib]
    assert ids == ["one-title", "one-desc", "two-title", "two-desc"]


@given(many_grades, some_bars, st.booleans())
def test_bar_chart_is_sound_for_any_bars(grades: list[ChartGrade], bars: list[Bar], share: bool) -> None:
    svg = bar_chart("A <title> & \x00 more", grades, bars, "x", share)
    assert faults(svg) == []
    assert all(-0.1 <= left <= right <= WIDTH + 0.1 for left, right in bar_ends(svg))
    assert svg == bar_chart("A <title> & \x00 more", grades, bars, "x", share)


@given(many_grades, some_bars)
def test_every_count_is_in_the_words(grades: list[ChartGrade], bars: list[Bar]) -> None:
    said = named(bar_chart("Grades", grades, bars, "x"), "desc")
    for bar in bars:
        n = sum(bar.counts.get(grade.code, 0) for grade in grades)
        listed = ", ".join(f"{grade.label} {bar.counts.get(grade.code, 0)}" for grade in grades)
        assert (f": {listed}." in said) if n else (": no cases counted." in said)


@given(st.lists(st.fixed_dictionaries({grade.code: st.integers(0, 60) for grade in CASE_GRADES}), min_size=1))
def test_every_count_is_printed_with_its_letter(rows: list[dict[str, int]]) -> None:
    svg = bar_chart("Grades", CASE_GRADES, [Bar(f"F{place}", row) for place, row in enumerate(rows)], "x")
    printed = " ".join(words(svg)[6:])
    marks = [f"{grade.label[0]} {row[grade.code]}" for row in rows for grade in CASE_GRADES if row[grade.code]]
    assert sorted(re.findall(r"\b[GRI] \d+", printed)) == sorted(marks)


def test_lengths_are_counts_and_with_share_parts_of_the_group() -> None:
    bars = [Bar("A", {"good": 40, "inadequate": 40}), Bar("B", {"good": 10, "inadequate": 10})]
    by_count = bar_ends(bar_chart("Grades", CASE_GRADES, bars, "x"))[3:]
    by_share = bar_ends(bar_chart("Grades", CASE_GRADES, bars, "x", share=True))[3:]
    lengths = [[right - left for left, right in ends] for ends in (by_count, by_share)]
    assert lengths[0] == pytest.approx([lengths[0][0]] * 2 + [lengths[0][0] / 4] * 2, abs=0.2)
    assert lengths[1] == pytest.approx([lengths[1][0]] * 4, abs=0.2)


def test_segment_too_narrow_for_its_words_keeps_its_letter_where_that_has_room() -> None:
    bars = [Bar("A", {"good": 6, "requires-improvement": 90, "inadequate": 1})]
    assert words(bar_chart("Grades", CASE_GRADES, bars, "x"))[6:-1] == ["A", "G", "R 90", "n = 97 (G 6, I 1)"]


def test_words_that_leave_no_room_for_a_bar_stand_below_it_and_break_after_commas() -> None:
    grades = [ChartGrade(str(place), f"{'ABCDEFGH'[place]} grade", tone) for place, tone in enumerate(list(TONES)[:8])]
    bars = [
        Bar("A", {"0": 111, "1": 222, "2": 301, "3": 402, "4": 503, "5": 604, "6": 305, "7": 90000}),
        Bar("B", {"0": 1}),
    ]
    svg = bar_chart("Grades", grades, bars, "x")
    printed = [word.replace(UNBROKEN, " ") for word in words(svg)[16:]]
    assert printed == [
        *["A", "H 90000", "n = 92448 (A 111, B 222, C 301, D 402, E 503, F 604,", "G 305)"],
        *["B", "n = 1 (A 1)", "Bar length: number of cases"],
    ]
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_zero_grades_have_no_segment_but_stay_in_the_key() -> None:
    svg = bar_chart("Grades", CASE_GRADES, [Bar("A", {"good": 5})], "x")
    assert len(bar_ends(svg)) == len(CASE_GRADES) + 1
    assert words(svg)[:6] == ["G", "Good", "R", "Requires improvement", "I", "Inadequate"]


def test_bar_chart_without_groups_says_so() -> None:
    svg = bar_chart("Grades", CASE_GRADES, [], "x")
    assert (words(svg)[-1], named(svg, "desc")) == ("No groups to show.", "No groups to show.")


def test_headline_chart_without_cases_says_so() -> None:
    svg = headline_chart("Grades", CASE_GRADES, {}, "x")
    assert (words(svg)[-1], named(svg, "title")) == ("n = 0", "Grades: no cases counted")


def test_long_label_is_wrapped_whole_and_kept_in_its_title() -> None:
    label = "Did the force recognise the signs of exploitation as soon as it could, " * 3
    svg = bar_chart("Grades", CASE_GRADES, [Bar(label, MODEL)], "x")
    assert words(svg)[6:11] == [
        "Did the force recognise the signs of exploitation as",
        "soon as it could, Did the force recognise the signs of",
        "exploitation as soon as it could, Did the force",
        "recognise the signs of exploitation as soon as it",
        "could,",
    ]
    assert label in [title.text for title in read(svg).iter(f"{SVG}title")]


def test_labels_are_escaped() -> None:
    svg = bar_chart("<b>", [ChartGrade("g", "<G> & 'h'", "green")], [Bar('"><script>', {"g": 3})], "x")
    assert "<script" not in svg
    assert [word for word in words(svg) if "script" in word] == ['"><script>']


ETHNICITY = [
    ChartGrade("white", "White", "blue"),
    ChartGrade("asian", "Asian or Asian British, of any background that the record names", "turquoise"),
    ChartGrade("not-stated", "Not stated", "grey"),
    ChartGrade("not-recorded", "Not recorded", "dark-grey"),
]


def test_answers_that_share_an_initial_stand_by_their_names() -> None:
    svg = headline_chart(
        "Ethnicity", ETHNICITY, {"white": 12, "asian": 9, "not-recorded": 3}, "x", ("suspect", "suspects")
    )
    assert words(svg) == [
        *["n = 24", "White", "12"],
        *["Asian or Asian British, of", "any background that the", "record names", "9"],
        *["Not recorded", "3", "Answers that are not listed are 0."],
    ]
    assert named(svg, "title") == (
        "Ethnicity, 24 suspects: White 12, Asian or Asian British, of any background that the record names 9, "
        "Not stated 0, Not recorded 3"
    )
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_groups_of_named_answers_are_of_one_measure_and_keep_their_n() -> None:
    bars = [Bar("Arrest", {"white": 20, "not-stated": 10}), Bar("Charge", {"white": 5}), Bar("Report", {})]
    svg = bar_chart("Ethnicity by stage", ETHNICITY, bars, "x", units=("suspect", "suspects"))
    assert words(svg) == [
        *["Arrest", "n = 30", "White", "20", "Not stated", "10"],
        *["Charge", "n = 5", "White", "5", "Report", "n = 0"],
        *["Answers that are not listed are 0.", "Bar length: number of suspects"],
    ]
    lengths = [right - left for left, right in bar_ends(svg)]
    assert lengths == pytest.approx([lengths[0], lengths[0] / 2, lengths[0] / 4], abs=0.2)
    shares = [right - left for left, right in bar_ends(bar_chart("E", ETHNICITY, bars, "x", share=True))]
    assert shares == pytest.approx([shares[2] * 2 / 3, shares[2] / 3, shares[2]], abs=0.2)


def test_more_answers_than_anybody_looks_at_one_by_one_are_lettered_in_order() -> None:
    grades = [ChartGrade("i", "Inadequate", "red"), ChartGrade("n", "Improving", "yellow")]
    bars = [Bar(f"Force {place}", {"i": 8, "n": 2}) for place in range(31)]
    assert words(bar_chart("Grades", grades, bars[:30], "x"))[:4] == ["Force 0", "n = 10", "Inadequate", "8"]
    assert words(bar_chart("Grades", grades, bars, "x"))[:4] == ["A", "Inadequate", "B", "Improving"]


@given(many_grades, some_bars, st.booleans())
def test_named_answers_never_lie_over_one_another(grades: list[ChartGrade], bars: list[Bar], share: bool) -> None:
    parts, y = named_bars(grades, bars, share, 1)
    svg = figure("Title", "Words", "x", parts, y)
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_unknown_tone_is_drawn_grey() -> None:
    svg = headline_chart("Grades", [ChartGrade("g", "Good", "ultraviolet")], {"g": 1}, "x")
    assert {box.attrib["fill"] for box in read(svg).iter(f"{SVG}rect")} == {TONES["grey"][0]}


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", TONES)
def test_tone_has_contrast_for_its_text(tone: str) -> None:
    dark, light = sorted(brightness(colour) for colour in TONES[tone])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"b', "é"])
def test_chart_refuses_a_prefix_that_is_no_id(prefix: str) -> None:
    with pytest.raises(ValueError, match="cannot start an id"):
        headline_chart("Grades", CASE_GRADES, MODEL, prefix)


def test_chart_refuses_a_negative_count() -> None:
    with pytest.raises(ValueError, match='A count of "A" is negative'):
        bar_chart("Grades", CASE_GRADES, [Bar("A", {"good": -1})], "x")
