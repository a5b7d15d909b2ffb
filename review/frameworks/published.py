"""What published versions offer, which never changes again: read once in each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from review.domain.rules.method import Method
from review.frameworks.file.exchange import read_stored
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Grade, Rule
from review.frameworks.queries import Outline, OutlinedCriterion, outline
from review.frameworks.rows import content
from review.frameworks.rules.method import stored_method
from review.frameworks.scales import content_hash

FOR_EVER = (FrameworkVersion.Status.PUBLISHED, FrameworkVersion.Status.RETIRED)
MOST = 64
"""So many versions are kept; one more, and the one kept longest is read anew when it is next asked for."""
_kept: dict[UUID, "Offered"] = {}


@dataclass(frozen=True)
class Offered:
    """A version's questions with what each can be answered with, its method and its rules, and what it judges.

    The rows are shared by all who ask for them, so nobody changes them.
    """

    outline: Outline
    method: Method
    rules: Mapping[str, Rule]
    rule_grades: Mapping[tuple[str, str], Grade]
    judges: str

    @cached_property
    def by_code(self) -> Mapping[str, OutlinedCriterion]:
        """The questions by code, in order."""
        return {one.code: one for one in self.outline.criteria}

    @cached_property
    def by_key(self) -> Mapping[int, OutlinedCriterion]:
        """The questions by their row's key."""
        return {one.criterion.pk: one for one in self.outline.criteria}

    @cached_property
    def grades(self) -> Mapping[int, Grade]:
        """The grades of all questions by their row's key."""
        return {grade.pk: grade for one in self.outline.criteria for grade in one.grades}

    @cached_property
    def choices(self) -> Mapping[int, Choice]:
        """The choices of all questions likewise."""
        return {choice.pk: choice for one in self.outline.criteria for choice in one.choices}

    def grade(self, criterion_code: str, code: str) -> Grade | None:
        """Return the grade with a code of a question's own scale; None where there is no such."""
        return next((grade for grade in self.by_code[criterion_code].grades if grade.code == code), None)

    def choice(self, criterion_code: str, code: str) -> Choice | None:
        """Return the choice with a code, of those that a question offers; None likewise."""
        return next((choice for choice in self.by_code[criterion_code].choices if choice.code == code), None)

    def find(self, code: str) -> OutlinedCriterion:
        """Return the question with a code; raise Criterion.DoesNotExist where there is none."""
        if code not in self.by_code:
            raise Criterion.DoesNotExist(f"There is no criterion {code}.")
        return self.by_code[code]


def offered_by(version: FrameworkVersion) -> Offered:
    """Return what a version offers: without a query where it is published and was read before."""
    found = _kept.get(version.public_id)
    if found is None:
        found = _read(version)
        if version.status in FOR_EVER:
            _keep(version.public_id, found)
    return found


def _read(version: FrameworkVersion) -> Offered:
    return Offered(
        outline=outline(version),
        method=stored_method(version.canonical),
        rules={rule.code: rule for rule in Rule.objects.filter(framework_version=version)},
        rule_grades=_rule_grades(version),
        judges=version.judges,
    )


def _rule_grades(version: FrameworkVersion) -> dict[tuple[str, str], Grade]:
    """Return the grades of a version's scales, by the codes of scale and grade; rules may give any of them."""
    codes = {content_hash(*content(scale)): scale.code for scale in read_stored(version.canonical).scales}
    rows = Grade.objects.filter(scale__content_hash__in=codes).select_related("scale")
    return {(codes[grade.scale.content_hash], grade.code): grade for grade in rows}


def _keep(key: UUID, offered: Offered) -> None:
    while len(_kept) >= MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = offered
