"""The judgments of forces as files: every format equal to the document, from the page and from the command."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from access.refusals import Invalid
from review.inspections.actions import update_inspection
from review.inspections.details import details_of
from review.judging.documents import CHANGED_MARK, CHANGED_MEANS, NO_FRAMEWORK, judgments_document
from review.judging.grid import grid_of
from review.judging.pages import BY_JUDGMENT
from review.moderation import actions as moderation
from review.reports.document import ReportDocument
from tests import builders
from tests.review.judging.force_world import ForceWorld, force_world, signed_off, submitted
from tests.review.reports.outputs.test_equal_figures import check, check_pdf

pytestmark = pytest.mark.django_db


def document_of(world: ForceWorld) -> ReportDocument:
    return judgments_document(grid_of(world.inspection), builders.NOW)


def several() -> ForceWorld:
    """Return a world with two forces signed off, one submitted and one not begun."""
    world = force_world()
    signed_off(world)
    signed_off(world, world.another_force(), protecting_judgment="inadequate")
    submitted(world, world.another_force(), protecting_judgment="outstanding")
    world.another_force()
    return world


def test_every_format_has_the_judgments_of_the_document(pdf_libraries: None) -> None:
    document = document_of(several())
    check(document)
    check_pdf(document)


def test_document_has_the_judgments_the_counts_and_the_reasons() -> None:
    by_force, by_topic, reasons = document_of(several()).sheets
    assert [[*line.headings, *(value.words for value in line.values)] for line in by_force.lines] == [
        ["Force A", "Adequate", "Good"],
        ["Force B", "Inadequate", "Good"],
        ["Force C", "Ready for sign-off", "Ready for sign-off"],
        ["Force D", "Not judged yet", "Not judged yet"],
    ]
    assert [[*line.headings, *(value.number for value in line.values)] for line in by_topic.lines] == [
        ["Protecting people", 0, 0, 1, 0, 1, 2, 0, 2, 4],
        ["Investigating crime", 0, 2, 0, 0, 0, 2, 0, 2, 4],
    ]
    assert [(*line.headings, line.values[0].words, line.values[1].words) for line in reasons.lines] == [
        ("Force A", "Protecting people", "Adequate", BY_JUDGMENT),
        ("Force A", "Investigating crime", "Good", BY_JUDGMENT),
        ("Force B", "Protecting people", "Inadequate", BY_JUDGMENT),
        ("Force B", "Investigating crime", "Good", BY_JUDGMENT),
    ]


def test_document_marks_evidence_that_changed_and_says_what_the_mark_means() -> None:
    world = several()
    before = document_of(world)
    moderation.reopen(builders.acting(world.lead), world.signed[0].subject, "A document was missing.")
    by_force, _, reasons = document_of(world).sheets
    assert [[value.words for value in line.values] for line in by_force.lines] == [
        ["Adequate [evidence changed]", "Good [evidence changed]"],
        ["Inadequate", "Good"],
        ["Ready for sign-off", "Ready for sign-off"],
        ["Not judged yet", "Not judged yet"],
    ]
    assert by_force.notes == (
        *before.sheets[0].notes,
        f"{CHANGED_MARK} {CHANGED_MEANS}",
        "Force A: evidence of the judgment of the force as a whole changed, too.",
    )
    reference = builders.case_of(world.signed[0].subject).reference
    assert reasons.lines[0].values[3].words == (
        f"Case {reference}, How well was the case dealt with, taken together? Requires improvement "
        "[Changed since: the case was reopened, and is not signed off now]"
    )
    changed = [force["evidence_changed"] for force in document_of(world).data["forces"]]
    assert changed == [["protecting-judgment", "investigating-judgment"], [], [], []]


def test_document_carries_what_must_be_known_of_it() -> None:
    document = document_of(several())
    about = dict(document.about)
    assert about["Forces"] == "4, of which 2 signed off"
    assert about["Method"] == "Professional judgment on reasons and evidence; never an average of the grades of cases"
    assert dict(document.about)["Counted"] == "Judgments of forces, topic by topic"
    assert document.marking == "Not for publication: figures for the inspection's own team."


def test_document_says_what_to_do_where_no_framework_was_chosen() -> None:
    with pytest.raises(Invalid) as refused:
        document_of(force_world(chosen=False))
    assert refused.value.sentence == NO_FRAMEWORK


def command(*arguments: str) -> str:
    """Return the one line with which the command refuses."""
    with pytest.raises(CommandError) as found:
        call_command("report", *arguments)
    return str(found.value)


def test_command_writes_the_judgments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    world = several()
    slug = world.inspection.slug_id
    capsys.readouterr()
    call_command("report", slug, "--judgments", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert [force["judgments"] for force in told["forces"]] == [
        {"protecting-judgment": "adequate", "investigating-judgment": "good"},
        {"protecting-judgment": "inadequate", "investigating-judgment": "good"},
        {},
        {},
    ]
    call_command("report", slug, "--judgments", "--format", "xlsx", "--out", str(tmp_path / "judgments.xlsx"))
    assert (tmp_path / "judgments.xlsx").read_bytes()[:2] == b"PK"


def test_command_says_what_is_wrong_in_a_line() -> None:
    world, without = force_world(), force_world(chosen=False)
    slug = world.inspection.slug_id
    assert command(without.inspection.slug_id, "--judgments") == NO_FRAMEWORK
    assert "no inspection called" in command("nowhere", "--judgments")
    assert "leave out --where" in command(slug, "--judgments", "--by", "force")
    assert "are not released" in command(slug, "--judgments", "--beside", without.inspection.slug_id)
    assert "they are two reports" in command(slug, "--judgments", "--results")
    assert "Name a file for it" in command(slug, "--judgments", "--format", "pdf")


def test_document_carries_the_handling_marking_of_its_inspection() -> None:
    world = force_world()
    details = replace(details_of(world.inspection), handling_marking="OFFICIAL-SENSITIVE")
    update_inspection(builders.acting(world.lead), world.inspection, details, world.inspection.version)
    assert (
        document_of(world).marking == "OFFICIAL-SENSITIVE. Not for publication: figures for the inspection's own team."
    )
