"""How many planted passages the language list finds and how many it finds wrongly, and how fast it reads pages."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from review.domain.language import WordList

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "fixtures" / "language" / "victim-blaming.yaml"
PLANTED = Path(__file__).with_name("planted.yaml")
PAGES, PAGE_LENGTH, RUNS = 300, 3000, 5


@dataclass(frozen=True)
class Found:
    """Planted passages by whether they blame and whether the list found something in them."""

    right: Sequence[str]
    missed: Sequence[str]
    wrong: Sequence[str]
    quiet: Sequence[str]

    @property
    def precision(self) -> float:
        """How many of the passages that were found do blame, from 0 to 1."""
        return len(self.right) / (len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """How many of the passages that blame were found, from 0 to 1."""
        return len(self.right) / (len(self.right) + len(self.missed))


def shipped() -> WordList:
    """Return the list that ships with the project."""
    rows = yaml.safe_load(LIST.read_text(encoding="utf-8"))["patterns"]
    return WordList([(row["code"], row["pattern"]) for row in rows])


def planted() -> dict[str, list[str]]:
    """Return the planted passages: `with` such language and `without`."""
    content: Any = yaml.safe_load(PLANTED.read_text(encoding="utf-8"))
    return {name: list(content[name]) for name in ("with", "without")}


def measured(words: WordList, passages: dict[str, list[str]]) -> Found:
    """Return what a list finds in planted passages."""
    blaming = {text: bool(words.hits(text)) for text in passages["with"]}
    fair = {text: bool(words.hits(text)) for text in passages["without"]}
    return Found(
        right=[text for text, hit in blaming.items() if hit],
        missed=[text for text, hit in blaming.items() if not hit],
        wrong=[text for text, hit in fair.items() if hit],
        quiet=[text for text, hit in fair.items() if not hit],
    )


def seconds(words: WordList, passages: dict[str, list[str]]) -> float:
    """Return the least seconds of some runs over a case of 300 pages, made of the planted passages."""
    everything = " ".join([*passages["without"], *passages["with"]])
    page = (everything * (PAGE_LENGTH // len(everything) + 1))[:PAGE_LENGTH]
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        for _page in range(PAGES):
            words.read(page)
        times.append(time.perf_counter() - begin)
    return min(times)


def print_figures() -> None:
    """Print precision, recall, what was missed and wrongly found in numbers, and pages a second."""
    words, passages = shipped(), planted()
    found, took = measured(words, passages), seconds(words, passages)
    print(f"Language list on {sum(map(len, passages.values()))} planted passages:")
    print(f"  precision {found.precision:.2f} ({len(found.right)} right, {len(found.wrong)} wrong)")
    print(f"  recall    {found.recall:.2f} ({len(found.right)} found, {len(found.missed)} missed)")
    print(f"  {PAGES} pages of {PAGE_LENGTH:,} characters in {took * 1000:.0f} ms, {PAGES / took:,.0f} pages a second")
