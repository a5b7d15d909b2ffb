"""The pages for managing people, as an administrator uses them and as everybody else does not."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from access import actions
from access.actor import system_actor
from access.models import User
from access.queries import roles_of
from casefiles.forces.actions import add_tie
from casefiles.forces.models import ForceTie
from review.people import queries
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def administrator() -> User:
    """Return an administrator called Boss."""
    return builders.make_administrator("boss")


@pytest.fixture
def visitor(administrator: User) -> Client:
    """Return the administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def person() -> User:
    """Return an inspector called Person."""
    return builders.make_inspector("person")


def text(response: Any) -> str:
    body = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", body)


def address(name: str, user: User, *rest: object) -> str:
    return reverse(name, args=[user.public_id, *rest])


def typed(user: User, **values: Any) -> dict[str, Any]:
    plain = {"name": user.name, "roles": roles_of(user), "version": user.version}
    return plain | values


def with_open_review(inspector: User) -> None:
    """Give the inspector one case to review; the supervisor of its inspection is made for it."""
    supervisor = builders.make_supervisor()
    inspection = builders.make_inspection(supervisor, builders.published_framework(), inspectors=[inspector])
    subject = builders.add_case(supervisor, inspection, builders.make_force("force-of-the-case"), "REF-SECRET")
    builders.assign(supervisor, subject, inspector)


def test_list_shows_each_person_with_roles_work_and_state(visitor: Client, person: User) -> None:
    with_open_review(person)
    User.objects.filter(pk=person.pk).update(access_until=TODAY - timedelta(days=1))
    line = "Person person Inspector 1 Never"
    shown = text(visitor.get("/users/"))
    assert line in shown
    assert "Access ended" in shown


def test_list_shows_no_case(visitor: Client, person: User) -> None:
    with_open_review(person)
    assert "REF-SECRET" not in text(visitor.get("/users/"))
    assert "REF-SECRET" not in text(visitor.get(address("user-edit", person)))


def names_found(visitor: Client, query: str) -> list[str]:
    return [row.user.username for row in visitor.get(f"/users/?{query}").context["rows"]]


def test_list_is_searched_by_name_and_username_and_filtered_by_role(visitor: Client, person: User) -> None:
    builders.make_user("both", "inspector", "supervisor")
    assert names_found(visitor, "q=ERS") == ["person"]
    assert names_found(visitor, "role=inspector") == ["both", "person"]
    assert names_found(visitor, "role=inspector&q=both") == ["both"]
    assert names_found(visitor, "role=nonsense&q=") == ["boss", "both", "person"]
    assert "No user matches." in text(visitor.get("/users/?q=nobody"))


def test_list_has_pages(visitor: Client) -> None:
    for number in range(50):
        builders.make_user(f"inspector-no-{number:02}", "inspector")
    assert (len(names_found(visitor, "")), len(names_found(visitor, "page=2"))) == (50, 1)
    assert "Showing 51 to 51 of 51" in text(visitor.get("/users/?page=99"))


@pytest.mark.parametrize("people", [1, 3])
def test_list_asks_the_same_number_of_queries(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for _ in range(people):
        builders.make_user(f"name-{uuid4().hex[:8]}", "inspector", "supervisor")
    with django_assert_num_queries(6):
        visitor.get("/users/")


@pytest.mark.parametrize("ties", [1, 3])
def test_page_of_a_user_asks_the_same_number_of_queries(
    visitor: Client, person: User, django_assert_num_queries: DjangoAssertNumQueries, ties: int
) -> None:
    for number in range(ties):
        add_tie(system_actor("tests"), person, builders.make_force(f"force-{number}"), "employed", TODAY)
    with django_assert_num_queries(7):
        visitor.get(address("user-edit", person))


def test_open_work_counts_reviews_in_the_persons_hands_only(person: User) -> None:
    supervisor, version = builders.make_supervisor(), builders.published_framework()
    inspection = builders.make_inspection(supervisor, version, inspectors=[person])
    force = builders.make_force()
    cases = [builders.add_case(supervisor, inspection, force) for _ in range(3)]
    builders.assign(supervisor, cases[0], person)
    builders.answer(person, builders.assign(supervisor, cases[1], person))
    builders.submitted(supervisor, cases[2], person)
    actor = builders.acting(builders.make_administrator())
    counts = {user.pk: user.open_work for user in queries.people(actor)}  # type: ignore[attr-defined]
    assert (counts[person.pk], counts[supervisor.pk], queries.open_work(person)) == (2, 0, 2)
    assert queries.open_work_at(person, force) == 2


def test_add_shows_the_one_time_password_in_the_answer_only(visitor: Client) -> None:
    form = {"username": "new", "name": "New Person", "roles": ["inspector"]}
    response = visitor.post("/users/add/", form)
    user = User.objects.get(username="new")
    password = re.search(r"(\w{4}-){3}\w{4}", text(response))
    assert password is not None
    assert (response.status_code, user.check_password(password[0])) == (200, True)
    assert "no-store" in response["Cache-Control"]
    assert password[0] not in visitor.get(address("user-edit", user)).content.decode()


def test_add_again_makes_no_second_user(visitor: Client) -> None:
    form = {"username": "new", "name": "New Person", "roles": ["inspector"]}
    visitor.post("/users/add/", form)
    again = visitor.post("/users/add/", form)
    assert "There is already a user with this username." in text(again)
    assert User.objects.filter(username="new").count() == 1


def test_add_names_what_is_missing_and_keeps_what_was_typed(visitor: Client) -> None:
    past = {"access_until_0": "1", "access_until_1": "1", "access_until_2": "2020"}
    response = visitor.post("/users/add/", {"username": "new", "name": "", "roles": [], **past})
    for sentence in ("There is a problem", "Enter the full name", "Select at least one role"):
        assert sentence in text(response)
    assert 'value="new"' in response.content.decode()
    response = visitor.post("/users/add/", {"username": "new", "name": "N", "roles": ["inspector"], **past})
    assert "The last day of access must be today or later." in text(response)
    assert User.objects.filter(username="new").exists() is False


def test_add_names_the_field_of_a_date_that_is_none(visitor: Client) -> None:
    day = {"access_until_0": "31", "access_until_1": "2", "access_until_2": "2027"}
    sent = {"username": "new", "name": "New", "roles": ["inspector"]}
    assert "Last day of access: date must be a real date" in text(visitor.post("/users/add/", sent | day))
    assert "Last day of access: date must include a year" in text(
        visitor.post("/users/add/", sent | day | {"access_until_2": ""})
    )


def test_add_sent_again_leads_to_the_user_who_was_added(visitor: Client) -> None:
    sent = {"username": "new", "name": "Somebody New", "roles": ["inspector"]}
    visitor.post("/users/add/", sent)
    for username in ("new", "NEW "):
        again = visitor.post("/users/add/", sent | {"username": username})
        assert (
            f'href="{address("user-edit", User.objects.get(username="new"))}">Somebody New</a>'
            in again.content.decode()
        )
        assert "give them another on their page" in text(again)
    assert "give them another" not in text(visitor.post("/users/add/", sent | {"username": "other", "roles": []}))


def test_edit_saves_and_says_so(visitor: Client, person: User) -> None:
    response = visitor.post(address("user-edit", person), typed(person, name="Renamed"), follow=True)
    assert "Renamed was saved." in text(response)
    assert User.objects.get(pk=person.pk).name == "Renamed"


def test_edit_of_a_stale_version_shows_both_and_saves_on_asking_again(visitor: Client, person: User) -> None:
    visitor.post(address("user-edit", person), typed(person, name="Theirs"))
    response = visitor.post(address("user-edit", person), typed(person, name="Mine"))
    assert (response.status_code, User.objects.get(pk=person.pk).name) == (409, "Theirs")
    assert "It now says: Theirs; Inspector; no last day. What you entered is below" in text(response)
    assert 'value="Mine"' in response.content.decode()
    shown = re.search(r'name="version" value="(\d+)"', response.content.decode())
    assert shown is not None
    visitor.post(address("user-edit", person), typed(person, name="Mine", version=shown[1]))
    assert User.objects.get(pk=person.pk).name == "Mine"


def test_page_of_a_new_password_leads_to_the_ties(visitor: Client) -> None:
    page = visitor.post("/users/add/", {"username": "new", "name": "New One", "roles": ["inspector"]})
    ties = address("user-tie-add", User.objects.get(username="new"))
    assert f'<a class="govuk-link" href="{ties}">Record ties to forces</a>' in page.content.decode()


def test_list_says_who_has_not_chosen_a_password(visitor: Client, person: User) -> None:
    actions.issue_one_time_password(system_actor("tests"), person)
    assert "Has not chosen a password" in text(visitor.get("/users/"))


def test_edit_of_oneself_offers_neither_deactivating_nor_a_one_time_password(
    visitor: Client, administrator: User
) -> None:
    shown = text(visitor.get(address("user-edit", administrator)))
    assert "This is your own account. Change your password" in shown
    assert ("Deactivate" in shown, "Give a one-time password" in shown) == (False, False)


def test_edit_refuses_to_take_away_ones_own_role(visitor: Client, administrator: User) -> None:
    response = visitor.post(address("user-edit", administrator), typed(administrator, roles=["inspector"]))
    assert actions.OWN_ROLE in text(response)


def test_one_time_password_is_asked_for_and_shown_once(visitor: Client, person: User) -> None:
    asked = text(visitor.get(address("user-password", person)))
    assert "The password that Person has now stops working" in asked
    assert User.objects.get(pk=person.pk).must_change_password is False
    password = re.search(r"(\w{4}-){3}\w{4}", text(visitor.post(address("user-password", person))))
    assert password is not None
    assert User.objects.get(pk=person.pk).check_password(password[0]) is True


@pytest.mark.parametrize("method", ["get", "post"])
def test_one_time_password_for_oneself_is_refused_at_once(visitor: Client, administrator: User, method: str) -> None:
    response = getattr(visitor, method)(address("user-password", administrator), follow=True)
    assert response.redirect_chain == [(address("user-edit", administrator), 302)]
    assert actions.OWN_PASSWORD in text(response)


def test_deactivate_warns_of_open_work_and_leaves_it(visitor: Client, person: User) -> None:
    with_open_review(person)
    assert "Person has 1 open review." in text(visitor.get(address("user-deactivate", person)))
    response = visitor.post(address("user-deactivate", person), follow=True)
    assert "Person was deactivated and signed out." in text(response)
    assert (User.objects.get(pk=person.pk).is_active, queries.open_work(person)) == (False, 1)


def test_taking_the_role_of_inspector_from_open_work_asks_first(visitor: Client, person: User) -> None:
    with_open_review(person)
    sent = typed(person, roles=["supervisor"])
    asked = visitor.post(address("user-edit", person), sent)
    assert "Person has 1 open review, and cannot go on without the role of inspector:" in text(asked)
    assert "Save all the same" in text(asked)
    person.refresh_from_db()
    assert roles_of(User.objects.get(pk=person.pk)) == ["inspector"]
    assert visitor.post(address("user-edit", person), sent | {"asked": "yes"}).status_code == 302
    assert roles_of(User.objects.get(pk=person.pk)) == ["supervisor"]


def test_taking_the_role_of_inspector_asks_nothing_without_open_work(visitor: Client, person: User) -> None:
    assert visitor.post(address("user-edit", person), typed(person, roles=["supervisor"])).status_code == 302


def test_another_change_of_somebody_with_open_work_asks_nothing(visitor: Client, person: User) -> None:
    with_open_review(person)
    assert visitor.post(address("user-edit", person), typed(person, name="Renamed")).status_code == 302


def test_deactivate_without_open_work_warns_of_nothing(visitor: Client, person: User) -> None:
    assert "open review" not in text(visitor.get(address("user-deactivate", person)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_deactivate_oneself_is_refused_at_once(visitor: Client, administrator: User, method: str) -> None:
    response = getattr(visitor, method)(address("user-deactivate", administrator), follow=True)
    assert response.redirect_chain == [(address("user-edit", administrator), 302)]
    assert actions.OWN_ACCOUNT in text(response)
    assert User.objects.get(pk=administrator.pk).is_active


def test_deactivate_and_reactivate_say_what_is_so_already(visitor: Client, person: User) -> None:
    assert visitor.get(address("user-reactivate", person)).status_code == 409
    visitor.post(address("user-deactivate", person))
    response = visitor.get(address("user-deactivate", person))
    assert (response.status_code, "Person is deactivated already." in text(response)) == (409, True)


def test_reactivate_asks_warns_and_gives_access_back(visitor: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False, access_until=TODAY - timedelta(days=1))
    asked = text(visitor.get(address("user-reactivate", person)))
    assert "Their last day of access is over, so they cannot sign in until you change it too." in asked
    assert User.objects.get(pk=person.pk).is_active is False
    visitor.post(address("user-reactivate", person))
    assert User.objects.get(pk=person.pk).is_active is True


def day(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def test_tie_is_added_with_a_warning_about_open_work_at_the_force(visitor: Client, person: User) -> None:
    with_open_review(person)
    form = {"force": "force-of-the-case", "kind": "seconded", **day("starts", TODAY), "note": ""}
    shown = text(visitor.post(address("user-tie-add", person), form, follow=True))
    assert "The tie to force-of-the-case (synthetic) was added." in shown
    assert "Person has 1 open review of cases of force-of-the-case (synthetic)." in shown
    assert "Seconded from the force" in shown


def test_tie_over_another_is_refused_in_the_form(visitor: Client, person: User) -> None:
    force = builders.make_force("force-a")
    add_tie(system_actor("tests"), person, force, "employed", TODAY)
    form = {"force": "force-a", "kind": "employed", **day("starts", TODAY)}
    shown = text(visitor.post(address("user-tie-add", person), form))
    assert "is already recorded for some of these days" in shown
    missing = text(visitor.post(address("user-tie-add", person), {}))
    assert [s in missing for s in ("Select the force", "Select what the tie is", "Enter the first day")] == [True] * 3


def test_tie_is_ended(visitor: Client, person: User) -> None:
    tie = add_tie(system_actor("tests"), person, builders.make_force("force-a"), "employed", TODAY)
    response = visitor.post(address("user-tie-end", person, tie.public_id), day("ends", TODAY), follow=True)
    assert f"The tie to force-a (synthetic) ends on {TODAY:%-d %B %Y}." in text(response)
    assert ForceTie.objects.get().ends == TODAY


def test_tie_of_somebody_else_is_not_found_under_this_user(visitor: Client, person: User) -> None:
    other = builders.make_inspector("other")
    tie = add_tie(system_actor("tests"), other, builders.make_force("force-a"), "employed", TODAY)
    assert visitor.get(address("user-tie-end", person, tie.public_id)).status_code == 404


PAGES = ("user-edit", "user-password", "user-deactivate", "user-reactivate", "user-tie-add")


@pytest.mark.parametrize("role", ["inspector", "supervisor"])
def test_pages_are_closed_to_other_roles(person: User, role: str) -> None:
    client = Client()
    client.force_login(builders.make_user("other", role))
    assert [client.get(f"/users/{rest}").status_code for rest in ("", "add/")] == [403, 403]
    assert [client.post(address(name, person)).status_code for name in PAGES] == [404] * 5
    assert User.objects.get(pk=person.pk).is_active is True


def test_pages_of_nobody_are_missing(visitor: Client) -> None:
    assert [visitor.get(reverse(name, args=[uuid4()])).status_code for name in PAGES] == [404] * 5


def test_confirmations_change_nothing_when_they_are_only_looked_at(visitor: Client, person: User) -> None:
    before = User.objects.get(pk=person.pk)
    for name in ("user-password", "user-deactivate"):
        visitor.get(address(name, person))
    after = User.objects.get(pk=person.pk)
    assert (after.is_active, after.password, after.version) == (True, before.password, before.version)
