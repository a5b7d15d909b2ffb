"""An answer that is kept while its question is not asked counts nowhere."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from review.counting.method import method_of
from review.counting.unanswered import unanswered_words
from review.domain.tabulation import EVERY_CASE
from review.inspections.models import Subject
from review.reports.asking import Asked
from review.reports.building import Definition, chosen, own_report
from review.reports.tracing import left_out_in, traced
from tests import builders
from tests.review.conftest import World
from tests.ruled import ALONE, GROUP, RULED


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


def test_a_case_whose_question_was_not_asked_is_left_out_for_that_everywhere(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question that has to be answered where it is asked can lack an answer only because it was not asked."""
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, ALONE)
    slug, method = subject.inspection.slug_id, method_of(subject.inspection)
    report = own_report(method, Definition(by=("criterion",)))
    words = {group.key: group.unanswered for group in report.groups if group.table.left_out[NO_ANSWER]}
    assert words == {"pursued": "Question not asked", "used": "Question not asked"}
    pursued = Asked(EVERY_CASE, ("criterion",), key=("pursued",), left_out=NO_ANSWER)
    assert (left_out_in(method, pursued), report.unanswered) == ("Question not asked", "Question not answered")
    linked = own_report(method, Definition(measure="linked", by=("linked",)))
    assert (linked.unanswered, linked.groups[-1].label) == ("Question not asked", "Not asked or not yet signed off")
    assert own_report(method, Definition(chosen(method, ["roles=leader"]))).unanswered == "Question not asked"
    capsys.readouterr()
    call_command("report", slug, "--by", "criterion", "--format", "csv-shown")
    told = capsys.readouterr().out
    assert ("Left out: question not asked" in told, "uestion not answered" in told) == (True, False)
    client = Client()
    client.force_login(world.supervisor)
    page = client.get(f"{reverse('report-build', args=[slug])}?by=criterion").content.decode()
    assert ("question not asked 1" in page, "uestion not answered" in page) == (True, False)


def test_an_optional_question_is_not_answered_or_not_asked(world: World) -> None:
    optional = builders.FRAMEWORK.replace(
        "evidence: optional\n    required: true", "evidence: optional\n    required: false"
    )
    version = builders.published_framework(optional.replace("framework: small", "framework: optional"))
    inspection = builders.make_inspection(world.supervisor, version, slug="optional")
    assert unanswered_words(method_of(inspection), ["group-based"]) == "Question not answered"
    assert unanswered_words(method_of(world.inspection), ["days.reported.closed", "group-based"]) == "Date missing"
    gated = RULED.replace("- code: linked", "- code: linked\n            required: false")
    gated = builders.published_framework(gated.replace("framework: ruled", "framework: gated"))
    method = method_of(builders.make_inspection(world.supervisor, gated, slug="gated"))
    assert unanswered_words(method, ["linked"]) == "Question not asked or not answered"
    assert unanswered_words(method, ["linked", "days.reported.closed"]) == (
        "Question not asked or not answered or date missing"
    )
    assert own_report(method, Definition(by=("linked",))).groups[-1].label == "No"
