"""What the database keeps as it was written: scales and releases always, framework versions once published.

A published version can still do two things: be retired, and count its own optimistic-lock version up. A draft that
was discarded is kept as it was, too.
"""

from access.immutability import Protected, protect

PUBLISHED = "A published framework version cannot change: start a new draft from it."
SCALE = "A scale never changes: another content is another scale."
RELEASED = "What was given out stays as it was given out: make another release."
KEPT = (
    "id",
    "framework_id",
    "number",
    "judges",
    "title",
    "owner",
    "source",
    "standing",
    "overall_scale_id",
    "canonical",
    "sha256",
    "published_at",
    "public_id",
    "created_at",
)


def _version_is_fixed(row: str, column: str = "framework_version_id") -> str:
    return f"EXISTS (SELECT 1 FROM review_frameworkversion v WHERE v.id = {row}.{column} AND v.status <> 'draft')"


def _choice_is_fixed(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM review_criterion c JOIN review_frameworkversion v ON v.id = c.framework_version_id "
        f"WHERE c.id = {row}.criterion_id AND v.status <> 'draft')"
    )


def _topic_is_fixed(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM review_topic t JOIN review_frameworkversion v ON v.id = t.framework_version_id "
        f"WHERE t.id = {row}.topic_id AND v.status <> 'draft')"
    )


for _table in ("review_scale", "review_grade"):
    protect(Protected(_table, ("UPDATE", "DELETE"), SCALE))
_scale_is_used = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} u WHERE u.{column} = NEW.scale_id)"
    for table, column in (
        ("review_criterion", "scale_id"),
        ("review_frameworkversion", "overall_scale_id"),
        ("review_externalresult", "scale_id"),
    )
)
protect(Protected("review_grade", ("INSERT",), SCALE, _scale_is_used))

protect(Protected("review_frameworkversion", ("DELETE",), PUBLISHED, "OLD.status <> 'draft'"))
_changed = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in KEPT)
_author_changed = " OR ".join(
    f"COALESCE(OLD.{column}, 0) <> COALESCE(NEW.{column}, 0)" for column in ("created_by_id", "based_on_id")
)
_goes_back = (
    "NEW.status = 'draft' OR (OLD.status IN ('retired', 'discarded') AND NEW.status <> OLD.status) "
    "OR (OLD.status = 'published' AND NEW.status = 'discarded')"
)
protect(
    Protected(
        "review_frameworkversion",
        ("UPDATE",),
        PUBLISHED,
        f"OLD.status <> 'draft' AND ({_changed} OR {_author_changed} OR {_goes_back})",
    )
)
for _table in ("review_topic", "review_criterion", "review_rule"):
    _arrives = _version_is_fixed("NEW") + (f" OR {_topic_is_fixed('NEW')}" if _table == "review_criterion" else "")
    protect(Protected(_table, ("INSERT",), PUBLISHED, _arrives))
    protect(Protected(_table, ("UPDATE",), PUBLISHED, f"{_version_is_fixed('OLD')} OR {_arrives}"))
    protect(Protected(_table, ("DELETE",), PUBLISHED, _version_is_fixed("OLD")))
protect(Protected("review_choice", ("INSERT",), PUBLISHED, _choice_is_fixed("NEW")))
protect(Protected("review_choice", ("UPDATE",), PUBLISHED, f"{_choice_is_fixed('OLD')} OR {_choice_is_fixed('NEW')}"))
protect(Protected("review_choice", ("DELETE",), PUBLISHED, _choice_is_fixed("OLD")))
protect(Protected("review_publicrelease", ("UPDATE", "DELETE"), RELEASED))
