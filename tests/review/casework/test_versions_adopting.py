"""An inspection takes up a newer version of its framework: new cases are judged by it, all others stay."""

import pytest

from access.models import AuditEvent
from access.refusals import Conflict, NotAllowed
from review.frameworks import actions as frameworks
from review.inspections import actions as inspections
from review.inspections.details import details_of
from review.inspections.models import InspectionFramework
from review.inspections.queries import case_version
from review.inspections.version_queries import cases_by_version, newer_versions, unasked_subset
from tests import builders
from tests.review.casework.newer import OTHER_SCALE, REWORDED, WITHOUT_FIRST, adopted
from tests.review.conftest import World


def test_new_cases_are_judged_by_the_newer_version_and_old_ones_stay(world: World) -> None:
    old = builders.add_case(world.supervisor, world.inspection, world.force)
    version = adopted(world)
    new = builders.add_case(world.supervisor, world.inspection, world.force)
    old.refresh_from_db()
    assert (old.framework_version, new.framework_version) == (world.version, version)
    assert case_version(world.inspection) == version
    rows = InspectionFramework.objects.filter(inspection=world.inspection).order_by("pk")
    assert list(rows.values_list("framework_version__number", "current")) == [(1, False), (2, True)]


def test_taking_up_a_version_is_in_the_trail_with_both_versions(world: World) -> None:
    version = adopted(world)
    event = AuditEvent.objects.get(action="inspection.version-adopted")
    assert event.thing_id == str(world.inspection.public_id)
    assert event.ids == {"from_version": str(world.version.public_id), "to_version": str(version.public_id)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (OTHER_SCALE, "gives its overall judgment on another scale"),
        (REWORDED.replace("framework: small", "framework: another"), "is another framework"),
        (REWORDED.replace("judges: case", "judges: force"), "judges a force"),
    ],
)
def test_a_version_that_does_not_fit_is_refused(world: World, text: str, sentence: str) -> None:
    with pytest.raises(Conflict, match=sentence):
        adopted(world, text)
    assert case_version(world.inspection) == world.version


def test_a_draft_a_retired_an_older_and_the_same_version_are_refused(world: World) -> None:
    actor, system = builders.acting(world.supervisor), builders.system_actor("tests", builders.NOW)
    draft = frameworks.import_framework(system, REWORDED.encode(), "two.yaml")
    with pytest.raises(Conflict, match="Version 2 is draft"):
        inspections.adopt_version(actor, world.inspection, draft)
    frameworks.publish(system, draft)
    retired = builders.published_framework(WITHOUT_FIRST)
    frameworks.retire(system, retired, "Not used.")
    with pytest.raises(Conflict, match="Version 3 is retired"):
        inspections.adopt_version(actor, world.inspection, retired)
    inspections.adopt_version(actor, world.inspection, draft)
    with pytest.raises(Conflict, match="by version 2 already"):
        inspections.adopt_version(actor, world.inspection, draft)
    with pytest.raises(Conflict, match="Version 1 is older than version 2"):
        inspections.adopt_version(actor, world.inspection, world.version)


def test_what_was_shown_is_what_is_taken_up(world: World) -> None:
    actor, version = builders.acting(world.supervisor), builders.published_framework(REWORDED)
    seen = world.inspection.version
    inspections.update_inspection(actor, world.inspection, details_of(world.inspection), seen)
    inspections.close(actor, world.inspection)
    inspections.reopen_fieldwork(actor, world.inspection, "Another case.")
    with pytest.raises(Conflict):
        inspections.adopt_version(actor, world.inspection, version, seen)
    inspections.adopt_version(actor, world.inspection, version, world.inspection.version)
    assert case_version(world.inspection) == version


def test_only_a_supervisor_of_an_open_inspection_takes_up_a_version(world: World) -> None:
    version = builders.published_framework(REWORDED)
    for user in (world.inspector, builders.make_supervisor()):
        with pytest.raises(NotAllowed):
            inspections.adopt_version(builders.acting(user), world.inspection, version)
    inspections.close(builders.acting(world.supervisor), world.inspection)
    with pytest.raises(NotAllowed, match="closed"):
        inspections.adopt_version(builders.acting(world.supervisor), world.inspection, version)


def test_details_can_be_saved_while_the_report_counts_first_what_only_earlier_cases_were_asked(world: World) -> None:
    """The names are those of the report: a question that the newer version dropped still chooses earlier cases."""
    text = REWORDED.replace("group-based", "group-found").replace("uncover group-based", "find group-based")
    version = adopted(world, text)
    actor = builders.acting(world.supervisor)
    details = details_of(world.inspection)
    assert details.headline_subset == "group-based=yes"
    inspections.update_inspection(actor, world.inspection, details, world.inspection.version)
    asked = "Did the investigation uncover group-based exploitation?"
    assert unasked_subset(world.inspection, version) == [asked]
    assert unasked_subset(world.inspection, world.version) == []


def test_cases_are_counted_by_version_without_those_closed_to_the_reader(world: World) -> None:
    actor = builders.acting(world.supervisor)
    first = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.add_case(world.supervisor, world.inspection, world.force)
    version = adopted(world)
    builders.submitted(
        world.supervisor,
        builders.add_case(world.supervisor, world.inspection, world.force),
        world.inspector,
        {**builders.ANSWERS, "third-criterion": "good"},
    )
    assert cases_by_version(actor, world.inspection) == {
        world.version.pk: {"to-assign": 2},
        version.pk: {"ready-for-sign-off": 1},
    }
    inspections.declare_conflict(actor, world.inspection, subject=first, reason="I know the family.")
    assert cases_by_version(actor, world.inspection)[world.version.pk] == {"to-assign": 1}


def test_newer_versions_are_the_published_ones_of_the_same_framework(world: World) -> None:
    version = builders.published_framework(REWORDED)
    builders.published_framework(builders.FRAMEWORK.replace("framework: small", "framework: another"))
    frameworks.import_framework(builders.system_actor("tests", builders.NOW), WITHOUT_FIRST.encode(), "three.yaml")
    assert [found.number for found in newer_versions(world.version)] == [version.number]
