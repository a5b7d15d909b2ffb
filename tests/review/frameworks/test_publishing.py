"""Publishing makes a version final, and only if it still is what was imported; retiring takes it out of use."""

from collections.abc import Callable

import pytest

from access.refusals import Conflict, Invalid, NotAllowed
from review.frameworks import actions
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Rule, Scale, Topic
from review.history.queries import steps_of
from tests import builders
from tests.review.frameworks.drafts import SYSTEM, imported, published

pytestmark = pytest.mark.django_db


def test_publish_dates_the_version_and_keeps_who_did_it() -> None:
    version, user = imported(), builders.make_administrator()
    actions.publish(builders.acting(user), version)
    version.refresh_from_db()
    assert (version.status, version.published_at, version.version) == ("published", builders.NOW, 1)
    (step,) = steps_of("framework-version", [version.public_id])
    assert (step.transition, step.by) == ("publish", user)


def test_publish_refuses_a_version_that_is_published_already() -> None:
    version = published()
    with pytest.raises(Conflict, match="it is published, and must be draft"):
        actions.publish(SYSTEM, version)


def test_publish_refuses_a_stale_copy_of_the_version() -> None:
    version = imported()
    stale = FrameworkVersion.objects.get(pk=version.pk)
    actions.publish(SYSTEM, version)
    with pytest.raises(Conflict, match="Somebody changed this"):
        actions.publish(SYSTEM, stale)


def test_publish_refuses_everybody_but_administrators() -> None:
    version = imported()
    with pytest.raises(NotAllowed):
        actions.publish(builders.acting(builders.make_supervisor()), version)
    version.refresh_from_db()
    assert version.status == "draft"


def _other_question(version: FrameworkVersion) -> None:
    Criterion.objects.filter(framework_version=version, code="first-criterion").update(question="Something else?")


def _other_choice(version: FrameworkVersion) -> None:
    Choice.objects.filter(criterion__framework_version=version, code="yes").update(label="Perhaps")


def _one_criterion_less(version: FrameworkVersion) -> None:
    Criterion.objects.filter(framework_version=version, code="second-criterion").delete()


def _one_topic_more(version: FrameworkVersion) -> None:
    Topic.objects.create(framework_version=version, code="more", title="More", position=9)


def _other_title(version: FrameworkVersion) -> None:
    FrameworkVersion.objects.filter(pk=version.pk).update(title="Another title")


def _other_text(version: FrameworkVersion) -> None:
    FrameworkVersion.objects.filter(pk=version.pk).update(canonical=version.canonical.replace("done", "gone"))


def _no_text(version: FrameworkVersion) -> None:
    FrameworkVersion.objects.filter(pk=version.pk).update(canonical="")


def _one_rule_more(version: FrameworkVersion) -> None:
    Rule.objects.create(framework_version=version, code="rule", of="review", body={}, position=1)


def _other_scale(version: FrameworkVersion) -> None:
    scale = Scale.objects.create(code="other", title="Other", content_hash="0" * 64)
    FrameworkVersion.objects.filter(pk=version.pk).update(overall_scale=scale)


@pytest.mark.parametrize(
    "spoil",
    [
        _other_question,
        _other_choice,
        _one_criterion_less,
        _one_topic_more,
        _other_title,
        _other_text,
        _no_text,
        _other_scale,
        _one_rule_more,
    ],
)
def test_publish_refuses_a_draft_that_is_not_what_was_imported(spoil: Callable[[FrameworkVersion], None]) -> None:
    version = imported()
    spoil(version)
    version.refresh_from_db()
    with pytest.raises(Conflict) as refused:
        actions.publish(SYSTEM, version)
    assert refused.value.sentence == actions.CHANGED
    version.refresh_from_db()
    assert version.status == "draft"


def test_retire_needs_a_reason_and_keeps_it() -> None:
    version = published()
    with pytest.raises(Invalid) as missing:
        actions.retire(SYSTEM, version, "  ")
    assert list(missing.value.errors) == ["reason"]
    actions.retire(SYSTEM, version, "It was replaced.")
    version.refresh_from_db()
    assert (version.status, version.published_at) == ("retired", builders.NOW)
    assert [step.reason for step in steps_of("framework-version", [version.public_id])] == ["", "It was replaced."]


def test_retire_refuses_a_draft() -> None:
    with pytest.raises(Conflict, match="it is draft, and must be published"):
        actions.retire(SYSTEM, imported(), "It was a mistake.")
