"""Two stored versions of a framework to be compared: which there are, and how they differ."""

from dataclasses import dataclass

from access.actor import Actor
from review.frameworks.difference.files import difference
from review.frameworks.difference.findings import FrameworkDiff
from review.frameworks.difference.questions import pairs_of, verdict
from review.frameworks.file.exchange import read_stored
from review.frameworks.lineage import compared
from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import by_address, visible_versions
from review.frameworks.same_questions import REWORDED, SAME, SPLIT, Comparison

NEW = "Not asked in version {}."


@dataclass(frozen=True)
class TwoVersions:
    """An older and a newer version of one framework; either may be the one with the higher number."""

    older: FrameworkVersion
    newer: FrameworkVersion


@dataclass(frozen=True)
class Standing:
    """How a question of the newer version stands to the older one, in words."""

    code: str
    question: str
    other: str
    comparable: bool
    words: str


def two_versions(actor: Actor, code: str, older: int, newer: int) -> TwoVersions:
    """Return two versions at an address; raise FrameworkVersion.DoesNotExist where the actor cannot see both."""
    return TwoVersions(by_address(actor, code, older), by_address(actor, code, newer))


def versions_of(actor: Actor, code: str) -> list[FrameworkVersion]:
    """Return the versions of a framework that the actor can see, newest first; raise DoesNotExist where none."""
    found = list(visible_versions(actor).filter(framework__code=code))
    if not found:
        raise FrameworkVersion.DoesNotExist(f"There is no framework {code}.")
    return found


def version_before(actor: Actor, version: FrameworkVersion) -> FrameworkVersion | None:
    """Return the version that the actor can see with the next lower number, None for the first."""
    rows = visible_versions(actor).filter(framework=version.framework, number__lt=version.number)
    return rows.exclude(status=FrameworkVersion.Status.DISCARDED).order_by("-number").first()


def difference_of(versions: TwoVersions) -> tuple[FrameworkDiff, list[Comparison]]:
    """Return how two versions differ, and how each question of the newer stands to the older; in three queries."""
    comparisons = compared(versions.newer, versions.older)
    older, newer = read_stored(versions.older.canonical), read_stored(versions.newer.canonical)
    return difference(older, newer, comparisons), comparisons


def standings(versions: TwoVersions, comparisons: list[Comparison]) -> list[Standing]:
    """Return for each question of the newer version whether its figures compare, in words."""
    older, newer = read_stored(versions.older.canonical), read_stored(versions.newer.canonical)
    pairs = pairs_of(older, newer, comparisons)
    questions = {one.code: one.question for one in newer.asked}
    not_asked = NEW.format(versions.older.number)
    return [
        Standing(
            code=one.code,
            question=questions[one.code],
            other=one.other or pairs.get(one.code, ""),
            comparable=one.comparable,
            words=verdict(one) or not_asked,
        )
        for one in comparisons
    ]


def standing_words(version: FrameworkVersion, before: FrameworkVersion | None) -> dict[str, str]:
    """Return by the code of each question of a version, in words, how it stands to the version before."""
    if before is None:
        return {}
    words = {one.code: _short(one, before.number) for one in compared(version, before)}
    return {code: said for code, said in words.items() if said}


def _short(one: Comparison, number: int) -> str:
    if not one.how:
        return f"New: version {number} does not ask this."
    if one.comparable:
        return f"Same question as in version {number}."
    if one.how == SAME:
        return f"Version {number}: {one.why_not[:1].lower()}{one.why_not[1:]} Figures do not compare."
    how = {REWORDED: "Reworded", SPLIT: "Split from another question"}.get(one.how, "Changed")
    return f"{how} since version {number}: figures do not compare."
