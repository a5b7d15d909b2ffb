"""What is wrong in a framework file: where, and in a sentence that says what to do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from review.frameworks.file.texts import FORBIDDEN

Path = tuple[str | int, ...]
"""The way to a place in the file: names of fields and, from 0, numbers of items."""
MOST_SHOWN = 100
MOST_QUOTED = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `line` is 0 and `path` empty where it is about the file as a whole."""

    line: int
    path: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.path)))
        return f"{place}: {self.sentence}" if place else self.sentence


class BrokenFramework(Exception):
    """The file cannot be taken; `problems` says everything that was found wrong, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(dict.fromkeys(problems), key=lambda problem: problem.line)
        self.problems: Sequence[Problem] = found[:MOST_SHOWN]
        if more := len(found[MOST_SHOWN:]):
            self.problems = [*self.problems, Problem(0, "", f"And {more} more. Mend these first.")]
        super().__init__("\n".join(map(str, self.problems)))


def path_text(path: Path) -> str:
    """Return a path as it is shown, such as topics[0].criteria[1].scale."""
    text = ""
    for part in filter(lambda part: part != "", path):
        text += f"[{part}]" if isinstance(part, int) else f"{'.' if text else ''}{shown(part)}"
    return text


def shown(value: Any) -> str:
    """Return a value from the file as it can be put into a sentence: short, on one line, nothing unseen."""
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    text = FORBIDDEN.sub("?", re.sub(r"\s+", " ", str(value))) if isinstance(value, str | int | Decimal) else "this"
    return text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…"


def did_you_mean(word: Any, allowed: Iterable[str]) -> str:
    """Return a question for the allowed word that is nearest, with a space before it, or nothing."""
    nearest = get_close_matches(str(word)[:MOST_QUOTED], list(allowed), n=1)
    return f" Did you mean “{nearest[0]}”?" if nearest else ""


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final
