"""Questions over several versions of a framework: those that are the same stand together, under one name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from review.frameworks.lineage import placed_criterion
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.same_questions import PlacedQuestion, compare, origins_of


@dataclass(frozen=True)
class QuestionOverVersions:
    """A question in all the versions that ask it in the same way: its criteria there, the newest first.

    `name` is the code that it had first, so that what was asked by it stays the same when a newer version comes. A
    later question that is not the same but has a code that is taken carries its version in its name. `versions` are
    the numbers of the versions, empty where all of them ask it.
    """

    name: str
    criteria: tuple[Criterion, ...]
    versions: tuple[int, ...] = ()

    @property
    def newest(self) -> Criterion:
        """The question as the newest version asks it."""
        return self.criteria[0]

    @property
    def title(self) -> str:
        """The question in words, with the versions that ask it where not all of them do."""
        if not self.versions:
            return self.newest.question
        numbers = " and ".join(str(number) for number in self.versions)
        return f"{self.newest.question} (version{'s' * (len(self.versions) > 1)} {numbers})"


def questions_over(versions: Iterable[FrameworkVersion]) -> list[QuestionOverVersions]:
    """Return the questions of some versions of one framework, as over_versions does. Five queries at most."""
    rows = Criterion.objects.filter(framework_version__in=[version.pk for version in versions])
    rows = rows.select_related("framework_version", "topic", "scale")
    return over_versions(rows.prefetch_related("choices", "scale__grades"))


def over_versions(criteria: Iterable[Criterion]) -> list[QuestionOverVersions]:
    """Return the questions of some versions of one framework, in the order of the newest, those no longer asked last.

    The criteria come with framework_version and scale, and with choices and scale__grades prefetched. Where only one
    version is there, this is each of its questions.
    """
    ordered = sorted(criteria, key=lambda one: (one.framework_version.number, one.position))
    versions = [list(rows) for _, rows in groupby(ordered, key=lambda one: one.framework_version.number)]
    groups: list[list[Criterion]] = []
    asked: list[tuple[list[Criterion], list[PlacedQuestion]]] = []
    for rows in versions:
        questions = [placed_criterion(one) for one in rows]
        same = _same_as_before(questions, asked)
        for one in rows:
            group = next((g for g in groups if same.get(one.code) in [c.pk for c in g]), None)
            groups.append([one]) if group is None else group.insert(0, one)
        asked.insert(0, (rows, questions))
    return _named(groups, len(versions))


def _same_as_before(
    questions: Sequence[PlacedQuestion], asked: Iterable[tuple[list[Criterion], list[PlacedQuestion]]]
) -> dict[str, int]:
    """Return by code the key of the criterion of an earlier version, the newest first, whose figures compare."""
    same: dict[str, int] = {}
    for rows, earlier in asked:
        keys = {one.code: one.pk for one in rows}
        for found in compare(questions, earlier, origins_of(earlier)):
            if found.comparable:
                same.setdefault(found.code, keys[found.other])
    return same


def _named(groups: Sequence[Sequence[Criterion]], number_of_versions: int) -> list[QuestionOverVersions]:
    taken: set[str] = set()
    named = []
    for group in groups:
        first = group[-1]
        name = first.code if first.code not in taken else f"{first.code}-version-{first.framework_version.number}"
        taken.add(name)
        numbers = sorted(one.framework_version.number for one in group)
        versions = tuple(numbers) if len(group) < number_of_versions else ()
        named.append(QuestionOverVersions(name, tuple(group), versions))
    return sorted(named, key=lambda one: (-one.newest.framework_version.number, one.newest.position))
