"""What the shipped language list makes of planted passages: exact, so that a change of it shows what it changes."""

from review.domain.language import WordList
from tests.bench.language import measured, planted, shipped

FIXED = {
    "with": [
        "She is street-\nwise.",
        "It is a “life-style  choice”.",
        "He is ATTENTION SEEKING.",
        "V1 puts herself, yet again, at risk.",
        "Her general proclivity with older men.",
    ],
    "without": [
        "She is not streetwise.",
        "The street was wet. Wise words were said.",
        "She was told to wait. Older men came.",
        "A choice of life jackets.",
    ],
}


def test_a_small_fixed_set_comes_out_exactly() -> None:
    found = measured(shipped(), FIXED)
    assert found.missed == ["Her general proclivity with older men."]
    assert found.wrong == ["She is not streetwise."]
    assert (found.precision, found.recall) == (0.8, 0.8)


def test_there_are_enough_planted_passages_and_none_twice() -> None:
    passages = planted()
    every = [*passages["with"], *passages["without"]]
    assert (len(passages["with"]) >= 80, len(passages["without"]) >= 120) == (True, True)
    assert len(set(every)) == len(every)


def test_the_list_finds_most_planted_passages_and_little_else() -> None:
    found = measured(shipped(), planted())
    counts = (len(found.right), len(found.missed), len(found.wrong), len(found.quiet))
    assert counts == (96, 10, 15, 113)


def test_the_example_of_the_press_matches_no_wording() -> None:
    assert shipped().hits("her general proclivity with older men") == []


def test_what_was_found_is_the_same_from_memory() -> None:
    words = WordList([("x", "streetwise")])
    text = "She is streetwise."
    assert words.hits(text) == words.hits(text) == words.read(text)
