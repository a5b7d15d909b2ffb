"""The pages of inspections: who sees them, what they do, and how many queries they take."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from access.models import User
from casefiles.cases.actions import create_case
from casefiles.forces.actions import add_tie
from review.inspections import actions
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce, TeamMember
from review.inspections.queries import force_scope
from tests import builders
from tests.review.conftest import World

pytestmark = pytest.mark.django_db
DETAILS = {
    "title": "A new inspection",
    "slug": "new-inspection",
    "exercise_type": "THEMATIC",
    "sample_design": "purposive",
    "sample_note": "",
    "headline_subset": "group-based=yes",
    "show_labels": "on",
    "fieldwork_from_0": "5",
    "fieldwork_from_1": "January",
    "fieldwork_from_2": "2026",
    "suggestions_shown": "after-own-grade",
}


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Return a way to sign somebody in."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def page(name: str, world: World, *more: object) -> str:
    """Return the address of a page of the world's inspection."""
    return reverse(name, args=[world.inspection.slug_id, *more])


def add_cases(world: World, number: int, forces: int = 1) -> None:
    """Add cases to the world's inspection, spread over new forces."""
    actor = builders.acting(world.supervisor)
    for _ in range(forces):
        force = builders.make_force()
        for _ in range(number):
            scope = force_scope(actor, world.inspection, force)
            actions.add_subject(actor, world.inspection, create_case(actor, scope, builders.case_facts(force)))


SUPERVISORS = ["inspection-edit", "inspection-forces", "inspection-team"]


@pytest.mark.parametrize("name", ["inspection", "conflict-declare", *SUPERVISORS])
def test_pages_open_for_the_supervisor(world: World, signed_in: Callable[[User], Client], name: str) -> None:
    """The supervisor sees every page of the inspection."""
    add_cases(world, 1)
    assert signed_in(world.supervisor).get(page(name, world)).status_code == 200


@pytest.mark.parametrize("name", ["inspection", "conflict-declare"])
def test_pages_open_for_an_inspector_of_the_team(world: World, signed_in: Callable[[User], Client], name: str) -> None:
    """An inspector sees what the inspection is and can declare a conflict."""
    assert signed_in(world.inspector).get(page(name, world)).status_code == 200


@pytest.mark.parametrize("name", SUPERVISORS)
def test_pages_are_refused_to_an_inspector(world: World, signed_in: Callable[[User], Client], name: str) -> None:
    """Setting up is the supervisors', and the page says so."""
    answer = signed_in(world.inspector).get(page(name, world))
    assert (answer.status_code, b"supervisor" in answer.content) == (403, True)


@pytest.mark.parametrize("name", ["inspection", "conflict-declare", *SUPERVISORS])
@pytest.mark.parametrize("make", [builders.make_supervisor, builders.make_inspector, builders.make_administrator])
def test_pages_are_not_there_for_strangers(
    world: World, signed_in: Callable[[User], Client], make: Callable[[], User], name: str
) -> None:
    """Who is not on the team does not learn that the inspection exists."""
    client = signed_in(make())
    assert client.get(page(name, world)).status_code == 404
    assert client.get(page(name, world).replace("test-world", "no-such")).status_code == 404


def test_pages_ask_to_sign_in(world: World, client: Client) -> None:
    """Nobody reads anything without signing in."""
    for address in (reverse("inspection-list"), reverse("inspection-add"), page("inspection", world)):
        assert client.get(address).url == f"/accounts/login/?next={address}"  # type: ignore[attr-defined]


def test_list_holds_only_own_inspections(world: World, signed_in: Callable[[User], Client]) -> None:
    """Another supervisor's list is empty, and offers to create one."""
    builders.make_inspection(world.supervisor, world.version, slug="second")
    assert signed_in(world.supervisor).get(reverse("inspection-list")).content.count(b"/inspections/second/") == 1
    other = signed_in(builders.make_supervisor()).get(reverse("inspection-list")).content.decode()
    assert ("test-world" in other, "Create an inspection" in other) == (False, True)


def test_list_is_refused_to_an_administrator(world: World, signed_in: Callable[[User], Client]) -> None:
    """Administrators see no case material."""
    assert signed_in(builders.make_administrator()).get(reverse("inspection-list")).status_code == 403


@pytest.mark.parametrize(("q", "found"), [("TEST-W", True), ("inspection test", True), ("other", False)])
def test_list_is_searched(world: World, signed_in: Callable[[User], Client], q: str, found: bool) -> None:
    """By title and by short name."""
    answer = signed_in(world.supervisor).get(reverse("inspection-list"), {"q": q})
    assert (page("inspection", world).encode() in answer.content) is found


def test_list_shows_progress_to_supervisors_only(world: World, signed_in: Callable[[User], Client]) -> None:
    """An inspector learns nothing of others' cases."""
    add_cases(world, 2)
    address = reverse("inspection-list")
    assert "0 of 2 cases" in signed_in(world.supervisor).get(address).content.decode()
    assert "0 of 2" not in signed_in(world.inspector).get(address).content.decode()


def test_overview_shows_states_to_supervisors_only(world: World, signed_in: Callable[[User], Client]) -> None:
    """How many cases stand where tells of reviews, so an inspector does not see it."""
    add_cases(world, 2)
    supervisor = signed_in(world.supervisor).get(page("inspection", world)).content.decode()
    inspector = signed_in(world.inspector).get(page("inspection", world)).content.decode()
    words = ["0 of 2 cases signed off", "Ready for sign-off", "Change the details", "Conflicts of interest"]
    assert [word in supervisor for word in words] == [True] * 4
    assert [word in inspector for word in words] == [False] * 4


def test_overview_leaves_out_cases_in_conflict(world: World, signed_in: Callable[[User], Client]) -> None:
    """Somebody tied to a force counts only what they may see, and is told so."""
    add_cases(world, 2)
    add_cases(world, 1)
    force = InspectionForce.objects.get(label="Force A").force
    administrator = builders.acting(builders.make_administrator())
    add_tie(administrator, world.supervisor, force, "personal", builders.NOW.date())
    shown = signed_in(world.supervisor).get(page("inspection", world)).content.decode()
    assert ("0 of 1 cases signed off" in shown, "closed to you" in shown) == (True, True)
    assert page("report", world) not in shown


def test_add_creates_an_inspection(world: World, signed_in: Callable[[User], Client]) -> None:
    """The form makes the inspection and leads to it."""
    data = {**DETAILS, "framework_version": str(world.version.public_id)}
    answer = signed_in(world.supervisor).post(reverse("inspection-add"), data)
    assert answer.url == "/inspections/new-inspection/"  # type: ignore[attr-defined]
    made = Inspection.objects.get(slug="new-inspection")
    assert (made.headline_subset, made.show_labels, str(made.fieldwork_from)) == ("group-based=yes", True, "2026-01-05")


def test_add_tells_what_is_wrong(world: World, signed_in: Callable[[User], Client]) -> None:
    """A refusal stands at its field, in the summary too, and what was typed stays."""
    data = {**DETAILS, "slug": "test-world", "framework_version": str(world.version.public_id)}
    answer = signed_in(world.supervisor).post(reverse("inspection-add"), data)
    assert answer.content.decode().count("already an inspection or a published result") == 2
    assert b"A new inspection" in answer.content
    assert Inspection.objects.count() == 1


def test_add_is_refused_to_an_inspector(world: World, signed_in: Callable[[User], Client]) -> None:
    """Only supervisors create inspections."""
    assert signed_in(world.inspector).get(reverse("inspection-add")).status_code == 403


def edited(world: World, **changed: str) -> dict[str, str]:
    """Return what the form of the details posts."""
    return {k: v for k, v in DETAILS.items() if k != "slug"} | {"version": str(world.inspection.version)} | changed


def test_edit_saves_the_details(world: World, signed_in: Callable[[User], Client]) -> None:
    """A box that is not ticked is a no."""
    data = edited(world, title="Changed")
    del data["show_labels"]
    assert signed_in(world.supervisor).post(page("inspection-edit", world), data).status_code == 302
    world.inspection.refresh_from_db()
    assert (world.inspection.title, world.inspection.show_labels) == ("Changed", False)


@pytest.mark.parametrize(
    ("shown", "ticked", "told"),
    [
        ("after-own-grade", False, ["once they have entered a grade of their own", "Not shown to reviewers"]),
        ("at-once", True, ["as soon as there are any", "how signed-off cases were graded"]),
    ],
)
def test_edit_saves_what_reviewers_see_and_the_page_tells_the_team(
    world: World, signed_in: Callable[[User], Client], shown: str, ticked: bool, told: list[str]
) -> None:
    """A reviewer can read on the inspection's page what its policy is."""
    data = edited(world, suggestions_shown=shown, **({"shows_team_grades": "on"} if ticked else {}))
    assert signed_in(world.supervisor).post(page("inspection-edit", world), data).status_code == 302
    world.inspection.refresh_from_db()
    assert (world.inspection.suggestions_shown, world.inspection.shows_team_grades) == (shown, ticked)
    text = signed_in(world.inspector).get(page("inspection", world)).content.decode()
    assert [words for words in told if words not in text] == []


def test_edit_refuses_a_time_that_nobody_offered(world: World, signed_in: Callable[[User], Client]) -> None:
    """Only the two times that there are can be chosen."""
    answer = signed_in(world.supervisor).post(page("inspection-edit", world), edited(world, suggestions_shown="never"))
    assert answer.status_code == 200
    world.inspection.refresh_from_db()
    assert world.inspection.suggestions_shown == "after-own-grade"


def test_edit_of_a_stale_page_is_a_conflict(world: World, signed_in: Callable[[User], Client]) -> None:
    """Nothing is overwritten unseen."""
    data = edited(world, title="Changed", version=str(world.inspection.version - 1))
    assert signed_in(world.supervisor).post(page("inspection-edit", world), data).status_code == 409
    world.inspection.refresh_from_db()
    assert world.inspection.title == "Inspection test-world"


def test_steps_are_taken_from_their_pages(world: World, signed_in: Callable[[User], Client]) -> None:
    """Closing asks once more and says what it means; reopening wants a reason."""
    add_cases(world, 2)
    client = signed_in(world.supervisor)
    close, reopen = page("inspection-step", world, "close"), page("inspection-step", world, "reopen-fieldwork")
    assert "2 cases are not signed off" in client.get(close).content.decode()
    assert client.post(close).status_code == 302
    assert client.post(close).status_code == 409
    assert "Enter a reason" in client.post(reopen, {"reason": " "}).content.decode()
    assert client.post(reopen, {"reason": "A late case."}).status_code == 302
    world.inspection.refresh_from_db()
    assert world.inspection.status == "fieldwork"


def test_a_step_that_does_not_exist_is_not_found(world: World, signed_in: Callable[[User], Client]) -> None:
    """Only the steps of the workflow have pages."""
    assert signed_in(world.supervisor).get(page("inspection-step", world, "burn")).status_code == 404


def test_steps_are_refused_to_an_inspector(world: World, signed_in: Callable[[User], Client]) -> None:
    """An inspector closes no inspection."""
    assert signed_in(world.inspector).post(page("inspection-step", world, "close")).status_code == 403
    world.inspection.refresh_from_db()
    assert world.inspection.status == "fieldwork"


def test_forces_are_added_and_taken_out(world: World, signed_in: Callable[[User], Client]) -> None:
    """A force can be added with a label, and taken out while it has no case."""
    client = signed_in(world.supervisor)
    client.post(page("inspection-forces", world), {"force": world.force.code, "label": "North"})
    added = InspectionForce.objects.get()
    assert (added.force, added.label) == (world.force, "North")
    again = client.post(page("inspection-forces", world), {"force": world.force.code}).content.decode()
    assert "Select a force from the list" in again
    client.post(page("inspection-force-remove", world, added.public_id))
    assert InspectionForce.objects.count() == 0


def test_force_of_another_inspection_is_not_found(world: World, signed_in: Callable[[User], Client]) -> None:
    """The address of one inspection does not reach into another."""
    other = builders.make_inspection(world.supervisor, world.version)
    added = actions.add_force(builders.acting(world.supervisor), other, world.force)
    client = signed_in(world.supervisor)
    assert client.post(page("inspection-force-remove", world, added.public_id)).status_code == 404
    assert client.get(page("inspection-force-remove", world, added.public_id)).status_code == 405


def test_members_are_added_ended_and_taken_off(world: World, signed_in: Callable[[User], Client]) -> None:
    """The team page puts people on and leads to their last day."""
    client, new = signed_in(world.supervisor), builders.make_inspector()
    today = timezone.localdate()
    first = {"starts_0": str(today.day), "starts_1": str(today.month), "starts_2": str(today.year)}
    answer = client.post(page("inspection-team", world), {"user": str(new.public_id), "role": "inspector", **first})
    member = TeamMember.objects.get(user=new)
    assert (answer.status_code, member.starts, member.ends) == (302, today, None)
    last = today + timedelta(days=3)
    day = {"ends_0": str(last.day), "ends_1": str(last.month), "ends_2": str(last.year)}
    client.post(page("inspection-member-end", world, member.public_id), day)
    member.refresh_from_db()
    assert member.ends == last
    client.post(page("inspection-member-remove", world, member.public_id))
    assert not TeamMember.objects.filter(user=new).exists()


def test_team_tells_what_is_wrong(world: World, signed_in: Callable[[User], Client]) -> None:
    """A role that somebody does not hold is refused at the person."""
    data = {"user": str(world.inspector.public_id), "role": "supervisor"}
    data |= {"starts_0": "1", "starts_1": "3", "starts_2": "2026"}
    answer = signed_in(world.supervisor).post(page("inspection-team", world), data)
    assert answer.content.decode().count("does not hold the role of supervisor") == 2


def test_team_shows_ties_and_declared_conflicts(world: World, signed_in: Callable[[User], Client]) -> None:
    """Before a case is assigned, the supervisor sees who cannot take it."""
    add_cases(world, 1, forces=2)
    first, second = InspectionForce.objects.order_by("label")
    administrator = builders.acting(builders.make_administrator())
    add_tie(administrator, world.inspector, first.force, "seconded", builders.NOW.date())
    actions.declare_conflict(
        builders.acting(world.inspector), world.inspection, inspection_force=second, reason="A relative there."
    )
    shown = signed_in(world.supervisor).get(page("inspection-team", world)).content.decode()
    assert ("Tie to Force A; Declared: Force B" in shown, "A relative there." in shown) == (True, True)


def test_members_of_another_inspection_are_not_found(world: World, signed_in: Callable[[User], Client]) -> None:
    """Nor can they be ended through this one's address."""
    other = builders.make_inspection(builders.make_supervisor(), world.version)
    member = other.team.get()
    client = signed_in(world.supervisor)
    for name in ("inspection-member-end", "inspection-member-remove"):
        assert client.post(page(name, world, member.public_id)).status_code == 404


def test_the_last_supervisor_cannot_be_taken_off(world: World, signed_in: Callable[[User], Client]) -> None:
    """The page says that nobody would supervise it."""
    own = world.inspection.team.get(role="supervisor")
    day = {"ends_0": "1", "ends_1": "12", "ends_2": "2026"}
    answer = signed_in(world.supervisor).post(page("inspection-member-end", world, own.public_id), day)
    assert "Nobody would supervise" in answer.content.decode()


def test_conflict_with_a_force_is_declared(world: World, signed_in: Callable[[User], Client]) -> None:
    """An inspector picks the force and says why."""
    add_cases(world, 1)
    part = InspectionForce.objects.get()
    data = {"inspection_force": str(part.public_id), "reason": "A relative works there."}
    answer = signed_in(world.inspector).post(page("conflict-declare", world), data)
    assert answer.url == page("inspection", world)  # type: ignore[attr-defined]
    declared = ConflictOfInterest.objects.get()
    assert (declared.user, declared.inspection_force, declared.reason) == (
        world.inspector,
        part,
        "A relative works there.",
    )


def test_conflict_with_a_case_is_declared_by_who_can_see_it(world: World, signed_in: Callable[[User], Client]) -> None:
    """A supervisor can, an inspector who was never given the case cannot."""
    add_cases(world, 1)
    subject = world.inspection.subjects.get()
    address = page("conflict-declare-case", world, subject.public_id)
    assert signed_in(world.inspector).get(address).status_code == 404
    client = signed_in(world.supervisor)
    assert str(subject.case) in client.get(address).content.decode()
    client.post(address, {"reason": "I know somebody in it."})
    assert ConflictOfInterest.objects.get().subject == subject
    assert client.get(address).status_code == 404


def test_pages_say_that_data_is_synthetic(world: World, signed_in: Callable[[User], Client]) -> None:
    """Every page of a synthetic inspection, and the list that holds one."""
    Inspection.objects.filter(pk=world.inspection.pk).update(synthetic=True)
    client = signed_in(world.supervisor)
    addresses = [reverse("inspection-list"), *(page(name, world) for name in ["inspection", *SUPERVISORS])]
    addresses += [page("inspection-step", world, "close"), page("conflict-declare", world)]
    assert [b"Synthetic data." in client.get(address).content for address in addresses] == [True] * len(addresses)


@pytest.mark.parametrize(
    ("name", "queries"),
    [("inspection-list", 7), ("inspection", 16), ("inspection-team", 11), ("inspection-forces", 7)],
)
@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_number_of_queries(
    world: World,
    signed_in: Callable[[User], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    number: int,
) -> None:
    """However many inspections, forces, cases, people and conflicts there are."""
    add_cases(world, number, forces=number)
    for force in InspectionForce.objects.all():
        user = builders.make_inspector()
        actor = builders.acting(world.supervisor)
        actions.add_member(actor, world.inspection, user, "inspector", builders.NOW.date())
        actions.declare_conflict(builders.acting(user), world.inspection, inspection_force=force, reason="A relative.")
        builders.make_inspection(world.supervisor, world.version)
    client = signed_in(world.supervisor)
    address = reverse(name) if name == "inspection-list" else page(name, world)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
