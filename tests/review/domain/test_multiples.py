"""Exercises side by side: each with its own bar and n, nothing between them, and gaps for what is unknown."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.exercise import Exercise
from review.domain.multiples import LENGTH, MEANS, NOT_A_TREND, multiples, sorted_exercises
from review.domain.published_counts import DERIVED, UNKNOWN, Joint
from review.domain.svg import PAPER
from tests.review.domain.reading_svg import SVG, faults, named, overlaps, read, tooltips, words
from tests.review.domain.test_exercise import GRADES

PUBLISHED = Path(__file__).parents[3] / "fixtures" / "reference" / "published_outcomes.csv"

INITIAL = Exercise("North Yorkshire", "NCPI", "2021-11", {"good": 13, "ri": 34, "inadequate": 26}, 73)
LATER = Exercise("North Yorkshire", "PIR", "2022-12", {"good": 11, "ri": 8, "inadequate": 14}, 33)
PARTIAL = Exercise("Lancashire", "NCPI", "2017", {"inadequate": 30}, 79)

labels = st.text(st.characters(blacklist_categories=["Cs"]), max_size=80)
counts = st.fixed_dictionaries({grade.code: st.none() | st.integers(0, 400) for grade in GRADES})
exercises = st.builds(Exercise, labels, st.sampled_from(["NCPI", "PIR"]), labels, counts)


def with_n(one: Exercise, more: int) -> Exercise:
    """The exercise with an n that its counts allow."""
    unknown = None in one.counts.values()
    return Exercise(
        one.label, one.kind, one.when, one.counts, sum(c or 0 for c in one.counts.values()) + more * unknown
    )


def gaps(svg: str) -> int:
    return sum("stroke-dasharray" in box.attrib for box in read(svg).iter(f"{SVG}rect"))


def middles(svg: str) -> int:
    """How many parts have a white middle, in the key and in the bars."""
    return sum(box.attrib["fill"] == PAPER for box in read(svg).iter(f"{SVG}rect"))


def test_different_types_are_said_to_be_no_trend() -> None:
    svg = multiples("By exercise", GRADES, [INITIAL, LATER], "x")
    assert named(svg, "desc") == (
        f"{NOT_A_TREND}. {LENGTH}. "
        "North Yorkshire, NCPI, 2021-11, 73 cases: Good 13, Requires improvement 34, Inadequate 26. "
        "North Yorkshire, PIR, 2022-12, 33 cases: Good 11, Requires improvement 8, Inadequate 14."
    )
    assert words(svg)[6:] == [
        NOT_A_TREND,
        *["North Yorkshire", "NCPI, 2021-11", "G", "R 34", "I 26", "n = 73 (G 13)"],
        *["North Yorkshire", "PIR, 2022-12", "G 11", "R 8", "I 14", "n = 33"],
        LENGTH,
    ]


def test_the_same_type_needs_no_such_words() -> None:
    svg = multiples("By exercise", GRADES, [INITIAL, PARTIAL], "x")
    assert NOT_A_TREND not in svg


def test_nothing_is_drawn_from_one_exercise_to_another() -> None:
    assert list(read(multiples("By exercise", GRADES, [INITIAL, LATER], "x")).iter(f"{SVG}path")) == []


def test_what_was_not_published_is_a_gap_in_words_and_never_zero() -> None:
    svg = multiples("By exercise", GRADES, [PARTIAL], "x")
    assert words(svg)[9:-1] == [
        *["not published", "I 30", "n = 79; G and R not", "published; G and R together", "49 derived: 79\xa0−\xa030"]
    ]
    assert (words(svg)[6], gaps(svg), tooltips(svg)) == (
        MEANS[UNKNOWN],
        2,
        [
            "Lancashire, NCPI, 2017, 79 cases: Good not published, Requires improvement not published, Inadequate 30; "
            "Good and Requires improvement together 49 (derived: 79 − 30)."
        ],
    )


def test_what_is_derived_has_a_white_middle_and_what_was_counted_together_a_dashed_outline() -> None:
    derived = Exercise("North Yorkshire", "PIR", "2022", {"good": 3, "inadequate": 5}, 11)
    joint = Exercise("Metropolitan", "NCPI", "2016", {}, 374, [Joint(("ri", "inadequate"), 278)])
    svg = multiples("By exercise", GRADES, [derived, joint], "x", columns=1)
    assert (gaps(svg), middles(svg)) == (2, 3)
    assert words(svg)[6:9] == [MEANS[DERIVED], MEANS[UNKNOWN], NOT_A_TREND]
    assert words(svg)[11:-1] == [
        *["G 3", "R 3 derived", "I 5", "n = 11; R 3 derived: 11\xa0−\xa03\xa0−\xa05"],
        *["Metropolitan", "NCPI, 2016", "G 96 derived", "R and I 278"],
        *["n = 374; G 96 derived: 374\xa0−\xa0278; R and I not published; R", "and I together 278"],
    ]


def test_a_published_zero_is_said_beside_what_is_unknown() -> None:
    svg = multiples("By exercise", GRADES, [Exercise("A", "PIR", "2019", {"good": 0}, 21)], "x")
    assert words(svg)[10] == "n = 21 (G 0); R and I not"


def test_exercise_without_n_has_a_gap_and_its_counts() -> None:
    svg = multiples("By exercise", GRADES, [Exercise("A", "PIR", "2019", {"inadequate": 5})], "x")
    assert (gaps(svg), words(svg)[9:-1]) == (2, ["n not published", "I 5; G and R not published"])


def test_every_published_exercise_prints_each_of_its_counts() -> None:
    rows = list(csv.DictReader(PUBLISHED.open(encoding="utf-8")))
    found = [
        Exercise(
            row["force"],
            row["exercise_type"],
            row["fieldwork"],
            {
                "good": int(row["good"]),
                "ri": int(row["requires_improvement"]),
                "inadequate": int(row["inadequate"]),
            },
            int(row["n"]),
        )
        for row in rows
    ]
    printed = " ".join(words(multiples("By exercise", GRADES, found, "x")))
    assert len(rows) == 13
    for row in rows:
        marks = (f"G {row['good']}", f"R {row['requires_improvement']}", f"I {row['inadequate']}", f"n = {row['n']}")
        assert [mark for mark in marks if mark not in printed] == []


def test_panels_stand_side_by_side_in_so_many_columns() -> None:
    def places(columns: int) -> list[str]:
        svg = multiples("By exercise", GRADES, [INITIAL] * 4, "x", columns)
        return [text.attrib["x"] for text in read(svg).iter(f"{SVG}text") if text.text == "North Yorkshire"]

    assert (places(1), places(2), places(4)) == (
        ["0", "0", "0", "0"],
        ["0", "210", "0", "210"],
        ["0", "210", "420", "630"],
    )


def test_exercises_under_one_label_stand_in_rows_of_their_own() -> None:
    svg = multiples("By exercise", GRADES, [PARTIAL, INITIAL, LATER], "x")
    texts = list(read(svg).iter(f"{SVG}text"))
    places = [(one.attrib["x"], one.attrib["y"]) for one in texts if one.text in ("Lancashire", "North Yorkshire")]
    assert [x for x, _ in places] == ["0", "0", "210"]
    assert places[1][1] == places[2][1] != places[0][1]


def test_exercises_are_sorted_by_label_then_by_when() -> None:
    assert sorted_exercises([LATER, INITIAL, PARTIAL]) == [PARTIAL, INITIAL, LATER]


def test_no_exercise_and_no_column() -> None:
    svg = multiples("By exercise", GRADES, [], "x")
    assert (words(svg)[-1], named(svg, "desc")) == ("No exercises to show.", "No exercises to show.")
    with pytest.raises(ValueError, match="at least one column"):
        multiples("By exercise", GRADES, [INITIAL], "x", columns=0)


@given(st.lists(st.builds(with_n, exercises, st.integers(0, 400)) | exercises, max_size=7), st.integers(1, 4))
def test_multiples_are_sound_for_any_exercises(found: list[Exercise], columns: int) -> None:
    svg = multiples("A <title> & \x00 more", GRADES, found, "x", columns)
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_a_derived_part_says_so_as_far_as_there_is_room() -> None:
    said = []
    for n in (20, 30, 60, 300):
        one = Exercise("North Yorkshire", "PIR", "2022", {"good": n - 11, "inadequate": 0}, n)
        said.append([mark for mark in words(multiples("By exercise", GRADES, [one], "x")) if mark[:2] in ("R", "R ")])
    assert said == [["R", "R 11 derived"], ["R", "R 11"], ["R", "R"], ["R"]]


def test_long_labels_are_wrapped_whole_and_the_bars_of_a_row_begin_at_one_height() -> None:
    label = "Group-based child sexual exploitation, model inspection of the three northern forces"
    when = "2023-05 to 2023-10, Did the investigation uncover exploitation by a group of two or more people? Yes"
    long = Exercise(label, "Thematic inspection", when, {"good": 9, "ri": 14, "inadequate": 4}, 27)
    svg = multiples("By exercise", GRADES, [long, LATER], "x")
    printed = " ".join(words(svg))
    assert (label in printed, f"Thematic inspection, {when}" in printed, "…" in printed) == (True, True, False)
    bars = {box.attrib["y"] for box in read(svg).iter(f"{SVG}rect") if box.attrib["height"] == "26"}
    assert len(bars) == 1
    assert (faults(svg), overlaps(svg)) == ([], [])


def test_long_grades_are_wrapped_whole_in_the_key() -> None:
    grades = [
        *GRADES[:2],
        replace(GRADES[2], label="Inadequate, so that something has to be done at once by the force"),
    ]
    svg = multiples("By exercise", grades, [INITIAL], "x")
    assert words(svg)[5:7] == ["Inadequate, so that something has to be done at", "once by the force"]
    assert (faults(svg), overlaps(svg)) == ([], [])
