"""Every write to the language list: added, changed, retired, brought back, and loaded from what ships."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from review.domain.language import PatternError, tidy_pattern
from review.language.models import LanguageCategory, LanguagePattern

LONGEST_TEXT, LONGEST_CODE = 500, 60
LOOKED_FOR = "This wording is on the list already"
RETIRED = "This wording was on the list and is retired. Bring it back instead."
MEANWHILE = "Somebody changed this wording while you had it open. Load the page again to see how it stands now."


@dataclass(frozen=True)
class PatternInput:
    """A wording to look for: pattern, category, why it may blame a victim, and what can be said instead."""

    pattern: str
    category: str
    why: str
    instead: str = ""


def add_pattern(actor: Actor, given: PatternInput) -> LanguagePattern:
    """Put a wording on the list and return it.

    Raises NotAllowed, or Invalid by field of PatternInput: also where the wording is or was on the list.
    """
    require(actor, "language.edit")
    given = checked(given)
    with transaction.atomic():
        states = set(LanguagePattern.objects.filter(pattern=given.pattern).values_list("active", flat=True))
        if states == {False}:
            raise Invalid({"pattern": [RETIRED]})
        return create(actor, given)


def change_pattern(actor: Actor, pattern: LanguagePattern, given: PatternInput, version: int) -> LanguagePattern:
    """Change a wording on the list, which is the administrators' from then on; return it as it stands then.

    Decisions speak of the words that were looked for: other words are therefore a new pattern, and the old one is
    retired. Raises NotAllowed, Invalid by field, or Conflict where it is retired or no longer at `version`.
    """
    require(actor, "language.edit")
    given = checked(given)
    with transaction.atomic():
        if given == content_of(pattern):
            return pattern
        if given.pattern != pattern.pattern:
            _retire(actor, pattern, version)
            return create(actor, given, replaces=pattern)
        _take(pattern, version, **vars(given), shipped=False)
        old, new = vars(content_of(pattern)), vars(given)
        fields = [name for name in new if new[name] != old[name]]
        _record(actor, "language.changed", pattern, fields=fields, old=old, new=new)
    pattern.refresh_from_db()
    return pattern


def retire_pattern(actor: Actor, pattern: LanguagePattern, version: int) -> None:
    """Take a wording off the list, keeping it for the decisions about it. Raises NotAllowed or Conflict."""
    require(actor, "language.edit")
    with transaction.atomic():
        _retire(actor, pattern, version)


def bring_back(actor: Actor, pattern: LanguagePattern, version: int) -> None:
    """Look for a retired wording again; it is the administrators' from then on.

    Raises NotAllowed, or Conflict where it is no longer at `version` or the same wording is on the list.
    """
    require(actor, "language.edit")
    try:
        with transaction.atomic():
            rows = LanguagePattern.objects.filter(pk=pattern.pk, version=version, active=False)
            changed = {"active": True, "retired_at": None, "retired_by": None, "shipped": False}
            if not rows.update(version=F("version") + 1, **changed):
                raise Conflict(MEANWHILE)
            _record(actor, "language.restored", pattern)
    except IntegrityError as error:
        raise Conflict(f"{LOOKED_FOR}, so this one was not brought back.") from error


def create(
    actor: Actor,
    given: PatternInput,
    *,
    code: str = "",
    shipped: bool = False,
    replaces: LanguagePattern | None = None,
) -> LanguagePattern:
    """Write a wording whose content was checked. Call inside a transaction; raises Invalid where it is there."""
    try:
        with transaction.atomic():
            made = LanguagePattern.objects.create(
                code=_free_code(code or slugify(given.pattern)),
                shipped=shipped,
                added_by_id=actor.user_id,
                added_at=actor.now,
                **vars(given),
            )
    except IntegrityError as error:
        raise Invalid({"pattern": [LOOKED_FOR]}) from error
    ids = {"replaces": replaces.public_id} if replaces else {}
    _record(actor, "language.added", made, ids=ids, new=vars(given))
    return made


def checked(given: PatternInput) -> PatternInput:
    """Return the content as it is stored. Raises Invalid by field."""
    given = replace(given, why=given.why.strip(), instead=given.instead.strip())
    problems: dict[str, Sequence[str]] = {}
    try:
        given = replace(given, pattern=tidy_pattern(given.pattern))
    except PatternError as error:
        problems["pattern"] = [str(error)]
    if given.category not in LanguageCategory.values:
        problems["category"] = ["Select what the language does"]
    if not given.why:
        problems["why"] = ["Say why the wording may blame the victim"]
    for name, words in (("why", given.why), ("instead", given.instead)):
        if len(words) > LONGEST_TEXT:
            problems[name] = [f"Use {LONGEST_TEXT} characters or fewer"]
    if problems:
        raise Invalid(problems)
    return given


def content_of(pattern: LanguagePattern) -> PatternInput:
    """Return what a wording on the list says."""
    return PatternInput(pattern.pattern, pattern.category, pattern.why, pattern.instead)


def _retire(actor: Actor, pattern: LanguagePattern, version: int) -> None:
    _take(pattern, version, active=False, retired_at=actor.now, retired_by_id=actor.user_id)
    _record(actor, "language.retired", pattern)


def _take(row: LanguagePattern, version: int, **changed: object) -> None:
    """Write columns of a wording that is looked for and still at `version`; raise Conflict where it is not."""
    rows = LanguagePattern.objects.filter(pk=row.pk, version=version, active=True)
    if not rows.update(version=F("version") + 1, **changed):
        raise Conflict(MEANWHILE)


def _free_code(wanted: str) -> str:
    """Return the code, or with a number after it where it is taken."""
    start = wanted[:LONGEST_CODE].strip("-") or "wording"
    taken = set(LanguagePattern.objects.filter(code__startswith=start).values_list("code", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (start, *numbered) if code not in taken)


def _record(actor: Actor, action: str, pattern: LanguagePattern, **more: Any) -> None:
    audit.record(actor, action, "language-pattern", pattern.public_id, **more)
