"""Signing in and out: the trail's events, one-time passwords, ended access, rate limits, and no other way in."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from access import actions
from access.actor import system_actor
from access.middleware import ENDED
from access.models import AuditDetail, AuditEvent, User
from tests import builders

pytestmark = pytest.mark.django_db
LOGIN, CHANGE = "/accounts/login/", "/accounts/password/change/"
OWN_PASSWORD = "another-password-of-length"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Forget the attempts of other tests: the limits count by address, and every test has the same."""
    cache.clear()


@pytest.fixture
def person() -> User:
    """Return an inspector."""
    return builders.make_inspector("person")


def sign_in(client: Client, username: str = "person", password: str = builders.PASSWORD) -> Any:
    return client.post(LOGIN, {"login": username, "password": password})


def signed_in(client: Client) -> bool:
    return client.get(CHANGE).status_code == 200


def page(response: Any) -> str:
    return str(response.content.decode())


def events() -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(action__startswith="sign-").order_by("sequence")
    return [(row.action, row.actor_name, row.thing_id) for row in rows]


def change_password(client: Client, old: str, new: str = OWN_PASSWORD) -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def test_sign_in_leads_home_and_is_an_event(client: Client, person: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"], signed_in(client)) == (302, "/", True)
    assert events() == [("sign-in.done", "person", str(person.public_id))]


@pytest.mark.parametrize(
    ("asked_for", "leads_to"), [("/accessibility/", "/accessibility/"), ("https://evil.example/", "/")]
)
def test_sign_in_leads_to_the_page_that_was_asked_for_but_not_off_the_site(
    client: Client, person: User, asked_for: str, leads_to: str
) -> None:
    response = client.post(f"{LOGIN}?next={asked_for}", {"login": "person", "password": builders.PASSWORD})
    assert response["Location"] == leads_to


def test_sign_in_gives_the_session_another_key(client: Client, person: User) -> None:
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    sign_in(client)
    assert client.session.session_key != old
    assert Session.objects.filter(pk=old).exists() is False


def test_sign_out_is_an_event_and_ends_the_session(client: Client, person: User) -> None:
    sign_in(client)
    response = client.post("/accounts/logout/")
    assert (response["Location"], signed_in(client)) == (LOGIN, False)
    assert events()[1:] == [("sign-out.done", "person", str(person.public_id))]


def test_wrong_password_is_an_event_of_that_user_without_what_was_typed(client: Client, person: User) -> None:
    response = sign_in(client, "PERSON", "not-the-password-at-all")
    assert "The username or the password is not right. Check both and try again." in page(response)
    assert events() == [("sign-in.failed", "not signed in", str(person.public_id))]
    assert AuditEvent.objects.last().detail_digest == ""  # type: ignore[union-attr]


def test_unknown_username_reads_the_same_and_is_not_kept(client: Client, person: User) -> None:
    wrong = sign_in(client, "person", "not-the-password-at-all")
    unknown = sign_in(Client(), "my-secret-password-typed-here", "x")
    assert "The username or the password is not right. Check both and try again." in page(unknown)
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert events()[1:] == [("sign-in.failed", "not signed in", "unknown")]


def test_ended_access_is_refused_with_a_sentence(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(access_until=timezone.localdate() - timedelta(days=1))
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, LOGIN)
    assert ENDED in page(client.get(LOGIN))
    assert (signed_in(client), events()) == (False, [("sign-in.refused", "not signed in", str(person.public_id))])


def test_last_day_of_access_still_counts(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(access_until=timezone.localdate())
    assert sign_in(client)["Location"] == "/"


def test_deactivated_user_is_refused_with_a_sentence(client: Client, person: User) -> None:
    actions.deactivate(system_actor("tests"), person)
    assert sign_in(client)["Location"] == LOGIN
    assert ENDED in page(client.get(LOGIN))
    assert (signed_in(client), events()) == (False, [("sign-in.failed", "not signed in", str(person.public_id))])


def test_access_that_ends_meanwhile_ends_the_session_with_a_sentence(client: Client, person: User) -> None:
    sign_in(client)
    User.objects.filter(pk=person.pk).update(access_until=timezone.localdate() - timedelta(days=1))
    assert client.get("/accessibility/")["Location"] == LOGIN
    assert ENDED in page(client.get(LOGIN))
    assert events()[-1][0] == "sign-out.done"


def test_deactivating_ends_every_session_of_that_user_only(client: Client, person: User) -> None:
    builders.make_inspector("other")
    phone, other = Client(), Client()
    sign_in(client)
    sign_in(phone)
    sign_in(other, "other")
    actions.deactivate(system_actor("tests"), person)
    assert Session.objects.count() == 1
    assert [signed_in(each) for each in (client, phone, other)] == [False, False, True]


def test_one_time_password_leads_to_choosing_one_and_then_home(client: Client, person: User) -> None:
    given = actions.issue_one_time_password(system_actor("tests"), person)
    sign_in(client, password=given)
    for address in ("/", "/accessibility/", "/users/"):
        assert client.get(address)["Location"] == CHANGE
    assert "You signed in with a one-time password." in page(client.get(CHANGE))
    assert change_password(client, given)["Location"] == "/"
    assert client.get("/accessibility/").status_code == 200


def test_one_time_password_signs_the_user_out_everywhere(client: Client, person: User) -> None:
    sign_in(client)
    actions.issue_one_time_password(system_actor("tests"), person)
    assert (Session.objects.count(), signed_in(client)) == (0, False)


def test_one_time_password_cannot_be_chosen_again(client: Client, person: User) -> None:
    given = actions.issue_one_time_password(system_actor("tests"), person)
    sign_in(client, password=given)
    assert "Choose a password other than the one that you have now" in page(change_password(client, given, given))
    assert User.objects.get(pk=person.pk).must_change_password is True


def test_weak_password_is_refused(client: Client, person: User) -> None:
    sign_in(client)
    answer = page(change_password(client, builders.PASSWORD, "short"))
    assert "This password is too short. It must contain at least 12 characters." in answer


@pytest.mark.parametrize("repeated", ["passwordpassword", "Zebra7Zebra7Zebra7", "qqqqqqqqqqqqqq", "AbcdefgabcdefG"])
def test_repetition_is_refused(client: Client, person: User, repeated: str) -> None:
    sign_in(client)
    answer = page(change_password(client, builders.PASSWORD, repeated))
    assert "This password repeats a shorter part. Choose one that does not." in answer


def labels(client: Client) -> list[str]:
    return [field.label for field in client.get(CHANGE).context["form"]]


def test_password_page_calls_the_old_password_what_it_is(client: Client, person: User) -> None:
    given = actions.issue_one_time_password(system_actor("tests"), person)
    sign_in(client, password=given)
    assert labels(client) == ["One-time password", "New password", "New password again"]
    change_password(client, given)
    assert labels(client) == ["Current password", "New password", "New password again"]


def test_password_page_says_what_to_do(client: Client, person: User) -> None:
    sign_in(client)
    shown = page(client.get(CHANGE))
    assert ("Use 12 characters or more." in shown, "can’t" in shown, "can&#x27;t" in shown) == (True, False, False)


def test_sign_in_page_names_the_first_command_while_there_is_no_user(client: Client) -> None:
    assert "manage.py create-administrator</code>" in page(client.get(LOGIN))
    builders.make_inspector("person")
    assert "create-administrator" not in page(client.get(LOGIN))


def test_wrong_current_password_is_refused(client: Client, person: User) -> None:
    sign_in(client)
    assert "The current password is not right" in page(change_password(client, "not-the-password"))


def test_changing_the_password_ends_the_other_sessions(client: Client, person: User) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    change_password(client, builders.PASSWORD)
    assert [signed_in(each) for each in (client, other)] == [True, False]
    assert sign_in(Client(), password=OWN_PASSWORD)["Location"] == "/"


def test_changing_the_password_leaves_everything_else_of_the_user_alone(client: Client, person: User) -> None:
    sign_in(client)
    User.objects.filter(pk=person.pk).update(name="Renamed meanwhile")
    change_password(client, builders.PASSWORD)
    assert User.objects.get(pk=person.pk).name == "Renamed meanwhile"


def test_passwords_are_nowhere_in_the_trail(client: Client, person: User) -> None:
    given = actions.issue_one_time_password(system_actor("tests"), person)
    sign_in(client, password=given)
    change_password(client, given)
    trail = [str(vars(row)) for model in (AuditEvent, AuditDetail) for row in model.objects.all()]
    assert [line for line in trail if given in line or OWN_PASSWORD in line or "md5" in line] == []


def test_sixth_failed_attempt_on_a_user_is_not_tried(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, password="not-the-password-at-all")
    sentence = "There were too many attempts to sign in. Wait five minutes, then try again."
    assert sentence in page(sign_in(client))
    assert (len(events()), signed_in(client)) == (5, False)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "signup/",
        "inactive/",
        "email/",
        "confirm-email/",
        "confirm-email/x/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-x/",
        "login/code/confirm/",
        "reauthenticate/",
    ],
)
def test_every_other_address_of_the_sign_in_library_is_missing(client: Client, person: User, address: str) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404
    sign_in(client)
    assert (client.get(f"/accounts/{address}").status_code, client.post(f"/accounts/{address}").status_code) == (
        404,
        404,
    )


def test_get_signs_nobody_out(client: Client, person: User) -> None:
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in(client) is True
