"""Inspections: set up, changed, taken from step to step and given cases, by their supervisors only."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from access.actor import Actor, system_actor
from access.models import AuditDetail, AuditEvent, User
from access.refusals import Conflict, Invalid, NotAllowed, Refused
from casefiles.cases.actions import create_case
from casefiles.cases.models import CaseFile
from casefiles.forces.actions import add_tie
from casefiles.forces.models import Force
from review.frameworks.actions import import_framework
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections import actions
from review.inspections.actions import next_label
from review.inspections.details import details_of
from review.inspections.models import ExerciseSlug, Inspection, InspectionForce, Subject, TeamMember
from review.inspections.queries import case_version, force_scope
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = builders.NOW.date()


@pytest.fixture
def version() -> FrameworkVersion:
    """Return a published framework version."""
    return builders.published_framework()


@pytest.fixture
def supervisor() -> User:
    """Return a supervisor."""
    return builders.make_supervisor()


@pytest.fixture
def actor(supervisor: User) -> Actor:
    """Return the supervisor acting."""
    return builders.acting(supervisor)


@pytest.fixture
def inspection(supervisor: User, version: FrameworkVersion) -> Inspection:
    """Return an inspection in set-up."""
    return builders.make_inspection(supervisor, version, started=False)


def closed(actor: Actor, inspection: Inspection) -> Inspection:
    """Return the inspection, closed."""
    actions.start_fieldwork(actor, inspection)
    actions.close(actor, inspection)
    return inspection


def a_case(actor: Actor, inspection: Inspection, force: Force, *, synthetic: bool = False) -> CaseFile:
    """Return a case that is in no inspection yet."""
    return create_case(actor, force_scope(actor, inspection, force), builders.case_facts(force), synthetic=synthetic)


def test_create_inspection_makes_its_creator_supervisor(actor: Actor, version: FrameworkVersion) -> None:
    """Details, framework and the first member of the team are there at once."""
    inspection = actions.create_inspection(actor, builders.DETAILS, version)
    inspection.refresh_from_db()
    assert details_of(inspection) == builders.DETAILS
    assert (inspection.status, inspection.synthetic, case_version(inspection)) == ("set-up", False, version)
    member = TeamMember.objects.get()
    assert (member.user_id, member.role, member.starts, member.ends) == (actor.user_id, "supervisor", TODAY, None)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing_id) == ("inspection.created", str(inspection.public_id))
    assert AuditDetail.objects.get(pk=event.sequence).body["new"]["slug"] == "test-inspection"


@pytest.mark.parametrize("make", [builders.make_inspector, builders.make_administrator])
def test_create_inspection_is_a_supervisors(make: Callable[[], User], version: FrameworkVersion) -> None:
    """No other role sets up inspections."""
    with pytest.raises(NotAllowed):
        actions.create_inspection(builders.acting(make()), builders.DETAILS, version)
    assert (Inspection.objects.count(), ExerciseSlug.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"slug": ""}, "slug"),
        ({"slug": "With Spaces"}, "slug"),
        ({"slug": "Upper"}, "slug"),
        ({"slug": "under_score"}, "slug"),
        ({"slug": "x" * 81}, "slug"),
        ({"slug": "add"}, "slug"),
        ({"exercise_type": "AUDIT"}, "exercise_type"),
        ({"sample_design": "lucky"}, "sample_design"),
        ({"headline_subset": "group-based"}, "headline_subset"),
        ({"headline_subset": "group-based=perhaps"}, "headline_subset"),
        ({"headline_subset": "overall-grade=good"}, "headline_subset"),
        ({"fieldwork_until": date(2026, 1, 4)}, "fieldwork_until"),
    ],
)
def test_create_inspection_refuses_bad_details(
    actor: Actor, version: FrameworkVersion, changed: dict[str, object], field: str
) -> None:
    """Each fault is told at its field, and nothing is written."""
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        actions.create_inspection(actor, replace(builders.DETAILS, **changed), version)  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field]
    assert (Inspection.objects.count(), ExerciseSlug.objects.count(), AuditEvent.objects.count()) == (0, 0, events)


def test_create_inspection_takes_a_subset_of_the_frameworks_questions(actor: Actor, version: FrameworkVersion) -> None:
    """A classification question and its answers choose the cases that count first."""
    details = replace(builders.DETAILS, headline_subset="group-based=yes,no")
    assert actions.create_inspection(actor, details, version).headline_subset == "group-based=yes,no"


def test_create_inspection_refuses_a_slug_that_is_taken(
    actor: Actor, version: FrameworkVersion, inspection: Inspection
) -> None:
    """One name, one exercise; nothing of the second is left."""
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        actions.create_inspection(actor, replace(builders.DETAILS, slug=inspection.slug_id), version)
    assert list(refused.value.errors) == ["slug"]
    assert (Inspection.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_create_inspection_refuses_a_draft(actor: Actor) -> None:
    """Cases are judged by what was published."""
    text = builders.FRAMEWORK.replace("A small framework", "A later framework")
    draft = import_framework(system_actor("tests", builders.NOW), text.encode(), "later.yaml")
    with pytest.raises(Invalid) as refused:
        actions.create_inspection(actor, builders.DETAILS, draft)
    assert list(refused.value.errors) == ["framework_version"]


def test_update_inspection_keeps_old_and_new_in_the_trail(actor: Actor, inspection: Inspection) -> None:
    """The details change, with an event that names what."""
    details = replace(details_of(inspection), title="Another title", show_labels=False)
    changed = actions.update_inspection(actor, inspection, details, version=inspection.version)
    assert (details_of(changed), changed.version) == (details, 1)
    event = AuditEvent.objects.latest("sequence")
    body = AuditDetail.objects.get(pk=event.sequence).body
    assert (event.action, event.fields) == ("inspection.changed", ["show_labels", "title"])
    assert body["old"] == {"title": f"Inspection {inspection.slug_id}", "show_labels": True}
    assert body["new"] == {"title": "Another title", "show_labels": False}


def test_update_inspection_keeps_what_reviewers_see_in_the_trail(actor: Actor, inspection: Inspection) -> None:
    """When suggestions are shown, and whether grades of other cases are, decides over what was judged unled."""
    details = replace(details_of(inspection), suggestions_shown="at-once", shows_team_grades=True)
    actions.update_inspection(actor, inspection, details, version=inspection.version)
    event = AuditEvent.objects.latest("sequence")
    body = AuditDetail.objects.get(pk=event.sequence).body
    assert body["old"] == {"suggestions_shown": "after-own-grade", "shows_team_grades": False}
    assert body["new"] == {"suggestions_shown": "at-once", "shows_team_grades": True}


def test_update_inspection_refuses_an_unknown_time_of_suggestions(actor: Actor, inspection: Inspection) -> None:
    """What no page offers is refused by the action as well."""
    details = replace(details_of(inspection), suggestions_shown="sometimes")
    with pytest.raises(Invalid) as refused:
        actions.update_inspection(actor, inspection, details, version=inspection.version)
    assert list(refused.value.errors) == ["suggestions_shown"]


def test_update_inspection_does_nothing_where_nothing_changed(actor: Actor, inspection: Inspection) -> None:
    """Saving what is there leaves no event and no new version."""
    events = AuditEvent.objects.count()
    actions.update_inspection(actor, inspection, details_of(inspection), version=0)
    assert (Inspection.objects.get().version, AuditEvent.objects.count()) == (0, events)


def test_update_inspection_refuses_a_stale_version(actor: Actor, inspection: Inspection) -> None:
    """The second of two who changed the same details is told."""
    actions.update_inspection(actor, inspection, replace(details_of(inspection), title="First"), version=0)
    with pytest.raises(Conflict):
        actions.update_inspection(actor, inspection, replace(details_of(inspection), title="Second"), version=0)
    assert Inspection.objects.get().title == "First"


def test_update_inspection_keeps_the_slug(actor: Actor, inspection: Inspection) -> None:
    """Links and reports use it."""
    with pytest.raises(Invalid) as refused:
        actions.update_inspection(actor, inspection, replace(details_of(inspection), slug="other"), version=0)
    assert list(refused.value.errors) == ["slug"]


def test_update_inspection_is_the_supervisors(inspection: Inspection) -> None:
    """A supervisor of another inspection has no say in this one."""
    stranger = builders.acting(builders.make_supervisor())
    with pytest.raises(NotAllowed):
        actions.update_inspection(stranger, inspection, details_of(inspection), version=0)


def test_a_closed_inspection_takes_no_change(actor: Actor, inspection: Inspection) -> None:
    """Neither details nor forces nor cases, until fieldwork is reopened."""
    force = builders.make_force()
    case = a_case(actor, inspection, force)
    details = replace(details_of(inspection), title="Late")
    closed(actor, inspection)
    for late in (
        lambda: actions.update_inspection(actor, inspection, details, version=inspection.version),
        lambda: actions.add_force(actor, inspection, force),
        lambda: actions.add_subject(actor, inspection, case),
    ):
        with pytest.raises(Conflict, match="closed"):
            late()
    assert (InspectionForce.objects.count(), Subject.objects.count()) == (0, 0)


def test_steps_lead_through_the_states(actor: Actor, inspection: Inspection) -> None:
    """Set-up, fieldwork, closed, and back with a reason; each step is kept."""
    closed(actor, inspection)
    actions.reopen_fieldwork(actor, inspection, "A case came late.")
    assert Inspection.objects.get().status == "fieldwork"
    steps = StatusChange.objects.filter(machine="inspection").values_list("transition", "reason")
    assert list(steps) == [("start-fieldwork", ""), ("close", ""), ("reopen-fieldwork", "A case came late.")]


def test_reopening_needs_a_reason(actor: Actor, inspection: Inspection) -> None:
    """Without one the inspection stays closed."""
    closed(actor, inspection)
    with pytest.raises(Invalid):
        actions.reopen_fieldwork(actor, inspection, " ")
    assert Inspection.objects.get().status == "closed"


def test_steps_are_the_supervisors(inspection: Inspection) -> None:
    """Nobody else starts fieldwork."""
    with pytest.raises(NotAllowed):
        actions.start_fieldwork(builders.acting(builders.make_supervisor()), inspection)


def test_add_force_gives_the_next_label(actor: Actor, inspection: Inspection) -> None:
    """Labels are letters in turn; a given one is kept, and passed over where it is a letter."""
    actions.add_force(actor, inspection, builders.make_force())
    actions.add_force(actor, inspection, builders.make_force(), "Force C")
    actions.add_force(actor, inspection, builders.make_force())
    actions.add_force(actor, inspection, builders.make_force(), "  The  north ")
    actions.add_force(actor, inspection, builders.make_force())
    assert [force.label for force in InspectionForce.objects.order_by("pk")] == [
        "Force A",
        "Force C",
        "Force B",
        "The north",
        "Force D",
    ]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing_id) == ("inspection.force-added", str(inspection.public_id))


def test_next_label_goes_on_after_z() -> None:
    """The 27th force is Force AA."""
    taken: list[str] = []
    for _ in range(28):
        taken.append(next_label(taken))
    assert taken[25:] == ["Force Z", "Force AA", "Force AB"]


def test_add_force_refuses_twice_and_a_taken_label(actor: Actor, inspection: Inspection) -> None:
    """A force is in once, and a label is one force's."""
    force = builders.make_force()
    actions.add_force(actor, inspection, force, "North")
    with pytest.raises(Invalid) as twice:
        actions.add_force(actor, inspection, force)
    with pytest.raises(Invalid) as taken:
        actions.add_force(actor, inspection, builders.make_force(), "North")
    with pytest.raises(Invalid) as long:
        actions.add_force(actor, inspection, builders.make_force(), "x" * 61)
    assert [list(e.value.errors) for e in (twice, taken, long)] == [["force"], ["label"], ["label"]]
    assert InspectionForce.objects.count() == 1


def test_add_force_refuses_a_real_one_in_a_synthetic_inspection(actor: Actor, version: FrameworkVersion) -> None:
    """Nothing is invented for a force that exists."""
    inspection = actions.create_inspection(actor, builders.DETAILS, version, synthetic=True)
    real = Force.objects.create(code="somewhere", name="Somewhere Police", kind="territorial")
    with pytest.raises(Invalid, match="synthetic forces only"):
        actions.add_force(actor, inspection, real)


def test_add_force_refuses_one_that_a_supervisor_is_tied_to(
    actor: Actor, supervisor: User, inspection: Inspection
) -> None:
    """The same as putting somebody tied on the team: the order does not matter."""
    force = builders.make_force()
    add_tie(builders.acting(builders.make_administrator()), supervisor, force, "seconded", date(2020, 1, 1))
    with pytest.raises(Invalid) as refused:
        actions.add_force(actor, inspection, force)
    assert list(refused.value.errors) == ["force"]


def test_add_force_takes_one_that_a_supervisor_was_tied_to(
    actor: Actor, supervisor: User, inspection: Inspection
) -> None:
    """A tie that is over is no conflict."""
    force = builders.make_force()
    administrator = builders.acting(builders.make_administrator())
    add_tie(administrator, supervisor, force, "seconded", date(2020, 1, 1), date(2026, 3, 1))
    assert actions.add_force(actor, inspection, force).label == "Force A"


def test_add_force_is_the_supervisors(inspection: Inspection) -> None:
    """Nobody else adds forces."""
    with pytest.raises(NotAllowed):
        actions.add_force(builders.acting(builders.make_supervisor()), inspection, builders.make_force())


def test_remove_force_takes_out_a_mistake(actor: Actor, inspection: Inspection) -> None:
    """A force without cases goes, with an event; its label is free again."""
    added = actions.add_force(actor, inspection, builders.make_force())
    actions.remove_force(actor, added)
    assert InspectionForce.objects.count() == 0
    assert AuditEvent.objects.latest("sequence").action == "inspection.force-removed"
    assert actions.add_force(actor, inspection, builders.make_force()).label == "Force A"


def test_remove_force_refuses_one_with_cases_or_conflicts(actor: Actor, inspection: Inspection) -> None:
    """What hangs on a force keeps it."""
    force = builders.make_force()
    actions.add_subject(actor, inspection, a_case(actor, inspection, force))
    with_case = InspectionForce.objects.get(force=force)
    with_conflict = actions.add_force(actor, inspection, builders.make_force())
    actions.declare_conflict(actor, inspection, inspection_force=with_conflict, reason="A relative works there.")
    for kept in (with_case, with_conflict):
        with pytest.raises(Conflict):
            actions.remove_force(actor, kept)
    assert InspectionForce.objects.count() == 2


def test_remove_force_is_the_supervisors(actor: Actor, inspection: Inspection) -> None:
    """Nobody else takes forces out."""
    added = actions.add_force(actor, inspection, builders.make_force())
    with pytest.raises(NotAllowed):
        actions.remove_force(builders.acting(builders.make_supervisor()), added)


def test_add_subject_brings_the_force_along(actor: Actor, inspection: Inspection, version: FrameworkVersion) -> None:
    """A case is a subject to be assigned, judged by the inspection's framework."""
    case = a_case(actor, inspection, builders.make_force())
    subject = actions.add_subject(actor, inspection, case)
    subject.refresh_from_db()
    assert (subject.status, subject.case, subject.framework_version) == ("to-assign", case, version)
    assert [(f.force, f.label) for f in inspection.forces.all()] == [(case.force, "Force A")]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.ids["case"]) == ("subject.added", str(case.public_id))


def test_add_subject_adds_a_force_once(actor: Actor, inspection: Inspection) -> None:
    """The second case of a force finds it there."""
    force = builders.make_force()
    for _ in range(2):
        actions.add_subject(actor, inspection, a_case(actor, inspection, force))
    assert (inspection.forces.count(), inspection.subjects.count()) == (1, 2)


def test_add_subject_refuses_a_case_twice(actor: Actor, inspection: Inspection) -> None:
    """A case is in an inspection once."""
    case = a_case(actor, inspection, builders.make_force())
    actions.add_subject(actor, inspection, case)
    with pytest.raises(Invalid):
        actions.add_subject(actor, inspection, case)
    assert Subject.objects.count() == 1


def test_add_subject_never_mixes_synthetic_and_real(actor: Actor, inspection: Inspection) -> None:
    """Figures are of one sort of data."""
    case = a_case(actor, inspection, builders.make_force(), synthetic=True)
    with pytest.raises(Refused):
        actions.add_subject(actor, inspection, case)
    assert (Subject.objects.count(), InspectionForce.objects.count()) == (0, 0)


def test_add_subject_is_refused_to_somebody_in_conflict(actor: Actor, supervisor: User, inspection: Inspection) -> None:
    """A declared conflict, or a tie, with the force closes its cases."""
    force = builders.make_force()
    case = a_case(actor, inspection, force)
    added = actions.add_force(actor, inspection, force)
    actions.declare_conflict(actor, inspection, inspection_force=added, reason="A relative works there.")
    with pytest.raises(NotAllowed):
        actions.add_subject(actor, inspection, case)
    other = builders.make_force()
    elsewhere = a_case(actor, inspection, other)
    add_tie(builders.acting(builders.make_administrator()), supervisor, other, "personal", TODAY)
    with pytest.raises(NotAllowed):
        actions.add_subject(actor, inspection, elsewhere)
    assert Subject.objects.count() == 0
