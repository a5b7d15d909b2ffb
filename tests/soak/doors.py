"""Every address of the site with other people's identifiers in it, and addresses that are none."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access.actor import actor_of
from access.models import User
from casefiles.cases.models import Person
from casefiles.documents.models import Document
from casefiles.forces.models import ForceTie
from review.casework.queries import visible_documents
from review.frameworks.models import FrameworkVersion
from review.inspections.models import ExerciseSlug, InspectionForce, Subject, TeamMember
from review.inspections.queries import visible_inspections
from review.language.models import LanguagePattern
from review.moderation.models import SignOff
from review.releases.models import PublicRelease
from review.reports.models import SavedReport
from review.reviewing.late.models import LateWords
from review.reviewing.models import Evidence, LanguageFlag, Review
from review.reviewing.queries import visible_reviews, visible_subjects
from tests.soak import texts
from tests.soak.page_forms import NUMBERS

KINDS: dict[str, type[Model]] = {
    "subject": Subject,
    "person": Person,
    "document": Document,
    "review": Review,
    "evidence": Evidence,
    "flag": LanguageFlag,
    "late": LateWords,
    "pattern": LanguagePattern,
    "sign_off": SignOff,
    "user": User,
    "tie": ForceTie,
    "force": InspectionForce,
    "member": TeamMember,
    "saved": SavedReport,
    "release": PublicRelease,
}
WORDS = {
    "step": ("start-fieldwork", "close", "reopen-fieldwork", "sign-off", "no-step"),
    "topic": ("first-topic", "second-topic", "classification", "overall", "no-topic"),
    "criterion": ("first-criterion", "second-criterion", "group-based", "overall-grade", "no-criterion"),
    "code": ("small", "no-framework"),
    "kind": ("framework", "topic", "criterion", "classification", "overall", "scale", "rule", "example", "no-kind"),
    "part": ("small", "first-topic", "first-criterion", "group-based", "overall-grade", "case-grade", "no-part"),
    "rule": ("review-rule", "no-rule"),
    "step_kind": ("measure", "bands", "worst-of", "cap", "table", "no-kind"),
    "step_name": ("base", "no-step"),
}
ASKED = (
    "q",
    "page",
    "status",
    "sort",
    "by",
    "key",
    "count",
    "answer",
    "share",
    "left-out",
    "all",
    "intervals",
    "saved",
    "next",
    "role",
    "w.force",
    "w.team-type",
    "w.group-based",
    "w.month",
    "w.x",
    "then",
    "format",
    "case",
    "with",
    "scale",
)
ANSWERS = (
    "yes",
    "no",
    "force",
    "team-type",
    "criterion",
    "group-based",
    "first-criterion",
    "good",
    "withdrawn",
    "signed-off",
    "-status",
    "reference",
    "month",
    "2026-01..2026-03",
    "ethnicity",
    "ethnicity-stage",
    "days.reported.closed",
    "xlsx",
    "svg",
    "specialist",
    "force-a",
    "not-answered",
    "dorset-2022",
    "S-0001",
    "//elsewhere.example/",
    "inspector",
)
BROKEN = (
    "/cases/not-an-identifier/",
    "/cases/%00/",
    "/inspections/%FF%FE/",
    "/inspections/..%2f..%2fetc/passwd",
    "/frameworks/small/99999999999999999999999/",
    "/frameworks/small/0/",
    "/frameworks/small/-1/",
    "/documents//file/",
    "/static/../config/settings.py",
    "/static/%2e%2e/%2e%2e/config/settings.py",
    "/published/\u202e/",
    f"/inspections/{'x' * 4000}/",
    "//elsewhere.example/",
    "/.git/config",
    "/accounts/signup/",
    "/admin/",
)


@dataclass(frozen=True)
class Door:
    """An address: its name and the names of its parts."""

    name: str
    parts: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How often it is tried beside the others: those of reviews and cases more often."""
        return 4 if "review" in self.parts else 2 if "subject" in self.parts else 1


@cache
def doors() -> tuple[Door, ...]:
    """Return every address of the site."""
    return tuple(sorted(_patterns(get_resolver()), key=lambda door: door.name))


def _patterns(resolver: URLResolver) -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        elif isinstance(pattern, URLPattern):
            yield Door(str(pattern.name), tuple(pattern.pattern.converters))


def path_to(door: Door, chance: random.Random) -> str:
    """Return a path through a door to something that is there, mostly; now and then to something of another sort."""
    return reverse(door.name, kwargs={part: value(part, chance) for part in door.parts})


def own_path(door: Door, who: User, chance: random.Random) -> str:
    """Return a path through a door to something that is somebody's business, where there is such a thing."""
    parts = {part: own_value(part, who, chance) for part in door.parts}
    if "review" in parts:
        parts |= _inside(Review.objects.filter(public_id=parts["review"]), parts, chance)
    return reverse(door.name, kwargs=parts)


def own_value(part: str, who: User, chance: random.Random) -> Any:
    """Return a value of a part of an address that is somebody's own business, else any value."""
    actor = actor_of(who)
    rows = {
        "subject": visible_subjects(actor),
        "review": visible_reviews(actor),
        "document": visible_documents(actor),
        "force": InspectionForce.objects.filter(inspection__in=visible_inspections(actor)),
        "member": TeamMember.objects.filter(inspection__in=visible_inspections(actor)),
        "sign_off": SignOff.objects.filter(subject__in=visible_subjects(actor)),
        "saved": SavedReport.objects.filter(inspection__in=visible_inspections(actor)),
    }
    if part == "slug":
        found = list(visible_inspections(actor).order_by("pk").values_list("slug__slug", flat=True))
    else:
        found = list(rows[part].order_by("pk").values_list("public_id", flat=True)) if part in rows else []
    return chance.choice(found) if found else value(part, chance)


def _inside(reviews: QuerySet[Review], parts: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the parts that lie inside a review, as they are in this one."""
    rows = {
        "evidence": Evidence.objects.filter(judgment__review__in=reviews, removed_at=None),
        "flag": LanguageFlag.objects.filter(review__in=reviews, removed_at=None),
    }
    found = {part: list(rows[part].values_list("public_id", flat=True)) for part in parts.keys() & rows.keys()}
    return {part: chance.choice(keys) for part, keys in sorted(found.items()) if keys}


def value(part: str, chance: random.Random) -> Any:
    """Return a value of a part of an address."""
    if part == "slug":
        return chance.choice([*ExerciseSlug.objects.order_by("pk").values_list("slug", flat=True), "no-such"])
    if part in ("number", "older", "newer"):
        numbers = FrameworkVersion.objects.order_by("pk").values_list("number", flat=True)
        return chance.choice([*numbers, 0, 10**30])
    if part in WORDS:
        return chance.choice(WORDS[part])
    kind = KINDS[part] if chance.random() < 0.93 else chance.choice(list(KINDS.values()))
    found = list(kind._default_manager.order_by("pk").values_list("public_id", flat=True))
    return chance.choice(found) if found else UUID(int=chance.getrandbits(128))


def query(chance: random.Random) -> str:
    """Return what an address asks for, sensible or not, some of it twice."""
    if chance.random() < 0.4:
        return ""
    pairs = [
        (
            chance.choice(ASKED),
            chance.choice((chance.choice(ANSWERS), chance.choice(NUMBERS), texts.anything(chance, 1))),
        )
        for _ in range(chance.randint(1, 4))
    ]
    asked = urlencode([(name, text[:3000]) for name, text in pairs])
    return f"?{asked}" + chance.choice(("", "&%FF=%ZZ", "&&=&", f"&{quote(chr(0))}=1"))


def broken(chance: random.Random) -> str:
    """Return a path that leads nowhere."""
    return chance.choice(BROKEN)
