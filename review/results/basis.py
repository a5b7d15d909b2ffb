"""By which framework version the results of an inspection come about, and which of its cases count for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Coalesce

from review.counting.cells import OPEN_STATE
from review.domain.rules.method import Method
from review.domain.rules.over_cases import rules_over_cases
from review.domain.tabulation import NotReconciled
from review.domain.wording import LEFT_OUT_LABELS as LEFT_OUT_OF_REPORTS
from review.frameworks.file.exchange import read_stored
from review.frameworks.file.model import FrameworkFile
from review.frameworks.models import FrameworkVersion
from review.frameworks.rules.method import method_of
from review.inspections.models import Inspection, Subject

OTHER_VERSION, SIGNED = "other-version", "signed"
LEFT_OUT_LABELS = {
    **{state: LEFT_OUT_OF_REPORTS[state] for state in ("withdrawn", "not-reviewed", "unsigned")},
    OTHER_VERSION: "Judged by another version of the framework",
}
"""Why a case counts for no result, in the order in which the reasons are looked at; its state as reports say it."""


@dataclass(frozen=True)
class Counted:
    """How many cases were selected, how many count, and why the others do not. Raises NotReconciled."""

    selected: int
    n: int
    left_out: Mapping[str, int]

    def __post_init__(self) -> None:
        if self.n + sum(self.left_out.values()) != self.selected:
            raise NotReconciled(f"{self.selected} selected is not {self.n} counted and {self.left_out} left out.")

    @property
    def words(self) -> str:
        """The reconciliation as a sentence: "20 selected = 18 counted + 2 left out (review not signed off yet 2)."."""
        sentence = f"{self.selected} selected = {self.n} counted + {sum(self.left_out.values())} left out"
        listed = ", ".join(f"{LEFT_OUT_LABELS[reason].lower()} {count}" for reason, count in self.left_out.items())
        return f"{sentence} ({listed})." if listed else f"{sentence}."


@dataclass(frozen=True)
class Group:
    """A number of cases that are alike: their force, where they stand, and the version that judged them, if any."""

    force_id: int
    state: str
    version_id: int | None
    count: int


@dataclass(frozen=True)
class Basis:
    """The version by which results come about, `current` being the one that new cases are judged by.

    These differ only where every signed-off case was judged by another version.
    """

    version: FrameworkVersion
    current: FrameworkVersion
    numbers: Mapping[int, int]
    groups: tuple[Group, ...]

    @property
    def file(self) -> FrameworkFile:
        """What the version says."""
        return read_stored(self.version.canonical)

    @property
    def method(self) -> Method:
        """The version's method."""
        return method_of(self.file)

    @property
    def gives_results(self) -> bool:
        """Whether the version has rules over cases at all."""
        return bool(rules_over_cases(self.method))

    def counted(self, force_id: int | None = None) -> Counted:
        """Return which cases count, of a force or of the whole inspection."""
        groups = [group for group in self.groups if force_id is None or group.force_id == force_id]
        left_out = {reason: sum(g.count for g in groups if self._reason(g) == reason) for reason in LEFT_OUT_LABELS}
        n = sum(group.count for group in groups if not self._reason(group))
        return Counted(sum(g.count for g in groups), n, {reason: count for reason, count in left_out.items() if count})

    def by_other_versions(self) -> dict[int, int]:
        """Return how many signed-off cases are left out, by the number of the version that judged them."""
        found: dict[int, int] = {}
        for group in self.groups:
            if group.version_id is not None and self._reason(group) == OTHER_VERSION:
                number = self.numbers[group.version_id]
                found[number] = found.get(number, 0) + group.count
        return dict(sorted(found.items()))

    def _reason(self, group: Group) -> str:
        if group.state != SIGNED:
            return group.state
        return "" if group.version_id == self.version.pk else OTHER_VERSION


def basis_of(inspection: Inspection) -> Basis:
    """Return by which version the inspection's results come about. Two queries."""
    versions = list(
        FrameworkVersion.objects.filter(inspections__inspection=inspection, judges=FrameworkVersion.Judges.CASE)
        .select_related("framework")
        .annotate(is_current=F("inspections__current"))
    )
    current = next(version for version in versions if version.is_current)
    groups = _groups(inspection)
    return Basis(_used(versions, current, groups), current, {one.pk: one.number for one in versions}, groups)


def _used(versions: Iterable[FrameworkVersion], current: FrameworkVersion, groups: Iterable[Group]) -> FrameworkVersion:
    """Return the one version that judged every signed-off case, or else the current one."""
    signed = {group.version_id for group in groups if group.state == SIGNED}
    return next((one for one in versions if signed == {one.pk}), current)


def _groups(inspection: Inspection) -> tuple[Group, ...]:
    state = Case(When(standing__isnull=False, then=Value(SIGNED)), default=OPEN_STATE)
    rows = (
        Subject.objects.filter(inspection=inspection, case__isnull=False)
        .annotate(state=state, force_of=Coalesce("standing__force_id", "case__force_id"))
        .values_list("force_of", "state", "standing__review__framework_version_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return tuple(Group(*row) for row in rows)
