"""Quotations are found whatever was done to spaces, hyphens and quotation marks, and nothing else is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles.domain.quotations import comparable, find_quotation, has_words

ODD = " \t\n\u00a0\u200b\u00ad-‐–—'\"’“”ﬁfi…éaZ9."
texts = st.one_of(st.text(max_size=60), st.text(alphabet=ODD, max_size=40))


@pytest.mark.parametrize(
    ("text", "quotation", "found"),
    [
        ("She was seen at the flat.", "seen at", "seen at"),
        ("She was  seen\nat the flat.", "seen at", "seen\nat"),
        ("She was seen at the flat.", " seen\u00a0 at ", "seen at"),
        ("child sexual exploi-\ntation was", "exploitation", "exploi-\ntation"),
        ("found a group-\nbased offence", "group-based", "group-\nbased"),
        ("found a group‑based offence", "group-based", "group‑based"),
        ("2019 – 2020 period", "2019-2020", None),
        ("2019–2020 period", "2019-2020", "2019–2020"),
        ("the officer wrote “at risk”", '"at risk"', "“at risk”"),
        ("the officer\u2019s note", "officer's note", "officer\u2019s note"),
        ("no ﬁrst account", "first account", "ﬁrst account"),
        ("the oﬃcer", "icer", "ﬃcer"),
        ("in the cafe\u0301 at", "café", "cafe\u0301"),
        ("in the café at", "cafe\u0301", "café"),
        ("so it went on… and", "on...", "on…"),
        ("soft\u00adened", "softened", "soft\u00adened"),
        ("Seen at the flat", "seen at", "Seen at"),
        ("was seen at the flat", "Seen at", "seen at"),
        ("was seen at the flat", "seen At", None),
        ("was seen at the flat", "“seen at”", "seen at"),
        ("the officer wrote “at risk” here", "'Wrote \"at risk\" here'", "wrote “at risk” here"),
        ("She was seen, at last, at the flat.", "she was seen ... at the flat", "She was seen, at last, at the flat"),
        ("She was seen, at last, at the flat.", "“… seen … the flat …”", "seen, at last, at the flat"),
        ("She was seen, at last, at the flat.", "seen [...] The flat", "seen, at last, at the flat"),
        ("She was seen, at last, at the flat.", "seen. . .at the", "seen, at last, at the"),
        ("She was seen, at last, at the flat.", "the flat ... seen", None),
        ("She was seen, at last, at the flat.", "the flat ... the flat", None),
        ("so it went on... and", "“...”", None),
        ("so it went on. And", " . ", None),
        ("so “it” went", "“”", None),
        ("Seen at the flat", "seen from", None),
        ("the rapid response", "therapid", None),
        ("anything", "", None),
        ("anything - at", " - ", None),
        ("", "anything", None),
    ],
)
def test_find_quotation_gives_the_original_passage(text: str, quotation: str, found: str | None) -> None:
    """The passage found is a piece of the text as it was given."""
    place = find_quotation(text, quotation)
    assert (None if place is None else text[slice(*place)]) == found


def test_find_quotation_gives_the_first_of_several() -> None:
    """The first passage counts."""
    assert find_quotation("one two one two", "two") == (4, 7)


@settings(max_examples=400)
@given(texts, st.data())
def test_find_quotation_finds_every_slice(text: str, data: st.DataObject) -> None:
    """Whatever is copied out of a text is found in it, unless it is only marks."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quotation = text[start:end]
    assert (find_quotation(text, quotation) is not None) == has_words(quotation)


@settings(max_examples=400)
@given(texts, texts, texts)
def test_find_quotation_gives_a_passage_that_holds_it(before: str, quotation: str, after: str) -> None:
    """What is found lies in the text, is not empty, and the quotation is found in it again."""
    place = find_quotation(before + quotation + after, quotation)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(before + quotation + after)
        assert find_quotation((before + quotation + after)[start:end], quotation) is not None


@settings(max_examples=400)
@given(texts, texts, texts, texts)
def test_find_quotation_finds_parts_in_order(before: str, first: str, between: str, last: str) -> None:
    """Two passages joined by an ellipsis, in quotation marks, are found in a text that holds them in this order."""
    text = f"{before} {first} {between} {last}"
    place = find_quotation(text, f"“{first} … {last}”")
    assert (place is not None) == (has_words(first) or has_words(last))


@settings(max_examples=300)
@given(texts)
def test_comparable_does_nothing_twice(text: str) -> None:
    """A text that is already comparable stays as it is."""
    assert comparable(comparable(text)) == comparable(text)
