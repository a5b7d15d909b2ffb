"""The judgments of forces as the pages show them: cells with tags and links, counts, and topics with their evidence."""

from dataclasses import dataclass

from django.urls import reverse

from review.judging.forces import ForcePage
from review.judging.grid import NOT_APPLICABLE, ForceRow, Grid, Topic
from review.reviewing.entries import Entry, TopicEntries
from review.reviewing.models import Evidence, Judgment


@dataclass(frozen=True)
class Cell:
    """A judgment as a tag with the way to its reasons, and whether evidence changed; no grade, why there is none."""

    title: str
    words: str
    tone: str
    url: str
    changed: bool = False


def force_rows(grid: Grid, linked: bool) -> list[tuple[ForceRow, str, list[Cell]]]:
    """Return each force with the address of its page, empty where it was never put up, and a cell for each topic.

    Without links where the reader is no supervisor: whoever reads the report reads reasons and evidence in its files.
    """
    found = []
    for row in grid.rows:
        url = reverse("force-judgments", args=[row.subject.public_id]) if linked and row.subject else ""
        found.append((row, url, [_cell(row, topic, url) for topic in grid.topics]))
    return found


def _cell(row: ForceRow, topic: Topic, url: str) -> Cell:
    judgment = row.judged.get(topic.key)
    if judgment is None:
        return Cell(topic.title, row.state, "", "")
    there = f"{url}#c-{topic.code}" if url else ""
    return Cell(topic.title, grade_words(judgment), tone_of(judgment), there, row.evidence_changed(topic))


def grade_words(judgment: Judgment) -> str:
    """Return the grade of a judgment in words."""
    return judgment.grade.label if judgment.grade else NOT_APPLICABLE


def tone_of(judgment: Judgment) -> str:
    """Return the tone of a judgment's grade, empty where it has none."""
    return judgment.grade.tone if judgment.grade else ""


def count_rows(grid: Grid) -> list[tuple[str, list[tuple[str, int]], str]]:
    """Return for each topic how many forces have each grade, with its reconciliation as a sentence."""
    return [
        (
            count.topic.title,
            [(grade.label, number) for grade, number in zip(grid.grades, count.counts, strict=True)],
            reconciled(count.forces, count.n, count.not_applicable, count.not_signed_off),
        )
        for count in grid.by_topic
    ]


def reconciled(forces: int, n: int, not_applicable: int, not_signed_off: int) -> str:
    """Return how the forces add up: "6 forces = 4 judged + 2 left out (not signed off 2)"."""
    left_out = {"not applicable": not_applicable, "not signed off": not_signed_off}
    listed = ", ".join(f"{words} {number}" for words, number in left_out.items() if number)
    noun = "force" if forces == 1 else "forces"
    total = f"{forces} {noun} = {n} judged + {not_applicable + not_signed_off} left out"
    return f"{total} ({listed})" if listed else total


@dataclass(frozen=True)
class Shown:
    """A signed-off answer of a force with its evidence, each piece with what became of it since."""

    entry: Entry
    evidence: tuple[tuple[Evidence, str], ...]

    @property
    def basis(self) -> str:
        """That nobody but its judge made it, where no rule did; nothing of answers that are no graded judgment."""
        return BY_JUDGMENT if self.entry.by_judgment else ""


BY_JUDGMENT = "By professional judgment: the methodology has no rule for it."


@dataclass(frozen=True)
class ShownTopic:
    """A topic with its graded judgments, and the criteria that were weighed for them."""

    topic: TopicEntries
    graded: tuple[Shown, ...]
    criteria: tuple[Shown, ...]


def judged_topics(page: ForcePage) -> list[ShownTopic]:
    """Return the signed-off answers of a force topic by topic; none where nothing is signed off."""
    topics = page.whole.topics if page.whole else ()
    return [_topic(page, topic) for topic in topics if topic.entries]


def _topic(page: ForcePage, topic: TopicEntries) -> ShownTopic:
    every = [_shown(page, entry) for entry in topic.entries]
    graded = tuple(one for one in every if one.entry.graded_force)
    return ShownTopic(topic, graded, tuple(one for one in every if not one.entry.graded_force))


def _shown(page: ForcePage, entry: Entry) -> Shown:
    return Shown(entry, tuple((row, page.changed.get(row.pk, "")) for row in entry.evidence))
