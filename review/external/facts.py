"""What was published of an exercise made elsewhere, as plain data, and whether it can be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from casefiles.domain.facts import Problems, one_line
from casefiles.domain.legible import unseen_problem
from casefiles.forces.models import Force
from review.domain.published_counts import Contradiction, Joint, worked_out
from review.external.models import ExternalResult
from review.frameworks.models import Scale
from review.inspections.details import slug_problem
from review.inspections.models import ExerciseSlug, ExerciseType

LENGTHS = {"title": 200, "fieldwork": 40, "scope": 200, "source": 300, "note": 2000}
NEEDED = {
    "title": "Enter a title.",
    "fieldwork": "Enter when the fieldwork took place, as it was published.",
    "scope": "Say which cases were counted, for example: all.",
    "source": "Say where this was published.",
}
MOST_CASES = 1_000_000
WITHDRAWN = "This published result was withdrawn. Bring it back first."
_YEAR_AND_TWO = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class ExternalFacts:
    """What was published of an exercise. `counts` is grade code to count; a grade that was not published is absent.

    `joints` are counts of several grades together. `force_code` is empty where several forces stand together;
    `fieldwork` is the period as it was published.
    """

    slug: str
    title: str
    force_code: str
    exercise_type: str
    fieldwork: str
    scope: str
    scale: Scale
    n: int
    counts: Mapping[str, int]
    source: str
    note: str = ""
    joints: tuple[Joint, ...] = ()

    def content(self) -> dict[str, Any]:
        """Return the facts as the trail keeps them, so that the same facts are always the same content."""
        content = {name: value for name, value in vars(self).items() if name != "slug"}
        joints = sorted(self.joints, key=lambda one: (one.grades, one.count))
        return {
            **content,
            "scale": self.scale.content_hash,
            "counts": dict(sorted(self.counts.items())),
            "joints": [{"grades": list(one.grades), "count": one.count} for one in joints],
        }


def tidy(facts: ExternalFacts) -> ExternalFacts:
    """Return the facts without stray white space, the grades that were counted together in the scale's order."""
    words: dict[str, Any] = {name: one_line(getattr(facts, name)) for name in ("title", "fieldwork", "scope", "source")}
    order = codes_of(facts.scale)
    joints = tuple(
        Joint(tuple(sorted(one.grades, key=lambda code: order.index(code) if code in order else 0)), one.count)
        for one in facts.joints
    )
    return replace(facts, slug=facts.slug.strip(), note=facts.note.strip(), joints=joints, **words)


def facts_of(result: ExternalResult) -> ExternalFacts:
    """Return a published result as the facts it was entered with; one query each unless prefetched."""
    return ExternalFacts(
        slug=result.slug_id,
        force_code=result.force.code if result.force else "",
        scale=result.scale,
        counts={row.grade.code: row.count for row in result.counts.all()},
        joints=tuple(
            Joint(tuple(one.grade.code for one in row.grades.all()), row.count) for row in result.joint_counts.all()
        ),
        **{name: getattr(result, name) for name in ("title", "exercise_type", "fieldwork", "scope", "n")},
        **{name: getattr(result, name) for name in ("source", "note")},
    )


def codes_of(scale: Scale) -> list[str]:
    """Return the codes of a scale's grades, the best first; one query unless they are prefetched."""
    return [grade.code for grade in sorted(scale.grades.all(), key=lambda grade: grade.rank)]


@dataclass(frozen=True)
class KnownNames:
    """The short names of inspections, and the names of forces by code, beside which facts are checked."""

    inspections: frozenset[str]
    forces: Mapping[str, str]


def known_names() -> KnownNames:
    """Return what facts are checked beside. Two queries."""
    inspections = ExerciseSlug.objects.filter(inspection__isnull=False).values_list("slug", flat=True)
    return KnownNames(frozenset(inspections), dict(Force.objects.order_by("name").values_list("code", "name")))


def problems_of(facts: ExternalFacts, known: KnownNames) -> Problems:
    """Return what is wrong with tidy facts, by field: nothing where they can be taken."""
    return word_problems(vars(facts), known) | count_problems(facts.scale, facts.n, facts.counts, facts.joints)


def word_problems(words: Mapping[str, Any], known: KnownNames) -> Problems:
    """Return what is wrong with the tidy words of facts, by field: with all but the scale and the counts."""
    found: Problems = {}
    slug, kind, force = words["slug"], words["exercise_type"], words["force_code"]
    if sentence := slug_problem(slug):
        found["slug"] = [sentence]
    elif slug in known.inspections:
        found["slug"] = [f"“{slug}” is an inspection of this installation. Choose another short name."]
    if kind not in ExerciseType.values:
        found["exercise_type"] = [f"“{kind}” is not a kind of exercise."]
    if force and force not in known.forces:
        found["force_code"] = [f"There is no force with the code “{force}”."]
    for name, longest in LENGTHS.items():
        if problem := _text_problem(name, words[name], longest):
            found[name] = [problem]
    return found


def _text_problem(name: str, text: str, longest: int) -> str:
    if not text and name in NEEDED:
        return NEEDED[name]
    if len(text) > longest:
        return f"Use {longest} characters or fewer."
    return unseen_problem(one_line(text)) or (period_problem(text) if name == "fieldwork" else "")


def period_problem(period: str) -> str:
    """Return what is wrong with a period that looks like a month and is none; any other words are as published.

    2022-23 is two years that follow each other, as a financial year is written.
    """
    found = _YEAR_AND_TWO.fullmatch(period)
    if not found or 1 <= int(found[2]) <= 12 or (int(found[1]) + 1) % 100 == int(found[2]):
        return ""
    return f"There is no month {found[2]}. Write a month as 2022-04, or two years as 2022-23."


def count_problems(scale: Scale, n: int, counts: Mapping[str, int], joints: tuple[Joint, ...]) -> Problems:
    """Return what is wrong with counts on a scale, by field: `n`, or `counts` for everything else."""
    if not 1 <= n <= MOST_CASES:
        return {"n": [f"The number of cases graded (n) must be from 1 to {MOST_CASES:,}."]}
    codes, total = codes_of(scale), sum(counts.values())
    if unknown := sorted({*counts, *(code for one in joints for code in one.grades)} - set(codes)):
        return {"counts": [f"The scale has no grade {', '.join(unknown)}."]}
    if total > n or (len(counts) == len(codes) and total != n):
        return {"counts": [f"The counts add up to {total}, not to {n}."]}
    try:
        worked_out(codes, n, counts, joints)
    except Contradiction:
        return {"counts": ["The counts of single grades, of grades together and n do not fit each other."]}
    except ValueError as error:
        return {"counts": [str(error)]}
    return {}
