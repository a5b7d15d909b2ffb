"""An answer that is kept while its question is not asked counts nowhere."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from review.counting.method import method_of
from review.domain.tabulation import EVERY_CASE
from review.inspections.models import Subject
from review.reports.asking import Asked
from review.reports.tracing import traced
from tests import builders
from tests.review.conftest import World
from tests.ruled import ALONE, GROUP


def test_answer_that_is_not_asked_any_more_counts_in_no_figure(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two signed-off cases one asks about a group, and the other keeps such answers from before."""
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, GROUP)
    other = builders.add_case(world.supervisor, subject.inspection, world.force)
    review = builders.answer(world.inspector, builders.assign(world.supervisor, other, world.inspector), GROUP)
    builders.answer(world.inspector, review, ALONE)
    builders.reviewing.submit(builders.acting(world.inspector), review)
    builders.moderation.sign_off(builders.acting(world.supervisor), Subject.objects.get(pk=other.pk))
    capsys.readouterr()
    call_command("report", subject.inspection.slug_id, "--format", "json", "--by", "criterion")
    found = {row["key"]: row for row in json.loads(capsys.readouterr().out)["groups"]}
    assert (found["seen"]["n"], found["pursued"]["n"]) == (2, 1)
    assert found["pursued"]["counts"]["good"] == 1
    pursued = Asked(EVERY_CASE, ("criterion",), key=("pursued",))
    method = method_of(subject.inspection)
    assert [one.pk for one in traced(method, pursued).subjects()] == [subject.pk]
    assert [one.pk for one in traced(method, replace(pursued, left_out=NO_ANSWER)).subjects()] == [other.pk]


NO_ANSWER = "question-not-answered"
