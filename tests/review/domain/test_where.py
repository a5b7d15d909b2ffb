"""Conditions as typed: reading, refusing with a sentence, and fitting them to the questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.where import Condition, Where, WhereError, check_where, parse_where

KNOWN = {"force": ["a", "b"], "team-type": ["specialist", "non-specialist"], "group-based": ["yes", "no"], "open": []}
words = st.text("abcdefgh-", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("texts", "conditions"),
    [
        ([], ()),
        (["group-based=yes"], (Condition("group-based", ("yes",)),)),
        (["force=a,b"], (Condition("force", ("a", "b")),)),
        ([" force = a , b ,a"], (Condition("force", ("a", "b")),)),
        (["force=a", "force=b"], (Condition("force", ("a",)), Condition("force", ("b",)))),
    ],
)
def test_parse_where_reads_conditions(texts: list[str], conditions: tuple[Condition, ...]) -> None:
    assert parse_where(texts) == Where(conditions)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '"" has no "=". Write NAME=ANSWER, for example group-based=yes.'),
        ("force", '"force" has no "=". Write NAME=ANSWER, for example group-based=yes.'),
        ("=yes", '"=yes" has no name before the "=". Write NAME=ANSWER, for example group-based=yes.'),
        ("force=", '"force=" has an empty answer. Write NAME=ANSWER or NAME=ANSWER,ANSWER.'),
        ("force=a,,b", '"force=a,,b" has an empty answer. Write NAME=ANSWER or NAME=ANSWER,ANSWER.'),
        ("force=a=b", '"force=a=b" has more than one "=". Give each condition on its own.'),
    ],
)
def test_parse_where_refuses_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WhereError) as refused:
        parse_where(["group-based=yes", text])
    assert str(refused.value) == sentence


@given(st.lists(st.tuples(words, st.lists(words, min_size=1, max_size=3, unique=True).map(tuple))))
def test_where_reads_back_what_it_writes(pairs: list[tuple[str, tuple[str, ...]]]) -> None:
    where = Where(tuple(Condition(name, answers) for name, answers in pairs))
    assert parse_where(where.texts()) == where


@given(st.text('ab=, \n"é'))
def test_parse_where_reads_or_refuses_with_its_own_error(text: str) -> None:
    name, equals, answers = text.partition("=")
    readable = name.strip() and equals and "=" not in answers and all(part.strip() for part in answers.split(","))
    if readable:
        assert len(parse_where([text]).conditions) == 1
    else:
        with pytest.raises(WhereError):
            parse_where([text])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "team=specialist",
            '"team" is not a name to choose by. Did you mean "team-type"? '
            "The names are: force, team-type, group-based, open.",
        ),
        ("group-based=yes,oui", '"oui" is not an answer to "group-based". The answers are: yes, no.'),
        (
            "team-type=specialists",
            '"specialists" is not an answer to "team-type". Did you mean "specialist"? '
            "The answers are: specialist, non-specialist.",
        ),
        ("open=yes", '"yes" is not an answer to "open". It has no answers yet.'),
    ],
)
def test_check_where_lists_what_is_allowed(text: str, sentence: str) -> None:
    with pytest.raises(WhereError) as refused:
        check_where(parse_where([text]), KNOWN)
    assert str(refused.value) == sentence


def test_check_where_says_when_there_is_no_name() -> None:
    with pytest.raises(WhereError) as refused:
        check_where(parse_where(["force=a"]), {})
    assert str(refused.value) == '"force" is not a name to choose by. There is no name to choose by.'


def test_check_where_passes_known_names_and_answers() -> None:
    check_where(parse_where(["force=a,b", "group-based=no"]), KNOWN)


@pytest.mark.parametrize(
    ("texts", "answers", "answered", "holds"),
    [
        ([], {}, True, True),
        (["q=yes"], {"q": ("yes",)}, True, True),
        (["q=yes,no"], {"q": ("no",)}, True, True),
        (["q=yes"], {"q": ("no",)}, True, False),
        (["q=yes"], {"q": ()}, False, False),
        (["q=yes"], {}, False, False),
        (["q=a", "q=b"], {"q": ("a", "b")}, True, True),
        (["q=a", "q=b"], {"q": ("a",)}, True, False),
        (["q=a", "r=b"], {"q": ("x",)}, False, False),
    ],
)
def test_where_tells_answered_and_holding(
    texts: list[str], answers: dict[str, tuple[str, ...]], answered: bool, holds: bool
) -> None:
    where = parse_where(texts)
    assert (where.all_answered(answers), where.holds(answers)) == (answered, holds)


def test_where_reads_as_words() -> None:
    assert str(parse_where(["group-based=yes", "force=a,b"])) == "group-based=yes and force=a,b"
