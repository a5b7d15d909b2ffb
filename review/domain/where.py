"""The conditions that choose a subset of cases, as they are typed: NAME=ANSWER[,ANSWER]."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Answers = tuple[tuple[str, tuple[str, ...]], ...]
MOST_ANSWERS = 1000
"""The most answers of one condition."""
COMMA = r"\,"
"""A comma that is part of an answer, as it is typed."""
_SEPARATOR = re.compile(r"(?<!\\),")


class WhereError(ValueError):
    """A condition that cannot be read or does not fit the questions; its text is a sentence for the user."""


@dataclass(frozen=True)
class Condition:
    """One condition: the case has at least one of these answers under this name."""

    name: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}={','.join(answer.replace(',', COMMA) for answer in self.answers)}"


@dataclass(frozen=True)
class Where:
    """Conditions that must all hold; none at all means every case."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    def __str__(self) -> str:
        return " and ".join(self.texts())

    def texts(self) -> list[str]:
        """Give the conditions as they would be typed; `parse_where` reads them back to an equal value."""
        return [str(condition) for condition in self.conditions]

    def all_answered(self, answers: Mapping[str, Collection[str]]) -> bool:
        """Tell whether every name has an answer; a name that the case does not know has none."""
        return all(answers.get(condition.name) for condition in self.conditions)

    def holds(self, answers: Mapping[str, Collection[str]]) -> bool:
        """Tell whether every condition holds; one on a name without an answer does not."""
        return all(
            any(answer in condition.answers for answer in answers.get(condition.name, ()))
            for condition in self.conditions
        )


EVERY_CASE = Where()


def parse_where(texts: Sequence[str]) -> Where:
    """Read one condition from each text; commas mean or, several texts mean and, also for the same name twice.

    A comma with a backslash before it is part of the answer.
    Spaces around names and answers do not matter; an answer given twice counts once.
    Raises WhereError with a sentence where a text is not NAME=ANSWER[,ANSWER].
    """
    return Where(tuple(_parse_condition(text) for text in texts))


def _parse_condition(text: str) -> Condition:
    name, equals, rest = text.partition("=")
    name, answers = name.strip(), [answer.strip().replace(COMMA, ",") for answer in _SEPARATOR.split(rest)]
    if not equals:
        raise WhereError(f'"{text}" has no "=". Write NAME=ANSWER, for example group-based=yes.')
    if not name:
        raise WhereError(f'"{text}" has no name before the "=". Write NAME=ANSWER, for example group-based=yes.')
    if "=" in rest:
        raise WhereError(f'"{text}" has more than one "=". Give each condition on its own.')
    if not all(answers):
        raise WhereError(f'"{text}" has an empty answer. Write NAME=ANSWER or NAME=ANSWER,ANSWER.')
    return condition_of(name, answers)


def condition_of(name: str, answers: Iterable[str]) -> Condition:
    """Return the condition that a case has one of `answers` under `name`; raise WhereError where they are too many."""
    different = tuple(dict.fromkeys(answers))
    if len(different) > MOST_ANSWERS:
        raise WhereError(f'A condition takes at most {MOST_ANSWERS} answers; "{name}" has {len(different)}.')
    return Condition(name, different)


def check_name(name: str, known: Collection[str], what: str) -> None:
    """Check a name against the known ones; raise WhereError with a sentence that says what it should be."""
    if name not in known:
        raise WhereError(f"{_unknown(name, known, what)} {_names(known)}")


def check_where(where: Where, known: Mapping[str, Collection[str]]) -> None:
    """Check the conditions against the known names and the answers each name can have.

    Raises WhereError with a sentence that lists what is allowed, and the nearest match where there is one.
    """
    for condition in where.conditions:
        check_name(condition.name, known, "is not a name to choose by")
        allowed = known[condition.name]
        for answer in condition.answers:
            if answer not in allowed:
                problem = _unknown(answer, allowed, f'is not an answer to "{condition.name}"')
                raise WhereError(f"{problem} {_answers(allowed)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a typed one is most like, whatever letters are capital; "" where none is like it."""
    by_letters = {_letters(one): one for one in known}
    found = get_close_matches(_letters(word), by_letters, n=1)
    return by_letters[found[0]] if found else ""


def _letters(word: str) -> str:
    return word.strip().casefold().replace(" ", "-")


def _unknown(word: str, allowed: Collection[str], what: str) -> str:
    meant = nearest(word, allowed)
    hint = f' Did you mean "{meant}"?' if meant else ""
    return f'"{word}" {what}.{hint}'


def _names(known: Collection[str]) -> str:
    return f"The names are: {', '.join(known)}." if known else "There is no name to choose by."


def _answers(allowed: Collection[str]) -> str:
    return f"The answers are: {', '.join(allowed)}." if allowed else "It has no answers yet."
