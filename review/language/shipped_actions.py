"""Loading the language list that ships with the project, without touching what administrators added or retired."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from review.language.actions import PatternInput, checked, content_of, create
from review.language.models import LanguagePattern

FOLDER: Path = settings.BASE_DIR / "fixtures" / "language"


def load_language(actor: Actor, folder: Path = FOLDER) -> int:
    """Bring the shipped wordings up to date and return how many were written.

    A wording is known by its words: other words are another wording. What an administrator added, changed, retired or
    brought back stays as they left it; a shipped wording that is in no file any more is retired, and one that comes
    back is looked for again. Raises NotAllowed, or Invalid with the file and the code of a row that cannot be taken.
    """
    require(actor, "reference.load")
    given = dict(_rows(folder))
    with transaction.atomic():
        known = {row.pattern: row for row in LanguagePattern.objects.order_by("active", "pk")}
        written = sum(_save(actor, code, row, known.get(row.pattern)) for code, row in given.items())
        return written + _retire_the_rest(actor, {row.pattern for row in given.values()})


def _rows(folder: Path) -> Iterator[tuple[str, PatternInput]]:
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["patterns"]:
            code = row.pop("code")
            try:
                content = checked(PatternInput(**row))
            except Invalid as invalid:
                raise Invalid(f"{path.name}, {code}: {invalid.sentence}") from invalid
            if content.pattern in seen or code in seen:
                raise Invalid(f"{path.name}, {code}: the code or its words stand in the files twice.")
            seen |= {content.pattern, code}
            yield code, content


def _save(actor: Actor, code: str, given: PatternInput, known: LanguagePattern | None) -> bool:
    if known is None:
        create(actor, given, code=code, shipped=True)
        return True
    if not known.shipped or known.retired_by_id or (known.active and content_of(known) == given):
        return False
    rows = LanguagePattern.objects.filter(pk=known.pk)
    rows.update(version=F("version") + 1, active=True, retired_at=None, **vars(given))
    old = vars(content_of(known))
    audit.record(actor, "language.changed", "language-pattern", known.public_id, old=old, new=vars(given))
    return True


def _retire_the_rest(actor: Actor, kept: set[str]) -> int:
    gone = LanguagePattern.objects.filter(shipped=True, active=True).exclude(pattern__in=kept)
    for pattern in gone:
        LanguagePattern.objects.filter(pk=pattern.pk).update(
            version=F("version") + 1, active=False, retired_at=actor.now
        )
        audit.record(actor, "language.retired", "language-pattern", pattern.public_id)
    return len(gone)
