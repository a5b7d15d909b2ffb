"""Drafts under way, and the people who write them."""

from typing import Any

from access.actor import Actor
from access.models import User
from review.authoring import actions
from review.authoring.actions import Sent
from review.authoring.draft_actions import start_draft
from review.authoring.places import Place, digest, own
from review.frameworks.file.exchange import FrameworkFile, canonical, read_stored, sha256
from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import outline, stored_rows, stored_rules
from review.frameworks.rows import rule_rows, topic_rows
from tests import builders

FIRST, SECOND = Place("question", "first-criterion"), Place("question", "second-criterion")
FIRST_TOPIC, SECOND_TOPIC = Place("topic", "first-topic"), Place("topic", "second-topic")
RULED = (
    builders.FRAMEWORK
    + """\
rules:
  - code: worst-of-both
    title: The worse of both
    of: review
    steps:
      - name: worst
        title: The worse criterion
        worst-of: {questions: [first-criterion, second-criterion]}
    result: worst
examples:
  - title: Both are good
    fill: {case-grade: good}
    answers: {group-based: "yes"}
    expect: {review: good}
"""
)
"""The small framework with a rule and a worked example."""


def author(name: str = "ada") -> User:
    """Return an administrator."""
    return builders.make_administrator(name)


def draft(by: User, text: str = builders.FRAMEWORK) -> FrameworkVersion:
    """Return a draft that somebody started from a published version."""
    return start_draft(builders.acting(by), builders.published_framework(text))


def file_of(version: FrameworkVersion) -> FrameworkFile:
    """Return what a version holds now."""
    version.refresh_from_db()
    return read_stored(version.canonical)


def sent(version: FrameworkVersion, place: Place, **fields: Any) -> Sent:
    """Return a change of some fields of a part, made of what is stored now."""
    stored = own(file_of(version), place)
    return Sent(place, stored | {name.replace("_", "-"): value for name, value in fields.items()}, digest(stored))


def save(actor: Actor, version: FrameworkVersion, place: Place, **fields: Any) -> FrameworkVersion:
    """Save a change of some fields of a part and return the draft."""
    return actions.save_part(actor, version, sent(version, place, **fields))


def assert_whole(version: FrameworkVersion) -> None:
    """Fail where a draft's columns and rows are not just what its file says."""
    file = file_of(version)
    assert canonical(file) == version.canonical
    assert sha256(version.canonical) == version.sha256
    assert (file.title, file.owner, file.source, file.standing, file.judges) == (
        version.title,
        version.owner,
        version.source,
        version.standing,
        version.judges,
    )
    outlined = outline(version)
    assert stored_rows(outlined) == topic_rows(file)
    assert stored_rules(version) == rule_rows(file)
    assert outlined.overall.criterion.scale_id == version.overall_scale_id
