"""The language screen's patterns: what they find, where, and that no text makes them slow."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.language import Hit, PatternError, WordList, sentence_around, stands_at, tidy_pattern, word_list
from review.domain.language_words import words_of


def found(text: str, *patterns: str) -> list[str]:
    """Return the words that the patterns find in a text."""
    words = WordList([(f"p{number}", pattern) for number, pattern in enumerate(patterns)])
    return [text[hit.start : hit.end] for hit in words.hits(text)]


def keys(text: str, *patterns: str) -> list[str]:
    words = WordList([(pattern, pattern) for pattern in patterns])
    return [hit.key for hit in words.hits(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("lifestyle choice", "a Lifestyle  CHOICE.", ["Lifestyle  CHOICE"]),
        ("lifestyle choice", "a lifestyle\nchoice", ["lifestyle\nchoice"]),
        ("lifestyle choice", "a life-style choice", ["life-style choice"]),
        ("lifestyle choice", "a life-\nstyle choice", ["life-\nstyle choice"]),
        ("lifestyle choice", "a life\u00adstyle\u00a0choice", ["life\u00adstyle\u00a0choice"]),
        ("attention seeking", "attention-seeking and “attention seeking”", ["attention-seeking", "attention seeking"]),
        ("attention seeking", "attentionseeking", []),
        ("street-wise", "streetwise, street wise, street-wise", ["streetwise", "street wise", "street-wise"]),
        ("streetwise", "streetwise, street wise, street‑wise", ["streetwise", "street‑wise"]),
        ("didn't leave", "She didn’t leave; she didnt leave", ["didn’t leave", "didnt leave"]),
        (
            "promiscu*",
            "promiscuous, promiscuity, PROMISCUOUSLY, promise",
            ["promiscuous", "promiscuity", "PROMISCUOUSLY"],
        ),
        ("choice", "choices and choicest", []),
        ("(his|her) choice", "his choice, her choice, their choice", ["his choice", "her choice"]),
        ("(own free will|free choice)", "of her own free will", ["own free will"]),
        ("she ... older men", "she likes older men", ["she likes older men"]),
        ("she ... older men", "she older men", ["she older men"]),
        ("she ... older men", "she one two three four older men", ["she one two three four older men"]),
        ("she ... older men", "she one two three four five older men", []),
        ("she ... older men", "She left. Older men came", []),
        ("she ... older men", "She left\n\nolder men came", []),
        ("she ... older men", "She left | older men came", []),
        ("naive", "She is naïve, nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("fish", "ﬁsh", ["ﬁsh"]),
        ("streetwise", "un_streetwise_", ["streetwise"]),
        ("streetwise", "", []),
    ],
)
def test_a_pattern_finds_words_whatever_stands_between_letters(pattern: str, text: str, words: list[str]) -> None:
    assert found(text, pattern) == words


@pytest.mark.parametrize(
    ("pattern", "start"),
    [
        ("", "Enter the words"),
        ("   ", "Enter the words"),
        ("... choice", "Put ... between"),
        ("choice ...", "Put ... between"),
        ("her ... ... choice", "Put ... between"),
        ("(his|her choice", "Close each bracket"),
        ("his|her) choice", "Close each bracket"),
        ("((his|her) own|free) choice", "Close each bracket"),
        ("his|her choice", "Put alternatives in brackets"),
        ("(his) choice", "Brackets hold two or more"),
        ("(his|) choice", "Brackets hold two or more"),
        ("(his ... own|her) choice", "Brackets hold two or more"),
        ("c*", "Put at least 3 letters"),
        ("*ing", "Use letters"),
        ("pro*scuous", "Use letters"),
        ("'*", "Use letters"),
        ("streetwise?", "“streetwise?” has a sign"),
        ("a.*b", "“a.*b” has a sign"),
        ("[a-z]+", "“[a” has a sign"),
        ("an", "A word by itself"),
        ("(an|streetwise)", "A word by itself"),
        ("x" * 201, "The pattern must be 200"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused_in_a_sentence(pattern: str, start: str) -> None:
    with pytest.raises(PatternError) as refused:
        tidy_pattern(pattern)
    assert str(refused.value).startswith(start)


def test_a_pattern_is_kept_in_one_form() -> None:
    kept = tidy_pattern("  She  ( Puts | puts up )...At   RISK*")
    assert kept == "she (puts|puts up) ... at risk*"
    assert tidy_pattern(kept) == kept


def test_of_wordings_that_meet_the_longest_is_found() -> None:
    assert keys("a poor lifestyle choice", "lifestyle", "lifestyle choice", "poor ... choice") == ["poor ... choice"]
    assert keys("a lifestyle", "lifestyle", "life*") == ["life*"]
    assert keys("choices of a lifestyle", "lifestyle", "choice*") == ["choice*", "lifestyle"]


def test_of_wordings_of_one_length_that_of_most_words_is_found() -> None:
    assert keys("her own choice", "her ... choice", "her own choice") == ["her own choice"]


def test_a_shorter_wording_beside_a_longer_one_is_still_found() -> None:
    """What the longest takes away is only what it meets: one() two three, four five() six."""
    assert found("one two three four five six", "one two three", "three four", "four five six") == [
        "one two three",
        "four five six",
    ]


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = "“Ünlike” – she is\r\nstreet-\r\nwise."
    (hit,) = WordList([("x", "streetwise")]).hits(text)
    assert (hit.key, text[hit.start : hit.end]) == ("x", "street-\r\nwise")


def test_a_wording_stands_exactly_where_it_was_found() -> None:
    text = "She makes poor choices."
    assert stands_at("poor choice*", text, 10, 22)
    assert not stands_at("poor choice*", text, 10, 21)
    assert not stands_at("streetwise", text, 10, 22)


def test_a_wording_that_a_longer_one_hides_stands_all_the_same() -> None:
    text = "she said she likes older men"
    assert stands_at("she ... older men", text, 9, 28)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. She is streetwise, I think. Two.", "streetwise", "She is streetwise, I think."),
        ("She is streetwise", "streetwise", "She is streetwise"),
        ("Title\n\nShe is\nstreetwise\n\nMore", "streetwise", "She is\nstreetwise"),
        ("Entry 1 | 2 May | She is streetwise", "streetwise", "She is streetwise"),
        ("Was she “streetwise?” No.", "streetwise", "Was she “streetwise?”"),
        ("Streetwise.", "Streetwise", "Streetwise."),
    ],
)
def test_the_sentence_around_a_place_is_shown(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    text = "word " * 200 + "streetwise " + "more " * 200
    start = text.index("streetwise")
    first, last = sentence_around(text, start, start + 10)
    assert (text[first : first + 5], text[last - 4 : last]) == ("word ", "more")
    assert 400 < last - first < 460


def test_a_list_that_did_not_change_is_made_ready_once() -> None:
    assert word_list((("a", "streetwise"),)) is word_list((("a", "streetwise"),))
    assert word_list((("a", "streetwise"),)) is not word_list((("a", "streetsmart"),))


WORDS = ["she", "her", "own", "choice", "choices", "street", "wise", "streetwise", "older", "men", "life"]
BETWEEN = [" ", "\n", "-", "-\n", ". ", ", ", "’", "\u00ad", "  ", "\n\n", " – "]
PATTERNS = ["street-wise", "her ... choice*", "(she|her) ... older men", "own choice", "life*", "streetwise"]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=40).map(
    lambda parts: "".join(word + between for word, between in parts)
)


@given(texts)
def test_hits_are_in_order_apart_and_stand_where_they_say(text: str) -> None:
    words = WordList([(pattern, pattern) for pattern in PATTERNS])
    hits = words.hits(text)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(0 <= hit.start < hit.end <= len(text) and stands_at(hit.key, text, hit.start, hit.end) for hit in hits)


@given(texts)
def test_every_place_where_a_wording_stands_meets_a_hit(text: str) -> None:
    words = WordList([(pattern, pattern) for pattern in PATTERNS])
    hits = words.hits(text)
    assert all(any(hit.meets(place.start, place.end) for hit in hits) for place in words.every(text))


@given(texts)
def test_capitals_and_white_space_change_nothing(text: str) -> None:
    words = WordList([(pattern, pattern) for pattern in PATTERNS])
    other = text.upper().replace(" ", " \t")
    assert [hit.key for hit in words.hits(text)] == [hit.key for hit in words.hits(other)]


@given(st.text(max_size=200))
def test_any_text_is_read_and_any_sentence_holds_its_place(text: str) -> None:
    for start, end in ((0, 1), (len(text) // 2, len(text)), (0, len(text))):
        if start < end <= len(text):
            first, last = sentence_around(text, start, end)
            assert 0 <= first <= start < end <= last <= len(text)
    WordList([("x", "str*")]).hits(text)


@given(st.text(alphabet="ab*|().’- …", max_size=30))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    try:
        kept = tidy_pattern(pattern)
    except PatternError:
        return
    assert tidy_pattern(kept) == kept


class Counting(str):
    """A word that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Counting.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__

    def startswith(self, *given: object) -> bool:  # type: ignore[override]
        Counting.compared += 1
        return str.startswith(self, *given)  # type: ignore[arg-type]


HOSTILE = ["she ", "she-", "own her ", "street-", "a’", "-", "\u00ad", "\n", "é", "choice "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_length_of_a_hostile_text(piece: str) -> None:
    """Count comparisons, which no busy machine changes: ten times the text, at most about ten times the work."""
    patterns = ["she ... she ... she ... she ... men", "(her|own) ... (her|own) ... choice*", "street-wise", "own*"]
    words = WordList([(pattern, pattern) for pattern in patterns])
    done = [comparisons(words, piece * number) for number in (200, 2000)]
    assert done[1] <= 11 * done[0] + 100


def comparisons(words: WordList, text: str) -> int:
    taken_apart = words_of(text)
    taken_apart.plain[:] = [Counting(word) for word in taken_apart.plain]
    Counting.compared = 0
    words.every_among(taken_apart)
    return Counting.compared


def apart(hits: Sequence[Hit]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(hits))


def test_a_long_text_of_nothing_but_hits_is_found_whole() -> None:
    hits = WordList([("x", "streetwise")]).hits("streetwise " * 20_000)
    assert (len(hits), apart(hits)) == (20_000, True)
